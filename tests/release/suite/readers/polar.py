"""polars: CSV with a declared schema, and Parquet."""

from __future__ import annotations

import polars as pl

from suite.cells import Reading, list_names, split
from suite.release import Release, Table

_DTYPES: dict[str, pl.DataType] = {
    "text": pl.String(),
    "list": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
}
_NAMES: dict[pl.DataType, str] = {dtype: name for name, dtype in _DTYPES.items() if name != "list"} | {
    pl.List(pl.String()): "list"
}


def from_csv(release: Release, table: Table) -> Reading:
    """The schema is given whole, so that a cell of another type is an error."""
    schema = {column.name: _DTYPES[column.type] for column in table.columns}
    frame = pl.read_csv(release.file(f"{table.name}.csv"), schema=schema, encoding="utf8")
    lists = [name in list_names(table) for name in frame.columns]
    rows = [[split(value) if is_list else value for value, is_list in zip(row, lists)] for row in frame.iter_rows()]
    return Reading(frame.columns, rows)


def from_parquet(release: Release, table: Table) -> Reading:
    """Types come from the file."""
    frame = pl.read_parquet(release.file(f"{table.name}.parquet"))
    types = {name: _NAMES.get(dtype, str(dtype)) for name, dtype in frame.schema.items()}
    return Reading(frame.columns, [list(row) for row in frame.iter_rows()], types)
