"""What is asked about jurisdiction, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casefile.law.jurisdiction.timeline import Outcome, Span
from casefile.law.states import Fact


class Route(StrEnum):
    """How a situation comes before the Court: article 13."""

    STATE = "13(a)"
    COUNCIL = "13(b)"
    PROSECUTOR = "13(c)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """The conduct of one charge, and of one accused if one is named.

    first, last: earliest and latest day; None where it is open or not known.
    crime: the charge's code. States are ISO 3166 two-letter codes.
    territories: every State where at least part of it took place, also the State in which a ship or aircraft is
    registered (article 12(2)(a)). nationalities: those of the accused at the time; empty if not known.
    born_first, born_last: between which days the accused was born; None if not known.
    aggressors: for article 8 bis, the States whose act of aggression it was; if empty, those of `nationalities`.
    accomplice_territories, accomplice_first, accomplice_last: where and when the accused acted, if elsewhere or at
    another time than the crime.
    """

    first: date | None
    last: date | None
    crime: str
    territories: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    born_first: date | None = None
    born_last: date | None = None
    aggressors: tuple[str, ...] = ()
    accomplice_territories: tuple[str, ...] = ()
    accomplice_first: date | None = None
    accomplice_last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the reasoning: a provision, what follows from it in our own words, and the facts that it rests on.

    outcome is that of this step over the whole period; None marks a remark, which decides nothing.
    first, last: the days on which the provision is met, those nearest to the conduct if there are several; None is open.
    """

    provision: str
    outcome: Outcome | None
    words: str
    first: date | None = None
    last: date | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether the Court can reach the conduct by one route.

    limbs: what the answer relies on, of `12(2)(a)`, `12(2)(b)`, `12(3)` and `13(b)`; none if it is outside.
    spans: the period, parted where the outcome changes. deciding: the first days of the stretches that decided.
    disputed: a fact among those relied on is disputed and must be checked.
    needs_referral: by 13(b) only: the Council would still have to refer the situation, wholly or for a part of it.
    """

    route: Route
    outcome: Outcome
    limbs: tuple[str, ...]
    steps: tuple[Step, ...]
    spans: tuple[Span, ...]
    deciding: tuple[date, ...]
    disputed: bool
    needs_referral: bool = False

    @property
    def limb(self) -> str:
        return ", ".join(self.limbs)
