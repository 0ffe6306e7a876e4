"""Faults in single cells, for each reader: what is planted in its file must show as a difference in that very cell."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from suite.faults import Plant
from suite.faults.copies import field, parquet
from suite.faults.edit import Lines, drop_row, edit_cell, edit_rows, sheet_cell, sql, workbook
from suite.readers import READERS
from suite.release import Release


@dataclass(frozen=True)
class CellFault:
    """A cell, or all of a table, changed in the file that a reader reads."""

    reader: str
    name: str
    table: str
    plant: Plant
    #: Pattern of the difference that must be reported.
    says: str


def _arrow_cell(table: str, column: str, change: Callable[[Any], Any]) -> Plant:
    """Changes the first value of a column that is neither null nor empty."""

    def edit(arrow: pa.Table) -> pa.Table:
        values = arrow[column].to_pylist()
        at = next(at for at, value in enumerate(values) if value not in (None, []))
        values[at] = change(values[at])
        kind = arrow.schema.field(column)
        return arrow.set_column(arrow.schema.get_field_index(column), kind, pa.array(values, kind.type))

    return parquet(table, edit)


def _swap_rows(_release: Release, lines: Lines) -> None:
    lines[1], lines[2] = lines[2], lines[1]


_DAY = datetime.timedelta(days=1)
#: name, table, plant, pattern
_CSV = [
    (
        "a text",
        "events",
        edit_cell("events", "trigger", lambda text: text + " "),
        "column trigger: str .* expected str",
    ),
    ("a text gone", "events", edit_cell("events", "place", ""), "column place: NoneType None, expected str"),
    ("an integer", "events", edit_cell("events", "evidence_start", "7"), "column evidence_start: int 7, expected int"),
    (
        "a float in the last digit",
        "events",
        edit_cell("events", "latitude", lambda text: repr(math.nextafter(float(text), 90))),
        "column latitude: float",
    ),
    (
        "a boolean",
        "commitments",
        edit_cell("commitments", "conditional", lambda text: "true" if text == "false" else "false"),
        "column conditional: bool",
    ),
    (
        "a date",
        "events",
        edit_cell("events", "start_date", "2031-01-01"),
        r"column start_date: date datetime.date\(2031, 1, 1\)",
    ),
    (
        "an item of a list",
        "events",
        edit_cell("events", "topics", lambda text: text + "|x"),
        "column topics: list .*'x'\\]",
    ),
    ("a row gone", "events", edit_rows("events", drop_row), "rows, expected"),
    ("rows in another order", "actors", edit_rows("actors", _swap_rows), "actors row 1 .*column actor_id"),
]
_PARQUET = [
    (
        "a text",
        "events",
        _arrow_cell("events", "trigger", lambda text: text + " "),
        "column trigger: str .* expected str",
    ),
    (
        "an empty text for none",
        "events",
        parquet(
            "events",
            lambda t: t.set_column(
                t.schema.get_field_index("place"),
                t.schema.field("place"),
                pa.array([value or "" for value in t["place"].to_pylist()]),
            ),
        ),
        "column place: str '', expected NoneType",
    ),
    (
        "an integer",
        "events",
        _arrow_cell("events", "evidence_start", lambda value: value + 1),
        "column evidence_start: int",
    ),
    (
        "a float in the last bit",
        "events",
        _arrow_cell("events", "latitude", lambda value: math.nextafter(value, 90)),
        "column latitude: float",
    ),
    (
        "a boolean",
        "commitments",
        _arrow_cell("commitments", "conditional", lambda value: not value),
        "column conditional: bool",
    ),
    ("a date", "events", _arrow_cell("events", "start_date", lambda day: day + _DAY), "column start_date: date"),
    (
        "an item of a list",
        "events",
        _arrow_cell("events", "topics", lambda items: [*items, "x"]),
        "column topics: list",
    ),
    (
        "a smaller integer type",
        "events",
        field("events", "evidence_start", lambda f: f.with_type(pa.int32())),
        "evidence_start: type .* expected integer",
    ),
    (
        "a date as text",
        "events",
        field("events", "start_date", lambda f: f.with_type(pa.string())),
        "start_date: type .* expected date",
    ),
    ("a row gone", "events", parquet("events", lambda arrow: arrow.slice(1)), "rows, expected"),
]
_XLSX = [
    (
        "a text as a formula",
        "events",
        sheet_cell("events", "evidence", lambda _: "=1+1"),
        "column evidence: .*, expected str",
    ),
    (
        "a number as text",
        "events",
        sheet_cell("events", "evidence_start", str),
        "column evidence_start: str .*, expected int",
    ),
    ("a text as a number", "actors", sheet_cell("actors", "name", lambda _: 36), "column name: int 36, expected str"),
    (
        "a date as text",
        "events",
        sheet_cell("events", "start_date", lambda day: f"{day:%Y-%m-%d}", "@"),
        "column start_date: str .*, expected date",
    ),
    (
        "a date as a number",
        "events",
        sheet_cell("events", "start_date", lambda day: day, "0"),
        "column start_date: int .*, expected date",
    ),
    ("a boolean as a number", "commitments", sheet_cell("commitments", "conditional", int), "column conditional: int"),
    (
        "a float in the last digit",
        "events",
        sheet_cell("events", "latitude", lambda value: value + 1e-9),
        "column latitude: float",
    ),
    ("a row gone", "events", workbook(lambda _, book: book["events"].delete_rows(3)), "rows, expected"),
]
_SQLITE = [
    (
        "a text",
        "events",
        sql("UPDATE events SET trigger = trigger || ' ' WHERE rowid = 1"),
        "column trigger: str .* expected str",
    ),
    (
        "an empty text for none",
        "events",
        sql("UPDATE events SET place = '' WHERE place IS NULL"),
        "column place: str '', expected NoneType",
    ),
    (
        "a float in the last digit",
        "events",
        sql("UPDATE events SET latitude = latitude + 1e-9 WHERE latitude IS NOT NULL"),
        "column latitude: float",
    ),
    (
        "a boolean",
        "commitments",
        sql("UPDATE commitments SET conditional = 1 - conditional"),
        "column conditional: int",
    ),
    (
        "a date",
        "events",
        sql("UPDATE events SET start_date = '2031-01-01' WHERE start_date IS NOT NULL"),
        "column start_date: str '2031",
    ),
    ("a row gone", "events", sql("DELETE FROM events WHERE rowid = 1"), "rows, expected|do not exist"),
]
_LINKS = [
    ("an item gone", "events", sql("DELETE FROM events_topics WHERE rowid = 1"), "column topics: list|positions"),
    (
        "an item changed",
        "events",
        sql("UPDATE events_topics SET item = 'x' WHERE rowid = 1"),
        "column topics: list .*'x'",
    ),
    (
        "positions from elsewhere",
        "actors",
        sql("UPDATE actors_aliases SET position = position + 1000"),
        "positions start at",
    ),
    (
        "an item of no row",
        "events",
        sql("UPDATE events_topics SET event_id = 'ev-0' WHERE rowid = 1"),
        "do not exist|column topics",
    ),
]


def _faults(reader: str) -> list[tuple[str, str, Plant, str]]:
    """What can go wrong in the file of a reader. LibreOffice is slow to start, so it gets two faults only."""
    if reader == "LibreOffice XLSX":
        return _XLSX[:2]
    if reader == "sqlite3 link tables":
        return _LINKS
    file = READERS[reader].file
    return {"csv": _CSV, "parquet": _PARQUET, "xlsx": _XLSX, "sqlite": _SQLITE}[file.rpartition(".")[2]]


FAULTS = [CellFault(reader, *fault) for reader in READERS for fault in _faults(reader)]
