"""A release folder and the tables that its own metadata declares."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

#: The tables of the dataset, in the order of the codebook.
TABLES = ("documents", "events", "participants", "commitments", "commitment_parties", "actors", "diagnostics")

#: What datapackage.json adds to the meaning of a list column, which is a string there; elsewhere it may be a list.
_JOINED = " A list, its items joined by `|`."
#: Name of a type in datapackage.json -> name used in this suite. Lists are told by csv-metadata.json.
_TYPES = {"string": "text", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date"}


@dataclass(frozen=True)
class Column:
    """One column as the metadata declares it; `type` is text, integer, number, boolean, date or list."""

    name: str
    type: str
    required: bool
    description: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class ForeignKey:
    """`columns` hold the key of a row of `table`."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table as the metadata declares it."""

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def names(self) -> list[str]:
        """The column names in order."""
        return [column.name for column in self.columns]

    def position(self, column: str) -> int:
        """The place of a column, from 0."""
        return self.names.index(column)

    def has(self, column: str) -> bool:
        """Whether there is such a column."""
        return column in self.names


@dataclass(frozen=True)
class Release:
    """A release folder; nothing is read before it is asked for."""

    path: Path

    def file(self, name: str) -> Path:
        """The path of one of its files."""
        return self.path / name

    def json(self, name: str) -> Any:
        """A JSON file of it."""
        return json.loads(self.file(name).read_text(encoding="utf-8"))

    def names(self) -> list[str]:
        """The names of all files, sorted."""
        return sorted(entry.name for entry in self.path.iterdir())

    @property
    def archive(self) -> Path:
        """The ZIP beside the folder."""
        return self.path.with_name(self.path.name + ".zip")

    @property
    def version(self) -> str:
        """The version that the folder's name ends in."""
        return self.path.name.rpartition("-")[2]

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables that datapackage.json declares, by name."""
        lists = list_columns(self.json("csv-metadata.json"))
        return {
            resource["name"]: _table(resource, lists.get(resource["path"], set()))
            for resource in self.json("datapackage.json")["resources"]
        }


def list_columns(metadata: dict[str, Any]) -> dict[str, set[str]]:
    """Which columns of which CSV file hold lists, by the `separator` of CSVW; Data Package has no such type here."""
    return {
        table["url"]: {column["name"] for column in table["tableSchema"]["columns"] if "separator" in column}
        for table in metadata["tables"]
    }


def _table(resource: dict[str, Any], lists: set[str]) -> Table:
    schema = resource["schema"]
    columns = tuple(
        Column(
            name=field["name"],
            type="list" if field["name"] in lists else _TYPES[field["type"]],
            required=bool(field.get("constraints", {}).get("required", False)),
            description=field.get("description", "").removesuffix(_JOINED),
            words=tuple(field.get("constraints", {}).get("enum", ())),
        )
        for field in schema["fields"]
    )
    keys = tuple(
        ForeignKey(
            columns=_names(key["fields"]),
            table=key["reference"].get("resource") or resource["name"],
            target=_names(key["reference"]["fields"]),
        )
        for key in schema.get("foreignKeys", ())
    )
    return Table(resource["name"], columns, _names(schema["primaryKey"]), keys)


def _names(value: str | list[str]) -> tuple[str, ...]:
    """A key of one column may be a bare string in older descriptors."""
    return (value,) if isinstance(value, str) else tuple(value)
