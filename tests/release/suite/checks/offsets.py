"""Quotes and dates: what a row says of its text must be true of it."""

from __future__ import annotations

import hashlib
from typing import Any

from suite import edtf
from suite.cells import reference
from suite.release import Release
from suite.tools import ROOT

#: Columns of an EDTF date and of its first and last day.
DATES = {"events": ("date_edtf", "start_date", "end_date"), "commitments": ("due_edtf", "due_start", "due_end")}


def dicts(release: Release, table: str) -> list[dict[str, Any]]:
    """The rows of a table by column name."""
    declared = release.tables[table]
    return [dict(zip(declared.names, row)) for row in reference(release, declared).rows]


def quotes(release: Release) -> list[str]:
    """A quote is as long as its offsets say, in code points, and lies within its document.

    Where the text itself is at hand in the project, with the hash that `documents` names, the quote must stand there.
    """
    problems: list[str] = []
    documents = {row["document_id"]: row for row in dicts(release, "documents")}
    texts = {key: _text(row) for key, row in documents.items()}
    events = {row["event_id"]: row["document_id"] for row in dicts(release, "events")}
    count = 0
    for name, table in release.tables.items():
        if not table.has("evidence_start"):
            continue
        for number, row in enumerate(dicts(release, name), start=1):
            count += 1
            where = f"{name} row {number}"
            start, end, quote = row["evidence_start"], row["evidence_end"], row["evidence"]
            document = row.get("document_id") or events.get(row["event_id"])
            if len(quote) != end - start:
                problems.append(f"{where}: the quote has {len(quote)} code points, its offsets say {end - start}")
            if document not in documents or not 0 <= start < end <= documents[document]["characters"]:
                problems.append(f"{where}: {start} to {end} is not within document {document}")
            elif (text := texts[document]) is not None and text[start:end] != quote:
                problems.append(f"{where}: text[{start}:{end}] is {text[start:end]!r}, the quote {quote!r}")
    for number, row in enumerate(dicts(release, "diagnostics"), start=1):
        start, end = row["span_start"], row["span_end"]
        if (start is None) != (end is None) or (start is not None and start > end):
            problems.append(f"diagnostics row {number}: {start} to {end} is no span")
    return problems if count else [*problems, "no table has a quote"]


def _text(document: dict[str, Any]) -> str | None:
    """The text of a document, if the project has just these bytes and they are plain UTF-8 with nothing to decode."""
    path = ROOT / "data/raw" / document["source_path"]
    if not path.is_file():
        return None
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != document["sha256"]:
        return None
    text = data.decode("utf-8", errors="replace")
    return text if len(text) == document["characters"] else None


def dates(release: Release) -> list[str]:
    """Start and end are the bounds of the EDTF date; an event that goes on has no end; precision fits."""
    problems: list[str] = []
    count = 0
    for name, (written, first, last) in DATES.items():
        for number, row in enumerate(dicts(release, name), start=1):
            where, text = f"{name} row {number}", row[written]
            found = (row[first], row[last])
            if text is None:
                if found != (None, None):
                    problems.append(f"{where}: {found} without {written}")
            else:
                count += 1
                try:
                    span = edtf.span(text)
                except ValueError as error:
                    problems.append(f"{where}: {error}")
                    continue
                if found != span:
                    problems.append(f"{where}: {written} {text} is {_show(span)}, the columns say {_show(found)}")
            if "date_precision" in row:
                fitting = edtf.precision(text) if text else {"none"}
                if row["date_precision"] not in fitting:
                    problems.append(f"{where}: precision of {text} is {row['date_precision']}, should be {fitting}")
                if (row["date_basis"] is None) != (text is None):
                    problems.append(f"{where}: date_basis {row['date_basis']} beside {written} {text}")
    return problems if count else [*problems, "no row has a date"]


def _show(span: edtf.Span) -> str:
    return " to ".join(str(day) if day else "open" for day in span)
