"""FollowTheMoney entities: its own tools drop what they do not know without a word, so what went in is compared."""

from __future__ import annotations

import json
from typing import Any

from followthemoney import model
from followthemoney.exc import InvalidData
from followthemoney.types import registry

from suite.checks.offsets import dicts
from suite.release import Release

FILE = "entities.ftm.jsonl"
SCHEMATA = frozenset({"Person", "PublicBody", "Organization", "Membership", "Event", "Document"})


def check(release: Release) -> list[str]:
    """Every line is an entity that is valid, keeps each value when loaded, and refers to entities in the file."""
    problems: list[str] = []
    entities: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(release.file(FILE).read_text(encoding="utf-8").splitlines(), start=1):
        try:
            entity = json.loads(line)
            if entity["id"] in entities:
                problems.append(f"{FILE}:{number}: id {entity['id']} stands twice")
            entities[entity["id"]] = entity
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            problems.append(f"{FILE}:{number}: is no entity: {error!r}")
    for entity in entities.values():
        problems += [f"{FILE}: {entity['id']}: {problem}" for problem in _problems(entity, entities)]
    found = {entity.get("schema") for entity in entities.values()}
    for schema in ("Document", "Event", "Person"):
        if schema not in found:
            problems.append(f"{FILE} has no entity of schema {schema}")
    return problems + _coverage(release, entities)


def _problems(entity: dict[str, Any], entities: dict[str, dict[str, Any]]) -> list[str]:
    schema = model.get(entity.get("schema", ""))
    if schema is None or schema.name not in SCHEMATA:
        return [f"schema {entity.get('schema')!r} is not one of {sorted(SCHEMATA)}"]
    given: dict[str, list[str]] = entity.get("properties", {})
    problems = [] if registry.entity.validate(entity["id"]) else ["is not an id that FollowTheMoney takes"]
    problems += [f"has no {name}, which {schema.name} requires" for name in schema.required if not given.get(name)]
    try:
        schema.validate({"properties": given})
    except InvalidData as error:
        problems.append(f"is not valid: {error.errors}")
    for loads in (model.get_proxy, lambda data: model.get_proxy(data, cleaned=False)):
        kept = loads(entity).to_dict()["properties"]
        for name, values in given.items():
            if sorted(kept.get(name, [])) != sorted(values):
                problems.append(f"{name} {values} becomes {kept.get(name)} when loaded")
    for name, values in given.items():
        prop = schema.get(name)
        if prop is None or prop.type != registry.entity:
            continue
        for value in values:
            target = model.get(entities.get(value, {}).get("schema", ""))
            if target is None:
                problems.append(f"{name} refers to {value}, which is not in the file")
            elif prop.range is not None and not target.is_a(prop.range):
                problems.append(f"{name} refers to {value}, a {target.name}, not a {prop.range.name}")
    return list(dict.fromkeys(problems))


def _coverage(release: Release, entities: dict[str, dict[str, Any]]) -> list[str]:
    """As many documents and events as the tables have, and every named person among the actors."""
    counts = {schema: sum(entity.get("schema") == schema for entity in entities.values()) for schema in SCHEMATA}
    wanted = {
        "Document": len(dicts(release, "documents")),
        # An entity says that something happens; what was only proposed or was called off has none.
        "Event": sum(row["status"] not in ("proposed", "cancelled") for row in dicts(release, "events")),
        "Person": sum(row["kind"] == "person" for row in dicts(release, "actors")),
    }
    return [
        f"{FILE} has {counts[key]} of {key}, the tables {count}"
        for key, count in wanted.items()
        if counts[key] != count
    ]
