"""Where a case uses a provision of the law."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.operations import provisions, records
from casefile.operations.provisions import Usage
from tests.cases import add, new_case

CRIME, MODE = "8(2)(b)(i)", "25(3)(c)"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    made = new_case(tmp_path / "T.casefile")
    yield made
    made.close()


def usage(case: CaseFile, key: str) -> Usage:
    with case.reading() as session:
        return provisions.usage(session, key)


def charged(case: CaseFile, crime: str = CRIME, title: str = "Shelling of a market") -> UUID:
    return add(case, "charge", act_id=add(case, "act", title=title), crime=crime)


def attributed(case: CaseFile, charge: UUID, mode: str = MODE, name: str = "Ivan Example") -> UUID:
    actor = add(case, "actor", kind="person", name=name)
    return add(case, "attribution", charge_id=charge, actor_id=actor, liability=mode)


def passage(case: CaseFile, locator: str = "p. 2") -> UUID:
    item = add(case, "evidence", title="Report of the monitors")
    return add(case, "passage", evidence_id=item, locator=locator, quote="the market was full")


def test_a_case_that_does_not_use_it(case: CaseFile) -> None:
    assert usage(case, CRIME) == Usage(CRIME)
    assert usage(case, "36") == Usage("36")


def test_charges_and_attributions_by_act_number(case: CaseFile) -> None:
    second, first = charged(case, title="A school"), charged(case)
    attribution = attributed(case, first)
    found = usage(case, CRIME)
    assert [(use.noun, use.act_number, use.act_title) for use in found.uses] == [
        ("charge", "A-0001", "A school"),
        ("charge", "A-0002", "Shelling of a market"),
    ]
    assert (found.charges, found.attributions, found.acts, found.more) == (2, 0, 2, 0)
    (use,) = usage(case, MODE).uses
    assert (use.noun, use.id, use.act_number, use.crime, use.actor) == (
        "attribution",
        attribution,
        "A-0002",
        CRIME,
        "Ivan Example",
    )
    assert {use.id for use in found.uses} == {first, second}


def test_an_article_and_a_paragraph_hold_what_stands_below(case: CaseFile) -> None:
    charge = charged(case)
    attributed(case, charge)
    attributed(case, charge, "25(3)(a) jointly")
    charged(case, "7(1)(a)")
    assert [usage(case, key).charges for key in ("8", "8(2)(b)", "8(2)(c)", "7")] == [1, 1, 0, 1]
    assert [usage(case, key).attributions for key in ("25", "25(3)", "25(3)(a)", "28")] == [2, 2, 1, 0]
    assert usage(case, "25").acts == 1
    assert usage(case, "8").elements == ()


def test_proof_of_each_element_with_its_first_passages(case: CaseFile) -> None:
    charge = charged(case)
    for number in range(6):
        add(case, "proof_link", passage_id=passage(case, f"p. {number + 1}"), charge_id=charge, element=1)
    against = passage(case)
    add(case, "proof_link", passage_id=against, charge_id=charge, element=2, bearing="undermines")
    add(case, "proof_link", passage_id=against, charge_id=charge, element=2, bearing="context")
    add(case, "proof_link", passage_id=against, attribution_id=attributed(case, charge), element=1)
    found = usage(case, CRIME)
    assert found.links == 8
    assert [(one.number, one.supports, one.undermines, one.context) for one in found.elements] == [
        (1, 6, 0, 0),
        (2, 0, 1, 1),
    ]
    first, second = found.elements
    assert (first.more, second.more) == (2, 0)
    assert [one.pin_cite for one in first.first] == [f"NKR-000{number}, p. {number}" for number in (1, 2, 3, 4)]
    assert [(one.id, one.bearing, one.quote) for one in second.first] == [
        (against, "undermines", "the market was full")
    ]
    assert found.element(3) is None
    assert (usage(case, MODE).links, usage(case, "8").links) == (1, 8)


def test_what_is_in_the_bin_is_left_out(case: CaseFile) -> None:
    charge = charged(case)
    kept, lost = passage(case), passage(case)
    for each in (kept, lost):
        add(case, "proof_link", passage_id=each, charge_id=charge, element=1)
    with case.change("Bin") as session:
        records.bin_(session, "evidence", records.get(session, "passage", lost)["evidence_id"])
    (element,) = usage(case, CRIME).elements
    assert (element.supports, [one.id for one in element.first]) == (1, [kept])
    with case.change("Bin") as session:
        records.bin_(session, "act", records.get(session, "charge", charge)["act_id"])
    assert usage(case, CRIME) == Usage(CRIME)


def test_lists_hold_the_first_and_the_rest_is_counted(case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provisions, "MOST_USES", 3)
    charge, *_others = [charged(case) for _ in range(5)]
    attributed(case, charge)
    found = usage(case, "8")
    assert (len(found.uses), found.charges, found.more) == (3, 5, 2)
    assert usage(case, MODE).more == 0
    monkeypatch.setattr(provisions, "MOST_MENTIONS", 1)
    for title in ("One", "Two"):
        add(case, "proceeding", title=title, crimes=(CRIME,))
    assert (len(usage(case, "8").mentions), usage(case, "8").mentioned) == (1, 2)


def test_findings_that_prove_the_context(case: CaseFile) -> None:
    for kind in ("international_armed_conflict", "occupation", "attack"):
        add(case, "context_finding", title=kind.title(), kind=kind, period="2022/2024")
    assert [one.title for one in usage(case, CRIME).findings] == ["International_Armed_Conflict", "Occupation"]
    assert [one.detail for one in usage(case, "7(2)(a)").findings] == [
        "Widespread or systematic attack on civilians, 2022 to 2024"
    ]
    assert usage(case, "8(2)(f)").findings == ()
    assert usage(case, MODE).findings == ()


def test_proceedings_that_name_a_crime(case: CaseFile) -> None:
    for title, date, crimes in (
        ("First warrant", "2023-03-17", ("8(2)(a)(vii)-1", "8(2)(b)(viii)")),
        ("Second warrant", "2024-03-05", ("8(2)(b)(ii)", "art. 7 1 k")),
        ("Without crimes", "2025", ()),
    ):
        add(case, "proceeding", title=title, kind="warrant", date=date, crimes=crimes)
    assert [(one.noun, one.title) for one in usage(case, "8").mentions] == [
        ("proceeding", "Second warrant"),
        ("proceeding", "First warrant"),
    ]
    assert [one.title for one in usage(case, "7(1)(k)").mentions] == ["Second warrant"]
    assert [one.title for one in usage(case, "8(2)(a)(vii)").mentions] == ["First warrant"]
    assert usage(case, "8(2)(b)(i)").mentions == ()


def test_assessments_by_topic_and_by_route(case: CaseFile) -> None:
    add(case, "assessment", topic="complementarity", finding="Open", scope="Kyiv", route="art15")
    add(case, "assessment", topic="scale", finding="Grave", route="art13b")
    told = {key: [one.title for one in usage(case, key).mentions] for key in ("17", "17(1)(d)", "13(b)", "15", "12")}
    assert told == {"17": ["Open", "Grave"], "17(1)(d)": ["Grave"], "13(b)": ["Grave"], "15": ["Open"], "12": []}
    assert usage(case, "17").mentions[0].detail == "Complementarity, Article 15 communication, Kyiv"


def test_counts_and_weight(case: CaseFile) -> None:
    charge = charged(case)
    charged(case)
    attributed(case, charge)
    add(case, "proof_link", passage_id=passage(case), charge_id=charge, element=1)
    with case.reading() as session:
        assert provisions.counts(session) == {CRIME: 2, MODE: 1}
        assert (provisions.weight(session, 100), provisions.weight(session, 1)) == (3, 2)
