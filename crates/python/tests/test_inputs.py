"""Documents of every kind, and what is said where they are none."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import rapporteur

Rows = list[dict[str, "str | None"]]


def arrow(rows: Rows) -> pa.Table:
    return pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in rows[0]})


def duckdb_relation(rows: Rows) -> Any:
    texts = arrow(rows)
    assert texts.num_rows
    return duckdb.sql("SELECT * FROM texts")


def views(rows: Rows) -> pa.Table:
    return pa.table({name: pa.array([row[name] for row in rows], pa.string_view()) for name in rows[0]})


def dictionaries(rows: Rows) -> pa.Table:
    return pa.table({name: pa.array([row[name] for row in rows], pa.string()).dictionary_encode() for name in rows[0]})


def one_by_one(rows: Rows) -> pa.RecordBatchReader:
    table = arrow(rows)
    return pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=1))


KINDS: dict[str, Callable[[Rows], Any]] = {
    "generator": lambda rows: (row for row in rows),
    "table": arrow,
    "batch": lambda rows: arrow(rows).to_batches()[0],
    "stream of several batches": one_by_one,
    "string_view": views,
    "dictionary": dictionaries,
    "sliced": lambda rows: arrow([rows[0], *rows]).slice(1),
    "polars": lambda rows: pl.from_arrow(arrow(rows)),
    "polars in chunks": lambda rows: pl.concat([pl.from_arrow(arrow([row])) for row in rows], rechunk=False),
    "pandas": pd.DataFrame,
    "pandas with Arrow columns": lambda rows: arrow(rows).to_pandas(types_mapper=pd.ArrowDtype),
    "DuckDB": duckdb_relation,
}


@pytest.mark.parametrize("kind", KINDS)
def test_tables_of_every_kind_give_the_same(kind: str, documents: Rows, tables: rapporteur.Tables) -> None:
    assert rapporteur.extract(KINDS[kind](documents)) == tables


def test_texts_alone(documents: Rows) -> None:
    texts = [row["text"] for row in documents]
    expected = rapporteur.extract(texts)
    assert expected.documents.num_rows == len(texts)
    for given in (pl.Series(texts), pa.array(texts), pa.chunked_array([texts[:1], texts[1:]]), pd.Series(texts), iter(texts)):
        assert rapporteur.extract(given) == expected
    assert rapporteur.extract(texts[0]) == rapporteur.extract([texts[0]])


def test_pairs_of_id_and_text() -> None:
    found = rapporteur.extract([("a", "The ministers met in Osh."), (7, "The presidents met in Osh.")])
    assert found.documents["document_id"].to_pylist() == ["7", "a"]


@pytest.mark.parametrize(
    "date",
    [datetime.date(2019, 5, 3), "2019-05-03", "2019-05-03T10:00:00Z", datetime.datetime(2019, 5, 3, 10, tzinfo=datetime.UTC)],
    ids=["date", "text", "text with a time", "datetime"],
)
def test_dates(date: Any) -> None:
    day = [datetime.date(2019, 5, 3)]
    text = "The ministers met in Osh today."
    found = rapporteur.extract([{"text": text, "published_date": date}])
    assert found.documents["published_date"].to_pylist() == day == found.events["start_date"].to_pylist()
    table = pa.table({"text": [text], "when": [date]})
    assert rapporteur.extract(table, date_column="when") == found


def test_what_is_no_date_is_a_diagnostic() -> None:
    found = rapporteur.extract([{"text": "The ministers met in Osh.", "published_date": "3 May"}])
    assert found.documents.num_rows == 1
    assert found.diagnostics["code"].to_pylist() == ["bad-date"]


def test_other_names_of_columns() -> None:
    row = {"body": "The ministers met in Osh.", "key": "k", "headline": "Talks", "extra": 3}
    found = rapporteur.extract(pl.DataFrame([row]), text_column="body", id_column="key", title_column="headline")
    assert found == rapporteur.extract([row], text_column="body", id_column="key", title_column="headline")
    assert found.documents.select(["document_id", "title"]).to_pylist() == [{"document_id": "k", "title": "Talks"}]


def test_front_matter_is_read_as_in_files() -> None:
    text = "---\ntitle: Talks in Osh\npublished_date: 2019-05-03\n---\n\nThe ministers met in Osh today.\n"
    found = rapporteur.extract(text).documents.to_pylist()[0]
    assert (found["title"], found["published_date"]) == ("Talks in Osh", datetime.date(2019, 5, 3))
    assert rapporteur.extract([{"text": text, "title": "Given"}]).documents["title"].to_pylist() == ["Given"]


@pytest.mark.parametrize(
    "empty", [[], iter(()), pa.table({"text": pa.array([], pa.string())}), pl.DataFrame({"text": []})], ids=lambda e: type(e).__name__
)
def test_nothing_gives_empty_tables(empty: Any) -> None:
    found = rapporteur.extract(empty)
    assert all(table.num_rows == 0 and table.schema == rapporteur.schema(name) for name, table in found)


def test_null_text_is_a_diagnostic() -> None:
    found = rapporteur.extract(pa.table({"document_id": ["a", "b"], "text": [None, "The ministers met in Osh."]}))
    assert found.documents["document_id"].to_pylist() == ["b"]
    (row,) = found.diagnostics.to_pylist()
    assert (row["source_path"], row["code"], row["severity"]) == ("a.txt", "no-text", "error")
    assert rapporteur.extract([None]).diagnostics["code"].to_pylist() == ["no-text"]


def test_second_document_of_an_id_is_a_diagnostic() -> None:
    found = rapporteur.extract([("a", "The ministers met in Osh."), ("a", "The presidents met."), ("b", "")])
    assert found.documents.num_rows == 1 and found.events["place"].to_pylist() == ["Osh"]
    assert sorted(found.diagnostics["code"].to_pylist()) == ["duplicate-id", "empty"]


def test_a_text_too_large_is_a_diagnostic() -> None:
    found = rapporteur.extract([("big", "The ministers met. " * (65 * 2**20 // 19 + 1)), ("a", "The ministers met in Osh.")])
    assert found.documents["document_id"].to_pylist() == ["a"]
    assert found.diagnostics["code"].to_pylist() == ["too-large"]


@pytest.mark.parametrize(
    ("given", "arguments", "message"),
    [
        (pa.table({"body": ["x"], "id": ["y"]}), {}, "there is no column 'text'; the columns are body, id; .*text_column="),
        (pl.DataFrame({"text": ["x"]}), {"date_column": "day"}, "no column 'day'; the columns are text; .*date_column="),
        (pa.table({"text": [1]}), {}, "column 'text' is of type int64; it must be a column of strings"),
        (pa.table({"text": ["x"], "published_date": [[1]]}), {}, "list.*a column of dates or strings"),
        (pa.table([["x"], ["y"]], names=["text", "text"]), {}, "2 columns 'text'; rename"),
        ([{"body": "x"}], {}, "document 0 has no 'text'; its keys are body; .*text_column="),
    ],
)
def test_wrong_columns_are_named(given: Any, arguments: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rapporteur.extract(given, **arguments)


@pytest.mark.parametrize("given", [b"x", 3, None, {"text": "x"}, [3], [("a", "b", "c")], [{"text": 3}], ["x", b"y"]])
def test_what_is_no_document_is_refused(given: Any) -> None:
    with pytest.raises(TypeError, match=r"documents are|document \d"):
        rapporteur.extract(given)


def test_bytes_that_are_no_utf_8_are_refused() -> None:
    broken = pa.array([b"\xff\xfe"], pa.binary()).view(pa.string())
    with pytest.raises(ValueError, match="UTF8"):
        rapporteur.extract(pa.table({"text": broken}))


def test_an_error_of_the_iterable_comes_through() -> None:
    def texts() -> Iterator[str]:
        yield "The ministers met in Osh."
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        rapporteur.extract(texts())
