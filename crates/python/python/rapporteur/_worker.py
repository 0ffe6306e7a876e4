"""What runs on the executors of Spark, and on any other engine that hands over Arrow batches."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from rapporteur import Lexicon, _documents, _rapporteur

#: Documents that are held at a time, with their rows.
_SLICE = 256
#: Lexicons of this process, by hash.
_lexicons: dict[str, Lexicon] = {}


def code(expected: str, packed: Any, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """One row for each document, with all of its rows. ``expected`` is the hash of the lexicon packed in ``packed``."""
    lexicon = _load(expected, packed)
    names = dict.fromkeys(_rapporteur.COLUMNS)
    for batch in batches:
        for start in range(0, batch.num_rows, _SLICE):
            documents = _documents.select(batch.slice(start, _SLICE), names)
            yield _rapporteur.extract_each(documents, lexicon, 1)


def settle(moves: list[tuple[str, str]], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows of each document with the new ids of actors."""
    return (_rapporteur.settle(batch, moves) for batch in batches)


def keep_first(copies: pa.Table) -> pa.Table:
    """Of documents with one id the first by content; the others become diagnostics."""
    rows = copies.to_pylist()
    # Copies of one content are alike, so that it does not matter which of them is kept.
    order = sorted(range(len(rows)), key=lambda at: repr(rows[at]))
    first = copies.slice(order[0], 1)
    paths = [rows[at]["source_path"] for at in order]
    others = _rapporteur.duplicates(rows[0]["document_id"], paths[0], paths[1:])
    return pa.concat_tables([first.cast(others.schema), pa.Table.from_batches([others])])


def pack(directories: Sequence[str]) -> bytes:
    """Folders as one ZIP archive, the same bytes for the same files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for number, directory in enumerate(directories):
            for path in sorted(p for p in Path(directory).rglob("*") if p.is_file()):
                name = f"{number:03}/{path.relative_to(directory).as_posix()}"
                file.writestr(zipfile.ZipInfo(name), path.read_bytes())
    return archive.getvalue()


def _load(expected: str, packed: Any) -> Lexicon:
    """The lexicon of that hash, read once in each process."""
    lexicon = _lexicons.get(expected)
    if lexicon is None:
        if packed is None:
            lexicon = Lexicon()
        else:
            with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(_bytes(packed))) as archive:
                archive.extractall(folder)
                lexicon = Lexicon(*(os.path.join(folder, name) for name in sorted(os.listdir(folder))))
        if lexicon.hash != expected:
            raise RuntimeError(
                f"the lexicon here is {lexicon.hash}, on the driver it is {expected}; install the same version of "
                f"rapporteur-data everywhere (here it is {_rapporteur.__version__})"
            )
        _lexicons[expected] = lexicon
    return lexicon


def _bytes(packed: Any) -> bytes:
    value: bytes = packed if isinstance(packed, bytes) else packed.value
    return value
