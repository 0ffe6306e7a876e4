"""The texts of data/raw as somebody would hand them over, and the tables that the program makes of them."""

from __future__ import annotations

import csv
import os
import subprocess
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[3]
RAW = ROOT / "data/raw"
GOLD = ROOT / "tests/gold/raw"
PROGRAM = Path(os.environ.get("RAPPORTEUR_BIN", ROOT / "target/release/rapporteur"))

#: Columns by which the rows of a table are told apart.
KEYS = {
    "documents": ["document_id"],
    "events": ["event_id"],
    "participants": ["event_id", "actor_id", "role"],
    "commitments": ["commitment_id"],
    "commitment_parties": ["commitment_id", "actor_id", "party_role"],
    "actors": ["actor_id"],
    "diagnostics": ["diagnostic_id"],
}


def documents(folder: Path = RAW) -> list[dict[str, str | None]]:
    """Every text of a folder with what its manifest says."""
    with open(folder / "manifest.csv", encoding="utf-8", newline="") as file:
        manifest = {row["file"]: row for row in csv.DictReader(file)}
    found = []
    for path in sorted(folder.rglob("*.txt")):
        name = path.relative_to(folder).as_posix()
        row = manifest.get(name, {})
        columns = ("title", "publisher", "published_date", "url", "language", "licence")
        found.append(
            {
                "document_id": name.removesuffix(".txt").replace("/", "-"),
                "source_path": name,
                # As it stands: Python would write line ends anew.
                "text": path.read_bytes().decode("utf-8"),
                **{column: row.get(column) or None for column in columns},
            }
        )
    return found


def build(folder: Path, out: Path) -> dict[str, pa.Table]:
    """The tables that the program writes, read from Parquet."""
    subprocess.run([PROGRAM, "build", folder, "--out", out, "--quiet"], check=True)
    return {name: pq.read_table(out / f"{name}.parquet") for name in KEYS}


def assert_same_rows(found: pa.Table, expected: pa.Table, name: str) -> None:
    """The same cells in the same columns; the rows in any order."""
    assert found.column_names == expected.column_names, name
    order = [(key, "ascending") for key in KEYS[name]]
    rows = found.sort_by(order).to_pylist(), expected.sort_by(order).to_pylist()
    assert rows[0] == rows[1], name


def snippets(page: Path) -> list[str]:
    """The Python of a page."""
    parts = page.read_text(encoding="utf-8").split("```python\n")[1:]
    return [part.partition("```")[0] for part in parts]
