"""What :func:`rapporteur.extract` gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from rapporteur import _html
from rapporteur._rapporteur import TABLES


class Tables:
    """Seven tables, each a ``pyarrow.Table``, which polars, pandas, DuckDB and others take as it is.

    >>> import rapporteur
    >>> tables = rapporteur.extract("The ministers of Kazakhstan and Uzbekistan met in Osh on 3 May 2019.")
    >>> tables
    <rapporteur.Tables: 1 documents, 1 events, 3 participants, 0 commitments, 0 commitment_parties, 3 actors, 0 diagnostics>
    >>> [name for name, table in tables]
    ['documents', 'events', 'participants', 'commitments', 'commitment_parties', 'actors', 'diagnostics']
    """

    #: One press release, readout, communiqué, joint statement or news item a row.
    documents: pa.Table
    #: One occurrence that one document tells of a row.
    events: pa.Table
    #: One actor's part in one event a row.
    participants: pa.Table
    #: One undertaking a row.
    commitments: pa.Table
    #: One actor's place in one commitment a row.
    commitment_parties: pa.Table
    #: One person, state, organisation, body or group a row.
    actors: pa.Table
    #: One remark of the program about one document a row.
    diagnostics: pa.Table

    __slots__ = TABLES

    def __init__(self, batches: Sequence[pa.RecordBatch]) -> None:
        for name, batch in zip(TABLES, batches, strict=True):
            setattr(self, name, pa.Table.from_batches([batch]))

    def __iter__(self) -> Iterator[tuple[str, pa.Table]]:
        """Name and table, in the order of ``rapporteur.TABLES``."""
        return ((name, getattr(self, name)) for name in TABLES)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tables):
            return NotImplemented
        return all(table.equals(getattr(other, name)) for name, table in self)

    __hash__ = None  # type: ignore[assignment]

    def to_polars(self) -> dict[str, Any]:
        """Every table as a polars DataFrame, without a copy, by name."""
        import polars

        return {name: polars.from_arrow(table) for name, table in self}

    def to_pandas(self) -> dict[str, Any]:
        """Every table as a pandas DataFrame, by name; columns stay Arrow, so that dates, lists and gaps keep their types."""
        import pandas

        return {name: table.to_pandas(types_mapper=pandas.ArrowDtype) for name, table in self}

    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Every table as a list of rows, by name.

        >>> import rapporteur
        >>> rapporteur.extract("The ministers of Kazakhstan and Uzbekistan met in Osh.").to_dict()["events"][0]["place"]
        'Osh'
        """
        return {name: table.to_pylist() for name, table in self}

    def __repr__(self) -> str:
        counts = ", ".join(f"{table.num_rows} {name}" for name, table in self)
        return f"<rapporteur.Tables: {counts}>"

    def _repr_html_(self) -> str:
        """Events and commitments with their quotes, for notebooks."""
        return _html.render(self)
