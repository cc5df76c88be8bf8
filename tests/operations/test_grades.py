"""The Admiralty grading: what holds, who said so, where two analysts differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.operations import grades, records
from casefile.operations.grades import Grading
from casefile.operations.records import Query
from tests.cases import add, edit, get, new_case

GRADES = st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("123456"))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def give(case: CaseFile, item: UUID, kind: str, code: str, grader: str = "Ana", day: int = 1) -> UUID:
    values = {"reliability": code[0], "credibility": code[1], "reason": f"why {code}", "grader": grader}
    with case.change("Grade evidence") as session:
        return grades.grade(session, item, kind, values | {"at": f"2026-11-{day:02}T10:00:00+00:00"})


def of(case: CaseFile, item: UUID) -> Grading:
    with case.reading() as session:
        return grades.grading(session, item)


def test_a_grade_holds_and_what_held_before_is_told(case: CaseFile) -> None:
    item = add(case, "evidence", title="Letter")
    assert (of(case, item).graded, of(case, item).grade) == (False, "F6")
    give(case, item, "open", "C3")
    give(case, item, "open", "B2", day=2)
    found = of(case, item)
    assert [(one.grade, one.before, one.row["grader"]) for one in found.history] == [
        ("B2", "C3", "Ana"),
        ("C3", "", "Ana"),
    ]
    row = get(case, "evidence", item)
    assert (row["reliability"], row["credibility"], row["grade_reason"]) == ("B", "2", "why B2")
    assert (found.unrecorded, found.differing) == (False, ())
    assert case.undo() == "Grade evidence"
    assert (of(case, item).grade, len(of(case, item).history)) == ("C3", 1)


def test_a_blind_grade_changes_nothing_and_is_reconciled_where_it_differs(case: CaseFile) -> None:
    item = add(case, "evidence", title="Letter")
    give(case, item, "open", "B2")
    give(case, item, "blind", "B2", "Ben", 2)
    assert of(case, item).differing == ()
    blind = give(case, item, "blind", "D4", "Ben", 3)
    found = of(case, item)
    assert (found.grade, [row.id for row in found.differing]) == ("B2", [blind])
    give(case, item, "reconciled", "C3", "Ana and Ben", 4)
    assert (of(case, item).grade, of(case, item).differing) == ("C3", ())


def test_two_blind_grades_stand_side_by_side_before_any_holds(case: CaseFile) -> None:
    item = add(case, "evidence", title="Letter")
    one, other = give(case, item, "blind", "B2", "Ben"), give(case, item, "blind", "C2", "Eva", 2)
    assert [row.id for row in of(case, item).differing] == [one, other]
    assert of(case, item).grade == "F6"


def test_a_grade_without_reason_and_a_reconciliation_by_nobody_are_refused(case: CaseFile) -> None:
    item = add(case, "evidence", title="Letter")
    plain = {"reliability": "B", "credibility": "2", "reason": " ", "grader": "", "at": ""}
    with pytest.raises(UserError, match="Reason must not be empty"), case.change("Grade") as session:
        grades.grade(session, item, "open", plain)
    with pytest.raises(UserError, match="Graded by must not be empty"), case.change("Grade") as session:
        grades.grade(session, item, "reconciled", plain | {"reason": "agreed"})


def test_a_grade_that_came_from_outside_is_said_to_have_no_record(case: CaseFile) -> None:
    item = add(case, "evidence", title="Letter", reliability="A", credibility="3")
    assert of(case, item).unrecorded
    give(case, item, "open", "A3")
    assert not of(case, item).unrecorded
    edit(case, "evidence", item, credibility="2")
    assert of(case, item).unrecorded


def test_confirmed_by_others_wants_a_second_origin_among_the_proof(case: CaseFile) -> None:
    act = add(case, "act", title="Shelling")
    letter = add(case, "evidence", title="Letter")
    copy = add(case, "evidence", title="Translation", translation_of_id=letter)
    give(case, letter, "open", "B1")
    for item in (letter, copy):
        add(case, "proof_link", passage_id=add(case, "passage", evidence_id=item), act_id=act, bearing="supports")
    assert of(case, letter).unconfirmed, "a translation of the letter is the letter's own voice"
    other = add(case, "evidence", title="Photograph")
    link = add(case, "proof_link", passage_id=add(case, "passage", evidence_id=other), act_id=act, bearing="undermines")
    assert of(case, letter).unconfirmed, "what undermines confirms nothing"
    edit(case, "proof_link", link, bearing="supports")
    assert not of(case, letter).unconfirmed
    with case.change("Bin") as session:
        records.bin_(session, "evidence", other)
    assert of(case, letter).unconfirmed


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(GRADES, min_size=1, max_size=8))
def test_what_cannot_be_judged_is_at_the_end_both_ways(case: CaseFile, given_grades: list[tuple[str, str]]) -> None:
    with case.change("Add") as session:
        for old in records.page(session, "evidence", limit=1000):
            records.bin_(session, "evidence", old.id)
        for reliability, credibility in given_grades:
            values = {"title": "Item", "reliability": reliability, "credibility": credibility}
            records.add(session, "evidence", values)
    judged = sorted(letter for letter, _digit in given_grades if letter != "F")
    apart = ["F"] * (len(given_grades) - len(judged))
    for descending, wanted in ((False, judged), (True, judged[::-1])):
        query = Query(sort="reliability", descending=descending)
        with case.reading() as session:
            found: list[records.Row] = []
            while page := records.page(session, "evidence", query, found[-1].key if found else None, limit=2):
                found += page
            spots = [records.position(session, "evidence", query, row.id) for row in found]
            keys = records.keys(session, "evidence", query, 1)
        assert [row["reliability"] for row in found] == wanted + apart
        assert spots == list(range(len(found)))
        assert keys == [row.key for row in found]
