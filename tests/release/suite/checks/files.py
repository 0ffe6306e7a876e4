"""Which files a release holds, and that their hashes, the manifest and the ZIP tell the truth."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from pathlib import Path

from suite.release import TABLES, Release
from suite.tools import ROOT, run

SUMS, MANIFEST, CHANGES = "SHA256SUMS", "manifest.json", "changes.csv"
REQUIRED = frozenset(
    [f"{table}.{ending}" for table in TABLES for ending in ("csv", "parquet")]
    + ["rapporteur-data.xlsx", "rapporteur-data.sqlite", "datapackage.json", "csv-metadata.json", "croissant.json"]
    + ["dcat.jsonld", "codebook.ttl", "codebook.md", "codebook.html", "entities.ftm.jsonl", "CITATION.cff"]
    + [".zenodo.json", "LICENSE.md", "README.md", "quality.json", "quality.html", "CHANGES.md", MANIFEST, SUMS]
)


def sha256(data: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def expected(release: Release) -> list[str]:
    """Every promised file is there, no other is, and nothing is empty or in a subfolder."""
    names = set(release.names())
    optional = {name for name in names if name == CHANGES or (name.startswith("review-") and name.endswith(".csv"))}
    problems = [f"{name} is missing" for name in sorted(REQUIRED - names)]
    problems += [f"{name} is not a file of a release" for name in sorted(names - REQUIRED - optional)]
    problems += [f"{name} is not a plain file" for name in sorted(names) if not release.file(name).is_file()]
    problems += [f"{name} is empty" for name in sorted(names) if release.file(name).stat().st_size == 0]
    if not any(name.startswith("review-") for name in names):
        problems.append("no review list is there")
    return problems


def sums(release: Release) -> list[str]:
    """The sums hold, by the program that users will check them with, and name every other file once, in order."""
    lines = release.file(SUMS).read_text(encoding="utf-8").splitlines()
    listed = [line.partition("  ")[2] for line in lines]
    problems = run(["sha256sum", "--check", "--strict", "--quiet", SUMS], release.path)
    if listed != sorted(set(release.names()) - {SUMS}, key=str.encode):
        problems.append(f"{SUMS} must list every other file, sorted; it lists {listed}")
    return problems


def manifest(release: Release) -> list[str]:
    """Size, hash and rows of every file but itself and the sums."""
    entries = {entry["name"]: entry for entry in release.json(MANIFEST)["files"]}
    names = set(release.names()) - {SUMS, MANIFEST}
    problems = [f"{MANIFEST} does not list {name}" for name in sorted(names - set(entries))]
    problems += [f"{MANIFEST} lists {name}, which is not there" for name in sorted(set(entries) - names)]
    for name in sorted(names & set(entries)):
        data = release.file(name).read_bytes()
        truth = {"bytes": len(data), "sha256": sha256(data)}
        if name.removesuffix(".csv").removesuffix(".parquet") in TABLES and name != "codebook.md":
            truth["rows"] = count_rows(release, name.partition(".")[0] + ".csv")
        for key, value in truth.items():
            if entries[name].get(key) != value:
                problems.append(f"{MANIFEST}: {key} of {name} is {entries[name].get(key)!r}, should be {value!r}")
    return problems


def count_rows(release: Release, name: str) -> int:
    """Rows of a CSV without its header; a quoted cell may hold line breaks."""
    with release.file(name).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def archive(release: Release) -> list[str]:
    """The ZIP holds the same bytes under one folder, sorted, all with one timestamp, so that it can be made again."""
    if not release.archive.is_file():
        return [f"{release.archive.name} is missing beside the folder"]
    problems: list[str] = []
    with zipfile.ZipFile(release.archive) as file:
        entries = file.infolist()
        found = [entry.filename for entry in entries]
        wanted = [f"{release.path.name}/{name}" for name in sorted(release.names(), key=str.encode)]
        if found != wanted:
            problems.append(f"the ZIP must hold the files of the folder, sorted, and no others; it holds {found}")
        if len({entry.date_time for entry in entries}) > 1:
            problems.append(f"timestamps differ in the ZIP: {sorted({entry.date_time for entry in entries})}")
        if (corrupt := file.testzip()) is not None:
            problems.append(f"{corrupt} is corrupt in the ZIP")
        for name in set(found) & set(wanted):
            if file.read(name) != release.file(name.partition("/")[2]).read_bytes():
                problems.append(f"{name} has other bytes in the ZIP than in the folder")
        for entry in entries:
            mode = entry.external_attr >> 16
            if mode not in (0, 0o100644):
                problems.append(f"{entry.filename} has mode {mode:o} in the ZIP, should be 100644")
    return problems


def local_paths(release: Release) -> list[str]:
    """No file, of text or not, names a folder of the machine that made the release."""
    folders = {str(ROOT), str(release.path.resolve().parent), str(Path.home())} - {"/", "/root"}
    return [
        f"{name} names the folder {folder}"
        for name in release.names()
        for folder in sorted(folders)
        if folder.encode() in release.file(name).read_bytes()
    ]
