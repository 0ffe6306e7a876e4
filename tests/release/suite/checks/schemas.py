"""The same columns, types and meanings in every file that describes the tables."""

from __future__ import annotations

from typing import Any

import pyarrow.parquet as pq

from suite.readers.arrow import type_name
from suite.release import TABLES, Release

CSVW_TYPES = {
    "text": {"string", "anyURI"},
    "list": {"string"},
    "integer": {"integer", "long"},
    "number": {"double", "number"},
    "boolean": {"boolean"},
    "date": {"date"},
}
CROISSANT_TYPES = {
    "text": {"Text", "URL"},
    "list": {"Text"},
    "integer": {"Integer"},
    "number": {"Float", "Number"},
    "boolean": {"Boolean"},
    "date": {"Date"},
}


def agree(release: Release) -> list[str]:
    """CSVW and Croissant say what datapackage.json says: names in order, types, keys, descriptions."""
    problems: list[str] = []
    if tuple(release.tables) != TABLES:
        problems.append(f"datapackage.json has the resources {list(release.tables)}, should be {list(TABLES)}")
    return problems + _csvw(release) + _croissant(release)


def _csvw(release: Release) -> list[str]:
    problems: list[str] = []
    described = {table["url"]: table["tableSchema"] for table in release.json("csv-metadata.json")["tables"]}
    for name, table in release.tables.items():
        where = f"csv-metadata.json: {name}"
        if (schema := described.get(f"{name}.csv")) is None:
            problems.append(f"{where} is not described")
            continue
        columns = {column["name"]: column for column in schema["columns"]}
        if list(columns) != table.names:
            problems.append(f"{where} has the columns {list(columns)}, should be {table.names}")
            continue
        for column in table.columns:
            datatype = columns[column.name].get("datatype", "string")
            base = datatype if isinstance(datatype, str) else datatype.get("base", "string")
            if base not in CSVW_TYPES[column.type]:
                problems.append(f"{where}.{column.name} is {base}, in datapackage.json {column.type}")
            if column.required != bool(columns[column.name].get("required", False)):
                problems.append(f"{where}.{column.name}: required differs from datapackage.json")
            if not _says(columns[column.name], column.description):
                problems.append(f"{where}.{column.name} lacks the description of datapackage.json")
        keys = schema.get("primaryKey", [])
        if tuple([keys] if isinstance(keys, str) else keys) != table.primary_key:
            problems.append(f"{where}: primary key {keys}, in datapackage.json {table.primary_key}")
        found = {_csvw_key(key) for key in schema.get("foreignKeys", ())}
        wanted = {(key.columns, f"{key.table}.csv", key.target) for key in table.foreign_keys}
        if found != wanted:
            problems.append(f"{where}: foreign keys differ from datapackage.json: {sorted(found ^ wanted)}")
    return problems


def _says(value: Any, text: str) -> bool:
    """Whether a text stands anywhere in a JSON value, plain or under a language; more may follow it."""
    if isinstance(value, dict | list):
        return any(_says(item, text) for item in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and value.startswith(text)


def _csvw_key(key: dict[str, Any]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    def names(value: str | list[str]) -> tuple[str, ...]:
        return (value,) if isinstance(value, str) else tuple(value)

    return names(key["columnReference"]), key["reference"]["resource"], names(key["reference"]["columnReference"])


def _croissant(release: Release) -> list[str]:
    problems: list[str] = []
    sets = {record_set["@id"]: record_set for record_set in release.json("croissant.json")["recordSet"]}
    for name, table in release.tables.items():
        where = f"croissant.json: {name}"
        if name not in sets:
            problems.append(f"{where} is not described")
            continue
        fields = {field["name"].rpartition("/")[2]: field for field in sets[name]["field"]}
        if list(fields) != table.names:
            problems.append(f"{where} has the fields {list(fields)}, should be {table.names}")
            continue
        for column in table.columns:
            field = fields[column.name]
            kinds = field["dataType"] if isinstance(field["dataType"], list) else [field["dataType"]]
            if not CROISSANT_TYPES[column.type] & {kind.rpartition(":")[2] for kind in kinds}:
                problems.append(f"{where}.{column.name} is {kinds}, in datapackage.json {column.type}")
            is_list = bool(field.get("repeated") or field.get("isArray"))
            if is_list != (column.type == "list"):
                problems.append(f"{where}.{column.name}: list or not differs from csv-metadata.json")
            if not _says(field.get("description"), column.description):
                problems.append(f"{where}.{column.name} lacks the description of datapackage.json")
    return problems


def parquet(release: Release) -> list[str]:
    """Type, whether null is ruled out, and description of each column in the Parquet file; a list is never null."""
    problems: list[str] = []
    for name, table in release.tables.items():
        fields = {field.name: field for field in pq.read_schema(release.file(f"{name}.parquet"))}
        for column in table.columns:
            if (field := fields.get(column.name)) is None:
                problems.append(f"{name}.parquet has no column {column.name}")
                continue
            description = (field.metadata or {}).get(b"description", b"").decode()
            found = (type_name(field.type), not field.nullable, description)
            wanted = (column.type, column.required or column.type == "list", column.description)
            if found != wanted:
                problems.append(f"{name}.parquet: {column.name} is {found}, should be {wanted}")
    return problems
