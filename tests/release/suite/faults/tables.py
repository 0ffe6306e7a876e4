"""Faults in the CSV files and their metadata, for validators and for our own checks of rows."""

from __future__ import annotations

from suite.faults import Fault
from suite.faults.edit import (
    both,
    csvw_table,
    drop_row,
    edit_bytes,
    edit_cell,
    edit_json,
    edit_rows,
    edit_text,
    flip_byte,
    named,
    record_set,
    repeat_row,
    resource,
)

FRICTIONLESS = [
    ("text in an integer", edit_cell("events", "evidence_start", "many"), r"events .*evidence_start: \[type-error"),
    ("a day that does not exist", edit_cell("events", "start_date", "2012-02-30"), r"start_date: \[type-error"),
    ("text in a number", edit_cell("events", "confidence", "high"), r"confidence: \[type-error"),
    ("another spelling of a boolean", edit_cell("commitments", "conditional", "no"), r"conditional: \[type-error"),
    (
        "a word outside of its vocabulary",
        edit_cell("events", "event_type", "banquet"),
        r"event_type: \[constraint-error",
    ),
    ("a required cell empty", edit_cell("events", "trigger", ""), r"trigger: \[constraint-error"),
    ("a list with an empty item", edit_cell("events", "topics", "a||b"), r"topics: \[constraint-error"),
    ("a key twice", edit_rows("actors", repeat_row), r"\[primary-key"),
    ("a broken foreign key", edit_cell("participants", "actor_id", "org:nobody"), r"participants .*\[foreign-key"),
    ("a broken reference to the same table", edit_cell("actors", "part_of", "org:nobody"), r"actors .*\[foreign-key"),
    ("a cell too many", edit_rows("events", lambda _, lines: lines[1].append("x")), r"\[extra-cell"),
    ("a column renamed", edit_rows("events", lambda _, lines: lines[0].__setitem__(0, "id")), r"\[incorrect-label"),
    ("one bit changed", edit_bytes("documents.csv", flip_byte), r"\[hash-count"),
    ("a byte more", edit_bytes("documents.csv", lambda data: data + b"\n"), r"\[byte-count"),
    ("no path", resource("events", lambda r: r.pop("path")), "path|package-error"),
    ("no resources", edit_json("datapackage.json", lambda p: p.pop("resources")), "resources"),
]
PROFILE = [
    ("no resources", edit_json("datapackage.json", lambda p: p.pop("resources")), "'resources' is a required"),
    ("a resource without name", resource("events", lambda r: r.pop("name")), "'name' is a required|valid under any"),
    (
        "a field of an unknown type",
        resource("events", lambda r: r["schema"]["fields"][0].update(type="words")),
        "words",
    ),
    ("no licence", edit_json("datapackage.json", lambda p: p.pop("licenses")), "has no licenses"),
    (
        "a field without description",
        resource("events", lambda r: r["schema"]["fields"][0].pop("description")),
        "lacks type",
    ),
]
CSVW = [
    ("text in an integer", edit_cell("events", "evidence_start", "many"), "many"),
    ("a day that does not exist", edit_cell("events", "start_date", "2012-02-30"), "start_date: day is out of range"),
    ("a broken foreign key", edit_cell("participants", "actor_id", "org:nobody"), "org:nobody.* not found"),
    ("a key twice", edit_rows("actors", repeat_row), "[Dd]uplicate"),
    (
        "a foreign key of a column that does not exist",
        csvw_table("events", lambda s: s["foreignKeys"][0].update(columnReference=["nothing"])),
        "nothing",
    ),
    (
        "a foreign key to a table that does not exist",
        csvw_table("events", lambda s: s["foreignKeys"][0]["reference"].update(resource="nothing.csv")),
        "nothing.csv|ended with",
    ),
]
CROISSANT_VALID = [
    (
        "a reference to a file that does not exist",
        record_set("participants", lambda s: named(s["field"], "actor_id").update(references=_source("nothing.csv"))),
        "nothing.csv",
    ),
    (
        "a source that does not exist",
        record_set("events", lambda s: s["field"][0].update(source=_source("nothing.csv"))),
        "nothing.csv",
    ),
    ("no licence", edit_json("croissant.json", lambda d: d.pop("license")), "license"),
    ("no name", edit_json("croissant.json", lambda d: d.pop("name")), "has no name|name"),
    ("a file without hash", edit_json("croissant.json", lambda d: d["distribution"][0].pop("sha256")), "sha256"),
    ("a record set gone", edit_json("croissant.json", lambda d: d["recordSet"].pop()), "record sets are|diagnostics"),
]


def _source(file: str) -> dict:
    return {"fileObject": {"@id": file}, "extract": {"column": "actor_id"}}


