"""Every check finds the faults that are planted for it, and so does every reader."""

from __future__ import annotations

import re

import pytest

from suite import readers
from suite.cells import reference
from suite.checks import CHECKS
from suite.faults import Fault, cells, copies, descriptions, files, tables
from suite.faults.cells import CellFault
from suite.release import Release

FAULTS = [*files.FAULTS, *tables.FAULTS, *copies.FAULTS, *descriptions.FAULTS]


def test_every_check_has_faults() -> None:
    """No check is one that cannot fail."""
    assert set(CHECKS) == {fault.check for fault in FAULTS}
    assert set(readers.READERS) == {fault.reader for fault in cells.FAULTS}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.check}: {fault.name}")
def test_check_finds_the_fault(copy: Release, fault: Fault) -> None:
    """A check that gives up with an exception has found nothing: its users would not learn what is wrong."""
    fault.plant(copy)
    problems = CHECKS[fault.check](Release(copy.path))
    assert problems, f"{fault.check} does not notice: {fault.name}"
    assert any(re.search(fault.says, problem) for problem in problems), "\n".join(problems[:10])


@pytest.mark.parametrize("fault", cells.FAULTS, ids=lambda fault: f"{fault.reader}: {fault.name}")
def test_reader_finds_the_changed_cell(copy: Release, original: Release, fault: CellFault) -> None:
    """The message names reader, table, row, column and both values."""
    table = original.tables[fault.table]
    expected = reference(original, table)
    fault.plant(copy)
    problems = readers.problems(fault.reader, Release(copy.path), table, expected)
    assert problems, f"{fault.reader} does not notice: {fault.name}"
    assert all(problem.startswith(f"{fault.reader}: {fault.table}") for problem in problems)
    assert any(re.search(fault.says, problem) for problem in problems), "\n".join(problems[:10])
