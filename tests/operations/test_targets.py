"""What a passage can be linked to is found by words, however much there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.model import NOUNS
from casefile.operations import proof_links, records, targets
from casefile.operations.proof_links import Target, TargetChoice
from tests.cases import add, new_case

CRIMES = ("8(2)(b)(i)", "8(2)(b)(ii)", "6(a)", "7(1)(d)")
TITLES = ("Strike on Київ", "Transfer of children", "Art looted in Kherson", "Party of six", "Part 2 of the strike")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    made = new_case(tmp_path / "c.casefile")
    yield made
    made.close()


@pytest.fixture
def full(case: CaseFile) -> CaseFile:
    """Acts with charges of all kinds, attributed to two persons; one of each other noun; one act in the bin."""
    actors = [add(case, "actor", name=name) for name in ("Олена Commander", "Kim Jong-un")]
    unit = add(case, "actor", name="Strategic Force", kind="unit")
    for place, title in enumerate((*TITLES, "Strike in the bin")):
        act = add(case, "act", title=title)
        for crime in CRIMES[: 1 + place % len(CRIMES)]:
            charge = add(case, "charge", act_id=act, crime=crime)
            add(
                case,
                "attribution",
                charge_id=charge,
                actor_id=actors[place % 2],
                liability=("25(3)(c)", "28(a)")[place % 2],
            )
    with case.change("Bin") as session:
        records.bin_(session, "act", act)
    add(case, "context_finding", kind="attack", title="Attack on civilians")
    add(case, "posting", actor_id=actors[1], superior_id=unit, role="Commander")
    add(case, "proceeding", title="Warrant for Kim", kind="warrant")
    return case


def everything(case: CaseFile) -> list[TargetChoice]:
    with case.reading() as session:
        of = {noun: [row.id for row in records.page(session, noun)] for noun in NOUNS}
        whole = [Target(noun, one) for noun in proof_links.WHOLE for one in of[noun]]
        elements = proof_links.elements_of(session, of["charge"], of["attribution"])
        return [*proof_links.name_targets(session, whole).values(), *elements]


def found(case: CaseFile, text: str, act: UUID | None = None, limit: int = 10_000) -> list[TargetChoice]:
    with case.reading() as session:
        return list(targets.find(session, text, act, limit=limit))


@pytest.mark.parametrize(
    "text",
    [
        "", "strike", "київ", "element 2", "art", "civilians", "8(2)(b)(i)", "a-0001", "a-0001 civilians", "kim",
        "kim transfer", "олена 8(2)(b)(i)", "25(3)(c)", "28(a) knowledge", "commander", "commander force", "posting kim",
        "statement party", "proceeding", "attack", "2 strike", "6(a) kim 28", "unicorn", "strike unicorn", "bin",
    ],
)  # fmt: skip
def test_all_targets_are_found_that_hold_all_words_and_no_others(full: CaseFile, text: str) -> None:
    words = text.casefold().split()
    wanted = [one for one in everything(full) if all(word in f"{one.text} {one.detail}".casefold() for word in words)]
    mine = found(full, text)
    assert len(mine) == len({one.target for one in mine})
    assert {one.target: one for one in mine} == {one.target: one for one in wanted}
    acts = [one.target.id for one in wanted if one.target.noun == "act"]
    for act in acts[:2]:
        beside = found(full, text, act)
        assert {one.target for one in beside} == {one.target for one in mine}
        assert beside[0].target == Target("act", act) or words


def test_words_that_stand_by_themselves_come_first(full: CaseFile) -> None:
    assert found(full, "art")[0].text == "A-0003 Art looted in Kherson"
    assert found(full, "strike 2", limit=5)[0].text == "A-0005 Part 2 of the strike"
    assert {one.text.split(":")[0].split(" ", 2)[2] for one in found(full, "civilians element 2", limit=3)} == {
        "element 2"
    }
    assert found(full, "posting")[0].text == "Kim Jong-un, Strategic Force: Commander"


def test_every_act_of_thousands_is_found_by_its_number_and_by_its_words(case: CaseFile) -> None:
    with case.change("Many") as session:
        acts = [records.add(session, "act", {"title": f"Shelling of the town {place}"}) for place in range(700)]
        charge = records.add(session, "charge", {"act_id": acts[-1], "crime": "6(a)"})
    assert [one.text for one in found(case, "A-0700", limit=5)][:2] == [
        "A-0700 Shelling of the town 699",
        "A-0700 6(a) element 1: Killing",
    ]
    assert found(case, "town 699", limit=3)[0].target == Target("act", acts[-1])
    assert found(case, "killing", limit=3)[0].target == Target("charge", charge, 1)
    assert len(found(case, "")) == 700 + len(found(case, "6(a)"))
