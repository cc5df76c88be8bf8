"""What to look for next: gaps and the questions that ask for them, contrary evidence, unused evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.exchange import cases
from casefile.operations import gaps, records
from casefile.operations.gaps import Gap, Wanted
from casefile.operations.matrix import State
from tests.cases import add, as_me, edit, get, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    with cases.sample(tmp_path_factory.mktemp("sample") / "s.casefile", as_me) as case:
        yield case


def found(case: CaseFile, wanted: Wanted | None = None) -> list[Gap]:
    with case.reading() as session:
        return gaps.listed(gaps.gaps(session), wanted)


def passage(case: CaseFile, number: str = "") -> UUID:
    item = add(case, "evidence", title=f"Item {number}", **({"number": number} if number else {}))
    return add(case, "passage", evidence_id=item, quote="q", locator="p. 1")


def charged(case: CaseFile, crime: str = "8(2)(b)(ii)") -> UUID:
    return add(case, "charge", act_id=add(case, "act", title="Strike"), crime=crime)


def test_every_element_without_support_is_a_gap_and_says_what_closes_it(case: CaseFile) -> None:
    charge = charged(case)
    add(case, "proof_link", passage_id=passage(case), charge_id=charge, element=2)
    missing = found(case)
    assert [gap.element.number for gap in missing] == [1, 3, 4, 5]
    assert {gap.state for gap in missing} == {State.GAP}
    assert {gap.left for gap in missing} == {4}
    assert all(gap.closes for gap in missing)
    assert missing[0].place == "A-0001, 8(2)(b)(ii), element 1"


def test_what_is_undermined_stands_first_and_then_what_is_nearly_whole(case: CaseFile) -> None:
    far, near = charged(case), charged(case)
    for element in (1, 2, 3, 4):
        add(case, "proof_link", passage_id=passage(case), charge_id=near, element=element)
    add(case, "proof_link", passage_id=passage(case), charge_id=far, element=3, bearing="undermines")
    order = [(gap.act_number, gap.element.number, gap.state) for gap in found(case)]
    assert order[0] == ("A-0001", 3, State.UNDERMINED)
    assert order[1] == ("A-0002", 5, State.GAP)
    assert [one[0] for one in order[2:]] == ["A-0001"] * 4


def test_a_gap_becomes_a_question_about_its_element(case: CaseFile) -> None:
    charge = charged(case)
    gap = found(case)[0]
    assert gap.questions == ()
    with case.change("Ask") as session:
        asked = gaps.ask(session, gap, "Olena", "2026-12-15")
    row = get(case, "question", asked)
    assert (row["about_noun"], row["about_id"], row["element"]) == ("charge", charge, gap.element.number)
    assert (row["assignee"], row["due"], row["answer"]) == ("Olena", "2026-12-15", "")
    assert gap.element.label in row["text"]
    assert gap.closes[0] in row["text"]
    assert found(case)[0].questions == (asked,)
    assert found(case, Wanted(unasked=True)) == found(case)[1:]
    edit(case, "question", asked, answer="Satellite image of 3 March.")
    assert found(case)[0].questions == ()
    case.undo()
    with case.change("Bin") as session:
        records.bin_(session, "question", asked)
    assert found(case)[0].questions == ()


def test_a_gap_is_found_by_words_and_by_state(case: CaseFile) -> None:
    charge = charged(case)
    actor = add(case, "actor", name="Олена")
    add(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(c)")
    assert {gap.liability for gap in found(case, Wanted(words="олена 25(3)(c)"))} == {"25(3)(c)"}
    assert {gap.liability for gap in found(case, Wanted(words="8(2)(b)(ii)"))} == {"", "25(3)(c)"}
    assert found(case, Wanted(words="nowhere")) == []
    assert found(case, Wanted(state=State.UNDERMINED)) == []


def test_contrary_evidence_is_listed_by_exhibit_with_what_it_undermines(case: CaseFile) -> None:
    charge = charged(case)
    act = add(case, "act", title="Other")
    second, first = passage(case, "NKR-0010"), passage(case, "NKR-0009")
    add(case, "proof_link", passage_id=second, charge_id=charge, element=1, bearing="undermines", note="day differs")
    add(case, "proof_link", passage_id=first, act_id=act, bearing="undermines")
    add(case, "proof_link", passage_id=first, act_id=act, bearing="supports")
    with case.reading() as session:
        rows = gaps.contrary(session)
        assert [(row.link.evidence_number, row.about) for row in rows] == [
            ("NKR-0009", "A-0002 Other"),
            ("NKR-0010", "A-0001 8(2)(b)(ii) element 1: Attack directed"),
        ]
        assert gaps.count_contrary(session) == 2
        pages = [gaps.contrary(session, after=after, limit=1) for after in (None, rows[0].key, rows[1].key)]
        assert [row.id for page in pages for row in page] == [row.id for row in rows]
        assert [row.link.evidence_number for row in gaps.contrary(session, "day 0010")] == ["NKR-0010"]
        assert gaps.count_contrary(session, "day 0010") == 1
        assert [row.about for row in gaps.contrary(session, "a-0002 other")] == ["A-0002 Other"]
        assert [row.link.evidence_number for row in gaps.contrary(session, "A-0001 8(2)(b)(ii)")] == ["NKR-0010"]


def test_contrary_evidence_of_what_is_in_the_bin_is_not_listed(case: CaseFile) -> None:
    charge = charged(case)
    shown = passage(case)
    add(case, "proof_link", passage_id=shown, charge_id=charge, element=1, bearing="undermines")
    for noun, record in (("charge", charge), ("passage", shown)):
        with case.change("Bin") as session:
            records.bin_(session, noun, record)
        with case.reading() as session:
            assert gaps.contrary(session) == ()
            assert gaps.count_contrary(session) == 0
        case.undo()


def test_evidence_that_nothing_rests_on_is_listed(case: CaseFile) -> None:
    charge = charged(case)
    used, marked = passage(case, "NKR-0001"), passage(case, "NKR-0002")
    bare = add(case, "evidence", title="Bare", number="NKR-0010")
    link = add(case, "proof_link", passage_id=used, charge_id=charge, element=1, bearing="context")
    with case.reading() as session:
        rows = gaps.unused(session)
        assert [(row.number, row.passages) for row in rows] == [("NKR-0002", 1), ("NKR-0010", 0)]
        assert gaps.count_unused(session) == 2
        assert [row.id for row in gaps.unused(session, after=rows[0].key)] == [bare]
        assert [row.id for row in gaps.unused(session, "bare")] == [bare]
        assert gaps.count_unused(session, "bare") == 1
    with case.change("Bin") as session:
        records.bin_(session, "proof_link", link)
    with case.reading() as session:
        assert gaps.count_unused(session) == 3
    assert marked


def test_the_purpose_of_the_accomplice_is_a_gap_of_the_sample(sample: CaseFile) -> None:
    purpose = [gap for gap in found(sample) if gap.liability == "25(3)(c)" and "urpose" in gap.element.label]
    assert {gap.act_number for gap in purpose} == {"A-0007", "A-0008", "A-0010"}
    assert {gap.state for gap in purpose} == {State.GAP, State.UNDERMINED}
    assert any("25(3)(d)(ii)" in kind for gap in purpose for kind in gap.closes)
    assert any(gap.questions for gap in purpose)


def test_the_confusion_of_the_warrants_is_contrary_evidence_of_the_sample(sample: CaseFile) -> None:
    with sample.reading() as session:
        against = [row for row in gaps.contrary(session) if row.about.startswith("A-0020")]
    assert {row.link.evidence_number for row in against} == {"NKR-0005"}
    assert len(against) == 3
