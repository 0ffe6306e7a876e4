"""The inner module, written in Rust. Use `rapporteur` instead."""

import os
from collections.abc import Iterable
from typing import Final, final

import pyarrow as pa

__all__ = [
    "COLUMNS",
    "TABLES",
    "Lexicon",
    "LexiconError",
    "__version__",
    "coded_schema",
    "duplicates",
    "extract",
    "extract_each",
    "merge_actors",
    "schema",
    "settle",
]

__version__: Final[str]
TABLES: Final[tuple[str, ...]]
"""Names of the tables, in the order they are given."""
COLUMNS: Final[tuple[str, ...]]
"""Names of the columns that documents may have."""

class LexiconError(ValueError):
    """A lexicon folder holds a mistake; the message is `file:line:column: what; remedy`."""

@final
class Lexicon:
    """What the program knows, with folders of your own laid over it; later ones win.

    Reading takes a fraction of a second, so make one and use it for many calls.
    """

    def __new__(cls, *directories: str | os.PathLike[str]) -> Lexicon: ...
    @property
    def directories(self) -> list[str]:
        """The folders laid over the built-in lexicon."""
    @property
    def hash(self) -> str:
        """SHA-256 of all lexicon files, in hexadecimal: it names the lexicon a dataset was made with."""

def extract(batches: Iterable[pa.RecordBatch], lexicon: Lexicon, threads: int) -> list[pa.RecordBatch]: ...
def schema(table: str) -> pa.Schema: ...
def coded_schema() -> pa.Schema: ...
def extract_each(batch: pa.RecordBatch, lexicon: Lexicon, threads: int) -> pa.RecordBatch: ...
def duplicates(document_id: str, kept: str, source_paths: list[str]) -> pa.RecordBatch: ...
def settle(batch: pa.RecordBatch, moves: list[tuple[str, str]]) -> pa.RecordBatch: ...
def merge_actors(
    variants: pa.RecordBatch, offices: list[tuple[str, str | None, str | None]]
) -> tuple[pa.RecordBatch, list[tuple[str, str]]]: ...
