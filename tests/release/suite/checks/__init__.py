"""All checks of a release, by name.

A check takes a release and returns its problems, each a sentence that says what is wrong and where. The same functions
are run on the release, which must have none, and on copies with a planted fault, which must have some: see
`test_release.py` and `test_faults.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from suite.checks import (
    card,
    changes,
    citation,
    croissant,
    database,
    entities,
    files,
    graphs,
    keys,
    offsets,
    pages,
    quality,
    schemas,
    tabular,
    versions,
    vocabulary,
    workbook,
    writing,
)
from suite.release import Release

Check = Callable[[Release], list[str]]

CHECKS: dict[str, Check] = {
    # Files
    "files of a release": files.expected,
    "sha256sum -c": files.sums,
    "manifest.json": files.manifest,
    "ZIP": files.archive,
    "nothing of the machine": files.local_paths,
    "changes.csv": changes.check,
    "versions agree": versions.agree,
    # Tables, by tools
    "frictionless": tabular.frictionless,
    "Data Package profile": tabular.profile,
    "csvwvalidate": tabular.csvw,
    "mlcroissant validate": croissant.valid,
    "mlcroissant load": croissant.loads,
    # Tables, by checks of our own
    "CSV as written": writing.csv_bytes,
    "schemas agree": schemas.agree,
    "Parquet schema": schemas.parquet,
    "keys": keys.check,
    "words of the vocabularies": vocabulary.words,
    "lists": vocabulary.lists,
    "quotes and offsets": offsets.quotes,
    "EDTF dates": offsets.dates,
    "SQLite integrity": database.integrity,
    "SQLite search": database.search,
    "SQLite descriptions": database.descriptions,
    "XLSX sheets": workbook.sheets,
    "XLSX text is no formula": workbook.no_formulas,
    # Descriptions
    "codebook.ttl": graphs.codebook,
    "dcat.jsonld": graphs.catalogue,
    "FollowTheMoney": entities.check,
    "cffconvert": citation.cffconvert,
    "CITATION.cff schema": citation.schema,
    ".zenodo.json": citation.zenodo,
    "README.md card": card.check,
    "codebook pages": pages.codebook,
    "HTML pages": pages.self_contained,
    "quality.json": quality.check,
}
