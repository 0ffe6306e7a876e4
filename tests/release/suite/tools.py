"""Running the validators that are programs of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

#: The root of the project, whose citation and workflow files are checked along with a release.
ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
#: cffconvert needs a jsonschema of 2019 and so has an environment of its own; `.ci/release` names it here.
CFFCONVERT = "RAPPORTEUR_CFFCONVERT"
SECONDS = 120


def tool(name: str) -> str:
    """A program installed beside the Python that runs the tests."""
    path = Path(sys.executable).parent / name
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not installed; `.ci/release` installs what the tests need")
    return str(path)


def cffconvert() -> str:
    """The program named by the environment, or where `.ci/release` puts it."""
    path = Path(os.environ.get(CFFCONVERT) or ROOT / "target/venv/release-cff/bin/cffconvert")
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not installed; set {CFFCONVERT} or run `.ci/release`")
    return str(path)


def run(command: list[str], folder: Path | None = None) -> list[str]:
    """Nothing when a program succeeds, otherwise what it said, as one problem."""
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    if done.returncode == 0:
        return []
    return [f"{Path(command[0]).name} ended with {done.returncode}:\n{done.stdout}{done.stderr}".strip()]


def check_jsonschema(file: Path, *, schema: Path | None = None, builtin: str | None = None) -> list[str]:
    """A JSON or YAML file against a schema file or one that check-jsonschema carries; never from the network."""
    which = ["--schemafile", str(schema)] if schema else ["--builtin-schema", str(builtin)]
    return run([tool("check-jsonschema"), "--no-cache", *which, str(file)])
