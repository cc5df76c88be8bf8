"""A level above public says why; what was taken in without says that it is a default."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from casefile.errors import UserError
from casefile.evidence import intake
from casefile.exchange import jsonl
from casefile.operations import protection
from tests.cases import add, edit, get, new_case
from tests.exchange.data import write


def test_nobody_raises_a_level_or_empties_its_basis_without_a_word(tmp_path: Path) -> None:
    with new_case(tmp_path / "c.casefile") as case:
        item = add(case, "evidence", title="x", classification="public")
        with pytest.raises(UserError, match="Say first why, in fact and law"):
            edit(case, "evidence", item, classification="secret")
        edit(case, "evidence", item, classification="secret", classification_basis="A witness is named.")
        with pytest.raises(UserError, match="Say first why"):
            edit(case, "evidence", item, classification_basis=" ")
        edit(case, "evidence", item, classification_basis="", classification="public")
        old = add(case, "evidence", title="as it came")
        edit(case, "evidence", old, title="may be edited all the same")


def test_an_import_without_a_basis_is_a_finding_and_no_stop(tmp_path: Path) -> None:
    data = write(
        tmp_path / "d.jsonl", {"noun": "evidence", "id": str(uuid4()), "title": "x", "classification": "secret"}
    )
    with new_case(tmp_path / "c.casefile") as case:
        jsonl.load(case, data)
        with case.reading() as session:
            assert protection.without_basis(session) == 1


def test_intake_gives_the_basis_of_the_case_or_says_that_it_is_a_default(tmp_path: Path) -> None:
    for basis, wanted in (("", protection.DEFAULT_BASIS), ("Article 68(1).", "Article 68(1).")):
        path = tmp_path / f"{len(basis)}.txt"
        path.write_text("words")
        with new_case(tmp_path / f"{len(basis)}.casefile", classification_basis=basis) as case:
            (taken,) = intake.take_in(case, [path])
            assert taken.id is not None
            assert get(case, "evidence", taken.id)["classification_basis"] == wanted
