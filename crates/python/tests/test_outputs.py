"""What users do with the tables: other libraries, notebooks, long runs."""

from __future__ import annotations

import gc
import resource
import threading
import time

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

import rapporteur


def addresses(column: pa.ChunkedArray) -> list[int]:
    return [buffer.address for chunk in column.chunks for buffer in chunk.buffers() if buffer is not None]


def test_polars_takes_the_tables_as_they_are(tables: rapporteur.Tables) -> None:
    frames = tables.to_polars()
    assert list(frames) == list(rapporteur.TABLES)
    for name, table in tables:
        assert frames[name].shape == table.shape
        assert frames[name].to_dicts() == table.to_pylist()
        assert pl.DataFrame(table).equals(frames[name])
    # Numbers have one layout in both; the memory is the same.
    column = tables.events["evidence_start"]
    assert frames["events"]["evidence_start"].to_arrow().buffers()[1].address in addresses(column)


def test_pandas_takes_the_tables_as_they_are(tables: rapporteur.Tables) -> None:
    frames = tables.to_pandas()
    for name, table in tables:
        assert frames[name].shape == table.shape
        assert pa.Table.from_pandas(frames[name], preserve_index=False).to_pylist() == table.to_pylist()
    evidence = frames["events"]["evidence"]
    assert isinstance(evidence.dtype, pd.ArrowDtype)
    assert addresses(pa.chunked_array(evidence.array.__arrow_array__())) == addresses(tables.events["evidence"])


def test_duckdb_reads_the_tables_as_they_are(tables: rapporteur.Tables) -> None:
    events, participants = tables.events, tables.participants
    assert events.num_rows and participants.num_rows
    query = "SELECT count(*), count(DISTINCT event_id) FROM participants JOIN events USING (event_id)"
    rows, distinct = duckdb.sql(query).fetchall()[0]
    assert rows == participants.num_rows and distinct <= events.num_rows


def test_other_libraries_read_the_capsules(tables: rapporteur.Tables) -> None:
    for _, table in tables:
        assert pa.RecordBatchReader.from_stream(table).read_all().equals(table)


def test_dict_and_repr(tables: rapporteur.Tables) -> None:
    rows = tables.to_dict()
    assert rows["events"] == tables.events.to_pylist()
    assert repr(tables).startswith(f"<rapporteur.Tables: {tables.documents.num_rows} documents, ")


def test_html_shows_quotes_and_escapes_them() -> None:
    text = 'The ministers of Kazakhstan and Uzbekistan met in Osh <script>alert("&")</script> on 3 May 2019.'
    html = rapporteur.extract(text)._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;" in html
    assert "<mark>met</mark>" in html


def test_html_is_short_for_many_rows(documents: list[dict[str, str | None]]) -> None:
    texts = [f"The ministers of Kazakhstan and Uzbekistan met in Osh on {day} May 2019." for day in range(1, 31)]
    html = rapporteur.extract(texts)._repr_html_()
    assert "events, the first 20 of 30" in html and html.count("<mark>") == 20
    assert "commitments</caption>" not in html and "<table>" in rapporteur.extract(documents)._repr_html_()


def test_other_threads_go_on_meanwhile(documents: list[dict[str, str | None]]) -> None:
    texts = [(str(copy), documents[0]["text"]) for copy in range(400)]
    steps = 0
    done = threading.Event()

    def count() -> None:
        nonlocal steps
        while not done.is_set():
            steps += 1
            time.sleep(0.001)

    batch = pa.table({"document_id": [i for i, _ in texts], "text": [text for _, text in texts]})
    other = threading.Thread(target=count)
    other.start()
    start = time.perf_counter()
    rapporteur.extract(batch, threads=1)
    seconds, counted = time.perf_counter() - start, steps
    done.set()
    other.join()
    # With the GIL held, the other thread would come to a step or two in each second.
    assert counted > 50 * seconds, (counted, seconds)


def resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def test_memory_does_not_grow(documents: list[dict[str, str | None]]) -> None:
    for _ in range(30):
        rapporteur.extract(documents)
    gc.collect()
    before = resident()
    for _ in range(200):
        rapporteur.extract(documents).to_polars()
    gc.collect()
    # All texts together are 20 kB, and their tables 200 kB: 200 of them kept would be 40 MB.
    assert resident() - before < 16 * 2**20, resident() - before
