"""The data card: README.md with the front matter that dataset hubs read."""

from __future__ import annotations

import re
from typing import Any

import yaml

from suite.release import Release

CARD = "README.md"
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
WANTED = ("license", "language", "pretty_name", "size_categories", "configs")


def check(release: Release) -> list[str]:
    """The front matter parses, and offers every table once, from files that exist."""
    text = release.file(CARD).read_text(encoding="utf-8")
    match = FRONT_MATTER.match(text)
    if match is None:
        return [f"{CARD} does not begin with front matter between lines of ---"]
    try:
        card = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        return [f"{CARD}: the front matter is no YAML: {error}"]
    problems = [f"{CARD}: the front matter has no {key}" for key in WANTED if not card.get(key)]
    offered = [config.get("config_name") for config in card.get("configs", ())]
    if sorted(map(str, offered)) != sorted(release.tables):
        problems.append(f"{CARD} offers {offered}, not each table once")
    for config in card.get("configs", ()):
        paths = list(_paths(config.get("data_files")))
        if not paths:
            problems.append(f"{CARD}: {config.get('config_name')} has no data_files")
        for path in paths:
            if not release.file(path).is_file():
                problems.append(f"{CARD}: {config.get('config_name')} names {path}, which is not there")
            elif path.partition(".")[0] != config.get("config_name"):
                problems.append(f"{CARD}: {config.get('config_name')} names {path}, another table")
    if len(text[match.end() :].strip()) < 20:
        problems.append(f"{CARD} has nothing below its front matter")
    return problems


def _paths(data_files: Any) -> list[str]:
    """A path, a list of paths, or a list of splits with theirs."""
    if isinstance(data_files, str):
        return [data_files]
    if isinstance(data_files, dict):
        return _paths(data_files.get("path", list(data_files.values()) if "split" not in data_files else None))
    return [path for item in data_files or () for path in _paths(item)]
