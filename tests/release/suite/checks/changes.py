"""What changed since the release before, as far as the new tables can tell."""

from __future__ import annotations

import csv

from suite.cells import raw_rows
from suite.release import Release

FILE = "changes.csv"
HEADER = ["table", "change", "key", "new_key", "column", "old", "new"]
#: Changes of rows, and of the shape of a table.
ROWS = {"added", "modified", "deleted", "rekeyed"}
SHAPE = {"table_added", "table_removed", "column_added", "column_removed", "columns_moved"}

#: Table -> key with spaces between its parts -> cells as written, by column.
Cells = dict[str, dict[str, dict[str, str]]]


def check(release: Release) -> list[str]:
    """New rows are there, deleted ones are not, new values stand in the table. A first release has no such file."""
    if not release.file(FILE).is_file():
        return []
    with release.file(FILE).open(encoding="utf-8", newline="") as file:
        header, *lines = list(csv.reader(file, strict=True)) or [[]]
    if header != HEADER:
        return [f"{FILE} has the columns {header}, should be {HEADER}"]
    cells = _cells(release)
    return [
        f"{FILE} row {number}: {problem}"
        for number, line in enumerate(lines, start=1)
        for problem in _problems(line, cells)
    ]


def _cells(release: Release) -> Cells:
    cells: Cells = {}
    for name, table in release.tables.items():
        header, *rows = raw_rows(release, table)
        named = [dict(zip(header, row)) for row in rows]
        cells[name] = {" ".join(row[key] for key in table.primary_key): row for row in named}
    return cells


def _problems(line: list[str], cells: Cells) -> list[str]:
    if len(line) != len(HEADER):
        return [f"has {len(line)} cells"]
    table, change, key, new_key, column, old, new = line
    if change in SHAPE:
        return []
    if change not in ROWS or table not in cells:
        return [f"no such change or table: {table} {change}"]
    problems: list[str] = []
    now = cells[table].get(new_key or key)
    if change == "deleted":
        return [f"{table} still has {key}"] if now is not None else []
    if now is None:
        return [f"{table} has no row {new_key or key}"]
    if change == "rekeyed" and (not new_key or key in cells[table]):
        problems.append(f"{table} {key} has no other key now")
    if change == "modified" and not column:
        problems.append("names no column")
    if column and now.get(column) != new:
        problems.append(f"{table} {key} {column} is {now.get(column)!r}, not {new!r}")
    if column and old == new:
        problems.append(f"{table} {key} {column} did not change")
    return problems
