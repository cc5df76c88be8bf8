"""What the tests of intake share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.case_file import CaseFile
from tests.cases import new_case, whole


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    """An empty case in a folder of its own, which must be whole at the end, bytes included."""
    (tmp_path / "case").mkdir()
    with new_case(tmp_path / "case" / "a.casefile") as made:
        yield made
        assert whole(made)
