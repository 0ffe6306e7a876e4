"""Croissant, by the reference implementation: read the description, then load every record set with it."""

from __future__ import annotations

import logging
from typing import Any

import mlcroissant as mlc

from suite.cells import raw_rows
from suite.release import Release

FILE = "croissant.json"
WANTED = ("name", "description", "license", "url", "version", "datePublished", "creator", "conformsTo", "citeAs")


def _open(release: Release) -> mlc.Dataset:
    logging.getLogger("absl").setLevel(logging.ERROR)
    return mlc.Dataset(jsonld=str(release.file(FILE)))


def valid(release: Release) -> list[str]:
    """No errors and no warnings; and what mlcroissant does not miss: a licence, a version, hashes, all files."""
    try:
        dataset = _open(release)
    except Exception as error:  # mlcroissant raises many kinds for a description it cannot take.
        return [f"{FILE}: {type(error).__name__}: {error}"]
    issues = dataset.metadata.ctx.issues
    problems = [f"{FILE}: {issue}" for issue in [*issues.errors, *issues.warnings]]
    document = release.json(FILE)
    problems += [f"{FILE} has no {key}" for key in WANTED if not document.get(key)]
    objects = {entry["contentUrl"]: entry for entry in document["distribution"]}
    for table in release.tables:
        for name in (f"{table}.csv", f"{table}.parquet"):
            entry = next((entry for url, entry in objects.items() if url.rpartition("/")[2] == name), None)
            if entry is None or not entry.get("sha256"):
                problems.append(f"{FILE} has no {name} with its sha256")
    sets = {record_set.id for record_set in dataset.metadata.record_sets}
    if sets != set(release.tables):
        problems.append(f"{FILE}: record sets are {sorted(sets)}")
    return problems


def loads(release: Release) -> list[str]:
    """Every record set loads, which also checks hashes, with the rows and the keys of its CSV."""
    problems: list[str] = []
    dataset = _open(release)
    for name, table in release.tables.items():
        header, *rows = raw_rows(release, table)
        keys = [header.index(column) for column in table.primary_key]
        wanted = [tuple(row[at] for at in keys) for row in rows]
        try:
            records = list(dataset.records(name))
        except Exception as error:  # The cause is in the chain: a bad hash, a missing column.
            problems.append(f"{FILE}: {name} does not load: {error}; {error.__cause__!r}")
            continue
        found = [tuple(_text(record.get(f"{name}/{column}")) for column in table.primary_key) for record in records]
        if len(found) != len(wanted):
            problems.append(f"{FILE}: {name} has {len(found)} records, its CSV {len(wanted)} rows")
        elif found != wanted:
            problems.append(f"{FILE}: {name} has other keys than its CSV")
        if records and set(records[0]) != {f"{name}/{column}" for column in table.names}:
            problems.append(f"{FILE}: {name} has other fields than its CSV: {sorted(records[0])}")
    return problems


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
