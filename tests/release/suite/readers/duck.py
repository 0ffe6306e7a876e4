"""DuckDB: CSV with declared columns, and Parquet."""

from __future__ import annotations

import duckdb

from suite.cells import Reading, list_names, split
from suite.release import Release, Table

_DTYPES = {
    "text": "VARCHAR",
    "list": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
_NAMES = {dtype: name for name, dtype in _DTYPES.items() if name != "list"} | {"VARCHAR[]": "list"}


def from_csv(release: Release, table: Table) -> Reading:
    """With the dialect spelled out, since the sniffer may take a quoted line break for a row."""
    with duckdb.connect() as database:
        relation = database.read_csv(
            str(release.file(f"{table.name}.csv")),
            columns={column.name: _DTYPES[column.type] for column in table.columns},
            auto_detect=False,
            header=True,
            sep=",",
            quotechar='"',
            escapechar='"',
            na_values="",
            date_format="%Y-%m-%d",
        )
        reading = _reading(relation)
    for at, name in enumerate(reading.columns):
        if name in list_names(table):
            for row in reading.rows:
                value = row[at]
                row[at] = split(value) if value is None or isinstance(value, str) else value
    return Reading(reading.columns, reading.rows)


def from_parquet(release: Release, table: Table) -> Reading:
    """Types come from the file."""
    with duckdb.connect() as database:
        return _reading(database.read_parquet(str(release.file(f"{table.name}.parquet"))))


def _reading(relation: duckdb.DuckDBPyRelation) -> Reading:
    types = {name: _NAMES.get(str(dtype), str(dtype)) for name, dtype in zip(relation.columns, relation.types)}
    return Reading(relation.columns, [list(row) for row in relation.fetchall()], types)
