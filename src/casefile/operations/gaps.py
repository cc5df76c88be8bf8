"""What to look for next: elements without support, evidence against the case, evidence that nothing rests on yet.

A gap is an element of a charge or of an attribution that no passage supports (docs: terms). What is only undermined
stands first, then what is missing in charges that have the least left to close. Exculpatory evidence is listed as
carefully as incriminating (articles 54(1)(a) and 67(2)).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from casefile.law.records import Element
from casefile.model import (
    Act,
    Actor,
    Attribution,
    Charge,
    ContextFinding,
    EvidenceItem,
    Passage,
    Proceeding,
    ProofLink,
    Question,
)
from casefile.model.base import table_of
from casefile.operations import matrix, proof_links, records
from casefile.operations.matrix import STATES, Matrix, State
from casefile.operations.order import Key, ordered
from casefile.operations.proof_links import LinkRow, Target
from casefile.operations.veil import Veil

_PAGE = 256
Place = tuple[int, int]
"""A row of the matrix, and an element in it, from 0."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One element that no passage supports.

    `left` are the open elements of its row, `closes` the kinds of proof that usually close it, `questions` those that
    ask for it already and have no answer yet.
    """

    target: Target
    act_id: UUID
    act_number: str
    act_title: str
    crime: str
    liability: str
    actor: str
    element: Element
    state: State
    left: int
    closes: tuple[str, ...]
    questions: tuple[UUID, ...]

    @property
    def id(self) -> UUID:
        """One for each element, the same every time."""
        return uuid5(self.target.id, str(self.element.number))

    @property
    def place(self) -> str:
        """Where it is, in one line: A-0007, 25(3)(c) N. N., element 3."""
        whose = f"{self.liability} {self.actor}" if self.liability else self.crime
        return f"{self.act_number}, {whose}, element {self.element.number}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which gaps: with these `words` somewhere, in this `state`, only those that no question asks for."""

    words: str = ""
    state: State | None = None
    unasked: bool = False


class Gaps:
    """All gaps of a case, the most pressing first. Nothing here asks the database again."""

    def __init__(self, table: Matrix, asked: dict[Target, tuple[UUID, ...]]) -> None:
        self._matrix, self._asked = table, asked
        self._places = table.gaps()
        self._texts = [table.words(row).casefold() for row in range(len(table))]

    def under(self, veil: Veil) -> Gaps:
        """The gaps without protected names."""
        return Gaps(self._matrix.under(veil), self._asked)

    def find(self, wanted: Wanted | None = None) -> Sequence[Place]:
        """Where the gaps are that are wanted, in their order; each place can be asked for by `gap`."""
        wanted = wanted or Wanted()
        if wanted == Wanted():
            return self._places
        words = wanted.words.casefold().split()
        left = [[word for word in words if word not in text] for text in self._texts]
        states = self._matrix.states
        found = []
        for place in self._places:
            row, nth = place
            if wanted.state is not None and STATES[states[row][nth]] is not wanted.state:
                continue
            if left[row] and not self._holds(row, nth, left[row]):
                continue
            if wanted.unasked and self._target(row, nth) in self._asked:
                continue
            found.append(place)
        return found

    def gap(self, place: Place) -> Gap:
        """The gap at a place, in full."""
        at, nth = place
        row, target = self._matrix.row(at), self._target(at, nth)
        cell = row.cells[nth]
        return Gap(
            target=target,
            act_id=row.act_id,
            act_number=row.act_number,
            act_title=row.act_title,
            crime=row.crime,
            liability=row.liability,
            actor=row.actor,
            element=cell.element,
            state=cell.state,
            left=matrix.open_in(self._matrix.states[at]),
            closes=cell.element.proof,
            questions=self._asked.get(target, ()),
        )

    def place_of(self, target: Target) -> Place | None:
        """Where an element stands, whether or not it is a gap."""
        row = self._matrix.find(target.id)
        return None if row is None or target.element is None else (row, target.element - 1)

    def _target(self, row: int, nth: int) -> Target:
        return Target(*self._matrix.record(row), nth + 1)

    def _holds(self, row: int, nth: int, words: list[str]) -> bool:
        label = self._matrix.element(row, nth).label.casefold()
        return all(word in label for word in words)


def gaps(session: Session) -> Gaps:
    """The gaps of the case."""
    return Gaps(matrix.whole(session), _asked(session))


def listed(found: Gaps, wanted: Wanted | None = None) -> list[Gap]:
    """All gaps that are wanted, in full."""
    return [found.gap(place) for place in found.find(wanted)]


def ask(session: Session, gap: Gap, assignee: str = "", due: str = "") -> UUID:
    """Turn a gap into an open question about its element; returns the question."""
    return records.add(
        session,
        "question",
        {
            "text": question_of(gap),
            "about_noun": gap.target.noun,
            "about_id": gap.target.id,
            "element": gap.target.element,
            "assignee": assignee,
            "due": due,
        },
    )


def question_of(gap: Gap) -> str:
    """The words of a question that asks for proof of a gap."""
    about = f"{gap.actor}, article {gap.liability}" if gap.liability else f"article {gap.crime}"
    text = (
        f"What proves “{gap.element.label}” ({gap.act_number} {gap.act_title}; {about}, element {gap.element.number})?"
    )
    return f"{text} It is usually shown by: {'; '.join(gap.closes)}." if gap.closes else text


