"""What persons allowed to be given to whom, and what follows for an item of evidence.

Consent is informed, for a purpose and a recipient, and can be withdrawn at any time (guidelines for civil society of the
Office of the Prosecutor and Eurojust, 2022). Nothing here forbids a step of work: it answers, with its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from casefile.model import Consent, EvidenceItem, Passage, ProofLink, dates
from casefile.model.base import table_of
from casefile.model.consents import RECIPIENTS
from casefile.operations import records
from casefile.operations.records import Row

THINGS = (("account", "account"), ("name", "name"), ("face", "face or voice"), ("place", "place"))
"""What can be given to a recipient: the field of a consent, and its word."""
_RECIPIENTS = dict(RECIPIENTS)
_ANCESTRY = ("translation_of_id", "derived_from_id", "attached_to_id")


class May(StrEnum):
    """Whether a recipient may be given something."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Person:
    """An actor or a source behind an item."""

    noun: str
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent in words. `item` is the number of the one item that it is for, "" for all."""

    id: UUID
    consent: Row
    person: Person
    recipient: str
    item: str

    @property
    def allowed(self) -> tuple[str, ...]:
        """The words of what may be given."""
        return tuple(words for name, words in THINGS if self.consent[name])

    @property
    def withdrawn(self) -> str:
        """When it was withdrawn, as EDTF; "" while it holds."""
        return str(self.consent["withdrawn"])


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it may be given, and why, a sentence a person."""

    may: May
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForRecipient:
    """What one recipient may have of an item: an answer for each of THINGS, in their order."""

    recipient: str
    withdrawn: bool
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class OfItem:
    """The persons behind an item, their consents (withdrawn ones first), and the answers by recipient."""

    persons: tuple[Person, ...]
    consents: tuple[ConsentRow, ...]
    recipients: tuple[ForRecipient, ...]


def of_person(session: Session, noun: str, identity: UUID) -> tuple[ConsentRow, ...]:
    """What an actor or a source allowed; withdrawn ones first."""
    table = table_of(Consent)
    return _rows(session, list(session.scalars(_live().where(table.c[f"{noun}_id"] == identity))))


def of_item(session: Session, item_id: UUID) -> OfItem:
    """What the persons behind an item allow to each recipient that any of them was asked for.

    One person who says no is enough; one who was not asked for a recipient leaves it open.
    """
    persons, found = _behind(session, item_id)
    rows = _rows(session, found)
    recipients = {(str(row.consent["recipient"]), str(row.consent["recipient_name"])): row for row in rows}
    answers = []
    for (recipient, name), row in sorted(recipients.items(), key=lambda one: _order(one[0])):
        mine = tuple(_answer(persons, rows, recipient, name, thing) for thing, _words in THINGS)
        gone = any(one.withdrawn and _for(one, recipient, name) for one in rows)
        answers.append(ForRecipient(row.recipient, gone, mine))
    return OfItem(persons, rows, tuple(answers))


def withdrawn_but_cited(session: Session) -> tuple[Row, ...]:
    """The items that proof rests on although a consent of somebody behind them is withdrawn, by number."""
    passages, links = table_of(Passage), table_of(ProofLink)
    withdrawn = table_of(Consent).c.withdrawn != ""
    if session.scalar(select(Consent.id).where(withdrawn, records.visible(Consent)).limit(1)) is None:
        return ()
    cited = (
        select(passages.c.evidence_id)
        .join(links, links.c.passage_id == passages.c.id)
        .where(links.c.binned.is_(False), records.visible(Passage), passages.c.evidence_id.is_not(None))
        .distinct()
    )
    touched = [one for one in session.scalars(cited) if any(row.withdrawn for row in of_item(session, one).consents)]
    rows = [records.get(session, "evidence", one) for one in touched]
    return tuple(sorted(rows, key=lambda row: (len(row.number), row.number)))


# --- within -------------------------------------------------------------------------------------------------------


def _live() -> Select[UUID]:
    table = table_of(Consent)
    return select(Consent.id).where(records.visible(Consent)).order_by(table.c.recipient, table.c.given, table.c.id)


def _rows(session: Session, ids: Sequence[UUID]) -> tuple[ConsentRow, ...]:
    found = [records.get(session, "consent", one) for one in ids]
    wanted = [("evidence", row["evidence_id"]) for row in found if row["evidence_id"] is not None]
    wanted += [_whose(row) for row in found]
    names = records.labels(session, wanted)
    rows = [
        ConsentRow(
            id=row.id,
            consent=row,
            person=Person(*_whose(row), names.get(_whose(row)[1], "")),
            recipient=_words(row["recipient"], row["recipient_name"]),
            item=names.get(row["evidence_id"], "").partition(" ")[0] if row["evidence_id"] else "",
        )
        for row in found
    ]
    return tuple(sorted(rows, key=lambda row: not row.withdrawn))


