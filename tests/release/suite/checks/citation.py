"""How to cite the release: CITATION.cff by two validators, and the metadata for Zenodo."""

from __future__ import annotations

import re

import yaml

from suite import tools
from suite.release import Release

CITATION = "CITATION.cff"


def cffconvert(release: Release) -> list[str]:
    """The reference validator of the Citation File Format."""
    return tools.run([tools.cffconvert(), "--validate", "--infile", str(release.file(CITATION))])


def schema(release: Release) -> list[str]:
    """The JSON schema of the format, which also knows the licences of SPDX; and that a dataset is cited."""
    problems = tools.check_jsonschema(release.file(CITATION), builtin="vendor.citation-file-format")
    try:
        citation = yaml.safe_load(release.file(CITATION).read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        return [*problems, f"{CITATION} is no YAML: {error}"]
    if citation.get("type") != "dataset":
        problems.append(f"{CITATION}: type is {citation.get('type')!r}, should be dataset")
    problems += [f"{CITATION} has no {key}" for key in ("version", "date-released", "license") if not citation.get(key)]
    return problems


def zenodo(release: Release) -> list[str]:
    """Zenodo takes `.zenodo.json` and then ignores CITATION.cff, so both must say the same."""
    problems = tools.check_jsonschema(release.file(".zenodo.json"), schema=tools.SCHEMAS / "zenodo.schema.json")
    deposit = release.json(".zenodo.json")
    citation = yaml.safe_load(release.file(CITATION).read_text(encoding="utf-8"))
    if deposit.get("title") != citation.get("title"):
        problems.append(f".zenodo.json has the title {deposit.get('title')!r}, {CITATION} {citation.get('title')!r}")
    if str(deposit.get("license", "")).lower() != str(citation.get("license")).lower():
        problems.append(
            f".zenodo.json has the licence {deposit.get('license')!r}, {CITATION} {citation.get('license')!r}"
        )
    authors = [_name(author) for author in citation.get("authors", ())]
    creators = [creator.get("name") for creator in deposit.get("creators", ())]
    if [_letters(name) for name in authors] != [_letters(name) for name in creators]:
        problems.append(f".zenodo.json has the creators {creators}, {CITATION} the authors {authors}")
    return problems


def _name(author: dict[str, str]) -> str:
    return author.get("name") or f"{author.get('family-names')}, {author.get('given-names')}"


def _letters(name: str | None) -> str:
    return re.sub(r"\s+", " ", name or "").strip()
