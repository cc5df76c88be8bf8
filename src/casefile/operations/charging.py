"""Charging an act: which crimes fit what is known about it, and what to look at before and after one is chosen.

Nothing here forbids anything. A draft may have to hold what is wrong in law, and the researcher may know better than
the classification; so every caution is a sentence with the provision that it comes from, and with the crimes that may
fit better.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.law.catalogue import catalogue
from casefile.law.records import STATUTE, Crime, Mode
from casefile.model import Act, Charge
from casefile.model.acts import AGES
from casefile.model.base import table_of
from casefile.model.dates import words
from casefile.operations import context_findings, records
from casefile.operations.context_findings import Classification, Finding, Reach

ENTRY_INTO_FORCE = "2002-07-01"
_NEEDS = {"international": ("international", "occupation"), "non-international": ("non_international",)}
"""Which classifications a war crime's conflict type is met by; occupation is international (Elements, article 8, note 34)."""
_SAID = {
    "international": "an international armed conflict",
    "occupation": "an occupation",
    "non_international": "a non-international armed conflict",
    "none": "no armed conflict",
}
_ASKED = {"international": "international armed conflict", "non-international": "non-international armed conflict"}
_THRESHOLDS = {"8(2)(c)": "8(2)(d)", "8(2)(e)": "8(2)(f)"}
_REASONS = {("period",): "period", ("place",): "place", ("period", "place"): "period and the place"}


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to look at. `serious` when the choice may not hold, else a note for whoever chooses.

    `provision` is what says so. `crimes` are codes that may fit better, or with `beside` may stand beside the choice.
    """

    topic: str
    text: str
    provision: str
    crimes: tuple[str, ...] = ()
    beside: bool = False
    serious: bool = True


@dataclass(frozen=True, slots=True)
class Conduct:
    """What is known about an act, as far as the choice of a crime turns on it.

    `territories` are further States where part of it took place; `findings` all context findings of the case;
    `charged` the crimes that the act is charged with already.
    """

    reach: Reach
    classification: Classification
    territories: tuple[str, ...] = ()
    victims_group: str = ""
    victims_youngest: str = ""
    findings: tuple[Finding, ...] = ()
    charged: frozenset[str] = frozenset()


# --- what fits -----------------------------------------------------------------------------------------------------


def fits_conflict(crime: Crime, conflicts: Collection[str]) -> bool:
    """Whether a crime can be committed in one of these conflicts (words of Incident.conflict); none given exclude none.

    Genocide, crimes against humanity and aggression ask for no type of armed conflict.
    """
    return crime.conflict not in _NEEDS or not conflicts or any(one in conflicts for one in _NEEDS[crime.conflict])


def fits_victims(crime: Crime, group: str) -> bool:
    """Whether a crime can be committed against this group (a key of VICTIM_GROUPS); "" excludes none."""
    return not group or not crime.victims or group in crime.victims


def conduct(session: Session, act: UUID) -> Conduct:
    """What is known about an act: its own particulars, its incident's, and the context findings of the case."""
    row = records.get(session, "act", act)
    charges = table_of(Charge)
    charged = select(charges.c.crime).where(charges.c.act_id == act, charges.c.binned.is_(False))
    (reach,) = session.execute(context_findings.reach_of_acts().where(table_of(Act).c.id == act))
    findings = context_findings.every(session)
    return Conduct(
        reach=(reach.first_day, reach.last_day, reach.state),
        classification=context_findings.classify(reach, findings),
        territories=row["territories"],
        victims_group=row["victims_group"],
        victims_youngest=row["victims_youngest"],
        findings=findings,
        charged=frozenset(session.scalars(charged)),
    )


# --- what to look at -----------------------------------------------------------------------------------------------


def of_crime(crime: Crime, act: Conduct) -> tuple[Caution, ...]:
    """What to look at when an act like this is charged with `crime`: the serious ones first."""
    asked = (_conflict, _begin, _amendment, _context, _children, _consent, _particulars)
    found = [caution for ask in asked for caution in ask(crime, act)]
    return tuple(sorted(found, key=lambda caution: not caution.serious))


def of_mode(mode: Mode, crime: Crime) -> tuple[Caution, ...]:
    """What to look at when somebody is said to answer for `crime` by `mode`."""
    if mode.fits(crime):
        return ()
    if mode.code == "25(3 bis)":
        text = "It says who can answer for aggression; for other crimes it is no mode of liability."
    else:
        text = (
            "Direct and public incitement is punishable by itself for genocide only; for other crimes ordering, "
            "soliciting or inducing (25(3)(b)) may be what is meant."
        )
    return (Caution("mode", text, mode.citation),)


def _conflict(crime: Crime, act: Conduct) -> Iterator[Caution]:
    found = act.classification.conflicts
    if fits_conflict(crime, found):
        return
    head = crime.statute_code[: len("8(2)(a)")]
    threshold = _THRESHOLDS.get(head)
    provision = f"{STATUTE}, articles {head} and {threshold}" if threshold else f"{STATUTE}, article {head}"
    said = " and ".join(_SAID[one] for one in found)
    text = f"The act is classified as part of {said}; this is a crime of {_ASKED[crime.conflict]} only."
    if found == ("none",):
        text = "The act is classified as outside any armed conflict; a war crime asks for one."
    yield Caution("conflict", text, provision, () if found == ("none",) else crime.counterpart)


