"""Faults in what describes the release: codebook, catalogue, entities, citation, card, pages, quality report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SKOS

from suite.checks.entities import FILE as ENTITIES
from suite.checks.graphs import CODEBOOK
from suite.faults import Fault, Plant
from suite.faults.edit import edit_json, edit_text, replace
from suite.release import Release


def _graph(change: Callable[[Graph], object]) -> Plant:
    """Changes the codebook as a graph."""

    def plant(release: Release) -> None:
        graph = Graph().parse(release.file(CODEBOOK), format="turtle")
        change(graph)
        graph.serialize(release.file(CODEBOOK), format="turtle")

    return plant


def _concept(graph: Graph) -> Any:
    return min(graph.subjects(RDF.type, SKOS.Concept), key=str)


def _entity(schema: str, change: Callable[[dict[str, Any]], object]) -> Plant:
    """Changes the first entity of a schema."""

    def edit(text: str) -> str:
        entities = [json.loads(line) for line in text.splitlines()]
        change(next(entity for entity in entities if entity["schema"] == schema))
        return "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities)

    return edit_text(ENTITIES, edit)


def _catalogue(change: Callable[[dict[str, Any]], object]) -> Plant:
    """Changes the dataset in dcat.jsonld, wherever in the document it stands."""

    def edit(document: dict[str, Any]) -> None:
        nodes = document.get("@graph", [document])
        change(next(node for node in nodes if "Dataset" in str(node.get("@type", node.get("type")))))

    return edit_json("dcat.jsonld", edit)


def _drop(node: dict[str, Any], name: str) -> None:
    """Removes a property, with or without its prefix."""
    for key in [key for key in node if key.rpartition(":")[2] == name]:
        del node[key]


_CODEBOOK = [
    ("no Turtle", edit_text(CODEBOOK, lambda text: text + "\n<x> a ."), "does not parse"),
    (
        "a word without definition",
        _graph(lambda g: g.remove((_concept(g), SKOS.definition, None))),
        "needs a definition",
    ),
    ("a word without label", _graph(lambda g: g.remove((_concept(g), SKOS.prefLabel, None))), "preferred label"),
    ("a word without notation", _graph(lambda g: g.remove((_concept(g), SKOS.notation, None))), "one plain notation"),
    ("a word without scheme", _graph(lambda g: g.remove((_concept(g), SKOS.inScheme, None))), "one concept scheme"),
    (
        "a scheme without words",
        _graph(lambda g: g.add((URIRef("urn:x"), RDF.type, SKOS.ConceptScheme))),
        "needs concepts",
    ),
    ("a word gone", _graph(lambda g: g.remove((_concept(g), None, None))), "no scheme has just the words"),
    ("nothing", lambda release: release.file(CODEBOOK).write_text("", encoding="utf-8"), "There is no concept scheme"),
]
_DCAT = [
    ("no licence", _catalogue(lambda node: _drop(node, "license")), "needs a licence"),
    ("no title", _catalogue(lambda node: _drop(node, "title")), "needs a title"),
    ("no description", _catalogue(lambda node: _drop(node, "description")), "needs a description"),
    ("no distributions", _catalogue(lambda node: _drop(node, "distribution")), "needs distributions"),
    (
        "a file that is not there",
        edit_text("dcat.jsonld", lambda text: text.replace("events.csv", "e.csv")),
        "is no file",
    ),
    ("another file", lambda release: release.file("events.csv").write_text("x"), "events.csv has 1 bytes"),
    (
        "a context from elsewhere",
        edit_json("dcat.jsonld", lambda d: d.update({"@context": "https://x.org"})),
        "elsewhere",
    ),
    ("no JSON", edit_text("dcat.jsonld", lambda text: text[:-20]), "does not parse"),
]
_ENTITIES = [
    ("an unknown property", _entity("Person", lambda e: e["properties"].update(mood=["good"])), "mood .* becomes None"),
    ("no date", _entity("Event", lambda e: e["properties"].update(startDate=["in spring"])), "startDate"),
    ("an unknown schema", _entity("Person", lambda e: e.update(schema="Human")), "schema 'Human' is not"),
    ("a required property missing", _entity("Person", lambda e: e["properties"].pop("name")), "has no name"),
    (
        "an entity that is not there",
        _entity("Event", lambda e: e["properties"].update(involved=["no-one"])),
        "not in the file",
    ),
    ("an id that is refused", _entity("Event", lambda e: e.update(id="a:b c")), "is not an id"),
    ("an entity twice", edit_text(ENTITIES, lambda text: text + text.splitlines()[0] + "\n"), "stands twice"),
    ("no JSON", edit_text(ENTITIES, lambda text: text + "{\n"), "is no entity"),
    (
        "an entity gone",
        edit_text(ENTITIES, lambda text: re.sub(r'.*"schema": ?"Event".*\n', "", text, count=1)),
        "of Event",
    ),
]
_CITATION = [
    ("no title", edit_text("CITATION.cff", lambda text: re.sub(r"(?m)^title:.*\n", "", text)), "title"),
    ("no authors", edit_text("CITATION.cff", lambda text: text.replace("authors:", "writers:")), "authors"),
    ("no YAML", edit_text("CITATION.cff", lambda text: text + "\n: [\n"), "ended with"),
]
_CITATION_SCHEMA = [
    ("no title", edit_text("CITATION.cff", lambda text: re.sub(r"(?m)^title:.*\n", "", text)), "'title' is a required"),
    ("an unknown licence", edit_text("CITATION.cff", lambda text: text.replace("CC-BY-4.0", "CC-BY-9.9")), "CC-BY-9.9"),
    (
        "a program",
        edit_text("CITATION.cff", lambda text: text.replace("type: dataset", "type: software")),
        "should be dataset",
    ),
]
_ZENODO = [
    ("no creators", edit_json(".zenodo.json", lambda d: d.pop("creators")), "'creators' is a required"),
    ("a program", edit_json(".zenodo.json", lambda d: d.update(upload_type="software")), "dataset"),
    ("another title", edit_json(".zenodo.json", lambda d: d.update(title="x")), "has the title"),
    ("another licence", edit_json(".zenodo.json", lambda d: d.update(license="cc-zero")), "has the licence"),
    ("another creator", edit_json(".zenodo.json", lambda d: d["creators"].append({"name": "X"})), "has the creators"),
]
_CARD = [
    ("no front matter", edit_text("README.md", lambda text: "\n" + text), "does not begin with"),
    ("no YAML", replace("README.md", "---\n", "---\n: [\n"), "is no YAML"),
    ("a table not offered", replace("README.md", "config_name: actors", "config_name: people"), "not each table once"),
    (
        "a file that is not there",
        edit_text("README.md", lambda text: re.sub(r"actors\.(\w+)", r"a.\1", text)),
        "not there",
    ),
    ("no licence", edit_text("README.md", lambda text: re.sub(r"(?m)^license:.*\n", "", text)), "has no license"),
]
_PAGES = [
    (
        "a column gone in Markdown",
        edit_text("codebook.md", lambda text: text.replace("`trigger`", "")),
        "codebook.md .* trigger",
    ),
    (
        "a word gone in HTML",
        edit_text("codebook.html", lambda text: text.replace("hybrid", "")),
        "codebook.html .* hybrid",
    ),
]
_HTML = [
    (
        "a script from elsewhere",
        edit_text("quality.html", lambda t: t + '<script src="https://x.org/a.js"></script>'),
        "fetches",
    ),
    ("a style from elsewhere", edit_text("quality.html", lambda t: t + "<style>@import 'a.css';</style>"), "fetches"),
    ("a picture from elsewhere", edit_text("codebook.html", lambda t: t + '<img src="a.png" alt="">'), "fetches a.png"),
    ("a tag not closed", edit_text("codebook.html", lambda t: t + "<table>"), "is never closed"),
    ("an id twice", edit_text("codebook.html", lambda t: t + '<b id="x">a</b><b id="x">b</b>'), "id x stands twice"),
    ("a link to nothing", edit_text("quality.html", lambda t: t + '<a href="#none">a</a>'), "leads nowhere"),
]


def _quality(change: Callable[[dict[str, Any]], object]) -> Plant:
    return edit_json("quality.json", change)


_QUALITY = [
    ("a wrong row count", _quality(lambda q: q["tables"][1].update(rows=1)), "tables is"),
    ("wrong documents", _quality(lambda q: q.update(documents=99)), "documents is 99"),
    (
        "a wrong count of missing cells",
        _quality(lambda q: q["missing"][3].update(missing=99)),
        "missing documents.title is",
    ),
    ("a wrong share", _quality(lambda q: q["missing"][3].update(share=0.77)), "share is 0.77"),
    ("a column not counted", _quality(lambda q: q["missing"].pop()), "missing lacks"),
    ("a wrong bin", _quality(lambda q: q["confidence"][0]["bins"][9].update(rows=99)), "confidence events is"),
    ("a wrong review list", _quality(lambda q: q["review"][0].update(rows=99)), "review .* is 99"),
    ("a month left out", _quality(lambda q: q["events_by_month"].pop(1)), "leaves out months|events_by_month is"),
    ("wrong undated events", _quality(lambda q: q.update(events_undated=99)), "events_undated is 99"),
    ("a wrong type", _quality(lambda q: q["event_types"][0].update(type="banquet")), "event_types is"),
    ("a wrong actor", _quality(lambda q: q["top_actors"][0].update(events=99)), "top actor .* is"),
]

_BY_CHECK = {
    "codebook.ttl": _CODEBOOK,
    "dcat.jsonld": _DCAT,
    "FollowTheMoney": _ENTITIES,
    "cffconvert": _CITATION,
    "CITATION.cff schema": _CITATION_SCHEMA,
    ".zenodo.json": _ZENODO,
    "README.md card": _CARD,
    "codebook pages": _PAGES,
    "HTML pages": _HTML,
    "quality.json": _QUALITY,
}
FAULTS = [Fault(check, name, plant, says) for check, faults in _BY_CHECK.items() for name, plant, says in faults]
