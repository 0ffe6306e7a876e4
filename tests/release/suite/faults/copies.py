"""Faults in the copies of the tables: Parquet, SQLite and the workbook."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pyarrow as pa
import pyarrow.parquet as pq

from suite.faults import Fault, Plant
from suite.faults.edit import both, edit_bytes, edit_cell, sheet_cell, sql, workbook
from suite.readers.sqlite import FILE as SQLITE
from suite.release import Release


def parquet(table: str, change: Callable[[pa.Table], pa.Table]) -> Plant:
    """Writes a Parquet file anew after a change."""

    def plant(release: Release) -> None:
        path = release.file(f"{table}.parquet")
        pq.write_table(change(pq.read_table(path)), path)

    return plant


def field(table: str, column: str, change: Callable[[pa.Field], pa.Field]) -> Plant:
    """Changes type, nullability or metadata of one column."""

    def cast(arrow: pa.Table) -> pa.Table:
        at = arrow.schema.get_field_index(column)
        return arrow.cast(arrow.schema.set(at, change(arrow.schema.field(at))))

    return parquet(table, cast)


def _corrupt(data: bytes) -> bytes:
    """Garbage over the B-tree page next to the middle of the file, past the first bytes of its header.

    A page that a long text runs over into would not do: whatever stands there is a text to SQLite.
    """
    size = int.from_bytes(data[16:18], "big") or 65536
    count = len(data) // size
    leaves = (page for page in range(1, count) if data[page * size] in (0x0A, 0x0D))
    start = min(leaves, key=lambda page: abs(page - count // 2)) * size
    return data[: start + 8] + b"\xa5" * (size - 8) + data[start + size :]


def _search_without(option: str) -> Plant:
    """Builds the index of quotes again, without a property that it needs."""

    def plant(release: Release) -> None:
        with closing(sqlite3.connect(release.file(SQLITE))) as database:
            rows = database.execute("SELECT evidence, table_name, column_name, row_id FROM evidence_search").fetchall()
            unindexed = "" if option == "UNINDEXED" else "UNINDEXED"
            fold = 0 if option == "accents" else 2
            database.execute("DROP TABLE evidence_search")
            database.execute(
                f"CREATE VIRTUAL TABLE evidence_search USING fts5(evidence, table_name {unindexed}, "
                f"column_name {unindexed}, row_id {unindexed}, tokenize = 'unicode61 remove_diacritics {fold}')"
            )
            database.executemany("INSERT INTO evidence_search VALUES (?, ?, ?, ?)", rows)
            database.commit()

    return plant


def _drop_indexes(release: Release) -> None:
    with closing(sqlite3.connect(release.file(SQLITE))) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        for (name,) in names:
            database.execute(f'DROP INDEX "{name}"')
        database.commit()


_PARQUET = [
    ("another type", field("events", "evidence_start", lambda f: f.with_type(pa.int32())), "evidence_start is .*int32"),
    ("null allowed", field("events", "trigger", lambda f: f.with_nullable(True)), "trigger is"),
    ("no description", field("events", "trigger", lambda f: f.with_metadata({})), "trigger is"),
    ("a column gone", parquet("events", lambda table: table.drop_columns(["trigger"])), "no column trigger"),
]
_INTEGRITY = [
    ("a corrupt page", edit_bytes(SQLITE, _corrupt), "malformed|integrity_check"),
    ("cut short", edit_bytes(SQLITE, lambda data: data[: len(data) // 2]), "malformed|integrity_check"),
    ("no database", edit_bytes(SQLITE, lambda data: b"x" * len(data)), "not a database"),
    (
        "a broken foreign key",
        sql("UPDATE participants SET actor_id = 'org:nobody' WHERE rowid = 1"),
        "foreign_key_check",
    ),
    (
        "an item of a row that does not exist",
        sql("UPDATE events_topics SET event_id = 'ev-0' WHERE rowid = 1"),
        "foreign_key_check",
    ),
    ("no indexes", _drop_indexes, "has no index"),
]
_SEARCH = [
    ("accents kept", _search_without("accents"), "does not find"),
    ("table names indexed", _search_without("UNINDEXED"), "UNINDEXED"),
    (
        "a quote missing",
        sql("DELETE FROM evidence_search WHERE table_name = 'commitments'"),
        "lacks a quote of commitments",
    ),
    (
        "a hit that leads nowhere",
        sql("UPDATE evidence_search SET row_id = 'x' WHERE table_name = 'events'"),
        "do not lead to",
    ),
]
_DESCRIPTIONS = [
    ("a column not described", sql("DELETE FROM column_descriptions WHERE column_name = 'topics'"), "events.topics"),
    ("another meaning", sql("UPDATE column_descriptions SET description = 'x' WHERE rowid = 1"), "misstates"),
    ("no version", sql("DELETE FROM release WHERE key = 'version'"), "has no version"),
]
_SHEETS = [
    ("a sheet gone", workbook(lambda _, book: book.remove(book["diagnostics"])), "has the sheets"),
    ("sheets in another order", workbook(lambda _, book: book.move_sheet("actors", -2)), "has the sheets"),
    ("a note gone", workbook(lambda _, book: setattr(book["events"]["A1"], "comment", None)), "has the note"),
    ("a column not in the dictionary", workbook(lambda _, book: book["dictionary"].delete_rows(2, 20)), "lacks"),
]
_FORMULAS = [
    ("a text as a formula", sheet_cell("events", "evidence", lambda _: "=1+1"), "is a formula: =1"),
    (
        "a formula on the first sheet",
        workbook(lambda _, book: book["README"].append(["=1+1"])),
        "README!.* is a formula",
    ),
    (
        "a text as a number",
        both(edit_cell("actors", "name", "-5"), sheet_cell("actors", "name", lambda _: -5)),
        "is of type n",
    ),
]
_BY_CHECK = {
    "Parquet schema": _PARQUET,
    "SQLite integrity": _INTEGRITY,
    "SQLite search": _SEARCH,
    "SQLite descriptions": _DESCRIPTIONS,
    "XLSX sheets": _SHEETS,
    "XLSX text is no formula": _FORMULAS,
}
FAULTS = [Fault(check, name, plant, says) for check, faults in _BY_CHECK.items() for name, plant, says in faults]
