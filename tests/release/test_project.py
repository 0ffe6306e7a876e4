"""Files of the project itself that a release depends on: how it is cited, and the workflows that make it."""

from __future__ import annotations

from pathlib import Path

import pytest

from suite import tools
from suite.checks import Check, citation
from suite.release import Release

WORKFLOWS = sorted((tools.ROOT / ".github/workflows").glob("*.y*ml"))
BUILTIN = "vendor.github-workflows"


def test_there_are_workflows() -> None:
    """An empty list would pass the tests below."""
    assert WORKFLOWS


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_meets_its_schema(workflow: Path) -> None:
    """The schema that check-jsonschema carries."""
    assert not tools.check_jsonschema(workflow, builtin=BUILTIN)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_faulty_workflow_is_refused(workflow: Path, tmp_path: Path) -> None:
    """A job that runs nowhere."""
    faulty = tmp_path / workflow.name
    faulty.write_text(workflow.read_text(encoding="utf-8").replace("runs-on:", "runs-over:"), encoding="utf-8")
    assert tools.check_jsonschema(faulty, builtin=BUILTIN)


@pytest.mark.parametrize("check", [citation.cffconvert, citation.schema], ids=["cffconvert", "schema"])
def test_the_project_can_be_cited(check: Check) -> None:
    """CITATION.cff at the root, which the repository shows to visitors."""
    assert not check(Release(tools.ROOT))
