"""The Admiralty grading of an item (STANAG 2511): who gave which grade and why, and where two analysts differ.

An item carries the grade that holds; `grade` records say how it came to it. A blind grade is given without knowing the
others and changes nothing by itself: where it differs from the one that holds, the two are to be reconciled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.model import Passage, ProofLink
from casefile.model.base import table_of
from casefile.model.grades import KINDS
from casefile.model.proof_links import TARGETS
from casefile.operations import lineage, records
from casefile.operations.records import Query, Row

CONFIRMED = "1"
NOT_JUDGED = ("F", "6")


@dataclass(frozen=True, slots=True)
class Given:
    """One grading. `before` is the grade that held until then, such as B2, "" when there was none."""

    row: Row
    before: str

    @property
    def grade(self) -> str:
        return code(self.row)


@dataclass(frozen=True, slots=True)
class Grading:
    """How an item is graded: what holds, its history (newest first), and the blind grades that differ from it.

    `unrecorded`: the grade that holds was not given here but came with an import or a sheet.
    `unconfirmed`: it is graded as confirmed by others, and no other origin is among the proof of what it supports.
    """

    item: Row
    history: tuple[Given, ...]
    differing: tuple[Row, ...]
    unrecorded: bool
    unconfirmed: bool

    @property
    def grade(self) -> str:
        return code(self.item)

    @property
    def graded(self) -> bool:
        """Whether anyone has judged it."""
        return bool(self.history) or (self.item["reliability"], self.item["credibility"]) != NOT_JUDGED

    @property
    def last(self) -> Row | None:
        """The grading that the grade in force comes from."""
        given = next((one.row for one in self.history if one.row["kind"] != "blind"), None)
        return None if given is None or self.unrecorded else given


def code(row: Row) -> str:
    """Reliability and credibility together, such as B2."""
    return f"{row['reliability']}{row['credibility']}"


def grade(session: Session, item: UUID, kind: str, values: Mapping[str, Any]) -> UUID:
    """Record a grading (`kind` open, blind or reconciled); unless it is blind it is the item's grade from then on.

    `values`: reliability, credibility, reason, grader, at. Raises UserError without a reason, or when a
    reconciliation does not say who reconciled.
    """
    if not str(values.get("reason", "")).strip():
        raise UserError("Reason must not be empty: a grade is only worth what its reason is.")
    if kind == "reconciled" and not str(values.get("grader", "")).strip():
        raise UserError("Graded by must not be empty: a reconciliation is answered for by somebody.")
    made = records.add(session, "grade", {"evidence_id": item, "kind": kind, **values})
    if kind != "blind":
        held = {"reliability": values["reliability"], "credibility": values["credibility"]}
        records.edit(session, "evidence", item, held | {"grade_reason": values["reason"]})
    return made


def grading(session: Session, item: UUID) -> Grading:
    """All about the grade of one item."""
    row = records.get(session, "evidence", item)
    given = _in_order(session, item)
    held = [one.row for one in given if one.row["kind"] != "blind"]
    unrecorded = code(row) != (code(held[-1]) if held else "".join(NOT_JUDGED))
    return Grading(
        row,
        tuple(reversed(given)),
        _differing(row, [one.row for one in given]),
        unrecorded,
        row["credibility"] == CONFIRMED and not _confirmed(session, item),
    )


def _in_order(session: Session, item: UUID) -> list[Given]:
    """Gradings as they were given."""
    rows = records.page(session, "grade", Query(where={"evidence_id": item}), limit=10_000)
    found: list[Given] = []
    before = ""
    for row in sorted(rows, key=_moment):
        found.append(Given(row, before))
        before = before if row["kind"] == "blind" else code(row)
    return found


def _moment(row: Row) -> tuple[float, int]:
    """When it was given; of one moment what was open first, what reconciles last."""
    when = datetime.fromisoformat(row["at"]).timestamp() if row["at"] else 0.0
    return when, [kind for kind, _words in KINDS].index(row["kind"])


def _differing(item: Row, given: list[Row]) -> tuple[Row, ...]:
    """The last blind grade of each analyst since grades were reconciled, where it is not the one that holds."""
    latest: dict[object, Row] = {}
    for row in given:
        if row["kind"] == "reconciled":
            latest.clear()
        elif row["kind"] == "blind":
            latest[row["grader"] or row.id] = row
    return tuple(row for row in latest.values() if code(row) != code(item))


def _confirmed(session: Session, item: UUID) -> bool:
    """Whether what this item supports is supported by an item of another origin too."""
    links, passages = table_of(ProofLink), table_of(Passage)
    mine = select(*(links.c[f"{one}_id"] for one in TARGETS), links.c.element).join(
        passages, passages.c.id == links.c.passage_id
    )
    mine = mine.where(passages.c.evidence_id == item, _supporting()).distinct()
    wanted = [_same_target(found) for found in session.execute(mine)]
    others: set[UUID] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        among = select(passages.c.evidence_id).join(links, passages.c.id == links.c.passage_id)
        some = or_(*wanted[start : start + _AT_ONCE])
        others.update(session.scalars(among.where(some, _supporting(), passages.c.evidence_id != item).distinct()))
    if not others:
        return False
    known = lineage.read(session, [item.bytes, *(one.bytes for one in others)])
    own = known.origin(item.bytes)
    return any(known.origin(one.bytes) != own for one in others)


_AT_ONCE = 50  # targets in one statement


def _supporting() -> Any:
    links = table_of(ProofLink)
    visible = and_(records.visible(ProofLink), records.visible(Passage))
    return and_(links.c.bearing == "supports", visible)


def _same_target(found: Any) -> Any:
    columns = [*(table_of(ProofLink).c[f"{one}_id"] for one in TARGETS), table_of(ProofLink).c.element]
    pairs = zip(columns, found, strict=True)
    return and_(*(column == value for column, value in pairs if value is not None))
