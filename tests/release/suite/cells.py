"""The reference reading of a table, and the comparison of other readings with it, cell by cell.

The reference is Python's own `csv` reader plus the types that the release declares. It knows nothing of pandas, Arrow
or spreadsheets, so whatever another reader makes of a cell, the difference shows.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from suite.release import Column, Release, Table

Value = str | int | float | bool | datetime.date | list[str] | None
Rows = list[list[Value]]

#: How many differing cells a message shows; the count of all is always given.
SHOWN = 5

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass
class Reading:
    """What one reader made of one table."""

    columns: list[str]
    rows: Rows
    #: Type of each column in the words of this suite, for readers that have typed columns.
    types: dict[str, str] = field(default_factory=dict)


class CellError(ValueError):
    """Occurs when a CSV cell is not written as its type demands."""


def raw_rows(release: Release, table: Table) -> list[list[str]]:
    """All cells of a CSV as strings, the header first; strict, so that loose quotes are an error."""
    with release.file(f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def parse(text: str, column: Column) -> Value:
    """A CSV cell as its declared type, in its one spelling: `true`, `2015-03-09`; numbers are looked at elsewhere."""
    if column.type == "list":
        return split(text)
    if text == "":
        return None
    if column.type == "text":
        return text
    if column.type == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if column.type == "number" and _NUMBER.fullmatch(text):
        return float(text)
    if column.type == "boolean" and text in ("true", "false"):
        return text == "true"
    if column.type == "date" and _DATE.fullmatch(text):
        return datetime.date.fromisoformat(text)
    raise CellError(f"{text!r} is not written as {column.type}")


def split(text: str | None) -> list[str]:
    """The items of a joined list; nothing is the empty list, for lists are never missing."""
    return text.split("|") if text else []


def list_names(table: Table) -> frozenset[str]:
    """The names of the list columns."""
    return frozenset(column.name for column in table.columns if column.type == "list")


def reference(release: Release, table: Table) -> Reading:
    """The reading that all others must equal."""
    header, *lines = raw_rows(release, table)
    rows: Rows = []
    for number, line in enumerate(lines, start=1):
        if len(line) != len(table.columns):
            raise CellError(f"{table.name} row {number}: {len(line)} cells for {len(table.columns)} columns")
        try:
            rows.append([parse(text, column) for text, column in zip(line, table.columns)])
        except CellError as error:
            raise CellError(f"{table.name} row {number}: {error}") from error
    return Reading(header, rows, {column.name: column.type for column in table.columns})


#: Makes of a reference value what a medium with fewer types should hold.
Medium = Callable[[Value, Column], Value]


def as_is(value: Value, _column: Column) -> Value:
    """A medium that has all types: Parquet, or a CSV read with declared types."""
    return value


def same(left: Value, right: Value) -> bool:
    """Equal in value and in type: 1 is not 1.0 is not True. Floats are compared exactly."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(same(a, b) for a, b in zip(left, right))
    return type(left) is type(right) and left == right


def differences(reader: str, table: Table, expected: Reading, actual: Reading, medium: Medium = as_is) -> list[str]:
    """Every way in which a reading differs from the reference, naming reader, table, row, column and both values."""
    where = f"{reader}: {table.name}"
    if actual.columns != expected.columns:
        return [f"{where}: columns {actual.columns}, expected {expected.columns}"]
    problems = [
        f"{where}.{column.name}: type {actual.types[column.name]}, expected {column.type}"
        for column in table.columns
        if column.name in actual.types and actual.types[column.name] != column.type
    ]
    if len(actual.rows) != len(expected.rows):
        problems.append(f"{where}: {len(actual.rows)} rows, expected {len(expected.rows)}")
    cells: list[str] = []
    for number, (want_row, got_row) in enumerate(zip(expected.rows, actual.rows), start=1):
        for column, plain, got in zip(table.columns, want_row, got_row):
            want = medium(plain, column)
            if not same(want, got):
                key = ", ".join(str(want_row[table.position(name)]) for name in table.primary_key)
                cells.append(f"{where} row {number} ({key}), column {column.name}: {show(got)}, expected {show(want)}")
    if len(cells) > SHOWN:
        cells[SHOWN:] = [f"{where}: {len(cells) - SHOWN} more cells differ"]
    return problems + cells


def show(value: Value) -> str:
    """A value with its type, shortened: a cell may be longer than a page."""
    text = repr(value)
    if len(text) > 160:
        text = f"{text[:100]} … {text[-40:]} ({len(text)} characters)"
    return f"{type(value).__name__} {text}"
