"""The rows are those of the program, whatever the threads, and every quote stands where its row says."""

from __future__ import annotations

import hashlib
from pathlib import Path

import corpus
import pytest

import rapporteur


@pytest.mark.parametrize("folder", [corpus.RAW, corpus.GOLD], ids=["data", "gold"])
def test_same_tables_as_the_program(folder: Path, tmp_path: Path) -> None:
    expected = corpus.build(folder, tmp_path / "out")
    for name, table in rapporteur.extract(corpus.documents(folder)):
        # Not only the same rows: the same order and the same types.
        assert table.schema.equals(expected[name].schema.remove_metadata()), name
        assert table.to_pylist() == expected[name].to_pylist(), name


def test_own_lexicon_as_the_program(tmp_path: Path, documents: list[dict[str, str | None]]) -> None:
    layer = tmp_path / "layer"
    layer.mkdir()
    (layer / "organizations.csv").write_text("id,name,acronym\norg:lake-forum,Lake Issyk-Kul Forum,LIKF\n")
    text = "The Minister of Foreign Affairs of Kazakhstan met with the Lake Issyk-Kul Forum in Osh on 3 May 2019."
    lexicon = rapporteur.Lexicon(layer)
    found = rapporteur.extract(text, lexicon=lexicon)
    assert "org:lake-forum" in found.actors["actor_id"].to_pylist()
    assert "org:lake-forum" not in rapporteur.extract(text).actors["actor_id"].to_pylist()
    assert rapporteur.extract(text, lexicon=layer) == found == rapporteur.extract(text, lexicon=[str(layer)])
    assert lexicon.hash != rapporteur.Lexicon().hash
    assert repr(lexicon) == f'Lexicon("{layer}")' and lexicon.directories == [str(layer)]


def test_mistake_in_a_lexicon_is_told(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("id,nam\norg:x,X\n")
    with pytest.raises(rapporteur.LexiconError, match=r"organizations\.csv:1"):
        rapporteur.Lexicon(tmp_path)
    with pytest.raises(ValueError, match="nowhere"):
        rapporteur.extract("x", lexicon="nowhere")


def test_threads_change_nothing(documents: list[dict[str, str | None]], tables: rapporteur.Tables) -> None:
    assert rapporteur.extract(documents, threads=1) == tables == rapporteur.extract(documents[::-1], threads=8)
    with pytest.raises(ValueError, match="threads is 0"):
        rapporteur.extract(documents, threads=0)


def test_quotes_stand_where_rows_say(documents: list[dict[str, str | None]], tables: rapporteur.Tables) -> None:
    texts = {row["document_id"]: row["text"] for row in documents}
    document_of = dict(zip(*(tables.events[column].to_pylist() for column in ("event_id", "document_id")), strict=True))
    seen = 0
    for name in ("events", "participants", "commitments"):
        for row in getattr(tables, name).to_pylist():
            text = texts[row.get("document_id") or document_of[row["event_id"]]]
            assert text is not None and text[row["evidence_start"] : row["evidence_end"]] == row["evidence"]
            seen += 1
    assert seen > 30


def test_ids_of_documents_without_one() -> None:
    text = "The ministers met in Osh."
    found = rapporteur.extract([text, "Other ministers met in Bishkek."])
    expected = "doc-" + hashlib.sha256(text.encode()).hexdigest()[:16]
    assert expected in found.documents["document_id"].to_pylist()
    assert f"{expected}.txt" in found.documents["source_path"].to_pylist()


def test_codebook_is_at_hand(tables: rapporteur.Tables) -> None:
    assert [name for name, _ in tables] == list(rapporteur.TABLES)
    for name, table in tables:
        assert rapporteur.schema(name) == table.schema
        assert all(field.metadata[b"description"] for field in rapporteur.schema(name))
    with pytest.raises(ValueError, match='there is no table "x"; the tables are documents, events'):
        rapporteur.schema("x")
    assert rapporteur.__version__
