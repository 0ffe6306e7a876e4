"""What the pages show runs."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path
from typing import Any

import corpus
import pytest

PAGES = [corpus.ROOT / "docs/python.md", corpus.ROOT / "crates/python/README.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_snippets_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus.ROOT)
    names: dict[str, Any] = {}
    snippets = [snippet for snippet in corpus.snippets(page) if "rapporteur.spark" not in snippet]
    assert snippets
    for snippet in snippets:
        exec(compile(snippet, str(page), "exec"), names)


@pytest.mark.parametrize("module", ["rapporteur", "rapporteur._tables", "rapporteur._rapporteur"])
def test_examples_of_docstrings_hold(module: str) -> None:
    results = doctest.testmod(importlib.import_module(module), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert results.failed == 0
