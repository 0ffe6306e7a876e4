"""The rows of a cluster are those of the program, also when a machine or a worker is lost on the way."""

from __future__ import annotations

import csv
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import corpus
import pyarrow as pa
import pytest

import rapporteur
import rapporteur.spark

COLUMNS = ["document_id", "source_path", "text", "title", "publisher", "published_date", "url", "language", "licence"]
SCHEMA = ", ".join(f"{column} string" for column in COLUMNS)

#: One document has the full name, another the family name alone, so that an actor moves.
NAMES = {
    "names-a": "Foreign Minister Erlan Abdyldaev of Kyrgyzstan met Foreign Minister Sirodjidin Aslov of Tajikistan in Osh.",
    "names-b": "Foreign Minister Abdyldaev of Kyrgyzstan met the Secretary General of the OSCE in Bishkek.",
}


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    rows = corpus.documents(corpus.RAW) + corpus.documents(corpus.GOLD)
    for name, text in NAMES.items():
        rows.append({"document_id": name, "source_path": f"{name}.txt", "text": text})
    return [{column: row.get(column) for column in COLUMNS} for row in rows]


@pytest.fixture(scope="module")
def expected(documents: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    folder = tmp_path_factory.mktemp("raw")
    for row in documents:
        path = folder / row["source_path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(row["text"].encode())
    columns = ["title", "publisher", "published_date", "url", "language", "licence"]
    with open(folder / "manifest.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", *columns])
        writer.writerows([row["source_path"], *(row[column] or "" for column in columns)] for row in documents)
    # A document in a folder has the folder in its id.
    built = corpus.build(folder, tmp_path_factory.mktemp("built") / "out")
    assert set(built["documents"]["document_id"].to_pylist()) == {row["document_id"] for row in documents}
    return built


def frame(spark: Any, documents: list[dict[str, Any]], partitions: int) -> Any:
    rows = [tuple(row[column] for column in COLUMNS) for row in documents]
    return spark.createDataFrame(rows, SCHEMA).repartition(partitions)


def assert_same(tables: rapporteur.spark.SparkTables, expected: dict[str, pa.Table]) -> None:
    for name, found in tables:
        corpus.assert_same_rows(found.toArrow(), expected[name], name)


def test_same_rows_as_the_program(spark: Any, documents: list[dict[str, Any]], expected: dict[str, pa.Table]) -> None:
    with rapporteur.spark.extract(frame(spark, documents, 5)) as tables:
        assert_same(tables, expected)
    # Otherwise the step that joins names across documents would not have been tried.
    assert "person:abdyldaev" not in expected["actors"]["actor_id"].to_pylist()
    alone = rapporteur.extract([NAMES["names-b"]])
    assert "person:abdyldaev" in alone.actors["actor_id"].to_pylist()


def test_documents_that_cannot_be_used_are_diagnostics(spark: Any) -> None:
    rows = spark.createDataFrame(
        [("null", None), ("good", "The ministers met in Osh."), ("empty", ""), ("null", None)], "document_id string, text string"
    )
    # Made from a column: the text would stand in every plan and every task otherwise.
    big = spark.range(1).selectExpr("'big' AS document_id", "repeat(concat('The ministers met. ', id), 3587200) AS text")
    with rapporteur.spark.extract(rows.union(big)) as tables:
        assert [row.document_id for row in tables.documents.collect()] == ["good"]
        assert tables.events.count() == 1
        found = sorted((row.source_path, row.code) for row in tables.diagnostics.collect())
    assert found == [("big.txt", "too-large"), ("empty.txt", "empty"), ("null.txt", "no-text")]


def test_of_one_id_one_document_is_kept(spark: Any) -> None:
    texts = ["The ministers met in Osh.", "The presidents met in Bishkek.", "The ministers met in Osh."]
    rows = [("a", text) for text in texts] + [("b", "The ministers met in Almaty.")]
    found = []
    for partitions in (1, 3):
        df = spark.createDataFrame(rows, "id string, body string").repartition(partitions)
        with rapporteur.spark.extract(df, columns={"document_id": "id", "text": "body"}) as tables:
            found.append({name: sorted(map(str, frame.collect())) for name, frame in tables})
    assert found[0] == found[1]
    assert len(found[0]["documents"]) == len(found[0]["events"]) == 2
    assert len(found[0]["diagnostics"]) == 1 and "duplicate-id" in found[0]["diagnostics"][0]


def test_own_lexicon_is_sent_along(spark: Any, tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("id,name,acronym\norg:lake-forum,Lake Issyk-Kul Forum,LIKF\n")
    text = "The Minister of Foreign Affairs of Kazakhstan met with the Lake Issyk-Kul Forum in Osh on 3 May 2019."
    df = spark.createDataFrame([(text,)], "text string")
    with rapporteur.spark.extract(df, lexicon=tmp_path) as tables:
        same = rapporteur.extract(text, lexicon=tmp_path)
        assert_same(tables, dict(same))
        assert "org:lake-forum" in [row.actor_id for row in tables.actors.collect()]


def test_nothing_gives_empty_tables(spark: Any) -> None:
    with rapporteur.spark.extract(spark.createDataFrame([], "text string")) as tables:
        assert all(found.isEmpty() for _, found in tables)


def test_wrong_columns_are_named(spark: Any) -> None:
    df = spark.createDataFrame([("x", 1)], "body string, n int")
    with pytest.raises(ValueError, match="there is no column 'text'; the columns are body, n; say which with columns="):
        rapporteur.spark.extract(df)
    with pytest.raises(ValueError, match="no column 'day'"):
        rapporteur.spark.extract(df, columns={"text": "body", "published_date": "day"})
    with pytest.raises(ValueError, match="columns names 'words'; it may name text, document_id"):
        rapporteur.spark.extract(df, columns={"words": "body"})


def test_the_snippet_of_the_page_runs(spark: Any, tmp_path: Path) -> None:
    (snippet,) = (found for found in corpus.snippets(corpus.ROOT / "docs/python.md") if "rapporteur.spark" in found)
    paths = {"data/raw": str(corpus.RAW), "/tmp/commitments": str(tmp_path / "commitments")}
    for path, here in paths.items():
        assert path in snippet
        snippet = snippet.replace(path, here)
    exec(snippet, {"spark": spark})
    assert spark.read.parquet(str(tmp_path / "commitments")).count() > 0


def processes(accept: Callable[[str], bool]) -> list[int]:
    """Processes below this one whose command line is accepted."""
    parents, commands = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                commands[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                parents[int(entry.name)] = int(stat[1])
            except OSError:
                continue

    def is_below(pid: int) -> bool:
        while pid in parents and pid != os.getpid():
            pid = parents[pid]
        return pid == os.getpid()

    return sorted(pid for pid, command in commands.items() if pid != os.getpid() and accept(command) and is_below(pid))


VICTIMS: dict[str, Callable[[str], bool]] = {
    "an executor": lambda command: "CoarseGrainedExecutorBackend" in command and "java" in command.split(" ")[0],
    "the Python of an executor": lambda command: "pyspark.daemon" in command,
}


@pytest.mark.parametrize("victim", VICTIMS)
def test_lost_processes_change_nothing(
    victim: str, spark: Any, documents: list[dict[str, Any]], expected: dict[str, pa.Table]
) -> None:
    # Within the test, so that Spark sends its code along: the executors know nothing of this file.
    def slowly(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            time.sleep(0.5)
            yield batch

    df = frame(spark, documents, 12)
    killed: list[int] = []

    def kill() -> None:
        tracker = spark.sparkContext.statusTracker()
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not killed:
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            # In the middle: some tasks of the stage that codes are done, and others are not begun.
            if any(stage and stage.numTasks == 12 and 2 <= stage.numCompletedTasks <= 8 for stage in stages):
                # The last is the youngest: of the Pythons a worker and not the daemon it came from.
                for pid in processes(VICTIMS[victim])[-1:]:
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
            time.sleep(0.05)

    other = threading.Thread(target=kill)
    other.start()
    with rapporteur.spark.extract(df.mapInArrow(slowly, SCHEMA)) as tables:
        other.join()
        assert killed, f"{victim} was not there to be killed while the documents were coded"
        assert_same(tables, expected)
