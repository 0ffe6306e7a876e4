"""Planted faults: for every check, ways to spoil a release that the check must notice.

A check that nothing can fail says nothing. `test_faults.py` plants each fault in a copy of the release and demands that
the check finds it, and for the reason meant: `says` is a pattern that one of its problems must match.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from suite.release import Release

#: Changes a release in place; what it returns is of no interest.
Plant = Callable[[Release], object]


@dataclass(frozen=True)
class Fault:
    """One way to spoil a release."""

    #: The check that must notice, by its name in `suite.checks`.
    check: str
    #: What is done, in a few words.
    name: str
    plant: Plant
    #: Pattern that one of the problems must match.
    says: str