def _begin(_crime: Crime, act: Conduct) -> Iterator[Caution]:
    first, last, _state = act.reach
    provision = f"{STATUTE}, article 11(1)"
    if last and last < ENTRY_INTO_FORCE:
        yield Caution("time", "The act lies before 1 July 2002, when the Statute entered into force.", provision)
    elif first and first < ENTRY_INTO_FORCE:
        text = "The act begins before 1 July 2002, when the Statute entered into force; only what came after counts."
        yield Caution("time", text, provision)


def _amendment(crime: Crime, act: Conduct) -> Iterator[Caution]:
    day, (first, last, _state) = crime.in_force_from, act.reach
    if not day or not ((last and last < day) or (first and first < day)):
        return
    verb = "lies" if last and last < day else "begins"
    if crime.article == "8 bis":
        text = f"The act {verb} before {words(day)}, from which the Court may exercise jurisdiction over aggression."
        provision = f"{STATUTE}, articles 15 bis(2)-(3) and 15 ter(2)-(3)"
    else:
        text = (
            f"The act {verb} before {words(day)}, the first day on which the amendment that added this crime was in "
            "force for any State."
        )
        provision = f"{STATUTE}, article 121(5)"
    yield Caution("amendment", text, f"{provision}; {crime.resolution}" if crime.resolution else provision)


def _consent(crime: Crime, _act: Conduct) -> Iterator[Caution]:
    if not crime.accepting_parties_only:
        return
    if crime.article == "8 bis":
        text = "It does not reach States that are not Parties, nor Parties that opted out, except by a referral of the Council."
        provision = f"{STATUTE}, articles 15 bis(4)-(5) and 15 ter"
    else:
        text = (
            f"It was added by the amendment of {crime.amendment}, which reaches neither the nationals nor the territory "
            "of a Party that has not accepted it."
        )
        provision = f"{STATUTE}, article 121(5)"
    yield Caution("consent", text, provision, serious=False)


def _context(crime: Crime, act: Conduct) -> Iterator[Caution]:
    outside = [one.excludes(act.reach) for one in act.findings if one.context == crime.context]
    if not crime.context or not outside or not all(outside):
        return
    law = catalogue().context(crime.context)
    reasons = _REASONS[outside[0]] if len(set(outside)) == 1 else "period or the place"
    text = f"The act lies outside the {reasons} of every context finding “{law.title}”, so it inherits none."
    provision = next((one.citation for one in crime.elements if one.context), crime.citation)
    yield Caution("context", text, provision)


def _children(crime: Crime, act: Conduct) -> Iterator[Caution]:
    youngest = act.victims_youngest
    limit = {"under_15": 15, "under_18": 18}.get(youngest)
    if crime.child_age is not None:
        if youngest and (limit is None or limit > crime.child_age):
            age = dict(AGES)[youngest].lower()
            text = f"It covers victims under {crime.child_age} alone; the youngest victim is recorded as {age}."
            yield Caution("children", text, crime.citation)
        return
    special = [one for one in _of_children() if limit is not None and one.child_age and limit <= one.child_age]
    special = [one for one in special if fits_conflict(one, act.classification.conflicts)]
    if special and not any(one.key in act.charged for one in special):
        text = (
            f"The youngest victim was under {limit}: see whether a crime against children was committed as well, "
            f"{' or '.join(map(_child_crime, special))}. In any crime a particularly defenceless victim is an aggravating "
            "circumstance."
        )
        provision = "Rules of Procedure and Evidence, rule 145(2)(b)(iii)"
        offered = tuple(one.key for one in special if one.article == "8")
        yield Caution("children", text, provision, offered, beside=True, serious=False)


def _child_crime(crime: Crime) -> str:
    """Genocide is never a matter of the victims' age alone."""
    condition = ", where the group was meant to be destroyed" if crime.article == "6" else ""
    return f"{crime.key} ({crime.short_title[:1].lower()}{crime.short_title[1:]}{condition})"


def _particulars(_crime: Crime, act: Conduct) -> Iterator[Caution]:
    first, last, state = act.reach
    dated, placed = first or last, state or act.territories
    if dated and placed:
        return
    missing = "no date" if placed else "no State" if dated else "no date and no State"
    text = f"The act has {missing}, of its own or of its incident: nothing follows yet about jurisdiction and context."
    articles = "article 12(2)(a)" if dated else "article 11" if placed else "articles 11 and 12(2)(a)"
    yield Caution("particulars", text, f"{STATUTE}, {articles}", serious=False)


@lru_cache(maxsize=1)
def _of_children() -> tuple[Crime, ...]:
    return tuple(crime for crime in catalogue().crimes if crime.child_age is not None)


# --- writing -------------------------------------------------------------------------------------------------------


def charge(session: Session, act: UUID, crime: str) -> UUID:
    """Charge an act with a crime; `UserError` when it is charged with it already."""
    code = catalogue().crime(crime).key
    known = records.page(session, "charge", records.Query(where={"act_id": act, "crime": code}), limit=1)
    if known:
        raise UserError(f"This act is charged with {code} already.")
    return records.add(session, "charge", {"act_id": act, "crime": code})


def charge_instead(session: Session, identity: UUID, crime: str) -> UUID:
    """Turn a charge into one of another crime; the charge that holds it then.

    Elements are numbered within their crime, so a charge whose elements have proof or were assessed stays, and the
    other crime is charged beside it.
    """
    act = records.get(session, "charge", identity)["act_id"]
    code = catalogue().crime(crime).key
    known = records.page(session, "charge", records.Query(where={"act_id": act, "crime": code}), limit=1)
    if known:
        raise UserError(f"This act is charged with {code} already.")
    try:
        records.edit(session, "charge", identity, {"crime": code})
    except UserError:
        return charge(session, act, code)
    return identity
