"""The same done to many records: all or none, as one step of undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError
from casefile.operations import records, together
from casefile.operations.records import Query
from tests.cases import add, get, new_case

MANY = records.MOST_AT_ONCE + 3


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def fill(case: CaseFile, count: int) -> list[UUID]:
    with case.change("Fill") as session:
        return [records.add(session, "evidence", {"title": f"Item {place}"}) for place in range(count)]


def test_many_are_edited_told_of_and_taken_back_as_one(case: CaseFile) -> None:
    ids = fill(case, MANY)
    told: list[tuple[int, int]] = []
    with case.change("Mark") as session:
        together.each(
            session,
            "evidence",
            ids[1:],
            together.edit("evidence", {"graphic": True}),
            lambda done, total: told.append((done, total)),
        )
    assert told == [(done, MANY - 1) for done in range(1, MANY)]
    assert [get(case, "evidence", one)["graphic"] for one in (ids[0], ids[1], ids[-1])] == [False, True, True]
    assert case.undo() == "Mark"
    assert not get(case, "evidence", ids[-1])["graphic"]


def test_who_cancels_leaves_everything_as_it_was(case: CaseFile) -> None:
    ids = fill(case, 5)
    looks = iter([False, False, True])
    with pytest.raises(CancelledError), case.change("Bin") as session:
        together.each(session, "evidence", ids, together.bin_("evidence"), cancelled=lambda: next(looks))
    assert not any(get(case, "evidence", one).binned for one in ids)
    assert case.undo_label == "Fill"


def test_a_rule_that_one_breaks_stops_all(case: CaseFile) -> None:
    ids = fill(case, 2)
    with case.change("Open") as session:
        together.each(session, "evidence", ids, together.edit("evidence", {"classification": "public"}))
    alone = {"classification": "confidential", "classification_basis": ""}
    with pytest.raises(UserError, match="basis"), case.change("Close") as session:
        together.each(session, "evidence", ids, together.edit("evidence", alone))
    assert get(case, "evidence", ids[0])["classification"] == "public"


def test_what_was_binned_together_comes_back_together(case: CaseFile) -> None:
    ids = fill(case, 3)
    for do in (together.bin_, together.restore):
        with case.change("Move") as session:
            together.each(session, "evidence", ids, do("evidence"))
        with case.reading() as session:
            assert records.count(session, "evidence", Query(binned=True)) == (3 if do is together.bin_ else 0)


def test_a_tag_is_worn_once(case: CaseFile) -> None:
    ids = fill(case, 2)
    tag = add(case, "tag", name="Convoy")
    add(case, "tagging", tag_id=tag, about_noun="evidence", about_id=ids[0])
    with case.change("Tag") as session:
        together.each(session, "evidence", ids, together.tag("evidence", tag))
    with case.reading() as session:
        worn = records.page(session, "tagging", Query(where={"tag_id": tag}))
    assert sorted(str(one["about_id"]) for one in worn) == sorted(map(str, ids))


@pytest.mark.parametrize("sort", ["", "title", "reliability"])
def test_rows_of_a_list_are_asked_for_by_their_places(case: CaseFile, sort: str) -> None:
    fill(case, 30)
    query = Query(sort=sort, descending=sort == "title")
    with case.reading() as session:
        listed = [row.id for row in records.page(session, "evidence", query)]
        assert records.ids(session, "evidence", query, [(0, 29)]) == tuple(listed)
        assert records.ids(session, "evidence", query, [(2, 3), (7, 7)]) == (listed[2], listed[3], listed[7])
        assert records.ids(session, "evidence", query, []) == ()
