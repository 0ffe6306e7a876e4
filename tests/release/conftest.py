"""Which releases are checked.

`RAPPORTEUR_RELEASE` names the folder of the release. `RAPPORTEUR_RELEASE_TRICKY` may name a second one, made from data
full of cells that readers trip over; every check and every comparison of cells then runs on both.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from suite.release import Release

MAIN, TRICKY = "RAPPORTEUR_RELEASE", "RAPPORTEUR_RELEASE_TRICKY"


def _folder(variable: str) -> Release | None:
    value = os.environ.get(variable)
    if not value:
        return None
    path = Path(value).resolve()
    if not (path / "datapackage.json").is_file():
        raise pytest.UsageError(f"{variable}={value}: there is no release in this folder (no datapackage.json)")
    return Release(path)


def pytest_configure() -> None:
    """Stops at once with a message, since without a release every test would fail in its own way."""
    if _folder(MAIN) is None:
        raise pytest.UsageError(f"{MAIN} is not set; it names the folder of the release to check")
    _folder(TRICKY)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test that asks for `release` on each of the folders."""
    if "release" in metafunc.fixturenames:
        found = {"release": _folder(MAIN), "tricky": _folder(TRICKY)}
        given = {name: release for name, release in found.items() if release is not None}
        metafunc.parametrize("release", list(given.values()), ids=list(given), scope="session")


@pytest.fixture(scope="session")
def original() -> Release:
    """The release proper, for tests that need one only."""
    release = _folder(MAIN)
    assert release is not None
    return release


@pytest.fixture(scope="session")
def tricky() -> Release:
    """The release full of tricky cells."""
    release = _folder(TRICKY)
    if release is None:
        pytest.skip(f"{TRICKY} is not set")
    return release


@pytest.fixture
def copy(original: Release, tmp_path: Path) -> Release:
    """A copy of the release, with its ZIP, to plant a fault in."""
    folder = tmp_path / original.path.name
    shutil.copytree(original.path, folder)
    if original.archive.is_file():
        shutil.copy(original.archive, tmp_path)
    return Release(folder)
