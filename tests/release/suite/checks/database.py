"""The SQLite file: whole, with keys that hold, and a search that finds words without their accents."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from suite.cells import reference
from suite.readers import sqlite
from suite.release import Release


def connect(release: Release) -> closing[sqlite3.Connection]:
    """The file of a release, read-only."""
    return sqlite.connect(release.file(sqlite.FILE))


def integrity(release: Release) -> list[str]:
    """SQLite's own checks, and that the keys of the metadata are keys of the tables, which are STRICT."""
    problems: list[str] = []
    try:
        with connect(release) as database:
            for pragma in ("integrity_check", "foreign_key_check"):
                found = database.execute(f"PRAGMA {pragma}").fetchall()
                if found not in ([], [("ok",)]):
                    problems += [f"PRAGMA {pragma}: {row}" for row in found]
            strict = dict(database.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'"))
            for name, table in release.tables.items():
                if name not in strict:
                    problems.append(f"table {name} is missing")
                    continue
                links = [f"{name}_{column.name}" for column in table.columns if column.type == "list"]
                problems += [f"table {link} is missing" for link in links if link not in strict]
                problems += [f"table {each} is not STRICT" for each in (name, *links) if not strict.get(each, 1)]
                problems += _keys(database, release, name)
    except sqlite3.DatabaseError as error:
        problems.append(f"{sqlite.FILE}: {error}")
    return problems


def _keys(database: sqlite3.Connection, release: Release, name: str) -> list[str]:
    table, problems = release.tables[name], []
    info = database.execute('SELECT name, pk, "notnull" FROM pragma_table_info(?)', [name]).fetchall()
    primary = tuple(column for column, place, _ in sorted(info, key=lambda row: row[1]) if place)
    if primary != table.primary_key:
        problems.append(f"{name}: primary key {primary}, should be {table.primary_key}")
    foreign = database.execute('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', [name]).fetchall()
    wanted = {(key.columns[0], key.table, key.target[0]) for key in table.foreign_keys}
    if set(foreign) != wanted:
        problems.append(f"{name}: foreign keys differ from datapackage.json: {sorted(set(foreign) ^ wanted)}")
    required = {column.name for column in table.columns if column.required}
    not_null = {column for column, place, is_not_null in info if is_not_null or place}
    if missing := required - not_null:
        problems.append(f"{name}: {sorted(missing)} may be null, should be NOT NULL")
    indexed = {
        row[0]
        for row in database.execute(
            "SELECT ii.name FROM pragma_index_list(?) il, pragma_index_info(il.name) ii WHERE ii.seqno = 0", [name]
        )
    }
    missing = {key.columns[0] for key in table.foreign_keys} - indexed
    return problems + [f"{name}: foreign key {column} has no index" for column in sorted(missing)]


def search(release: Release) -> list[str]:
    """The index holds every quote and folds accents, which is tried with a text added to a copy in memory."""
    problems: list[str] = []
    with connect(release) as database, closing(sqlite3.connect(":memory:")) as copy:
        database.backup(copy)
        problems += _quotes(copy, release)
        problems += _hits(copy, release)
        insert = "INSERT INTO evidence_search (evidence, table_name, column_name, row_id) VALUES (?, ?, ?, ?)"
        text = "Châu Đốc: Përparim Çağatay met Żółkiewski"
        copy.execute(insert, [text, "events", "evidence", "tried"])
        for query in ("cagatay", "ÇAĞATAY", "perparim chau", "caga*"):
            hits = copy.execute("SELECT row_id FROM evidence_search WHERE evidence_search MATCH ?", [query]).fetchall()
            if ("tried",) not in hits:
                problems.append(f"evidence_search does not find {query!r} in a text with accents")
        hits = copy.execute("SELECT row_id FROM evidence_search WHERE evidence_search MATCH 'events'").fetchall()
        if ("tried",) in hits:
            problems.append("evidence_search finds table names, which must be UNINDEXED")
    return problems


def _quotes(database: sqlite3.Connection, release: Release) -> list[str]:
    """Every quote can be found; one that proves several rows need be there once only."""
    found = {text for (text,) in database.execute("SELECT evidence FROM evidence_search")}
    lost = {
        (name, row[table.position("evidence")])
        for name, table in release.tables.items()
        if table.has("evidence")
        for row in reference(release, table).rows
        if row[table.position("evidence")] not in found
    }
    return [f"evidence_search lacks a quote of {name}: {str(text)[:60]!r}" for name, text in sorted(lost, key=str)]


def _hits(database: sqlite3.Connection, release: Release) -> list[str]:
    """Every hit leads back to its row: table, column, and the parts of the key with spaces between them."""
    cells = {
        (name, column.name, " ".join(str(row[table.position(key)]) for key in table.primary_key)): row[at]
        for name, table in release.tables.items()
        for row in reference(release, table).rows
        for at, column in enumerate(table.columns)
        if column.type == "text"
    }
    hits = database.execute("SELECT table_name, column_name, row_id, evidence FROM evidence_search").fetchall()
    lost = [hit for hit in hits if cells.get(hit[:3]) != hit[3]]
    problems = [f"evidence_search: {len(lost)} hits do not lead to their cell, first {lost[0]}"] if lost else []
    return problems if hits else ["evidence_search is empty"]


def descriptions(release: Release) -> list[str]:
    """Every column is described in the file as in datapackage.json, and the release names itself."""
    with connect(release) as database:
        found = {
            (table, column): text
            for table, column, text in database.execute(
                "SELECT table_name, column_name, description FROM column_descriptions"
            )
        }
        about = dict(database.execute("SELECT key, value FROM release"))
    wanted = {
        (name, column.name): column.description for name, table in release.tables.items() for column in table.columns
    }
    problems = [
        f"column_descriptions lacks or misstates {'.'.join(key)}" for key in wanted if found.get(key) != wanted[key]
    ]
    problems += [
        f"column_descriptions has {'.'.join(key)}, which is no column" for key in sorted(set(found) - set(wanted))
    ]
    problems += [f"table release has no {key}" for key in ("version", "title", "licence") if not about.get(key)]
    return problems
