"""One version, date and licence in all the files that state them."""

from __future__ import annotations

import re
from typing import Any

import yaml

from suite.checks.database import connect
from suite.checks.graphs import DCAT, load_catalogue
from suite.release import Release

VERSION = re.compile(r"[0-9]{4}\.(1[0-2]|[1-9])\.(0|[1-9][0-9]*)")


def agree(release: Release) -> list[str]:
    """The version is `YEAR.MONTH.N`, as in the folder's name, and the same everywhere."""
    problems: list[str] = []
    if not VERSION.fullmatch(release.version):
        problems.append(f"the folder must be named after a version such as 2026.11.0, not {release.path.name}")
    citation = yaml.safe_load(release.file("CITATION.cff").read_text(encoding="utf-8"))
    edition = release.json("manifest.json").get("edition", {})
    with connect(release) as database:
        stored = dict(database.execute("SELECT key, value FROM release"))
    stated: dict[str, Any] = {
        "datapackage.json": release.json("datapackage.json").get("version"),
        "croissant.json": release.json("croissant.json").get("version"),
        "dcat.jsonld": next((str(value) for value in load_catalogue(release).objects(None, DCAT.version)), None),
        "CITATION.cff": citation.get("version"),
        ".zenodo.json": release.json(".zenodo.json").get("version"),
        "quality.json": release.json("quality.json").get("version"),
        "manifest.json": edition.get("version"),
        "rapporteur-data.sqlite": stored.get("version"),
    }
    problems += [f"{file} states version {value!r}" for file, value in stated.items() if value != release.version]
    if release.version not in release.file("README.md").read_text(encoding="utf-8"):
        problems.append("README.md does not name the version")
    dates = {
        "croissant.json": release.json("croissant.json").get("datePublished"),
        "CITATION.cff": str(citation.get("date-released")),
        ".zenodo.json": release.json(".zenodo.json").get("publication_date"),
        "quality.json": release.json("quality.json").get("date"),
        "manifest.json": edition.get("date"),
        "rapporteur-data.sqlite": stored.get("date"),
    }
    if len(set(dates.values())) > 1:
        problems.append(f"dates differ: {dates}")
    return problems
