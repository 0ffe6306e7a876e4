"""Every program that a user may open a release with, each made to give the same plain Python values.

A reader module maps its own types back to those of the release and lets nothing be guessed: where a program takes a
schema, it gets one. What a reader returns is then compared with the reference of `suite.cells`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from suite.cells import Medium, Reading, as_is, differences, reference
from suite.readers import arrow, duck, frames, office, polar, sqlite, workbook
from suite.release import Release, Table


@dataclass(frozen=True)
class Reader:
    """How a program reads a table, from which file, and what its medium can hold."""

    read: Callable[[Release, Table], Reading]
    #: The file it reads, with `{table}` for the table's name.
    file: str
    medium: Medium = as_is


READERS: dict[str, Reader] = {
    "pandas CSV": Reader(frames.from_csv, "{table}.csv"),
    "pandas Parquet": Reader(frames.from_parquet, "{table}.parquet"),
    "pandas XLSX": Reader(frames.from_xlsx, workbook.FILE, workbook.medium),
    "polars CSV": Reader(polar.from_csv, "{table}.csv"),
    "polars Parquet": Reader(polar.from_parquet, "{table}.parquet"),
    "DuckDB CSV": Reader(duck.from_csv, "{table}.csv"),
    "DuckDB Parquet": Reader(duck.from_parquet, "{table}.parquet"),
    "pyarrow CSV": Reader(arrow.from_csv, "{table}.csv"),
    "pyarrow Parquet": Reader(arrow.from_parquet, "{table}.parquet"),
    "sqlite3 tables": Reader(sqlite.from_tables, sqlite.FILE, sqlite.medium),
    "sqlite3 link tables": Reader(sqlite.from_link_tables, sqlite.FILE, sqlite.medium_with_lists),
    "openpyxl XLSX": Reader(workbook.from_xlsx, workbook.FILE, workbook.medium),
    "LibreOffice XLSX": Reader(office.from_xlsx, workbook.FILE, office.medium),
}


def problems(name: str, release: Release, table: Table, expected: Reading | None = None) -> list[str]:
    """How the reading of one table by one reader differs from the reference, or from another `expected` reading."""
    reader = READERS[name]
    try:
        actual = reader.read(release, table)
    except Exception as error:  # A reader that gives up is a finding like any other.
        return [f"{name}: {table.name}: {type(error).__name__}: {error}"]
    return differences(name, table, expected or reference(release, table), actual, reader.medium)
