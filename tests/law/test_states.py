from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from casefile.errors import UserError
from casefile.law import catalogue, codes, states
from casefile.law.countries import countries
from casefile.law.states import CONFIDENCES, HOLDS, KINDS, REACHES, Fact, facts, of
from casefile.model import state_facts


def on(kind: str, day: date) -> set[str]:
    return {fact.state for fact in facts() if fact.kind == kind and fact.holds == "yes" and fact.touches(day, day)}


def test_the_case_and_the_program_know_the_same_kinds_of_fact() -> None:
    assert tuple(key for key, _label in state_facts.KINDS) == KINDS
    assert tuple(key for key, _label in state_facts.HOLDS) == HOLDS


def test_every_fact_is_whole() -> None:
    known = {country.iso2 for country in countries()}
    for fact in facts():
        assert fact.state in known, fact
        assert fact.kind in KINDS, fact
        assert fact.holds in HOLDS, fact
        assert fact.reach in REACHES, fact
        assert fact.confidence in CONFIDENCES, fact
        assert fact.source, fact
        assert fact.note, fact
        assert (fact.first or date.min) <= (fact.last or date.max), fact
        assert all(codes.canonical(code) == code for code in fact.crimes), fact
        assert not fact.of_case


def test_days_of_membership_do_not_overlap_nor_begin_before_the_statute() -> None:
    for state in {fact.state for fact in facts()}:
        several = [fact for fact in of(state, "party") if fact.holds == "yes"]
        assert all(fact.first and fact.first >= date(2002, 7, 1) for fact in several), state
        assert all(one.last and other.first and one.last < other.first for one, other in pairwise(several)), state


def test_parties_over_time() -> None:
    # 124 on 1 February 2024 with Armenia, 125 since 1 January 2025 with Ukraine; Hungary counts, to be verified
    assert len(on("party", date(2023, 3, 17))) == 123
    assert len(on("party", date(2024, 2, 1))) == 124
    assert len(on("party", date(2025, 1, 1))) == 125
    assert len(on("party", date(2026, 8, 22))) == 125
    assert on("party", date(2026, 8, 22)) - on("party", date(2028, 1, 1)) == {"BF", "ML", "NE", "TD", "VE"}
    assert not {"RU", "US", "CN", "IL", "KP", "SD", "LY", "MY"} & on("party", date(2026, 8, 22))


def test_a_fact_lasts_to_the_day_before_a_withdrawal_takes_effect() -> None:
    last = {fact.state: fact.last for fact in facts() if fact.kind == "party" and fact.last}
    assert last == {
        "BI": date(2017, 10, 26),
        "PH": date(2019, 3, 16),
        "HU": date(2026, 6, 1),
        "NE": date(2027, 6, 17),
        "BF": date(2027, 6, 23),
        "ML": date(2027, 6, 23),
        "VE": date(2027, 7, 23),
        "TD": date(2027, 7, 26),
    }


def test_hungary_is_taken_as_a_party_and_marked() -> None:
    before, after = of("HU", "party")
    assert (before.last, before.disputed) == (date(2026, 6, 1), False)
    assert (after.first, after.last, after.holds, after.disputed) == (date(2026, 6, 2), None, "yes", True)
    assert after.note.startswith("Verify")


def test_several_declarations_of_one_state() -> None:
    windows = [(fact.first, fact.last, fact.lodged) for fact in of("UA", "declaration")]
    assert windows == [
        (date(2013, 11, 21), date(2014, 2, 22), date(2014, 4, 9)),
        (date(2014, 2, 20), None, date(2015, 9, 8)),
    ]
    assert {fact.state for fact in facts() if fact.kind == "declaration"} == {"AM", "CI", "EG", "LY", "PS", "UA", "UG"}
    assert [fact.holds for fact in of("EG", "declaration")] == ["no"]


