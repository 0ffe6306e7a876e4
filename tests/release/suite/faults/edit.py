"""Small edits of a copied release. Each gives a plant: a function that changes one thing in a release."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from suite.cells import raw_rows
from suite.faults import Plant
from suite.readers.sqlite import FILE as SQLITE
from suite.readers.workbook import FILE as XLSX
from suite.release import Release

Lines = list[list[str]]


def edit_json(name: str, change: Callable[[Any], object]) -> Plant:
    """Changes a JSON file in place."""

    def plant(release: Release) -> None:
        document = release.json(name)
        change(document)
        release.file(name).write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")

    return plant


def edit_text(name: str, change: Callable[[str], str]) -> Plant:
    """Changes a text file; the change must change something, or the fault would be none."""

    def plant(release: Release) -> None:
        before = release.file(name).read_bytes().decode("utf-8")
        after = change(before)
        assert after != before, f"the plant leaves {name} as it was"
        release.file(name).write_bytes(after.encode("utf-8"))

    return plant


def replace(name: str, old: str, new: str) -> Plant:
    """Replaces the first occurrence of a text."""
    return edit_text(name, lambda text: text.replace(old, new, 1))


def edit_bytes(name: str, change: Callable[[bytes], bytes]) -> Plant:
    """Changes a file as bytes."""

    def plant(release: Release) -> None:
        release.file(name).write_bytes(change(release.file(name).read_bytes()))

    return plant


def flip_byte(data: bytes) -> bytes:
    """One bit of the byte in the middle, so that size and structure stay."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def edit_rows(table: str, change: Callable[[Release, Lines], object]) -> Plant:
    """Changes the cells of a CSV, header first, and puts size and hash right where metadata states them.

    Only then does a check of types or keys find the fault itself, and not merely that the file is another one.
    """

    def plant(release: Release) -> None:
        name = f"{table}.csv"
        lines = raw_rows(release, release.tables[table])
        change(release, lines)
        with release.file(name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
        seal(release, name)

    return plant


def seal(release: Release, name: str) -> None:
    """States the present size and hash of a file in datapackage.json and croissant.json."""
    data = release.file(name).read_bytes()
    digest = hashlib.sha256(data).hexdigest()

    def package(document: Any) -> None:
        for resource in document["resources"]:
            if resource["path"] == name:
                resource.update(bytes=len(data), hash=f"sha256:{digest}")

    def croissant(document: Any) -> None:
        for entry in document["distribution"]:
            if entry["contentUrl"].rpartition("/")[2] == name:
                entry["sha256"] = digest

    edit_json("datapackage.json", package)(release)
    edit_json("croissant.json", croissant)(release)


def edit_cell(table: str, column: str, value: str | Callable[[str], str]) -> Plant:
    """Changes the first cell of a column that is not empty."""

    def change(release: Release, lines: Lines) -> None:
        at = release.tables[table].position(column)
        line = next(line for line in lines[1:] if line[at])
        line[at] = value if isinstance(value, str) else value(line[at])

    return edit_rows(table, change)


def repeat_row(_release: Release, lines: Lines) -> None:
    """The first row once more at the end."""
    lines.append(list(lines[1]))


def drop_row(_release: Release, lines: Lines) -> None:
    """The last row goes."""
    lines.pop()


def sql(*statements: str) -> Plant:
    """Runs statements on the database with foreign keys off."""

    def plant(release: Release) -> None:
        with closing(sqlite3.connect(release.file(SQLITE))) as database:
            database.execute("PRAGMA foreign_keys = OFF")
            changed = [database.execute(statement).rowcount for statement in statements]
            database.commit()
        assert 0 not in changed, f"a statement changed no row: {statements}"

    return plant


def workbook(change: Callable[[Release, Workbook], object]) -> Plant:
    """Changes the workbook."""

    def plant(release: Release) -> None:
        book = openpyxl.load_workbook(release.file(XLSX))
        change(release, book)
        book.save(release.file(XLSX))

    return plant


def sheet_cell(table: str, column: str, value: Callable[[Any], Any], number_format: str | None = None) -> Plant:
    """Changes the first cell of a column in its sheet that is not blank."""

    def change(release: Release, book: Workbook) -> None:
        at = release.tables[table].position(column) + 1
        cells = (book[table].cell(row, at) for row in range(2, book[table].max_row + 1))
        cell = next(cell for cell in cells if cell.value is not None)
        cell.value = value(cell.value)
        if number_format is not None:
            cell.number_format = number_format

    return workbook(change)


def both(*plants: Plant) -> Plant:
    """Several edits, one after another."""

    def plant(release: Release) -> None:
        for each in plants:
            each(release)

    return plant


def resource(table: str, change: Callable[[Any], object]) -> Plant:
    """Changes the description of one table in datapackage.json."""
    return edit_json(
        "datapackage.json",
        lambda package: change(next(each for each in package["resources"] if each["name"] == table)),
    )


def csvw_table(table: str, change: Callable[[Any], object]) -> Plant:
    """Changes the description of one table in csv-metadata.json."""
    return edit_json(
        "csv-metadata.json",
        lambda group: change(next(each["tableSchema"] for each in group["tables"] if each["url"] == f"{table}.csv")),
    )


def record_set(table: str, change: Callable[[Any], object]) -> Plant:
    """Changes the description of one table in croissant.json."""
    return edit_json(
        "croissant.json",
        lambda document: change(next(each for each in document["recordSet"] if each["@id"] == table)),
    )


def named(items: list[Any], name: str) -> Any:
    """The column, field or record set of that name."""
    return next(item for item in items if item["name"].rpartition("/")[2] == name)
