"""Faults in the files as such: hashes, manifest, ZIP, versions."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from suite.cells import raw_rows
from suite.checks import changes
from suite.faults import Fault, Plant
from suite.faults.edit import edit_bytes, edit_json, edit_text, flip_byte, sql
from suite.release import Release
from suite.tools import ROOT

Entries = list[tuple[zipfile.ZipInfo, bytes]]


def _archive(change: Callable[[Entries], object]) -> Plant:
    """Packs the ZIP anew after a change of its entries."""

    def plant(release: Release) -> None:
        with zipfile.ZipFile(release.archive) as file:
            entries = [(entry, file.read(entry)) for entry in file.infolist()]
        change(entries)
        with zipfile.ZipFile(release.archive, "w", zipfile.ZIP_DEFLATED) as file:
            for entry, data in entries:
                file.writestr(entry, data)

    return plant


HEADER = ",".join(changes.HEADER)


def _changes(header: str, line: str) -> Plant:
    """Writes a list of changes with one line, about the first actor where it says `{key}`."""

    def plant(release: Release) -> None:
        key = raw_rows(release, release.tables["actors"])[1][0]
        release.file(changes.FILE).write_text(f"{header}\n{line.format(key=key)}\n", encoding="utf-8")

    return plant


def _append(release: Release, name: str, text: str) -> None:
    with release.file(name).open("a", encoding="utf-8") as file:
        file.write(text)


def _other_time(entries: Entries) -> None:
    entries[1][0].date_time = (2001, 2, 3, 4, 5, 6)


def _other_bytes(entries: Entries) -> None:
    entries[3] = (entries[3][0], flip_byte(entries[3][1]))


def _first(files: list[dict], name: str) -> dict:
    return next(entry for entry in files if entry["name"] == name)


FAULTS = [
    Fault("files of a release", "a file missing", lambda r: r.file("codebook.ttl").unlink(), "codebook.ttl is missing"),
    Fault(
        "files of a release", "a stray file", lambda r: r.file("draft.tmp").write_text("x"), "draft.tmp is not a file"
    ),
    Fault(
        "files of a release", "an empty file", lambda r: r.file("CHANGES.md").write_bytes(b""), "CHANGES.md is empty"
    ),
    Fault("sha256sum -c", "one bit changed", edit_bytes("events.csv", flip_byte), "events.csv: FAILED"),
    Fault("sha256sum -c", "a file not listed", lambda r: r.file("new.txt").write_text("x"), "must list every other"),
    Fault("sha256sum -c", "a hash cut short", edit_text("SHA256SUMS", lambda text: text[1:]), "improperly formatted"),
    Fault("manifest.json", "one bit changed", edit_bytes("events.parquet", flip_byte), "sha256 of events.parquet"),
    Fault("manifest.json", "a byte more", edit_bytes("README.md", lambda data: data + b"\n"), "bytes of README.md"),
    Fault(
        "manifest.json",
        "wrong row count",
        edit_json("manifest.json", lambda m: _first(m["files"], "events.csv").update(rows=1)),
        "rows of events.csv",
    ),
    Fault("manifest.json", "an entry gone", edit_json("manifest.json", lambda m: m["files"].pop()), "does not list"),
    Fault("ZIP", "no ZIP", lambda release: release.archive.unlink(), "is missing beside"),
    Fault("ZIP", "other bytes", _archive(_other_bytes), "other bytes in the ZIP"),
    Fault("ZIP", "not sorted", _archive(lambda entries: entries.reverse()), "sorted"),
    Fault("ZIP", "another timestamp", _archive(_other_time), "timestamps differ"),
    Fault("ZIP", "a file left out", _archive(lambda entries: entries.pop()), "it holds"),
    Fault(
        "nothing of the machine", "a folder named", lambda r: _append(r, "README.md", str(ROOT)), "README.md names the"
    ),
    Fault("changes.csv", "other columns", _changes("table,key", ""), "has the columns"),
    Fault("changes.csv", "a row that is not there", _changes(HEADER, "events,added,ev-0,,,,"), "has no row ev-0"),
    Fault("changes.csv", "an unknown change", _changes(HEADER, "events,lost,ev-0,,,,"), "no such change"),
    Fault("changes.csv", "a deleted row that is there", _changes(HEADER, "actors,deleted,{key},,,,"), "still has"),
    Fault("changes.csv", "another value", _changes(HEADER, "actors,modified,{key},,name,a,b"), "not 'b'"),
    Fault(
        "versions agree",
        "another version in datapackage.json",
        edit_json("datapackage.json", lambda p: p.update(version="1.2.3")),
        "datapackage.json states version '1.2.3'",
    ),
    Fault(
        "versions agree",
        "another version in the database",
        sql("UPDATE release SET value = '1.2.3' WHERE key = 'version'"),
        "sqlite states version '1.2.3'",
    ),
    Fault(
        "versions agree",
        "another day in CITATION.cff",
        edit_text("CITATION.cff", lambda text: text.replace("date-released: ", "date-released: 1999-01-01 #")),
        "dates differ",
    ),
]