def _whose(row: Row) -> tuple[str, UUID]:
    return ("actor", row["actor_id"]) if row["actor_id"] is not None else ("source", row["source_id"])


def _words(recipient: str, name: str) -> str:
    kind = _RECIPIENTS.get(recipient, recipient)
    return f"{kind}: {name}" if name else kind


def _order(recipient: tuple[str, str]) -> tuple[int, str]:
    return [word for word, _ in RECIPIENTS].index(recipient[0]), recipient[1]


def _behind(session: Session, item_id: UUID) -> tuple[tuple[Person, ...], list[UUID]]:
    """Who stands behind an item: the witness that it, or what it was made from, comes from, and everybody whose consent
    names it; with the consents that bear on it.
    """
    items, sources = _ancestors(session, item_id), set[UUID]()
    for item in items:
        sources |= _origins(session, item["source_id"])
    table = table_of(Consent)
    mine = or_(table.c.source_id.in_(sources), table.c.evidence_id.in_([item.id for item in items]))
    for_it = or_(table.c.evidence_id.is_(None), table.c.evidence_id.in_([item.id for item in items]))
    found = list(session.scalars(_live().where(mine, for_it)))
    whose = [_whose(records.get(session, "consent", one)) for one in found]
    witnesses = [("source", one) for one in sources if _is_person(records.get(session, "source", one))]
    known = list(dict.fromkeys([*sorted(witnesses, key=str), *whose]))
    names = records.labels(session, known)
    others = _general(session, [one for noun, one in known if noun == "actor"])
    return tuple(Person(noun, one, names.get(one, "")) for noun, one in known), list(dict.fromkeys([*found, *others]))


def _general(session: Session, actors: Sequence[UUID]) -> list[UUID]:
    """What actors allowed for everything that comes from them."""
    table = table_of(Consent)
    return list(session.scalars(_live().where(table.c.actor_id.in_(actors), table.c.evidence_id.is_(None))))


def _is_person(source: Row) -> bool:
    return source["kind"] == "witness" or bool(source["protected"])


def _ancestors(session: Session, item_id: UUID) -> list[Row]:
    found: dict[UUID, Row] = {}
    open_ = [item_id]
    while open_:
        one = open_.pop()
        if one not in found:
            found[one] = records.get(session, EvidenceItem.noun, one)
            open_ += [found[one][name] for name in _ANCESTRY if found[one][name] is not None]
    return list(found.values())


def _origins(session: Session, source: UUID | None) -> set[UUID]:
    found: set[UUID] = set()
    while source is not None and source not in found:
        found.add(source)
        source = records.get(session, "source", source)["copied_from_id"]
    return found


def _for(row: ConsentRow, recipient: str, name: str) -> bool:
    """A consent to a kind of recipient without a name holds for each of them; one to a named one for that one only."""
    named = str(row.consent["recipient_name"])
    return row.consent["recipient"] == recipient and (not named or named.casefold() == name.strip().casefold())


def _answer(persons: Sequence[Person], rows: Sequence[ConsentRow], recipient: str, name: str, thing: str) -> Answer:
    words = dict(THINGS)[thing]
    found = [_of_one(one, [row for row in rows if row.person == one], recipient, name, thing) for one in persons]
    for worst in (May.NO, May.NOT_ASKED):
        reasons = tuple(reason for may, reason in found if may is worst)
        if reasons:
            return Answer(worst, reasons)
    return Answer(May.YES, tuple(reason or words for _may, reason in found))


def _of_one(person: Person, rows: Sequence[ConsentRow], recipient: str, name: str, thing: str) -> tuple[May, str]:
    words, mine = dict(THINGS)[thing], [row for row in rows if _for(row, recipient, name)]
    who = _words(recipient, name)
    if not mine:
        return May.NOT_ASKED, f"{person.name} was not asked for {who}."
    gone = [row for row in mine if row.withdrawn]
    holds = [row for row in mine if not row.withdrawn and not any(_later(one, row) for one in gone)]
    if not holds:
        return May.NO, f"{person.name} withdrew the consent for {who} ({dates.words(gone[-1].withdrawn)})."
    narrow = [row for row in holds if row.item] or holds
    if all(row.consent[thing] for row in narrow):
        return May.YES, f"{person.name} allowed the {words} for {who}."
    return May.NO, f"{person.name} did not allow the {words} for {who}."


def _later(withdrawn: ConsentRow, row: ConsentRow) -> bool:
    """Whether a withdrawal takes `row` back too: unless `row` was certainly given after it."""
    given = dates.bounds(row.consent["given"]).first if row.consent["given"] else None
    day = dates.bounds(withdrawn.withdrawn).last
    return given is None or day is None or given <= day
