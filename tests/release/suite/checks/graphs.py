"""The codebook as SKOS and the catalogue entry as DCAT: parsed, checked against shapes, compared with the release."""

from __future__ import annotations

import hashlib
from typing import Any

import pyshacl
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH, SKOS

from suite.release import Release
from suite.tools import SCHEMAS

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
CATALOGUE, CODEBOOK = "dcat.jsonld", "codebook.ttl"


def load_catalogue(release: Release) -> Graph:
    """The DCAT description as a graph; its context must be written in it, so that nothing is fetched."""
    document = release.json(CATALOGUE)
    if addresses := _remote(document.get("@context")):
        raise ValueError(f"{CATALOGUE} needs contexts from elsewhere: {addresses}")
    return Graph().parse(release.file(CATALOGUE), format="json-ld")


def _remote(context: Any) -> list[str]:
    """The contexts that are addresses instead of definitions."""
    parts = context if isinstance(context, list) else [context]
    return [part for part in parts if isinstance(part, str)]


def _conforms(graph: Graph, shapes: str, name: str) -> list[str]:
    """Each violation of a file of shapes, as its message and the node that it is about."""
    conforms, results, text = pyshacl.validate(graph, shacl_graph=str(SCHEMAS / shapes), advanced=False)
    found = [
        f"{name}: {results.value(result, SH.resultMessage)} See {results.value(result, SH.focusNode)}"
        for result in results.subjects(RDF.type, SH.ValidationResult)
    ]
    return sorted(found) if found or conforms else [f"{name}: {text}"]


def codebook(release: Release) -> list[str]:
    """Turtle that meets `schemas/skos.shapes.ttl`, with a scheme of just its words for every vocabulary in use."""
    try:
        graph = Graph().parse(release.file(CODEBOOK), format="turtle")
    except Exception as error:  # The parser raises its own kinds and some of Python's.
        return [f"{CODEBOOK} does not parse: {error}"]
    problems = _conforms(graph, "skos.shapes.ttl", CODEBOOK)
    schemes = {
        frozenset(word for concept in graph.subjects(SKOS.inScheme, scheme) for word in _words(graph, concept))
        for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)
    }
    for name, table in release.tables.items():
        for column in table.columns:
            if column.words and frozenset(column.words) not in schemes:
                problems.append(f"{CODEBOOK}: no scheme has just the words of {name}.{column.name}: {column.words}")
    used = {frozenset(column.words) for table in release.tables.values() for column in table.columns}
    problems += [f"{CODEBOOK}: no column uses the scheme of {sorted(scheme)}" for scheme in schemes - used]
    return problems


def _words(graph: Graph, concept: Any) -> list[str]:
    """The plain notations of a concept; those with a datatype are codes of other schemes."""
    notations = (value for value in graph.objects(concept, SKOS.notation) if isinstance(value, Literal))
    return [str(value) for value in notations if value.datatype in (None, XSD.string)]


def catalogue(release: Release) -> list[str]:
    """JSON-LD that meets `schemas/dcat.shapes.ttl`, whose distributions are files with the stated size and hash."""
    try:
        graph = load_catalogue(release)
    except Exception as error:
        return [f"{CATALOGUE} does not parse: {error}"]
    problems = _conforms(graph, "dcat.shapes.ttl", CATALOGUE)
    described = set()
    for distribution in graph.objects(None, DCAT.distribution):
        address = str(next(graph.objects(distribution, DCAT.downloadURL), "") or distribution)
        name = address.rstrip("/").rpartition("/")[2]
        path = release.archive if name == release.archive.name else release.file(name)
        if not path.is_file():
            problems.append(f"{CATALOGUE}: {address} is no file of the release")
            continue
        described.add(name)
        problems += _truth(graph, distribution, path.read_bytes(), name)
    wanted = {f"{table}.{ending}" for table in release.tables for ending in ("csv", "parquet")}
    wanted |= {"rapporteur-data.xlsx", "rapporteur-data.sqlite"}
    return problems + [f"{CATALOGUE} does not describe {name}" for name in sorted(wanted - described)]


def _truth(graph: Graph, distribution: Any, data: bytes, name: str) -> list[str]:
    problems = []
    for size in graph.objects(distribution, DCAT.byteSize):
        if int(str(size)) != len(data):
            problems.append(f"{CATALOGUE}: {name} has {len(data)} bytes, not {size}")
    checks = list(graph.objects(distribution, SPDX.checksum))
    sums = [value for check in checks for value in graph.objects(check, SPDX.checksumValue)]
    if not sums:
        problems.append(f"{CATALOGUE}: {name} has no checksum")
    digest = hashlib.sha256(data).hexdigest()
    stated = {_hexadecimal(value) for value in sums}
    problems += [f"{CATALOGUE}: {name} has the sha256 {digest}, not {value}" for value in stated - {digest}]
    if not isinstance(next(graph.objects(distribution, DCAT.mediaType), None), URIRef):
        problems.append(f"{CATALOGUE}: {name} has no media type that is an IRI")
    return problems


def _hexadecimal(value: Any) -> str:
    """rdflib takes xsd:hexBinary for bytes, but keeps the letters of the file."""
    return str(value).lower()
