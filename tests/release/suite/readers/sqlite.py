"""sqlite3: the tables themselves, and their lists once more from the link tables."""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from suite.cells import Reading, Value
from suite.release import Column, Release, Table

FILE = "rapporteur-data.sqlite"
#: What a column of a STRICT table must be declared as.
STORED = {"text": "TEXT", "list": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}


def connect(path: Path) -> closing[sqlite3.Connection]:
    """Read-only: a check must not leave a journal in the release."""
    return closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True))


def medium(value: Value, column: Column) -> Value:
    """Booleans are 0 and 1, dates are ISO text, lists are joined; an empty list is null."""
    if isinstance(value, list):
        return "|".join(value) or None
    return medium_with_lists(value, column)


def medium_with_lists(value: Value, _column: Column) -> Value:
    """The same, with lists as lists."""
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def from_tables(release: Release, table: Table) -> Reading:
    """Rows in the order in which they were inserted, which is that of the CSV."""
    with connect(release.file(FILE)) as database:
        columns = [row[0] for row in database.execute("SELECT name FROM pragma_table_info(?)", [table.name])]
        stored = dict(database.execute("SELECT name, type FROM pragma_table_info(?)", [table.name]))
        rows = [list(row) for row in database.execute(f"SELECT * FROM {table.name} ORDER BY rowid")]
    types = {
        column.name: column.type if stored[column.name] == STORED[column.type] else stored[column.name]
        for column in table.columns
        if column.name in stored
    }
    return Reading(columns, rows, types)


def from_link_tables(release: Release, table: Table) -> Reading:
    """The same rows, with each list column put together from its link table by position."""
    reading = from_tables(release, table)
    keys = [table.position(name) for name in table.primary_key]
    with connect(release.file(FILE)) as database:
        for column in table.columns:
            if column.type == "list":
                lists = _lists(database, table, column)
                for row in reading.rows:
                    row[table.position(column.name)] = lists.pop(tuple(row[at] for at in keys), [])
                if lists:
                    raise ValueError(
                        f"{table.name}_{column.name} has items of rows that do not exist: {list(lists)[:3]}"
                    )
    return reading


def _lists(database: sqlite3.Connection, table: Table, column: Column) -> dict[tuple[Value, ...], Value]:
    """The lists of one column by key; positions count up from 0 without a gap."""
    name, keys = f"{table.name}_{column.name}", ", ".join(table.primary_key)
    lists: dict[tuple[Value, ...], list[str]] = defaultdict(list)
    starts = set()
    for *key, position, item in database.execute(
        f"SELECT {keys}, position, item FROM {name} ORDER BY {keys}, position"
    ):
        items = lists[tuple(key)]
        starts.add(position - len(items))
        items.append(item)
    if starts - {0}:
        raise ValueError(f"{name}: positions start at {sorted(starts)}, not 0, or have gaps")
    return dict(lists)
