"""A release has no problems that any of the checks can find."""

from __future__ import annotations

import pytest

from suite.checks import CHECKS
from suite.checks.workbook import tricky as tricky_cells
from suite.release import Release


@pytest.mark.parametrize("check", CHECKS)
def test_check_finds_nothing(release: Release, check: str) -> None:
    """Each check on each release; all its problems are shown."""
    problems = CHECKS[check](release)
    assert not problems, f"{check}: {len(problems)} problems\n" + "\n".join(problem[:400] for problem in problems[:40])


def test_the_tricky_release_is_tricky(tricky: Release) -> None:
    """Otherwise the checks on it would show nothing, least of all that no cell is taken for a formula."""
    absent = [kind for kind, count in tricky_cells(tricky).items() if not count]
    assert not absent, f"no text cell of the tricky release is like this: {absent}"
