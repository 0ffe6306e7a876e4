"""Documents in a Spark DataFrame, coded on all machines: the rows that one machine would give.

The package has to be installed where the executors run. Each document is coded once, in ``mapInArrow``; then actors are
merged on the driver, and the rows follow them.

    import rapporteur.spark

    with rapporteur.spark.extract(spark.read.parquet("texts"), columns={"text": "body"}) as tables:
        tables.events.write.parquet("events")

What the driver has to hold is one row for each distinct actor as texts name it, and each distinct pair of a participant and
whom they speak for: about 1 kB for each actor, whatever the number of documents.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from rapporteur import TABLES, Lexicon, _rapporteur, _worker

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["SparkTables", "extract"]

Folder = str | os.PathLike[str]


class SparkTables:
    """Seven DataFrames, in no particular order of rows. What was coded stays cached until :meth:`unpersist`."""

    documents: DataFrame
    events: DataFrame
    participants: DataFrame
    commitments: DataFrame
    commitment_parties: DataFrame
    actors: DataFrame
    diagnostics: DataFrame

    __slots__ = (*TABLES, "_cached")

    def __init__(self, tables: Mapping[str, DataFrame], cached: list[DataFrame]) -> None:
        for name in TABLES:
            setattr(self, name, tables[name])
        self._cached = cached

    def __iter__(self) -> Iterator[tuple[str, DataFrame]]:
        """Name and DataFrame, in the order of ``rapporteur.TABLES``."""
        return ((name, getattr(self, name)) for name in TABLES)

    def __enter__(self) -> SparkTables:
        return self

    def __exit__(self, *_: object) -> None:
        self.unpersist()

    def unpersist(self) -> None:
        """Lets go of the cached rows. The DataFrames can still be used, and then code the documents anew."""
        for frame in self._cached:
            frame.unpersist()


def extract(
    df: DataFrame,
    *,
    lexicon: Lexicon | Folder | Iterable[Folder] | None = None,
    columns: Mapping[str, str] | None = None,
) -> SparkTables:
    """Reads the documents of a DataFrame and gives their tables.

    ``columns`` tells which column of ``df`` is what, where the names differ: ``{"text": "body"}``. The names, and what
    happens where a column or value is missing, are those of :func:`rapporteur.extract`. ``lexicon`` is a
    :class:`rapporteur.Lexicon` or folders; they are sent to the executors, where each Python worker reads them once.

    A document that cannot be used is a row of ``diagnostics``; no task fails because of it. A DataFrame has no order, so
    of several documents with one id the one is kept that comes first by its content. Documents need different
    ``source_path``, which they have if it is left out.

    Raises ``ValueError`` for a column that is missing, :class:`rapporteur.LexiconError` for a mistake in a folder.
    """
    given, shipped = _lexicon(df, lexicon)
    cached: list[DataFrame] = []
    coded = _cache(_selected(df, columns or {}).mapInArrow(functools.partial(_worker.code, given, shipped), _CODED), cached)
    coded = _each_id_once(coded, cached)
    actors, moves = _rapporteur.merge_actors(_variants(coded), _offices(coded))
    if moves:
        coded = _cache(coded.mapInArrow(functools.partial(_worker.settle, moves), _CODED), cached)
    tables = {name: coded.select(F.inline(name)) for name in TABLES}
    tables["actors"] = df.sparkSession.createDataFrame(
        pa.Table.from_batches([actors]), schema=from_arrow_schema(_rapporteur.schema("actors"))
    )
    # A remark on two documents that are alike in everything is one remark.
    tables["diagnostics"] = tables["diagnostics"].distinct()
    return SparkTables(tables, cached)


_CODED = from_arrow_schema(_rapporteur.coded_schema())


def _cache(frame: DataFrame, cached: list[DataFrame]) -> DataFrame:
    frame = frame.persist(StorageLevel.MEMORY_AND_DISK)
    cached.append(frame)
    return frame


def _lexicon(df: DataFrame, given: Any) -> tuple[str, Any]:
    """The hash of the lexicon, and its folders on their way to the executors; nothing where it is the built-in one."""
    if not isinstance(given, Lexicon):
        given = Lexicon(*([given] if isinstance(given, (str, os.PathLike)) else given or []))
    if not given.directories:
        return given.hash, None
    packed = _worker.pack(given.directories)
    context = getattr(df.sparkSession, "sparkContext", None)
    # Spark Connect has no broadcast; the bytes then travel with the function.
    return given.hash, packed if context is None else context.broadcast(packed)


def _selected(df: DataFrame, columns: Mapping[str, str]) -> DataFrame:
    if unknown := sorted(set(columns) - set(_rapporteur.COLUMNS)):
        raise ValueError(f"columns names {unknown[0]!r}; it may name {', '.join(_rapporteur.COLUMNS)}")
    chosen = []
    for column in _rapporteur.COLUMNS:
        name = columns.get(column, column)
        if name in df.columns:
            chosen.append(F.col(f"`{name.replace('`', '``')}`").cast("string").alias(column))
        elif column == "text" or column in columns:
            raise ValueError(f"there is no column {name!r}; the columns are {', '.join(df.columns)}; say which with columns=")
    return df.select(chosen)


def _each_id_once(coded: DataFrame, cached: list[DataFrame]) -> DataFrame:
    takers = coded.filter("takes_id")
    twice = takers.groupBy("document_id").count().filter("count > 1").select("document_id")
    if twice.isEmpty():
        return coded
    first = takers.join(twice, "document_id", "left_semi").groupBy("document_id").applyInArrow(_worker.keep_first, _CODED)
    others = coded.filter("NOT takes_id").union(takers.join(twice, "document_id", "left_anti"))
    return _cache(others.union(first), cached)


def _variants(coded: DataFrame) -> pa.RecordBatch:
    """Every actor in every way documents name it, once: with the first document that does so, and the earliest date."""
    named = coded.select("document_id", F.posexplode("actors").alias("at", "actor"))
    alike = F.col("actor").dropFields("first_seen").alias("actor")
    first = F.min(F.struct("document_id", "at")).alias("first")
    found = named.groupBy(alike).agg(first, F.min("actor.first_seen").alias("first_seen"))
    table = found.select("actor.*", "first_seen", "first.document_id", "first.at").toArrow()
    return _one(table.sort_by([("document_id", "ascending"), ("at", "ascending")]))


def _one(table: pa.Table) -> pa.RecordBatch:
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)


def _offices(coded: DataFrame) -> list[tuple[str, str | None, str | None]]:
    """Whom actors speak for, and as what."""
    held = coded.select(F.inline("participants")).select("actor_id", "represents", "position")
    known = held.filter("represents IS NOT NULL OR position IS NOT NULL")
    table = known.distinct().toArrow()
    columns = (table["actor_id"].to_pylist(), table["represents"].to_pylist(), table["position"].to_pylist())
    return list(zip(*columns, strict=True))
