"""Diplomatic press releases in, open tables out: events, participants, commitments.

>>> import rapporteur
>>> tables = rapporteur.extract("The foreign ministers of Kazakhstan and Uzbekistan met in Osh on 3 May 2019.")
>>> tables.events.column("event_type").to_pylist()
['meeting']

Every row carries its quote (``evidence``) and where it stands: ``text[evidence_start:evidence_end] == evidence``. The same
documents give the same rows, whatever the number of threads. What could not be read is a row of ``diagnostics``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from rapporteur import _rapporteur
from rapporteur._documents import batches
from rapporteur._rapporteur import TABLES, Lexicon, LexiconError, __version__
from rapporteur._tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

__all__ = ["TABLES", "Lexicon", "LexiconError", "Tables", "__version__", "extract", "schema"]

_built_in: Lexicon | None = None


def extract(
    documents: object,
    *,
    lexicon: Lexicon | str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | None = None,
    threads: int | None = None,
    text_column: str = "text",
    id_column: str | None = None,
    path_column: str | None = None,
    title_column: str | None = None,
    publisher_column: str | None = None,
    date_column: str | None = None,
    url_column: str | None = None,
    language_column: str | None = None,
    licence_column: str | None = None,
) -> Tables:
    """Reads documents and gives their tables.

    ``documents`` is one text, or an iterable of texts, of ``(id, text)`` pairs or of dicts, or anything that exports
    Arrow: a pyarrow Table, RecordBatch or RecordBatchReader, a polars or pandas DataFrame, a DuckDB relation. Tables and
    dicts have the columns

    - ``text``: the only one that must be there. A missing text (``None``) becomes a row of ``diagnostics``.
    - ``document_id``: where it is missing, ``doc-`` and the first 16 hexadecimal digits of the SHA-256 of the text. Of
      several documents with one id the first is kept.
    - ``title``, ``publisher``, ``published_date`` (a date, or text such as ``2019-05-03``), ``url``, ``language``,
      ``licence``: what is known; they win over front matter in the text. The date matters most.
    - ``source_path``: what messages call the document; ``<document_id>.txt`` where it is missing.

    The arguments that end in ``_column`` give them other names; a column that is named so has to be there. Other columns
    are passed over.

    ``lexicon`` is a :class:`Lexicon`, or folders to be laid over the built-in one. ``threads`` is one per core if not
    given; the result does not depend on it.

    >>> import rapporteur
    >>> tables = rapporteur.extract([{"headline": "Talks", "text": "The ministers met in Osh."}], title_column="headline")
    >>> tables.documents.column("title").to_pylist()
    ['Talks']

    Raises ``ValueError`` where a column is missing or of a wrong type, ``TypeError`` where ``documents`` are none, and
    :class:`LexiconError` for a mistake in a lexicon folder.
    """
    if threads is not None and threads < 1:
        raise ValueError(f"threads is {threads}; give 1 or more, or None for one per core")
    names = {
        "text": text_column,
        "document_id": id_column,
        "source_path": path_column,
        "title": title_column,
        "publisher": publisher_column,
        "published_date": date_column,
        "url": url_column,
        "language": language_column,
        "licence": licence_column,
    }
    given = batches(documents, names)
    return Tables(_rapporteur.extract(given, _lexicon(lexicon), threads or 0))


def schema(table: str) -> pa.Schema:
    """The columns of a table; the metadata key ``description`` of each field says what it holds.

    >>> import rapporteur
    >>> rapporteur.schema("participants").field("role").metadata[b"description"]
    b'What they did there.'
    """
    return _rapporteur.schema(table)


def _lexicon(given: Any) -> Lexicon:
    global _built_in
    if isinstance(given, Lexicon):
        return given
    if given is not None:
        return Lexicon(*([given] if isinstance(given, (str, os.PathLike)) else given))
    if _built_in is None:
        _built_in = Lexicon()
    return _built_in
