"""Every reader finds the same values of the same types in every cell of every table."""

from __future__ import annotations

import pytest

from suite.readers import READERS, problems
from suite.release import TABLES, Release


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("reader", READERS)
def test_reader_agrees_with_the_reference(release: Release, reader: str, table: str) -> None:
    """The reference is Python's csv module and the types that datapackage.json declares."""
    found = problems(reader, release, release.tables[table])
    assert not found, "\n".join(found)
