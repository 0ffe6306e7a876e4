"""Vocabularies and lists: what Frictionless does not check, or checks by a pattern alone."""

from __future__ import annotations

from suite.cells import reference
from suite.release import Release


def words(release: Release) -> list[str]:
    """`enum` and `categories` name the same words in the same order, and every cell holds one of them.

    No validator looks at `categories`, so a word missing there would go unnoticed.
    """
    problems: list[str] = []
    for resource in release.json("datapackage.json")["resources"]:
        for field in resource["schema"]["fields"]:
            where = f"datapackage.json: {resource['name']}.{field['name']}"
            enum = field.get("constraints", {}).get("enum")
            categories = field.get("categories")
            if enum is None and categories is None:
                continue
            values = [item["value"] if isinstance(item, dict) else item for item in categories or ()]
            if values != enum:
                problems.append(f"{where}: categories {values} are not the enum {enum}")
    for name, table in release.tables.items():
        rows = reference(release, table).rows
        for at, column in enumerate(table.columns):
            strange = {row[at] for row in rows if row[at] is not None} - set(column.words) if column.words else ()
            problems += [f"{name}.{column.name}: {value!r} is not a word of its vocabulary" for value in strange]
    if not any(column.words for table in release.tables.values() for column in table.columns):
        problems.append("datapackage.json declares no vocabulary at all")
    return problems


def lists(release: Release) -> list[str]:
    """Items of lists are not empty, not padded and not repeated; a list is empty, never required and missing."""
    problems: list[str] = []
    found = 0
    for name, table in release.tables.items():
        for number, row in enumerate(reference(release, table).rows, start=1):
            for column, value in zip(table.columns, row):
                if isinstance(value, list):
                    found += len(value)
                    where = f"{name} row {number}: {column.name} {value}"
                    if any(not item or item != item.strip() for item in value):
                        problems.append(f"{where} has an item that is empty or padded")
                    if len(set(value)) != len(value):
                        problems.append(f"{where} repeats an item")
    if not found:
        problems.append("no table has a list with an item; csv-metadata.json must mark lists by a separator")
    return problems