CROISSANT_LOADS = [
    ("a wrong hash", edit_bytes("events.csv", flip_byte), "events does not load"),
    (
        "a column that does not exist",
        record_set("events", lambda s: named(s["field"], "status")["source"].update(extract={"column": "nothing"})),
        "events does not load",
    ),
    ("a field gone", record_set("events", lambda s: s["field"].pop()), "other fields"),
    (
        "keys from another column",
        record_set("actors", lambda s: named(s["field"], "actor_id")["source"].update(extract={"column": "name"})),
        "other keys|does not load",
    ),
]
WRITING = [
    ("a byte order mark", edit_bytes("events.csv", lambda data: b"\xef\xbb\xbf" + data), "byte order mark"),
    ("CRLF", edit_bytes("actors.csv", lambda data: data.replace(b"\n", b"\r\n")), "RFC 4180"),
    (
        "needless quotes",
        edit_bytes("actors.csv", lambda data: b'"actor_id"' + data.removeprefix(b"actor_id")),
        "quotes",
    ),
    ("not UTF-8", edit_bytes("actors.csv", lambda data: data + b"\xff"), "utf-8"),
    ("another spelling of a boolean", edit_cell("commitments", "conditional", "False"), "'False' is not written"),
    ("a whole number as a float", edit_cell("events", "confidence", "1"), "'1' is not written with a point"),
    ("a decimal comma", edit_cell("events", "latitude", "38,5"), "'38,5' is not written"),
    ("another order of day and month", edit_cell("events", "start_date", "26.03.2012"), "is not written as date"),
    ("a required cell empty", edit_cell("events", "trigger", ""), "trigger is empty"),
    ("a cell missing", edit_rows("events", lambda _, lines: lines[1].pop()), "cells for"),
    ("no rows", edit_rows("events", lambda _, lines: lines.__delitem__(slice(1, None))), "has no rows"),
]
KEYS = [
    ("a key twice", edit_rows("actors", repeat_row), "actors: key .* stands 2 times"),
    ("a broken foreign key", edit_cell("participants", "actor_id", "org:nobody"), "org:nobody.* is not in actors"),
    ("the referred row gone", edit_rows("documents", drop_row), "is not in documents"),
]
WORDS = [
    (
        "a word missing among the categories",
        resource("events", lambda r: named(r["schema"]["fields"], "event_type")["categories"].pop()),
        "are not the enum",
    ),
    (
        "no categories",
        resource("events", lambda r: named(r["schema"]["fields"], "mode").pop("categories")),
        "not the enum",
    ),
    ("a word outside of its vocabulary", edit_cell("events", "event_type", "banquet"), "'banquet' is not a word"),
]
LISTS = [
    ("an empty item", edit_cell("events", "topics", lambda text: text + "|"), "empty or padded"),
    ("a padded item", edit_cell("actors", "aliases", lambda text: text + "| x"), "empty or padded"),
    ("an item twice", edit_cell("events", "topics", lambda text: f"{text}|{text}"), "repeats an item"),
]
QUOTES = [
    ("an end too far", edit_cell("events", "evidence_end", lambda text: str(int(text) + 1)), "its offsets say"),
    ("a quote in bytes", edit_cell("participants", "evidence", lambda text: text + "é"), "code points"),
    (
        "a quote moved",
        both(
            edit_cell("commitments", "evidence_start", lambda text: str(int(text) + 1)),
            edit_cell("commitments", "evidence_end", lambda text: str(int(text) + 1)),
        ),
        r"commitments row 1: text\[",
    ),
    ("beyond the text", edit_cell("documents", "characters", "10"), "is not within document"),
]
DATES = [
    ("another last day", edit_cell("events", "end_date", "2031-01-01"), "the columns say"),
    ("a day that does not exist", edit_cell("events", "date_edtf", "2012-02-30"), "day is out of range"),
    ("no EDTF", edit_cell("events", "date_edtf", "March 2012"), "is not an EDTF date"),
    ("another precision", edit_cell("events", "date_precision", "season"), "precision of"),
    ("a deadline without date", edit_cell("commitments", "due_edtf", ""), "without due_edtf"),
]
AGREE = [
    (
        "another type in csv-metadata.json",
        csvw_table("events", lambda s: named(s["columns"], "latitude").update(datatype="string")),
        "latitude is string",
    ),
    ("a column gone", csvw_table("events", lambda s: s["columns"].pop()), "csv-metadata.json: events has the columns"),
    ("a foreign key gone", csvw_table("events", lambda s: s["foreignKeys"].pop()), "foreign keys differ"),
    (
        "another meaning in csv-metadata.json",
        edit_text("csv-metadata.json", lambda text: text.replace("First possible day.", "Some day.")),
        "start_date lacks the description",
    ),
    (
        "another type in croissant.json",
        record_set("events", lambda s: named(s["field"], "latitude").update(dataType="sc:Text")),
        "latitude is",
    ),
    (
        "a list as a plain text",
        record_set("events", lambda s: named(s["field"], "topics").pop("repeated")),
        "list or not",
    ),
    ("a resource gone", edit_json("datapackage.json", lambda p: p["resources"].pop()), "has the resources"),
]

_BY_CHECK = {
    "frictionless": FRICTIONLESS,
    "Data Package profile": PROFILE,
    "csvwvalidate": CSVW,
    "mlcroissant validate": CROISSANT_VALID,
    "mlcroissant load": CROISSANT_LOADS,
    "CSV as written": WRITING,
    "schemas agree": AGREE,
    "keys": KEYS,
    "words of the vocabularies": WORDS,
    "lists": LISTS,
    "quotes and offsets": QUOTES,
    "EDTF dates": DATES,
}
FAULTS = [Fault(check, name, plant, says) for check, faults in _BY_CHECK.items() for name, plant, says in faults]
