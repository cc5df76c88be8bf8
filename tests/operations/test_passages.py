"""What is selected becomes a passage; what it bears on is found with the likely targets first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.operations import passages, records, targets
from casefile.operations.proof_links import Target
from tests.cases import add, get, new_case

SELECTED = {"locator": "p. 3", "quote": "포탄을 실었다", "before": "공장에서 ", "after": " 그리고"}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    made = new_case(tmp_path / "c.casefile")
    yield made
    made.close()


def test_a_selection_becomes_one_passage_however_often_it_is_cited(case: CaseFile) -> None:
    item = add(case, "evidence", title="Log", languages=["en", "ko"])
    with case.change("Cite") as session:
        first = passages.cite(session, item, SELECTED)
    with case.change("Cite") as session:
        assert passages.cite(session, item, SELECTED) == first
    made = get(case, "passage", first)
    assert {name: made[name] for name in ("locator", "quote", "language")} == {
        "locator": "p. 3",
        "quote": "포탄을 실었다",
        "language": "ko",
    }
    assert (made["before"].strip(), made["after"].strip()) == ("공장에서", "그리고")
    with case.change("Cite") as session:
        assert passages.cite(session, item, SELECTED | {"locator": "p. 4"}) != first


def test_passage_and_links_are_one_step(case: CaseFile) -> None:
    item, act = add(case, "evidence", title="Log"), add(case, "act", title="Shelling")
    charge = add(case, "charge", act_id=act, crime="8(2)(b)(i)")
    wanted = [Target("act", act), Target("charge", charge, 2)]
    with case.change("Cite and link") as session:
        passages.cite_and_link(session, item, SELECTED, wanted, {"bearing": "undermines", "note": "Doubt."})
    with case.reading() as session:
        links = records.page(session, "proof_link")
    assert {(link["bearing"], link["note"], link["element"]) for link in links} == {
        ("undermines", "Doubt.", None),
        ("undermines", "Doubt.", 2),
    }
    case.undo()
    with case.reading() as session:
        assert records.count(session, "passage") == records.count(session, "proof_link") == 0


@pytest.mark.parametrize(
    ("quote", "known", "language"),
    [
        ("포탄", (), "ko"),
        ("The train", ("ko", "en"), "en"),
        ("поїзд їде", ("ru", "uk"), "uk"),
        ("поезд ушёл", ("uk", "ru"), "ru"),
        ("поезд", ("uk", "ru"), "uk"),
        ("поїзд", (), "uk"),
        ("поезд", (), ""),
        ("قال", ("fa",), "fa"),
        ("قال", (), ""),
        ("列車は", (), "ja"),
        ("列车", ("zh", "en"), "zh"),
        ("The train", (), ""),
        ("", ("ko",), "ko"),
        ("", ("ko", "en"), ""),
        ("152", ("ko", "en"), ""),
        ("The train", ("ko",), ""),
    ],
)
def test_the_language_is_told_by_the_letters(quote: str, known: tuple[str, ...], language: str) -> None:
    assert passages.language_of(quote, known) == language


def test_the_last_targets_come_first_then_those_of_the_act_at_the_side(case: CaseFile) -> None:
    first, second = add(case, "act", title="First"), add(case, "act", title="Second")
    add(case, "charge", act_id=first, crime="8(2)(b)(i)")
    charge = add(case, "charge", act_id=second, crime="8(2)(b)(i)")
    finding = add(case, "context_finding", kind="attack", title="War")

    def found(text: str, recent: tuple[Target, ...] = ()) -> list[UUID]:
        with case.reading() as session:
            return [one.target.id for one in targets.find(session, text, second, recent, limit=7)]

    assert set(found("")) == {second, charge, first}
    assert found("")[:6].count(charge) == 5
    assert found("", (Target("context_finding", finding),))[0] == finding
    assert found("A-0001")[0] == first
