"""Fixtures that several files use."""

from __future__ import annotations

import corpus
import pytest

import rapporteur


@pytest.fixture(scope="session")
def documents() -> list[dict[str, str | None]]:
    return corpus.documents()


@pytest.fixture(scope="session")
def tables(documents: list[dict[str, str | None]]) -> rapporteur.Tables:
    return rapporteur.extract(documents)
