"""The quality report: every figure that the tables can tell is counted again."""

from __future__ import annotations

from collections import Counter
from typing import Any

from suite.cells import reference
from suite.checks.files import count_rows
from suite.checks.offsets import dicts
from suite.release import Release

FILE = "quality.json"


def check(release: Release) -> list[str]:
    """Rows, missing values, confidence, review lists, months, types and actors agree with the tables."""
    report: dict[str, Any] = release.json(FILE)
    problems = [f"{FILE}: {text}" for part in (_rows, _missing, _confidence, _review) for text in part(release, report)]
    return problems + [f"{FILE}: {text}" for part in (_events, _actors, _gold) for text in part(release, report)]


def _differs(what: str, found: Any, wanted: Any) -> list[str]:
    return [] if found == wanted else [f"{what} is {found}, counted {wanted}"]


def _rows(release: Release, report: dict[str, Any]) -> list[str]:
    wanted = {name: len(reference(release, table).rows) for name, table in release.tables.items()}
    found = {entry["table"]: entry["rows"] for entry in report["tables"]}
    return _differs("tables", found, wanted) + _differs("documents", report["documents"], wanted["documents"])


def _missing(release: Release, report: dict[str, Any]) -> list[str]:
    problems: list[str] = []
    found = {(entry["table"], entry["column"]): entry for entry in report["missing"]}
    for name, table in release.tables.items():
        rows = reference(release, table).rows
        for at, column in enumerate(table.columns):
            entry = found.pop((name, column.name), None)
            if entry is None:
                problems.append(f"missing lacks {name}.{column.name}")
                continue
            where = f"missing {name}.{column.name}"
            missing = sum(row[at] is None or row[at] == [] for row in rows)
            problems += _differs(where, (entry["rows"], entry["missing"]), (len(rows), missing))
            problems += _differs(f"{where} nullable", entry["nullable"], not column.required)
            problems += _share(where, entry["share"], missing, len(rows))
    return problems + [f"missing has {'.'.join(key)}, which is no column" for key in found]


def _share(where: str, found: float | None, part: int, whole: int) -> list[str]:
    """A share may be rounded, but not to another tenth of a percent; of nothing it is null."""
    if whole == 0 or found is None:
        return _differs(f"{where} share", found, None if whole == 0 else part / whole)
    return [] if abs(found - part / whole) <= 0.005 else [f"{where} share is {found}, counted {part / whole}"]


def _confidence(release: Release, report: dict[str, Any]) -> list[str]:
    problems: list[str] = []
    entries = {entry["table"]: entry for entry in report["confidence"]}
    wanted = [name for name, table in release.tables.items() if table.has("confidence")]
    problems += _differs("confidence tables", sorted(entries), sorted(wanted))
    for name in set(wanted) & set(entries):
        values = [row["confidence"] for row in dicts(release, name)]
        bins = entries[name]["bins"]
        problems += _differs(f"confidence {name} unmeasured", entries[name]["unmeasured"], values.count(None))
        counted = [
            sum(
                value is not None and (low["low"] <= value < low["high"] or (value == 1 and low["high"] == 1))
                for value in values
            )
            for low in bins
        ]
        problems += _differs(f"confidence {name}", [each["rows"] for each in bins], counted)
    return problems


def _review(release: Release, report: dict[str, Any]) -> list[str]:
    problems = _differs(
        "review files",
        sorted(entry["file"] for entry in report["review"]),
        [name for name in release.names() if name.startswith("review-")],
    )
    for entry in report["review"]:
        if release.file(entry["file"]).is_file():
            problems += _differs(f"review {entry['list']}", entry["rows"], count_rows(release, entry["file"]))
    return problems


def _events(release: Release, report: dict[str, Any]) -> list[str]:
    events = dicts(release, "events")
    months = Counter(row["start_date"].strftime("%Y-%m") for row in events if row["start_date"] is not None)
    found = {entry["month"]: entry["events"] for entry in report["events_by_month"]}
    problems = _differs("events_by_month", {month: count for month, count in found.items() if count}, dict(months))
    if list(found) != _calendar(list(found)):
        problems.append("events_by_month leaves out months or is not in order")
    problems += _differs("events_undated", report["events_undated"], sum(row["start_date"] is None for row in events))
    for key, table, column in (
        ("event_types", "events", "event_type"),
        ("commitment_types", "commitments", "commitment_type"),
    ):
        counted = Counter(row[column] for row in dicts(release, table))
        rows = [entry["rows"] for entry in report[key]]
        problems += _differs(
            key, {entry["type"]: entry["rows"] for entry in report[key] if entry["rows"]}, dict(counted)
        )
        problems += [] if rows == sorted(rows, reverse=True) else [f"{key} does not descend"]
    return problems


def _calendar(months: list[str]) -> list[str]:
    """Every month from the first to the last."""
    if not months:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (months[0], months[-1]))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1)]


def _actors(release: Release, report: dict[str, Any]) -> list[str]:
    actors = {row["actor_id"]: row for row in dicts(release, "actors")}
    events: Counter[str] = Counter()
    commitments: Counter[str] = Counter()
    for actor, _ in {(row["actor_id"], row["event_id"]) for row in dicts(release, "participants")}:
        events[actor] += 1
    for actor, _ in {(row["actor_id"], row["commitment_id"]) for row in dicts(release, "commitment_parties")}:
        commitments[actor] += 1
    top, problems = report["top_actors"], []
    for entry in top:
        actor = entry["actor_id"]
        found = (entry["name"], entry["kind"], entry["events"], entry["commitments"])
        row = actors.get(actor, {})
        problems += _differs(
            f"top actor {actor}", found, (row.get("name"), row.get("kind"), events[actor], commitments[actor])
        )
    totals = sorted((events[actor] + commitments[actor] for actor in set(events) | set(commitments)), reverse=True)
    return problems + _differs("top_actors", [entry["events"] + entry["commitments"] for entry in top], totals[:20])


def _gold(_release: Release, report: dict[str, Any]) -> list[str]:
    """Scores cannot be counted again here, but must be shares within their intervals."""
    problems: list[str] = []
    for gold in report["gold"]:
        for entry in gold["tallies"]:
            where = f"gold {gold['name']} {entry['name']}"
            problems += _share(
                f"{where} precision", entry["precision"], entry["found"], entry["found"] + entry["extra"]
            )
            problems += _share(f"{where} recall", entry["recall"], entry["found"], entry["found"] + entry["missed"])
            for name in ("precision", "recall", "f1"):
                low, value, high = entry[f"{name}_low"], entry[name], entry[f"{name}_high"]
                if value is not None and not 0 <= low <= value <= high <= 1:
                    problems.append(f"{where} {name} {value} is not within {low} to {high}")
        for entry in gold["columns"]:
            problems += _share(f"gold {gold['name']} {entry['name']}", entry["share"], entry["right"], entry["of"])
    return problems
