"""The computed half of the workbook: what is asked of the law for each charge and suspect, and the map that follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from casefile.case_file import CaseFile
from casefile.exchange import cases
from casefile.law.jurisdiction import Outcome, Route
from casefile.operations import jurisdiction, records
from casefile.operations.jurisdiction import Line, Tally, Way
from tests.cases import add, as_me, edit, get, new_case, visible


def workbook(case: CaseFile) -> jurisdiction.Workbook:
    with case.reading() as session:
        return jurisdiction.workbook(session)


def charged(case: CaseFile, crime: str = "7(1)(a)", **act: Any) -> UUID:
    return add(case, "charge", act_id=add(case, "act", **({"title": "Act"} | act)), crime=crime)


def outcomes(line: Line) -> dict[Route, Outcome]:
    return dict(line.outcomes.by_route)


def test_both_routes_of_the_sample(tmp_path: Path) -> None:
    """What is done in Ukraine since 20 February 2014 needs no Council; what is done inside North Korea does."""
    with cases.sample(tmp_path / "s.casefile", as_me) as case:
        book = workbook(case)
    by_act = {line.act_number: line for line in book.lines if line.attribution_id is None}
    strike, camps = by_act["A-0007"], by_act["A-0016"]
    assert outcomes(strike) == {
        Route.STATE: Outcome.INSIDE,
        Route.COUNCIL: Outcome.INSIDE,
        Route.PROSECUTOR: Outcome.INSIDE,
    }
    assert book.answers(strike)[Route.PROSECUTOR].limbs == ("12(2)(a)", "12(3)")
    assert (strike.states, strike.way) == (("UA",), Way.WITHOUT_COUNCIL)
    assert outcomes(camps) == {
        Route.STATE: Outcome.OUTSIDE,
        Route.COUNCIL: Outcome.INSIDE,
        Route.PROSECUTOR: Outcome.OUTSIDE,
    }
    assert camps.outcomes.needs_referral
    assert (camps.states, camps.way) == (("KP",), Way.COUNCIL_ONLY)
    assert book.routes[Way.COUNCIL_ONLY] == Tally(charges=3, suspects=3)
    assert book.routes[Way.WITHOUT_COUNCIL].charges > 3
    assert {"KP", "RU", "UA"} <= set(book.states)


def test_an_act_without_date_and_place_is_where_and_when_its_incident_is(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        kabul = add(case, "place", name="Kabul", state="AF")
        raid = add(case, "incident", title="Raid", date="2003-04-30", place_id=kabul)
        charged(case, incident_id=raid)
        charged(case, incident_id=raid, date="2003-05-01", territories=("PK", "AF"))
        before, after = workbook(case).lines
    assert (before.date, before.states, before.incident, before.way) == (
        "2003-04-30",
        ("AF",),
        "Raid",
        Way.COUNCIL_ONLY,
    )
    assert (after.date, after.states, after.way) == ("2003-05-01", ("AF", "PK"), Way.WITHOUT_COUNCIL)


def test_a_suspects_nationality_age_and_own_place_are_asked_about(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        camp = add(case, "place", name="Camp", state="KP")
        charge = charged(case, date="2010", place_id=camp)
        for name, values in (
            ("A national", {"nationalities": ("DE",)}),
            ("B child", {"nationalities": ("DE",), "born": "2005"}),
            ("C stranger", {"nationalities": ("KP",)}),
        ):
            actor = add(case, "actor", name=name, **values)
            add(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(a)")
        own, *suspects = workbook(case).lines
    assert [(one.actor, one.way) for one in suspects] == [
        ("A national", Way.WITHOUT_COUNCIL),
        ("B child", Way.OUTSIDE),
        ("C stranger", Way.COUNCIL_ONLY),
    ]
    assert own.way is Way.COUNCIL_ONLY  # they differ: the conduct by itself decides


def test_a_charge_goes_the_way_of_all_its_suspects(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        camp = add(case, "place", name="Camp", state="KP")
        charge = charged(case, date="2010", place_id=camp)
        actor = add(case, "actor", name="A", nationalities=("DE",))
        link = add(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(a)")
        book = workbook(case)
        assert book.lines[0].way is Way.WITHOUT_COUNCIL
        assert book.lines[0].outcomes.way is Way.COUNCIL_ONLY
        assert (book.lines[1].id, book.lines[0].id) == (link, charge)
        edit(case, "actor", actor, binned=True)
        assert [line.way for line in workbook(case).lines] == [Way.COUNCIL_ONLY]


def test_an_accomplice_who_acted_elsewhere(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        kyiv = add(case, "place", name="Kyiv", state="UA")
        pyongyang = add(case, "place", name="Pyongyang", state="KP")
        charge = charged(case, "8(2)(b)(i)", date="2024-02", place_id=kyiv)
        actor = add(case, "actor", name="A", nationalities=("KP",))
        where = {"place_id": pyongyang, "date": "2023-08"}
        add(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(c)", **where)
        book = workbook(case)
    words = " ".join(step.words for step in book.answers(book.lines[1])[Route.PROSECUTOR].steps)
    assert "accomplice" in words
    assert book.states == ("KP", "UA")


def test_what_is_binned_is_not_asked_about(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        act = get(case, "charge", charged(case))["act_id"]
        edit(case, "act", act, binned=True)
        book = workbook(case)
    assert (book.lines, book.states) == ((), ())
    assert set(book.routes.values()) == {Tally(0, 0)}


def test_a_fact_of_the_case_replaces_those_of_the_program(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        camp = add(case, "place", name="Camp", state="KP")
        charged(case, date="2020-05-01", place_id=camp)
        assert [line.way for line in workbook(case).lines] == [Way.COUNCIL_ONLY]
        own = add(
            case, "state_fact", state="KP", kind="declaration", period="2020-01-01/..", note="Seen in the Registry"
        )
        book = workbook(case)
        (line,) = book.lines
        assert line.way is Way.WITHOUT_COUNCIL
        facts = [fact for step in book.answers(line)[Route.PROSECUTOR].steps for fact in step.facts]
        assert [(fact.of_case, fact.note, fact.first) for fact in facts] == [
            (True, "Seen in the Registry", date(2020, 1, 1))
        ]
        edit(case, "state_fact", own, holds="disputed")
        (line,) = workbook(case).lines
        assert line.way is Way.COUNSEL
        edit(case, "state_fact", own, binned=True)
        assert [line.way for line in workbook(case).lines] == [Way.COUNCIL_ONLY]


def test_the_first_fact_of_a_case_takes_the_other_windows_along(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        with case.reading() as session:
            known = jurisdiction.facts_of(session, "UA")
        first, second = next(kind.facts for kind in known if kind.kind == "declaration")
        values = jurisdiction.carried(first) | {"period": "2013-11-21/2014-02-21", "note": "One day less"}
        with case.change("Override") as session:
            made = jurisdiction.override(session, first, values)
        with case.reading() as session:
            (now,) = (kind for kind in jurisdiction.facts_of(session, "UA") if kind.kind == "declaration")
        assert now.facts == (first, second)
        periods = {row.id: row["period"] for row in now.overrides}
        assert sorted(periods.values()) == ["2013-11-21/2014-02-21", "2014-02-20/.."]
        assert periods[made] == "2013-11-21/2014-02-21"
        with case.change("Override") as session:
            jurisdiction.override(session, None, values | {"period": "2016"})
        assert len(visible(case, ["state_fact"])["state_fact"]) == 3


def test_the_quick_outcomes_are_those_of_the_whole_answers(tmp_path: Path) -> None:
    """Over days around every change, States with referrals, disputes and declarations among them."""
    days = (
        "2002-06-30/2002-07-01",
        "2004",
        "2013-11-20",
        "2013-11-20/2013-11-21",
        "2016/2018",
        "2022-02-24/..",
        "",
        "2028",
    )
    crimes = ("7(1)(a)", "8(2)(b)(i)", "8(2)(e)(xiv)", "8 bis")
    with new_case(tmp_path / "a.casefile") as case, case.change("Make") as session:
        actor = records.add(session, "actor", {"name": "A", "nationalities": ("UA", "PH"), "born": "1999"})
        for state in ("UA", "SD", "LY", "PS", "KP", "PH"):
            place = records.add(session, "place", {"name": state, "state": state})
            for number, day in enumerate(days):
                act = records.add(session, "act", {"title": f"On {day}", "date": day, "place_id": place})
                crime = {"act_id": act, "crime": crimes[number % len(crimes)]}
                charge = records.add(session, "charge", crime)
                values = {"charge_id": charge, "actor_id": actor, "liability": "25(3)(a)", "date": day and "2015"}
                records.add(session, "attribution", values)
    with CaseFile.open(tmp_path / "a.casefile", as_me) as case:
        book = workbook(case)
    assert len(book.lines) == 96
    for line in book.lines:
        answers = book.answers(line)
        assert {route: one.outcome for route, one in answers.items()} == outcomes(line), line
        assert answers[Route.COUNCIL].needs_referral == line.outcomes.needs_referral, line