def _asked(session: Session) -> dict[Target, tuple[UUID, ...]]:
    """The open questions about elements."""
    table = table_of(Question).c
    statement = (
        select(table.id, table.about_noun, table.about_id, table.element)
        .where(records.visible(Question), table.element.is_not(None), table.answer == "")
        .order_by(table.id)
    )
    found: defaultdict[Target, list[UUID]] = defaultdict(list)
    for row in session.execute(statement):
        found[Target(row.about_noun, row.about_id, row.element)].append(row.id)
    return {target: tuple(ids) for target, ids in found.items()}


# --- evidence against the case ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contrary:
    """A passage that undermines something, and what that is in words."""

    link: LinkRow
    about: str
    detail: str
    key: Key

    @property
    def id(self) -> UUID:
        return self.link.id


def contrary(session: Session, words: str = "", after: Key | None = None, limit: int = _PAGE) -> tuple[Contrary, ...]:
    """Links that undermine, by exhibit number; those that follow `after`."""
    links, items = table_of(ProofLink).c, table_of(EvidenceItem).c
    locator = table_of(Passage).c.locator
    keys = (func.length(items.number), items.number, locator, links.id)
    statement = ordered(_contrary_links(links.id, items.number, locator, words=words), keys, after=after).limit(limit)
    found = {row.id: (len(row.number), row.number, row.locator, row.id) for row in session.execute(statement)}
    rows = {row.id: row for row in proof_links.of_ids(session, list(found))}
    shown = [rows[one] for one in found if one in rows]
    names = proof_links.name_targets(session, [row.target for row in shown])
    return tuple(
        Contrary(row, names[row.target].text, names[row.target].detail, found[row.id])
        for row in shown
        if row.target in names
    )


def count_contrary(session: Session, words: str = "") -> int:
    """How many links undermine something."""
    return session.scalar(_contrary_links(func.count(), words=words)) or 0


def _contrary_links(*columns: Any, words: str) -> Any:
    links, passages, items = table_of(ProofLink), table_of(Passage), table_of(EvidenceItem)
    statement = (
        select(*columns)
        .select_from(links)
        .join(passages, links.c.passage_id == passages.c.id)
        .join(items, passages.c.evidence_id == items.c.id)
        .where(links.c.bearing == "undermines", records.visible(ProofLink))
    )
    if not words.split():
        return statement
    statement, about = _with_targets(statement, links)
    held = (items.c.number, items.c.title, passages.c.quote, passages.c.translation, links.c.note, *about)
    text = func.concat_ws(" ", *held)
    return statement.where(*(text.icontains(word, autoescape=True) for word in words.split()))


def _with_targets(statement: Any, links: Any) -> tuple[Any, tuple[Any, ...]]:
    """The statement with what each link bears on, and the columns that name it."""
    acts, charges, attributions = table_of(Act).c, table_of(Charge).c, table_of(Attribution).c
    actors, findings, proceedings = table_of(Actor).c, table_of(ContextFinding).c, table_of(Proceeding).c
    joined = (
        statement.outerjoin(attributions.id.table, attributions.id == links.c.attribution_id)
        .outerjoin(charges.id.table, charges.id == func.coalesce(links.c.charge_id, attributions.charge_id))
        .outerjoin(acts.id.table, acts.id == func.coalesce(links.c.act_id, charges.act_id))
        .outerjoin(actors.id.table, actors.id == attributions.actor_id)
        .outerjoin(findings.id.table, findings.id == links.c.context_finding_id)
        .outerjoin(proceedings.id.table, proceedings.id == links.c.proceeding_id)
    )
    named = (acts.number, acts.title, charges.crime, attributions.liability, actors.name)
    return joined, (*named, findings.title, proceedings.title)


# --- evidence that nothing rests on -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unused:
    """An item none of whose passages is linked to anything; `passages` are how many were marked in it."""

    id: UUID
    number: str
    title: str
    type: str
    date: str
    passages: int
    key: Key


def unused(session: Session, words: str = "", after: Key | None = None, limit: int = _PAGE) -> tuple[Unused, ...]:
    """Items that prove, undermine and explain nothing yet, by number; those that follow `after`."""
    items = table_of(EvidenceItem).c
    keys = (func.length(items.number), items.number, items.id)
    columns = (items.id, items.number, items.title, items.type, items.date)
    found = list(session.execute(ordered(_unlinked(*columns, words=words), keys, after=after).limit(limit)))
    marked = _passages(session, [row.id for row in found])
    return tuple(
        Unused(row.id, row.number, row.title, row.type, row.date, marked.get(row.id, 0), _key(row)) for row in found
    )


def _key(row: Any) -> Key:
    return (len(row.number), row.number, row.id)


def count_unused(session: Session, words: str = "") -> int:
    """How many items nothing rests on."""
    return session.scalar(_unlinked(func.count(), words=words)) or 0


def _unlinked(*columns: Any, words: str) -> Any:
    items, passages, links = table_of(EvidenceItem), table_of(Passage), table_of(ProofLink)
    linked = exists().where(
        passages.c.evidence_id == items.c.id,
        passages.c.binned.is_(False),
        links.c.passage_id == passages.c.id,
        links.c.binned.is_(False),
    )
    statement = select(*columns).select_from(items).where(records.visible(EvidenceItem), ~linked)
    for word in words.split():
        statement = statement.where(func.concat_ws(" ", items.c.number, items.c.title).icontains(word, autoescape=True))
    return statement


def _passages(session: Session, ids: Sequence[UUID]) -> dict[UUID, int]:
    table = table_of(Passage).c
    statement = (
        select(table.evidence_id, func.count())
        .where(table.evidence_id.in_(ids), table.binned.is_(False))
        .group_by(table.evidence_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}
