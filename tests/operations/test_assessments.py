"""The workbook of jurisdiction."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.model.assessments import TOPICS
from casefile.operations import assessments, jurisdiction
from tests.cases import add, get, new_case


def test_assessments_stand_by_conduct_and_route_in_the_order_of_the_topics(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        add(case, "assessment", topic="personal", scope="Ukraine", route="art15", finding="Second")
        add(case, "assessment", topic="temporal", scope="Ukraine", route="art15", finding="First")
        add(case, "assessment", topic="scale", scope="Camps", route="art13b", finding="Grave")
        with case.reading() as session:
            camps, ukraine = assessments.workbook(session)
            (only,) = assessments.workbook(session, "grave camps")
    assert (camps.scope, camps.route, len(camps.missing)) == ("Camps", "art13b", len(TOPICS) - 1)
    assert [row["finding"] for row in ukraine.answers] == ["First", "Second"]
    assert "temporal" not in ukraine.missing
    assert ([row["finding"] for row in only.answers], only.missing) == (["Grave"], ())


def test_what_is_tied_to_a_charge_or_a_suspect_stands_apart_and_misses_nothing(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        act = add(case, "act", title="Strike")
        charge = add(case, "charge", act_id=act, crime="7(1)(a)")
        actor = add(case, "actor", name="Commander")
        add(case, "assessment", topic="temporal", charge_id=charge, actor_id=actor, finding="Inside")
        add(case, "assessment", topic="personal", actor_id=actor, finding="Adult")
        label = get(case, "act", act).label
        with case.reading() as session:
            by_charge, by_actor = assessments.workbook(session)
            (found,) = assessments.workbook(session, "strike")
    assert (by_charge.about, by_charge.missing) == (f"7(1)(a), {label}  ·  Commander", ())
    assert (by_actor.about, [row["finding"] for row in by_actor.answers]) == ("Commander", ["Adult"])
    assert found.about == by_charge.about


@pytest.mark.parametrize(
    ("values", "concerns"),
    [
        ({"scope": ""}, True),
        ({"scope": "Conduct in Ukraine"}, True),
        ({"scope": "The Ukrainian coast"}, False),  # a word that begins otherwise
        ({"scope": "Strikes of May"}, True),
        ({"scope": "Camps in North Korea"}, False),
        ({"scope": "Elsewhere", "charge": True}, True),
        ({"scope": "Elsewhere", "actor": True}, True),
        ({"scope": "Conduct in Ukraine", "other": True}, False),
        ({"scope": "Conduct in Ukraine", "topic": "scale"}, False),
    ],
)
def test_which_answers_bear_on_a_suspect(tmp_path: Path, values: dict[str, object], concerns: bool) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        kyiv = add(case, "place", name="Kyiv", state="UA")
        may = add(case, "incident", title="Strikes of May", place_id=kyiv)
        charge = add(case, "charge", act_id=add(case, "act", title="Strike", incident_id=may), crime="7(1)(a)")
        actor, other = add(case, "actor", name="A"), add(case, "actor", name="B")
        add(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(a)")
        tied = {"charge_id": charge} if values.get("charge") else {}
        tied |= {"actor_id": actor} if values.get("actor") else {}
        tied |= {"actor_id": other} if values.get("other") else {}
        topic = values.get("topic", "territorial")
        record = add(case, "assessment", topic=topic, scope=values["scope"], finding="Answer", **tied)
        with case.reading() as session:
            suspect = jurisdiction.workbook(session).lines[1]
            found = assessments.bearing_on(session, suspect)
    assert [row.id for row in found] == ([record] if concerns else [])


def test_the_nearest_answer_comes_first(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        charge = add(case, "charge", act_id=add(case, "act", title="Strike"), crime="7(1)(a)")
        add(case, "assessment", topic="temporal", finding="For all")
        add(case, "assessment", topic="territorial", charge_id=charge, finding="For this charge")
        with case.reading() as session:
            (line,) = jurisdiction.workbook(session).lines
            found = assessments.bearing_on(session, line)
    assert [row["finding"] for row in found] == ["For this charge", "For all"]
