"""The validators of Frictionless Data Package and of CSV on the Web."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import frictionless as fl
from frictionless import system

from suite.release import Release
from suite.tools import check_jsonschema, run, tool

#: Official JSON profile of Data Package 2.0, as dplib ships it.
PROFILE = Path(str(files("dplib") / "profiles/2.0/datapackage.json"))


def frictionless(release: Release) -> list[str]:
    """Types, constraints, keys, sizes and hashes of the CSV files, by their descriptor."""
    with system.use_context(trusted=False):
        report = fl.validate(str(release.file("datapackage.json")), type="package")
    problems = [f"[{error.type}] {error.message}" for error in report.errors]
    for task in report.tasks:
        for error in task.errors:
            place = error.to_dict()
            row, field = place.get("rowNumber", ""), place.get("fieldName", "")
            problems.append(f"{task.name} row {row} {field}: [{error.type}] {error.message}")
    if not report.valid and not problems:
        problems.append(f"invalid: {report.to_summary()}")
    if problems:
        return problems
    checked = {task.name for task in report.tasks}
    return [f"{name} was not checked" for name in release.tables if name not in checked]


def profile(release: Release) -> list[str]:
    """The descriptor against the JSON profile of its standard, and the properties that the profile leaves open."""
    problems = check_jsonschema(release.file("datapackage.json"), schema=PROFILE)
    package = release.json("datapackage.json")
    wanted = ("$schema", "name", "title", "description", "version", "licenses", "contributors", "resources")
    problems += [f"datapackage.json has no {key}" for key in wanted if not package.get(key)]
    for resource in package.get("resources", ()):
        wanted = ("name", "path", "type", "encoding", "mediatype", "bytes", "hash", "schema")
        problems += [f"resource {resource.get('name')} has no {key}" for key in wanted if not resource.get(key)]
        for field in resource.get("schema", {}).get("fields", ()):
            if not field.get("description") or not field.get("type"):
                problems.append(f"{resource.get('name')}.{field.get('name')} lacks type or description")
    return problems


def csvw(release: Release) -> list[str]:
    """Types and keys of the CSV files by their CSVW metadata. Lax, because a missing foreign key refers to nothing."""
    return run([tool("csvwvalidate"), "--lax", "--verbose", "csv-metadata.json"], release.path)
