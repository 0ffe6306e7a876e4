"""How the CSV files are written: readers differ most where a file leaves room, so it must leave none."""

from __future__ import annotations

import csv
import io

from suite.cells import CellError, raw_rows, reference
from suite.release import Release, Table


def csv_bytes(release: Release) -> list[str]:
    """UTF-8 without BOM, LF, commas, quotes only where needed, the declared header, and one spelling per type."""
    problems: list[str] = []
    for name, table in release.tables.items():
        data = release.file(f"{name}.csv").read_bytes()
        if data.startswith(b"\xef\xbb\xbf"):
            problems.append(f"{name}.csv begins with a byte order mark")
        try:
            data.decode("utf-8")
            header, *rows = raw_rows(release, table)
            expected = reference(release, table)
        except (UnicodeDecodeError, csv.Error, CellError) as error:
            problems.append(f"{name}.csv: {error}")
            continue
        if header != table.names:
            problems.append(f"{name}.csv has the columns {header}, declared are {table.names}")
        if not rows and name != "diagnostics":
            problems.append(f"{name}.csv has no rows")
        again = io.StringIO(newline="")
        csv.writer(again, lineterminator="\n").writerows([header, *rows])
        if again.getvalue().encode() != data:
            problems.append(f"{name}.csv is not written as RFC 4180 with LF and no more quotes than needed")
        for number, row in enumerate(expected.rows, start=1):
            for column, value in zip(table.columns, row):
                if value is None and column.required:
                    problems.append(f"{name} row {number}: {column.name} is empty and required")
        problems += _numbers(table, rows)
    return problems


def _numbers(table: Table, rows: list[list[str]]) -> list[str]:
    """A number has a point, so that no reader that guesses takes a column of whole ones for integers."""
    return [
        f"{table.name} row {number}: {column.name} {cell!r} is not written with a point"
        for number, row in enumerate(rows, start=1)
        for column, cell in zip(table.columns, row)
        if column.type == "number" and cell and "." not in cell
    ]
