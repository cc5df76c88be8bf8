"""The table is the contract: dates and territories with the answer that the record of each State gives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casefile.errors import UserError
from casefile.law.jurisdiction import Answer, Conduct, Outcome, Route, Span, Step, answer
from casefile.law.states import Fact

IN, OUT, STRADDLES, COUNSEL = Outcome.INSIDE, Outcome.OUTSIDE, Outcome.STRADDLES, Outcome.COUNSEL
STATE, COUNCIL, PROSECUTOR = Route.STATE, Route.COUNCIL, Route.PROSECUTOR
MURDER, STRIKE, STARVATION, AGGRESSION = "7(1)(a)", "8(2)(b)(ii)", "8(2)(e)(xix)", "8 bis"


def ask(
    period: str, territories: str, route: Route = PROSECUTOR, overrides: tuple[Fact, ...] = (), **more: Any
) -> Answer:
    """`period` is a day or `first/last`, `..` is open; States are codes parted by blanks."""
    first, _, last = period.partition("/")
    nationalities = tuple(more.pop("nationals", "").split())
    conduct = Conduct(
        first=day(first),
        last=day(last or first),
        territories=tuple(territories.split()),
        nationalities=nationalities,
        **{"crime": MURDER, **more},
    )
    return answer(conduct, route, overrides)


def day(text: str) -> date | None:
    return None if text == ".." else date.fromisoformat(text)


def steps(found: Answer, provision: str) -> list[Step]:
    return [step for step in found.steps if step.provision == provision]


def outcomes(found: Answer, provision: str) -> list[Outcome | None]:
    return [step.outcome for step in steps(found, provision)]


VECTORS = [
    ("2014-06-12", "PS", OUT, ""),
    ("2014-06-13", "PS", IN, "12(2)(a), 12(3)"),
    ("2015-04-01", "PS", IN, "12(2)(a)"),
    ("2013-11-20", "UA", OUT, ""),
    ("2013-11-21", "UA", IN, "12(2)(a), 12(3)"),
    ("2014-02-19", "UA", IN, "12(2)(a), 12(3)"),
    ("2014-02-23", "UA", IN, "12(2)(a), 12(3)"),
    ("2024-12-31", "UA", IN, "12(2)(a), 12(3)"),
    ("2025-01-01", "UA", IN, "12(2)(a)"),
    ("2021-05-09", "AM", OUT, ""),
    ("2021-05-10", "AM", IN, "12(2)(a), 12(3)"),
    ("2024-02-01", "AM", IN, "12(2)(a)"),
    ("2003-04-30", "AF", OUT, ""),
    ("2003-05-01", "AF", IN, "12(2)(a)"),
    ("2003-04-01/2003-05-31", "AF", STRADDLES, "12(2)(a)"),
    ("2017-10-26", "BI", IN, "12(2)(a)"),
    ("2017-10-27", "BI", OUT, ""),
    ("2011-10-31", "PH", OUT, ""),
    ("2011-11-01", "PH", IN, "12(2)(a)"),
    ("2019-03-16", "PH", IN, "12(2)(a)"),
    ("2019-03-17", "PH", OUT, ""),
    ("2002-09-18", "CI", OUT, ""),
    ("2002-09-19", "CI", IN, "12(2)(a), 12(3)"),
    ("2002-06-30", "DE", OUT, ""),
    ("2002-07-01", "DE", IN, "12(2)(a)"),
    ("2002-07-01", "UG", IN, "12(2)(a), 12(3)"),
    ("2004-01-01/2004-12-31", "SD", OUT, ""),
    ("2027-12-31", "LY", IN, "12(2)(a), 12(3)"),
    ("2028-01-01", "LY", OUT, ""),
    ("2027-06-17", "NE", IN, "12(2)(a)"),
    ("2027-06-18", "NE", OUT, ""),
    ("2020-05-05", "KP", OUT, ""),
    ("2024-08-10", "RU", OUT, ""),
    ("2013-07-01", "EG", OUT, ""),
    ("2019-06-02", "MY", OUT, ""),
]


@pytest.mark.parametrize("route", [STATE, PROSECUTOR])
@pytest.mark.parametrize(("period", "territory", "expected", "limb"), VECTORS)
def test_without_the_council(period: str, territory: str, expected: Outcome, limb: str, route: Route) -> None:
    found = ask(period, territory, route)
    assert (found.outcome, found.limb, found.disputed) == (expected, limb, False)


@pytest.mark.parametrize(
    ("period", "territory", "crime", "expected", "needs_referral"),
    [
        ("2004-01-01/2004-12-31", "SD", MURDER, IN, False),
        ("2028-01-01", "LY", MURDER, IN, False),
        ("2011-02-14", "LY", MURDER, IN, True),
        ("2011-02-14/2011-02-15", "LY", MURDER, IN, True),
        ("2020-05-05", "KP", MURDER, IN, True),
        ("2020-05-05", "", MURDER, IN, True),
        ("2002-06-30", "KP", MURDER, OUT, False),
        ("2022-02-24", "UA", AGGRESSION, IN, True),
        ("2018-07-16", "UA", AGGRESSION, OUT, False),
        ("2018-07-17", "UA", AGGRESSION, IN, True),
        ("2022-01-01", "LY", STARVATION, COUNSEL, False),
        ("2020-12-05", "LY", STARVATION, OUT, False),
    ],
)
def test_through_the_council(period: str, territory: str, crime: str, expected: Outcome, needs_referral: bool) -> None:
    found = ask(period, territory, COUNCIL, crime=crime)
    assert (found.outcome, found.needs_referral) == (expected, needs_referral)
    assert found.limbs == (() if expected is OUT else ("13(b)",))


def test_aggression_by_nationals_of_a_state_that_is_not_a_party() -> None:
    found = ask("2025-11-01", "UA", crime=AGGRESSION, nationals="RU")
    assert found.outcome is OUT
    assert outcomes(found, "15 bis(5)") == [OUT, IN]
    assert outcomes(found, "15 bis(4)") == [OUT]


@pytest.mark.parametrize(
    ("period", "aggressor", "territory", "expected"),
    [
        ("2018-07-16", "DE", "PL", OUT),  # before the Assembly's decision took effect
        ("2018-07-17", "DE", "PL", IN),  # both accepted
        ("2020-01-01", "FR", "DE", COUNSEL),  # the aggressor did not accept, the State attacked did
        ("2020-01-01", "DE", "FR", COUNSEL),
        ("2020-01-01", "FR", "GB", OUT),  # neither accepted
        ("2020-01-01", "DE", "KP", OUT),  # on the territory of a State that is not a Party
        ("2020-01-01", "KE", "DE", OUT),  # the aggressor opted out
        ("2020-01-01", "DE", "KE", COUNSEL),  # an opt-out shields the aggressor alone; acceptance is another question
        ("2025-01-01", "DE", "UA", COUNSEL),  # from when the amendments bind Ukraine is argued
        ("2025-10-25", "DE", "UA", IN),
        ("2020-01-01", "", "DE", STRADDLES),  # whose aggression is not given
    ],
)
def test_aggression_between_parties(period: str, aggressor: str, territory: str, expected: Outcome) -> None:
    assert ask(period, territory, crime=AGGRESSION, nationals=aggressor).outcome is expected


def test_the_aggressor_may_be_another_state_than_that_of_the_accused() -> None:
    assert ask("2020-01-01", "PL", crime=AGGRESSION, nationals="DE", aggressors=("RU",)).outcome is OUT


@pytest.mark.parametrize(
    ("period", "territory", "nationals", "expected"),
    [
        ("2024-12-31", "UA", "UA", IN),
        ("2025-01-01", "UA", "UA", COUNSEL),  # the declaration for its own nationals, argued
        ("2025-01-01", "UA", "RU", IN),  # others are untouched
        ("2025-01-01", "UA", "", STRADDLES),  # whose national is not known
        ("2032-01-01", "UA", "UA", IN),
        ("2005-01-01", "CO", "KP", OUT),  # Colombia's covered territory and nationals
        ("2009-10-31", "CO", "", OUT),
        ("2009-11-01", "CO", "", IN),
        ("2005-01-01", "KP", "CO", OUT),
        ("2005-01-01", "DE", "CO", COUNSEL),  # another State ties the conduct as well
        ("2005-01-01", "CO", "DE", COUNSEL),
        ("2008-07-01", "FR", "FR", COUNSEL),  # when France withdrew its declaration is disputed
        ("2008-08-13", "FR", "FR", IN),
    ],
)
def test_war_crimes_put_off(period: str, territory: str, nationals: str, expected: Outcome) -> None:
    assert ask(period, territory, crime=STRIKE, nationals=nationals).outcome is expected
    assert ask(period, territory, crime=MURDER, nationals=nationals).outcome is IN


ACCEPTED = Fact(state="DE", kind="amendment", first=date(2021, 10, 14), crimes=(STARVATION,), of_case=True)
PARTNER = Fact(state="NL", kind="amendment", first=date(2022, 1, 1), of_case=True)
REFUSED = Fact(state="FR", kind="amendment", holds="no", of_case=True)


@pytest.mark.parametrize(
    ("period", "territory", "nationals", "expected"),
    [
        ("2023-01-01", "DE", "NL", IN),
        ("2021-10-13", "DE", "DE", OUT),  # a Party for which it was not yet in force
        ("2020-12-05", "DE", "NL", OUT),  # it could bind nobody yet
        ("2021-12-31/2022-01-01", "DE", "NL", STRADDLES),
        ("2023-01-01", "DE", "FR", OUT),
        ("2023-01-01", "FR", "DE", OUT),
        ("2023-01-01", "DE FR", "DE", COUNSEL),  # partly on the territory of a Party that did not accept
        ("2023-01-01", "DE", "RU", COUNSEL),  # the Assembly's understanding on States that are not Parties
        ("2023-01-01", "DE", "BE", COUNSEL),  # acceptance not known
        ("2023-01-01", "DE", "", STRADDLES),
        ("2023-01-01", "KP", "RU", OUT),  # no State ties it at all
    ],
)
def test_crimes_added_to_article_8(period: str, territory: str, nationals: str, expected: Outcome) -> None:
    overrides = (ACCEPTED, PARTNER, REFUSED)
    assert ask(period, territory, overrides=overrides, crime=STARVATION, nationals=nationals).outcome is expected


def test_an_amendment_accepted_by_all_is_no_question_for_the_council() -> None:
    found = ask("2023-01-01", "DE", COUNCIL, (ACCEPTED, PARTNER), crime=STARVATION, nationals="NL")
    assert found.outcome is IN


@pytest.mark.parametrize("crime", ["8(2)(e)(xiii)", "8(2)(b)(xxvii)", STARVATION])
def test_what_an_amendment_added_could_not_be_a_crime_before_it(crime: str) -> None:
    assert ask("2005-01-01", "DE", crime=crime, nationals="DE").outcome is OUT
    assert ask("2024-01-01", "FR", crime=crime, nationals="FR").outcome is COUNSEL


def test_acceptances_that_the_depositary_lists() -> None:
    poison, starved = "8(2)(e)(xiii)", STARVATION
    assert ask("2014-06-02", "DE", crime=poison, nationals="DE").outcome is OUT
    assert ask("2014-06-03", "DE", crime=poison, nationals="DE").outcome is IN
    assert ask("2014-06-03", "DE", crime=poison, nationals="FR").outcome is COUNSEL
    assert ask("2022-01-01", "NO NZ", crime=starved, nationals="NZ").outcome is COUNSEL
    assert ask("2022-03-22", "NO NZ", crime=starved, nationals="NZ").outcome is IN


def test_the_nationality_of_the_accused_suffices() -> None:
    found = ask("2020-05-05", "KP", nationals="KR")
    assert (found.outcome, found.limb) == (IN, "12(2)(b)")
    assert ask("2020-05-05", "KP", nationals="RU").outcome is OUT
    assert ask("2020-05-05", "", nationals="KR").outcome is IN


def test_a_declaration_about_the_territory_leaves_nationals_abroad_argued() -> None:
    assert ask("2020-05-05", "KP", nationals="UA").outcome is COUNSEL
    assert ask("2021-06-01", "KP", nationals="AM").outcome is IN


def test_part_of_the_conduct_on_the_territory_suffices() -> None:
    found = ask("2018-05-05", "MM BD")
    assert (found.outcome, found.limb) == (IN, "12(2)(a)")
    assert [step.outcome for step in steps(found, "12(2)(a)")] == [OUT, IN, None]


def test_an_accomplice_elsewhere_is_reached_through_the_place_of_the_crime() -> None:
    found = ask("2024-02-15", "UA", nationals="KP", accomplice_territories=("KP",), crime=STRIKE)
    assert (found.outcome, found.limb) == (IN, "12(2)(a), 12(3)")
    assert any(step.outcome is None and "no ruling on appeal" in step.words for step in found.steps)


def test_an_accomplice_at_the_place_of_the_crime_is_not_elsewhere() -> None:
    assert ask("2024-02-15", "UA", accomplice_territories=("UA",)) == ask("2024-02-15", "UA")


def test_an_accomplice_on_the_territory_to_a_crime_elsewhere_is_argued() -> None:
    assert ask("2024-02-15", "KP", accomplice_territories=("DE",)).outcome is COUNSEL
    assert ask("2024-02-15", "KP", accomplice_territories=("RU",)).outcome is OUT


def test_an_accomplice_who_acted_before_the_time_that_is_reached_is_argued() -> None:
    before, first = date(2003, 4, 30), date(2003, 5, 1)
    assert ask("2003-06-01", "AF", accomplice_first=before, accomplice_last=first).outcome is COUNSEL
    assert ask("2003-06-01", "AF", accomplice_first=first, accomplice_last=first).outcome is IN


@pytest.mark.parametrize(
    ("born_first", "born_last", "expected"),
    [
        (date(1992, 1, 1), date(1992, 6, 14), IN),
        (date(1992, 6, 15), date(1992, 6, 15), IN),
        (date(1992, 6, 16), date(1992, 12, 31), OUT),
        (date(1992, 1, 1), date(1992, 12, 31), STRADDLES),
        (None, date(1992, 6, 15), IN),
        (date(1990, 1, 1), None, STRADDLES),
        (date(1992, 6, 16), None, OUT),
        (None, None, IN),
    ],
)
@pytest.mark.parametrize("route", list(Route))
def test_nobody_under_eighteen(
    born_first: date | None, born_last: date | None, expected: Outcome, route: Route
) -> None:
    found = ask("2010-06-15", "DE", route, nationals="DE", born_first=born_first, born_last=born_last)
    assert found.outcome is expected


def test_born_on_the_29th_of_february() -> None:
    born = date(1992, 2, 29)
    assert ask("2010-02-28", "DE", born_first=born, born_last=born).outcome is OUT
    assert ask("2010-03-01", "DE", born_first=born, born_last=born).outcome is IN


def test_the_age_of_an_accomplice_is_that_at_the_own_contribution() -> None:
    born: dict[str, Any] = {"born_first": date(1992, 6, 16), "born_last": date(1992, 6, 16)}
    earlier: dict[str, Any] = {"accomplice_first": date(2010, 6, 1), "accomplice_last": date(2010, 6, 15)}
    assert ask("2010-07-01", "DE", **born).outcome is IN
    assert ask("2010-07-01", "DE", **born, **earlier).outcome is OUT


@pytest.mark.parametrize(
    ("period", "territory", "expected"),
    [
        ("../2010-01-01", "DE", STRADDLES),
        ("2010-01-01/..", "DE", IN),
        ("2010-01-01/..", "BI", STRADDLES),
        ("../..", "DE", STRADDLES),
        ("../..", "KP", OUT),
        ("2010-01-01", "", STRADDLES),
    ],
)
def test_what_is_not_known_is_never_guessed(period: str, territory: str, expected: Outcome) -> None:
    assert ask(period, territory).outcome is expected


def test_the_parts_of_a_period_and_the_days_that_decided() -> None:
    found = ask("2003-04-01/2003-05-31", "AF")
    assert found.spans == (
        Span(date(2003, 4, 1), date(2003, 4, 30), OUT),
        Span(date(2003, 5, 1), date(2003, 5, 31), IN),
    )
    assert found.deciding == (date(2003, 5, 1),)
    assert ask("2017-10-26", "BI").deciding == (date(2004, 12, 1), date(2017, 10, 27))


def test_a_step_names_its_provision_its_days_and_its_facts() -> None:
    (party,) = steps(ask("2017-10-27", "BI"), "12(2)(a)")
    assert (party.outcome, party.first, party.last) == (OUT, date(2004, 12, 1), date(2017, 10, 26))
    assert [fact.state for fact in party.facts] == ["BI"]
    assert party.words == (
        "Territory of at least part of the conduct: Burundi, a Party from 1 December 2004 to 26 October 2017; "
        "none of the conduct falls into that time (articles 11(2), 126 and 127)."
    )
    (withdrawal,) = steps(ask("2017-10-27", "BI"), "127(2)")
    assert withdrawal.outcome is None
    assert "26 October 2017" in withdrawal.words
    (before,) = steps(ask("2003-04-30", "AF"), "12(2)(a)")
    assert before.words.endswith("none of the conduct falls into that time (articles 11(2) and 126).")


def test_a_withdrawal_is_explained_once_though_the_state_ties_twice() -> None:
    found = ask("2018-05-01", "PH", nationals="PH")
    assert (found.limb, len(steps(found, "127(2)"))) == ("12(2)(a), 12(2)(b)", 1)


def test_a_declaration_for_another_time_is_not_argued() -> None:
    after = ask("2028-01-01", "EG", nationals="LY")
    assert (after.outcome, steps(after, "12(3)")[-1].words) == (
        OUT,
        "Libya: jurisdiction accepted by declaration, but not for the time of this conduct.",
    )
    assert "argued" in steps(ask("2020-01-01", "EG", nationals="LY"), "12(3)")[-1].words


def test_the_route_says_who_has_to_act() -> None:
    assert ask("2010-01-01", "DE", STATE).steps[0].provision == "13(a)"
    assert "article 15" in ask("2010-01-01", "DE", PROSECUTOR).steps[0].words
    assert "only if the Council refers it" in ask("2010-01-01", "KP", COUNCIL).steps[0].words
    assert "1 July 2002" in ask("2010-01-01", "SD", COUNCIL).steps[0].words
    referred = ask("2020-01-01", "DE", STATE, nationals="DE", crime=AGGRESSION).steps[0].words
    assert ("15 bis(6)" in referred, "no leave" in referred) == (True, False)


def test_a_fact_that_only_may_hold_is_marked_where_the_answer_hangs_on_it() -> None:
    assert not ask("2026-06-01", "HU").disputed
    assert (ask("2026-06-02", "HU").outcome, ask("2026-06-02", "HU").disputed) == (IN, True)
    assert not ask("2026-06-02", "HU DE").disputed
    assert ask("2025-01-01", "UA", crime=STRIKE, nationals="UA").disputed
    assert not ask("2025-01-01", "UA", crime=STRIKE, nationals="RU").disputed


def test_facts_of_the_case() -> None:
    left = Fact(state="HU", kind="party", first=date(2002, 7, 1), last=date(2026, 6, 1), of_case=True)
    never = Fact(state="DE", kind="party", holds="no", of_case=True)
    doubt = Fact(state="DE", kind="party", holds="disputed", of_case=True)
    joined = Fact(state="KP", kind="declaration", first=date(2030, 1, 1), crimes=("7",), of_case=True)
    assert ask("2026-06-02", "HU", overrides=(left,)).outcome is OUT
    assert ask("2010-01-01", "DE", overrides=(never,)).outcome is OUT
    assert ask("2010-01-01", "DE", overrides=(doubt,)).outcome is COUNSEL
    assert ask("2010-01-01", "DE", overrides=(doubt,)).disputed
    assert ask("2030-01-01", "KP", overrides=(joined,)).outcome is IN
    assert ask("2030-01-01", "KP", overrides=(joined,), crime=STRIKE).outcome is OUT


def test_a_code_that_names_no_listed_state_is_shown_as_it_is() -> None:
    found = ask("2020-01-01", "XK")
    assert (found.outcome, "XK, not a Party" in steps(found, "12(2)(a)")[0].words) == (OUT, True)


def test_a_crime_that_goes_on_over_the_first_day() -> None:
    assert any("goes on" in step.words for step in ask("2003-04-01/2003-05-31", "AF").steps)
    assert not any("goes on" in step.words for step in ask("2017-10-01/2017-10-31", "BI").steps)


def test_growing_up_leaves_nothing_to_argue() -> None:
    born = date(1993, 1, 1)
    found = ask("2010-12-01/2011-01-31", "CD", nationals="CD", born_first=born, born_last=born)
    assert (found.outcome, [span.outcome for span in found.spans]) == (STRADDLES, [OUT, IN])
    assert not any("goes on" in step.words for step in found.steps)


def test_only_crimes_of_article_5() -> None:
    found = ask("2010-01-01", "DE", crime="25(3)(c)")
    assert (found.outcome, outcomes(found, "5")) == (OUT, [OUT])
    with pytest.raises(UserError, match="not the number of a provision"):
        ask("2010-01-01", "DE", crime="murder")


def test_a_period_must_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="before the first"):
        ask("2010-01-02/2010-01-01", "DE")
