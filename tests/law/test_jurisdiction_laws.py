"""What must be true of every answer, whatever the conduct, the States and the facts of the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casefile.law import states
from casefile.law.catalogue import catalogue
from casefile.law.jurisdiction import Answer, Conduct, Outcome, Route, answer
from casefile.law.states import HOLDS, KINDS, Fact

DAY = timedelta(days=1)
CRIMES = ("6(a)", "7(1)(g)-1", "8(2)(b)(ii)", "8(2)(e)(xix)", "8(2)(b)(xxvii)", "8 bis")
ORDINARY = CRIMES[:3]
STATES = ("UA", "RU", "KP", "DE", "FR", "CO", "BI", "PS", "LY", "SD", "HU", "KE", "NE", "AM")
WAR_CRIME = "8(2)(b)(ii)"
WITHOUT_124 = tuple(state for state in STATES if not states.of(state, "article_124"))
NOT_124 = tuple(kind for kind in KINDS if kind != "article_124")
ABOUT_12 = ("party", "declaration", "article_124", "aggression", "aggression_opt_out")

days = st.dates(date(2000, 1, 1), date(2034, 12, 31))
few_states = st.lists(st.sampled_from(STATES), max_size=3, unique=True).map(tuple)


@st.composite
def periods(draw: st.DrawFn) -> tuple[date | None, date | None]:
    """First and last day; either may be open."""
    first, last = sorted((draw(days), draw(days)))
    return draw(st.sampled_from((first, first, first, None))), draw(st.sampled_from((last, last, last, None)))


@st.composite
def conducts(draw: st.DrawFn, crimes: Iterable[str] = CRIMES) -> Conduct:
    first, last = draw(periods())
    born = draw(st.none() | st.tuples(*[st.dates(date(1980, 1, 1), date(2012, 12, 31))] * 2))
    acted = draw(st.none() | periods())
    return Conduct(
        first=first,
        last=last,
        crime=draw(st.sampled_from(tuple(crimes))),
        territories=draw(few_states),
        nationalities=draw(few_states),
        born_first=min(born) if born else None,
        born_last=max(born) if born else None,
        aggressors=draw(few_states),
        accomplice_territories=draw(few_states),
        accomplice_first=acted[0] if acted else None,
        accomplice_last=acted[1] if acted else None,
    )


def facts_of_a_case(kinds: Iterable[str] = KINDS) -> st.SearchStrategy[list[Fact]]:
    one = st.builds(
        lambda state, kind, period, holds: Fact(
            state=state, kind=kind, first=period[0], last=period[1], holds=holds, of_case=True
        ),
        st.sampled_from(STATES),
        st.sampled_from(tuple(kinds)),
        periods(),
        st.sampled_from(HOLDS),
    )
    return st.lists(one, max_size=4)


def joined(one: Outcome, other: Outcome) -> Outcome:
    """What two parts of a period say together."""
    if one is other:
        return one
    return Outcome.COUNSEL if Outcome.COUNSEL in {one, other} else Outcome.STRADDLES


routes = st.sampled_from(list(Route))
unhurried = settings(deadline=None)  # the first question reads the catalogue


@unhurried
@given(conducts(), routes, facts_of_a_case(), days)
def test_a_period_says_what_its_parts_say(conduct: Conduct, route: Route, own: list[Fact], cut: date) -> None:
    assume((conduct.first or date.min) < cut <= (conduct.last or date.max))
    before, after = replace(conduct, last=cut - DAY), replace(conduct, first=cut)
    whole, parts = answer(conduct, route, own), [answer(part, route, own) for part in (before, after)]
    assert whole.outcome is joined(parts[0].outcome, parts[1].outcome)


@unhurried
@given(few_states, facts_of_a_case(), st.lists(days.filter(lambda day: day > date(2002, 7, 1)), min_size=3, max_size=3))
def test_a_referral_is_needed_where_a_part_needs_one(
    territories: tuple[str, ...], own: list[Fact], three: list[date]
) -> None:
    first, cut, last = sorted(three)
    assume(first < cut)

    def needs(since: date, until: date) -> bool:
        asked = Conduct(first=since, last=until, crime="6(a)", territories=territories)
        return answer(asked, Route.COUNCIL, own).needs_referral

    assert needs(first, last) is (needs(first, cut - DAY) or needs(cut, last))


@unhurried
@given(conducts(), routes, facts_of_a_case(), periods())
def test_widening_a_period_never_turns_an_answer_round(
    conduct: Conduct, route: Route, own: list[Fact], other: tuple[date | None, date | None]
) -> None:
    wide = replace(
        conduct,
        first=min(conduct.first, other[0]) if conduct.first and other[0] else None,
        last=max(conduct.last, other[1]) if conduct.last and other[1] else None,
    )
    narrow, wider = answer(conduct, route, own).outcome, answer(wide, route, own).outcome
    allowed = {
        Outcome.INSIDE: set(Outcome) - {Outcome.OUTSIDE},
        Outcome.OUTSIDE: set(Outcome) - {Outcome.INSIDE},
        Outcome.STRADDLES: {Outcome.STRADDLES, Outcome.COUNSEL},
        Outcome.COUNSEL: {Outcome.COUNSEL},
    }
    assert wider in allowed[narrow]


@unhurried
@given(conducts(), routes, facts_of_a_case())
def test_the_parts_of_an_answer_cover_its_period_and_each_day_agrees(
    conduct: Conduct, route: Route, own: list[Fact]
) -> None:
    found = answer(conduct, route, own)
    assert (found.spans[0].first, found.spans[-1].last) == (conduct.first, conduct.last)
    for one, other in pairwise(found.spans):
        assert one.last is not None
        assert other.first == one.last + DAY
        assert one.outcome is not other.outcome
    for span in found.spans:
        for day in {span.first or date(1990, 1, 1), span.last or date(2099, 1, 1)}:
            assert answer(replace(conduct, first=day, last=day), route, own).outcome is span.outcome


@unhurried
@given(conducts(ORDINARY), facts_of_a_case(NOT_124), st.sampled_from(WITHOUT_124))
def test_another_territory_takes_nothing_away(conduct: Conduct, own: list[Fact], state: str) -> None:
    """Only amendments (121(5)), aggression and war crimes put off (124) look at territory to keep conduct out."""
    wider = replace(conduct, territories=tuple(dict.fromkeys((*conduct.territories, state))))
    for span in answer(conduct, Route.STATE, own).spans:
        if span.outcome is Outcome.INSIDE:
            part = replace(wider, first=span.first, last=span.last)
            declaring = {*conduct.territories, *conduct.nationalities} - set(WITHOUT_124)
            assert answer(part, Route.STATE, own).outcome is Outcome.INSIDE or (
                declaring and conduct.crime == WAR_CRIME
            )


@unhurried
@given(conducts(), routes, facts_of_a_case(), st.randoms(use_true_random=False))
def test_the_order_of_facts_and_of_states_plays_no_part(
    conduct: Conduct, route: Route, own: list[Fact], random: Any
) -> None:
    mixed = random.sample(own, len(own))
    assert answer(conduct, route, own) == answer(conduct, route, mixed)
    turned = replace(
        conduct,
        territories=conduct.territories[::-1],
        nationalities=conduct.nationalities[::-1],
        aggressors=conduct.aggressors[::-1],
    )
    assert _gist(answer(conduct, route, own)) == _gist(answer(turned, route, own))


@unhurried
@given(conducts(), facts_of_a_case(ABOUT_12))
def test_the_councils_route_asks_nothing_of_article_12(conduct: Conduct, own: list[Fact]) -> None:
    assert _gist(answer(conduct, Route.COUNCIL, own)) == _gist(answer(conduct, Route.COUNCIL))


@unhurried
@given(conducts(), facts_of_a_case())
def test_a_referral_by_a_state_and_the_prosecutor_reach_the_same(conduct: Conduct, own: list[Fact]) -> None:
    assert _gist(answer(conduct, Route.STATE, own)) == _gist(answer(conduct, Route.PROSECUTOR, own))


@unhurried
@given(conducts(), routes, facts_of_a_case())
def test_an_answer_follows_from_its_steps(conduct: Conduct, route: Route, own: list[Fact]) -> None:
    """Outside only where a step is not inside; every step in words; a limb wherever the answer is not outside and known."""
    found = answer(conduct, route, own)
    decided = [step.outcome for step in found.steps if step.outcome is not None]
    assert all(step.words.endswith(".") for step in found.steps)
    assert all(catalogue().provision(step.provision).code == step.provision for step in found.steps)
    if found.outcome is Outcome.OUTSIDE:
        assert Outcome.OUTSIDE in decided or Outcome.STRADDLES in decided
        assert not found.limbs
    if found.outcome is Outcome.INSIDE:
        assert found.limbs
    assert Outcome.INSIDE in decided or found.outcome is not Outcome.INSIDE


def _gist(found: Answer) -> tuple[Any, ...]:
    return (
        found.outcome,
        found.spans,
        found.deciding,
        found.disputed,
        found.needs_referral,
        found.limbs,
    )
