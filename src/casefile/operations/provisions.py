"""Where the case uses a provision of the law: charges, attributions, the proof of its elements, and what else cites it.

Counts are of everything, lists hold the first few: the matrix shows the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from casefile.law import codes, tree
from casefile.law.catalogue import catalogue
from casefile.model import (
    Act,
    Actor,
    Assessment,
    Attribution,
    Charge,
    ContextFinding,
    EvidenceItem,
    Passage,
    Proceeding,
    ProofLink,
)
from casefile.model.assessments import TOPICS
from casefile.model.base import table_of
from casefile.model.cases import ROUTES
from casefile.model.context_findings import KINDS
from casefile.model.dates import words
from casefile.operations import context_findings, records

MOST_USES = 60
MOST_PASSAGES = 4
"""How many passages are named for one element."""
MOST_MENTIONS = 20

_BEARINGS = ("supports", "undermines", "context")
_CITES = {
    "temporal": ("11", "24(1)"),
    "territorial": ("12(2)(a)",),
    "personal": ("12(2)(b)", "25(1)", "26"),
    "material": ("5",),
    "complementarity": ("17(1)(a)", "17(1)(b)", "17(1)(c)", "20(3)"),
    "scale": ("17(1)(d)", "53(1)(b)"),
    "nature": ("17(1)(d)", "53(1)(b)"),
    "manner": ("17(1)(d)", "53(1)(b)"),
    "impact": ("17(1)(d)", "53(1)(b)"),
    "interests_of_justice": ("53(1)(c)", "53(2)"),
    "art15": ("13(c)", "15"),
    "art13a": ("13(a)", "14"),
    "art13b": ("13(b)",),
}
"""The provisions that a topic or a route of an assessment is about."""
_DEFINES = {
    "7(2)(a)": "attack",
    "8(2)(d)": "non_international_armed_conflict",
    "8(2)(f)": "non_international_armed_conflict",
}
"""Paragraphs that say what a context is."""


@dataclass(frozen=True, slots=True)
class Use:
    """One charge (`actor` "") or attribution, with the act that it belongs to."""

    noun: str
    id: UUID
    act_number: str
    act_title: str
    crime: str
    actor: str


@dataclass(frozen=True, slots=True)
class PassageUse:
    """A passage that bears on an element of the provision, for one charge or attribution of it."""

    id: UUID
    bearing: str
    pin_cite: str
    quote: str


@dataclass(frozen=True, slots=True)
class ElementUse:
    """How many links bear on an element, over all charges or attributions, and the first passages.

    One passage may bear on it in several charges. `more` passages, of the charges named, are not among `first`.
    """

    number: int
    supports: int
    undermines: int
    context: int
    first: tuple[PassageUse, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A record that has to do with the provision in another way than a charge."""

    noun: str
    id: UUID
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Everything about one provision and what stands below it. `elements` only for a crime or a mode of liability."""

    key: str
    charges: int = 0
    attributions: int = 0
    acts: int = 0
    links: int = 0
    uses: tuple[Use, ...] = ()
    elements: tuple[ElementUse, ...] = ()
    findings: tuple[Mention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    mentioned: int = 0

    @property
    def more(self) -> int:
        """Charges and attributions that are not among `uses`."""
        return self.charges + self.attributions - len(self.uses)

    def element(self, number: int) -> ElementUse | None:
        return next((one for one in self.elements if one.number == number), None)


def usage(session: Session, key: str) -> Usage:
    """How the case uses the provision with this key, and all that stand below it."""
    keys = (key, *tree.below(key))
    crimes = [one for one in keys if tree.nodes()[one].kind == "crime"]
    modes = [one for one in keys if tree.nodes()[one].kind == "mode"]
    charges = _number(session, Charge, Charge.crime.in_(crimes)) if crimes else 0
    attributions = _number(session, Attribution, Attribution.liability.in_(modes)) if modes else 0
    tallies = _tallies(session, crimes, modes)
    uses = _charges(session, crimes) if charges else []
    uses += _attributions(session, modes, MOST_USES - len(uses)) if attributions and len(uses) < MOST_USES else []
    mentions = tuple(_mentions(session, key))
    single = tree.nodes()[key].kind in ("crime", "mode")
    return Usage(
        key=key,
        charges=charges,
        attributions=attributions,
        acts=_acts(session, crimes, modes) if charges or attributions else 0,
        links=tallies.total(),
        uses=tuple(uses),
        elements=tuple(_elements(session, uses, tallies)) if single and tallies else (),
        findings=tuple(_findings(session, _contexts(key, crimes))),
        mentions=mentions[:MOST_MENTIONS],
        mentioned=len(mentions),
    )


def counts(session: Session) -> Counter[str]:
    """How often each crime is charged and each mode attributed, by key."""
    found: Counter[str] = Counter()
    for record, column in ((Charge, "crime"), (Attribution, "liability")):
        table = table_of(record)
        statement = select(table.c[column], func.count()).where(records.visible(record)).group_by(table.c[column])
        found.update({row[0]: row[1] for row in session.execute(statement)})
    return found


def weight(session: Session, most: int) -> int:
    """How much there is to read: charges and links, counted up to `most`."""
    links = select(table_of(ProofLink).c.id).limit(most).subquery()
    charges = select(table_of(Charge).c.id).limit(most).subquery()
    return sum(session.scalar(select(func.count()).select_from(few)) or 0 for few in (links, charges))


# --- charges and attributions -------------------------------------------------------------------------------------


def _number(session: Session, record: type[Charge | Attribution], condition: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(table_of(record)).where(condition, records.visible(record))
    return session.scalar(statement) or 0


def _acts(session: Session, crimes: Collection[str], modes: Collection[str]) -> int:
    charges, attributions = table_of(Charge), table_of(Attribution)
    charged = select(charges.c.act_id).where(charges.c.crime.in_(crimes), records.visible(Charge))
    attributed = (
        select(charges.c.act_id)
        .join(attributions, attributions.c.charge_id == charges.c.id)
        .where(attributions.c.liability.in_(modes), records.visible(Attribution))
    )
    return session.scalar(select(func.count()).select_from(charged.union(attributed).subquery())) or 0


def _charges(session: Session, crimes: Collection[str]) -> list[Use]:
    charges, acts = table_of(Charge), table_of(Act)
    statement = (
        select(charges.c.id, charges.c.crime, acts.c.number, acts.c.title)
        .join(acts, charges.c.act_id == acts.c.id)
        .where(charges.c.crime.in_(crimes), records.visible(Charge))
        .order_by(func.length(acts.c.number), acts.c.number, charges.c.crime, charges.c.id)
        .limit(MOST_USES)
    )
    return [Use("charge", row.id, row.number, row.title, row.crime, "") for row in session.execute(statement)]


def _attributions(session: Session, modes: Collection[str], most: int) -> list[Use]:
    attributions, charges, acts, actors = (table_of(one) for one in (Attribution, Charge, Act, Actor))
    statement = (
        select(attributions.c.id, charges.c.crime, acts.c.number, acts.c.title, actors.c.name)
        .join(charges, attributions.c.charge_id == charges.c.id)
        .join(acts, charges.c.act_id == acts.c.id)
        .join(actors, attributions.c.actor_id == actors.c.id)
        .where(attributions.c.liability.in_(modes), records.visible(Attribution))
        .order_by(func.length(acts.c.number), acts.c.number, actors.c.name, attributions.c.id)
        .limit(most)
    )
    return [
        Use("attribution", row.id, row.number, row.title, row.crime, row.name) for row in session.execute(statement)
    ]


# --- proof of elements --------------------------------------------------------------------------------------------


def _links(crimes: Collection[str], modes: Collection[str], *columns: Any) -> Iterator[Select[Any]]:
    """Links on the elements of these crimes, then of these modes; what is in the bin is left out.

    Their targets stand in a subquery: in a join SQLite walks over all links, not over the few targets.
    """
    links = table_of(ProofLink)
    shown = (links.c.binned.is_(False), links.c.passage_id.not_in(records.hidden(Passage)))
    for record, column, keys in ((Charge, "crime", crimes), (Attribution, "liability", modes)):
        if keys:
            target = table_of(record)
            targets = select(target.c.id).where(target.c[column].in_(keys), records.visible(record))
            yield select(*columns).where(links.c[f"{record.noun}_id"].in_(targets), *shown)


def _tallies(session: Session, crimes: Collection[str], modes: Collection[str]) -> Counter[tuple[int, str]]:
    """How many links there are, by number of the element and bearing."""
    links = table_of(ProofLink)
    found: Counter[tuple[int, str]] = Counter()
    for statement in _links(crimes, modes, links.c.element, links.c.bearing, func.count().label("links")):
        for row in session.execute(statement.group_by(links.c.element, links.c.bearing)):
            found[row.element or 0, row.bearing] += row.links
    return found


def _elements(session: Session, uses: Sequence[Use], tallies: Counter[tuple[int, str]]) -> Iterator[ElementUse]:
    first = _passages(session, uses)
    for number in sorted({number for number, _ in tallies}):
        supports, undermines, context = (tallies[number, bearing] for bearing in _BEARINGS)
        shown = first.get(number, [])
        more = len(shown) - MOST_PASSAGES
        yield ElementUse(number, supports, undermines, context, tuple(shown[:MOST_PASSAGES]), max(0, more))


def _passages(session: Session, uses: Sequence[Use]) -> dict[int, list[PassageUse]]:
    """For each element the passages of these charges or attributions, supporting ones before undermining."""
    if not uses:
        return {}
    links, passages, items = table_of(ProofLink), table_of(Passage), table_of(EvidenceItem)
    rank = case({bearing: place for place, bearing in enumerate(_BEARINGS)}, value=links.c.bearing)
    statement = (
        select(links.c.element, func.min(rank), passages.c.id, passages.c.locator, passages.c.quote, items.c.number)
        .join(passages, links.c.passage_id == passages.c.id)
        .join(items, passages.c.evidence_id == items.c.id)
        .where(links.c[f"{uses[0].noun}_id"].in_([use.id for use in uses]), links.c.binned.is_(False))
        .where(links.c.element.is_not(None), passages.c.binned.is_(False), items.c.binned.is_(False))
        .group_by(links.c.element, passages.c.id)
        .order_by(links.c.element, func.min(rank), func.length(items.c.number), items.c.number, passages.c.locator)
    )
    found: defaultdict[int, list[PassageUse]] = defaultdict(list)
    for element, bearing, identity, locator, quote, number in session.execute(statement):
        pin_cite = ", ".join(part for part in (number, locator) if part)
        found[element].append(PassageUse(identity, _BEARINGS[bearing], pin_cite, quote))
    return found


# --- what else cites it -------------------------------------------------------------------------------------------


def _contexts(key: str, crimes: Iterable[str]) -> set[str]:
    """The contexts that the provision is about."""
    if key in _DEFINES:
        return {_DEFINES[key]}
    return {context for crime in crimes if (context := catalogue().crime(crime).context) is not None}


def _findings(session: Session, contexts: Collection[str]) -> Iterator[Mention]:
    kinds = [kind for kind, _ in KINDS if context_findings.proves(kind) in contexts]
    if not kinds:
        return
    table = table_of(ContextFinding)
    statement = (
        select(table.c.id, table.c.title, table.c.kind, table.c.period)
        .where(table.c.kind.in_(kinds), table.c.binned.is_(False))
        .order_by(table.c.first_day, table.c.title, table.c.id)
        .limit(MOST_MENTIONS)
    )
    for row in session.execute(statement):
        detail = ", ".join(part for part in (dict(KINDS)[row.kind], words(row.period)) if part)
        yield Mention("context_finding", row.id, row.title, detail)


def _mentions(session: Session, key: str) -> Iterator[Mention]:
    whole = codes.parse(tree.nodes()[key].code)
    yield from _proceedings(session, whole)
    yield from _assessments(session, whole)


def _proceedings(session: Session, whole: codes.Code) -> Iterator[Mention]:
    """Those whose crimes the provision holds, newest first."""
    table = table_of(Proceeding)
    statement = (
        select(table.c.id, table.c.title, table.c.date, table.c.crimes)
        .where(table.c.binned.is_(False))
        .order_by(table.c.first_day.desc(), table.c.title, table.c.id)
    )
    for row in session.execute(statement):
        if any(whole.contains(codes.parse(cited)) for cited in row.crimes or ()):
            yield Mention("proceeding", row.id, row.title, words(row.date))


def _assessments(session: Session, whole: codes.Code) -> Iterator[Mention]:
    about = [word for word, cited in _CITES.items() if any(whole.contains(codes.parse(code)) for code in cited)]
    if not about:
        return
    table = table_of(Assessment)
    statement = (
        select(table.c.id, table.c.topic, table.c.route, table.c.scope, table.c.finding)
        .where(table.c.topic.in_(about) | table.c.route.in_(about), records.visible(Assessment))
        .order_by(table.c.topic, table.c.route, table.c.scope, table.c.id)
    )
    for row in session.execute(statement):
        parts = (dict(TOPICS).get(row.topic, ""), dict(ROUTES).get(row.route, ""), row.scope)
        yield Mention("assessment", row.id, row.finding or dict(TOPICS)[row.topic], ", ".join(filter(None, parts)))
