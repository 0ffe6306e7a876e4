"""openpyxl: the workbook cell by cell, with the type that each cell has in the file."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

from suite.cells import Reading, Value
from suite.release import Column, Release, Table

FILE = "rapporteur-data.xlsx"
#: The most UTF-16 units that a cell of a workbook can hold, and what ends a text that had more.
LIMIT, CUT = 32_767, " […]"
#: Programs do not agree on the number of earlier days, for some count a 29 February 1900.
FIRST_DAY = datetime.date(1900, 3, 1)


class Formula(str):
    """A cell that would be calculated. It equals no text, so it never passes for one."""


def units(text: str) -> int:
    """Length in UTF-16 units, as spreadsheets count."""
    return len(text.encode("utf-16-le")) // 2


def medium(value: Value, _column: Column) -> Value:
    """Lists are joined, none is a blank cell; a text too long for a cell is cut and says so; early days are text."""
    if isinstance(value, datetime.date) and value < FIRST_DAY:
        return value.isoformat()
    if isinstance(value, list):
        value = "|".join(value) or None
    if isinstance(value, str) and units(value) > LIMIT:
        room = value.encode("utf-16-le")[: (LIMIT - len(CUT)) * 2]
        return room.decode("utf-16-le", errors="ignore") + CUT
    return value


def from_xlsx(release: Release, table: Table) -> Reading:
    """The sheet of a table; the first row is the header."""
    return read_sheet(release.file(FILE), table)


@lru_cache(maxsize=4)
def load(path: Path) -> Workbook:
    """A workbook with formulas as formulas."""
    return openpyxl.load_workbook(path)


def read_sheet(path: Path, table: Table) -> Reading:
    """A sheet as plain values. Blank cells at the end of rows and columns still count."""
    sheet = load(path)[table.name]
    header, *lines = sheet.iter_rows()
    names = [str(cell.value) for cell in header]
    return number_cells(Reading(names, [[_plain(cell) for cell in line] for line in lines]), table)


def number_cells(reading: Reading, table: Table) -> Reading:
    """Workbooks have one type of number: where a float is declared, a whole number is a float."""
    declared = {column.name: column.type for column in table.columns}
    for at, name in enumerate(reading.columns):
        if declared.get(name) == "number":
            for row in reading.rows:
                value = row[at]
                if isinstance(value, int) and not isinstance(value, bool):
                    row[at] = float(value)
    return reading


def _plain(cell: Cell) -> Value:
    value = cell.value
    if cell.data_type == "f":
        return Formula(value)
    if cell.data_type == "e":
        raise ValueError(f"{cell.coordinate} is an error: {value}")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    return unescape(value) if isinstance(value, str) else value
