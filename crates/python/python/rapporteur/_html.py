"""Tables in a notebook: the first events and commitments, each with its quote and the words in it that made the row."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rapporteur._tables import Tables

#: Rows shown of each table.
ROWS = 20


def render(tables: Tables) -> str:
    """HTML in which everything that comes from a text is escaped."""
    names = dict(zip(tables.actors["actor_id"].to_pylist(), tables.actors["name"].to_pylist(), strict=True))
    events = tables.events.slice(0, ROWS).to_pylist()
    commitments = tables.commitments.slice(0, ROWS).to_pylist()
    present = _grouped(tables.participants, "event_id", "role", names, {row["event_id"] for row in events})
    bound = _grouped(
        tables.commitment_parties, "commitment_id", "party_role", names, {row["commitment_id"] for row in commitments}
    )
    counts = ", ".join(f"{table.num_rows} {name}" for name, table in tables)
    parts = [f"<p><strong>rapporteur.Tables</strong>: {escape(counts)}</p>"]
    parts += _section(
        "events",
        tables.events.num_rows,
        ["event", "who", "when", "where", "quote"],
        [
            [
                escape(f"{row['event_type']}, {row['status']}"),
                present[row["event_id"]],
                escape(row["date_edtf"] or ""),
                escape(", ".join(filter(None, [row["place"], row["country"]]))),
                _quote(row["evidence"], row["trigger"]),
            ]
            for row in events
        ],
    )
    parts += _section(
        "commitments",
        tables.commitments.num_rows,
        ["commitment", "who", "what", "due", "quote"],
        [
            [
                escape(row["commitment_type"]),
                bound[row["commitment_id"]],
                escape(row["text"]),
                escape(row["due_edtf"] or ""),
                _quote(row["evidence"], row["cue"]),
            ]
            for row in commitments
        ],
    )
    return "".join(parts)


def _grouped(table: Any, key: str, role: str, names: dict[str, str], wanted: set[str]) -> defaultdict[str, str]:
    """Who stands in each row, escaped."""
    found: defaultdict[str, str] = defaultdict(str)
    for row in table.select([key, "actor_id", role]).to_pylist():
        if row[key] in wanted:
            who = escape(f"{names.get(row['actor_id'], row['actor_id'])} ({row[role]})")
            found[row[key]] += f"; {who}" if found[row[key]] else who
    return found


def _quote(evidence: str, trigger: str) -> str:
    """The quote, escaped, with the trigger marked where it stands there as it is."""
    before, found, after = evidence.partition(trigger) if trigger else (evidence, "", "")
    mark = f"<mark>{escape(found)}</mark>" if found else ""
    return f"<q>{escape(before)}{mark}{escape(after)}</q>"


def _section(title: str, total: int, head: list[str], rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    caption = title if total <= len(rows) else f"{title}, the first {len(rows)} of {total}"
    cells = "".join(f"<th>{name}</th>" for name in head)
    body = "".join("<tr>" + "".join(f'<td style="text-align: left">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    return [f"<table><caption>{caption}</caption><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"]
