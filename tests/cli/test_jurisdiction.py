"""`casefile jurisdiction`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casefile.cli.jurisdiction import sign
from casefile.law.jurisdiction import Answer, Outcome, Route
from tests.cases import add, new_case
from tests.cli.running import Run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A charge in Ukraine and one in North Korea with a suspect."""
    path = tmp_path / "a.casefile"
    with new_case(path) as case:
        for title, state in (("Strike", "UA"), ("Camp", "KP")):
            place = add(case, "place", name=title, state=state)
            act = add(case, "act", title=title, date="2020-05", place_id=place)
            charge = add(case, "charge", act_id=act, crime="7(1)(a)")
        actor = add(case, "actor", name="Commander", nationalities=("KP",))
        add(case, "attribution", charge_id=charge, actor_id=actor, liability="28(a)")
    return path


def printed(run: Run, *arguments: object) -> str:
    done = run("jurisdiction", *arguments)
    assert (done.code, done.err) == (0, "")
    return done.out


def test_the_map_of_routes_stands_first(run: Run, file: Path) -> None:
    lines = printed(run, file).splitlines()
    assert lines[:2] == [
        "● Without the Council          1 charge, 0 suspects of charges",
        "◇ Only through the Council     1 charge, 1 suspect of a charge",
    ]
    assert "    28(a) Commander                                    13(a) ⊘  13(b) ◇  13(c) ⊘" in lines
    assert any(line.startswith("Facts about States as of ") for line in lines)
    assert "12(2)(a)" not in "".join(lines)


def test_steps_are_printed_with_their_facts(run: Run, file: Path) -> None:
    out = printed(run, file, "--steps")
    assert "by 13(c): inside, relying on 12(2)(a), 12(3)" in out
    assert "Source: " in out
    assert "confidence high" in out


def test_json_for_other_programs(run: Run, file: Path) -> None:
    found = json.loads(printed(run, file, "--json"))
    assert found["routes"]["council_only"] == {"charges": 1, "suspects": 1}
    assert [(line["act_title"], line["actor"], line["way"]) for line in found["lines"]] == [
        ("Strike", "", "without_council"),
        ("Camp", "", "council_only"),
        ("Camp", "Commander", "council_only"),
    ]
    assert found["lines"][1]["answers"]["13(b)"]["needs_referral"] is True


def test_a_disputed_answer_and_one_that_needs_a_referral_have_signs() -> None:
    def answer(outcome: Outcome, *, disputed: bool = False, needs_referral: bool = False) -> Answer:
        return Answer(
            route=Route.COUNCIL,
            outcome=outcome,
            limbs=(),
            steps=(),
            spans=(),
            deciding=(),
            disputed=disputed,
            needs_referral=needs_referral,
        )

    assert sign(answer(Outcome.COUNSEL, disputed=True)) == "○!"
    assert sign(answer(Outcome.INSIDE, needs_referral=True)) == "◇"
    assert sign(answer(Outcome.STRADDLES, needs_referral=True)) == "◐"
