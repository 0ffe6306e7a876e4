"""Primary and foreign keys, independent of any tool."""

from __future__ import annotations

from collections import Counter

from suite.cells import Rows, Value, reference
from suite.release import Release, Table


def check(release: Release) -> list[str]:
    """Every primary key is unique and whole, every foreign key that is given is found."""
    problems: list[str] = []
    readings = {name: reference(release, table) for name, table in release.tables.items()}
    for name, table in release.tables.items():
        keys = Counter(_key(table, table.primary_key, row) for row in readings[name].rows)
        problems += [f"{name}: key {key} stands {count} times" for key, count in keys.items() if count > 1]
        problems += [f"{name}: key {key} has an empty part" for key in keys if None in key]
        for foreign in table.foreign_keys:
            if foreign.table not in release.tables:
                problems.append(f"{name}: {foreign.columns} refers to {foreign.table}, which does not exist")
                continue
            target = release.tables[foreign.table]
            there = _keys(target, foreign.target, readings[foreign.table].rows)
            for number, row in enumerate(readings[name].rows, start=1):
                key = _key(table, foreign.columns, row)
                if None not in key and key not in there:
                    problems.append(f"{name} row {number}: {foreign.columns} {key} is not in {foreign.table}")
    return problems


def _key(table: Table, columns: tuple[str, ...], row: list[Value]) -> tuple[Value, ...]:
    return tuple(row[table.position(column)] for column in columns)


def _keys(table: Table, columns: tuple[str, ...], rows: Rows) -> set[tuple[Value, ...]]:
    return {_key(table, columns, row) for row in rows}