def test_war_crimes_put_off() -> None:
    assert {fact.state for fact in facts() if fact.kind == "article_124"} == {"CO", "FR", "UA"}
    (ukraine,) = of("UA", "article_124")
    assert (ukraine.first, ukraine.last, ukraine.reach, ukraine.holds) == (
        date(2025, 1, 1),
        date(2031, 12, 31),
        "nationals",
        "disputed",
    )
    assert ukraine.covers("8(2)(b)(ii)")
    assert not ukraine.covers("7(1)(a)")
    assert not ukraine.covers("8 bis")


def test_aggression_and_opt_outs() -> None:
    assert len(on("aggression", date(2026, 8, 22))) == 49
    assert {fact.state for fact in facts() if fact.kind == "aggression_opt_out"} == {"GT", "KE"}


def test_referrals_by_the_council() -> None:
    referrals = {fact.state: (fact.first, fact.last) for fact in facts() if fact.kind == "referral"}
    assert referrals == {"SD": (date(2002, 7, 1), None), "LY": (date(2011, 2, 15), None)}
    assert "Darfur only" in of("SD", "referral")[0].note


def test_how_old_the_facts_are() -> None:
    assert states.as_of().day == date(2026, 8, 22)
    assert states.as_of().checked_until == date(2026, 11, 21)
    assert "article 8" in states.as_of().basis


def test_amendments_of_article_8_reach_crimes_that_they_added_a_year_after_the_deposit() -> None:
    accepted = [fact for fact in facts() if fact.kind == "amendment"]
    added = {code for fact in accepted for code in fact.crimes}
    assert all(catalogue.catalogue().crime(code).amendment for code in added)
    counts = {code: sum(fact.covers(code) for fact in accepted) for code in added}
    # The depositary counts 45 for 2010, and lists 20, 18 and 4 for the later ones
    assert [counts[code] for code in ("8(2)(e)(xv)", "8(2)(e)(xvi)", "8(2)(b)(xxix)", "8(2)(e)(xix)")] == [
        45,
        20,
        18,
        4,
    ]
    assert all(fact.lodged and fact.first == fact.lodged.replace(year=fact.lodged.year + 1) for fact in accepted)
    assert min(fact.first for fact in accepted if fact.first) == date(2012, 9, 26)
    assert {code for fact in facts() if fact.kind != "amendment" for code in fact.crimes} == {"8", "8 bis"}


def test_a_case_replaces_all_facts_of_a_state_and_kind() -> None:
    own = Fact(state="UA", kind="declaration", first=date(2014, 1, 1), note="Own reading", of_case=True)
    assert [fact.note for fact in of("UA", "declaration", [own])] == ["Own reading"]
    assert of("UA", "party", [own]) == of("UA", "party")
    assert of("AM", "declaration", [own]) == of("AM", "declaration")


def test_a_fact_of_the_case_keeps_whom_the_replaced_facts_reach() -> None:
    def own(state: str, kind: str) -> Fact:
        return Fact(state=state, kind=kind, of_case=True)

    assert of("UA", "article_124", [own("UA", "article_124")])[0].reach == "nationals"
    assert not of("FR", "article_124", [own("FR", "article_124")])[0].reach
    assert not of("KP", "declaration", [own("KP", "declaration")])[0].reach


def test_facts_come_in_one_order() -> None:
    own = [Fact(state="KP", kind="party", first=date(year, 1, 1)) for year in (2020, 2010)]
    assert of("KP", "party", own) == of("KP", "party", reversed(own)) == tuple(reversed(own))


def test_a_crime_that_is_no_code_is_refused() -> None:
    with pytest.raises(UserError, match="“murder” is not the number of a provision"):
        Fact(state="UA", kind="declaration", crimes=("murder",)).covers("7(1)(a)")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2019, 3, 16), date(2019, 3, 16), True),
        (date(2019, 3, 17), date(2019, 3, 17), False),
        (date(2011, 10, 31), date(2011, 10, 31), False),
        (date(2011, 10, 31), date(2011, 11, 1), True),
        (None, date(2011, 10, 31), False),
        (None, None, True),
    ],
)
def test_both_days_of_a_fact_belong_to_it(first: date | None, last: date | None, expected: bool) -> None:
    (philippines,) = of("PH", "party")
    assert philippines.touches(first, last) is expected
