"""How far the researchers think an element is proved: their own judgement, beside what is computed from the links.

The law asks for no number of sources (Rules of Procedure and Evidence, rule 63(4)), so neither side overrides the
other: where they differ a person is told, and nothing is changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.model import ElementAssessment
from casefile.model.base import table_of
from casefile.model.element_assessments import STANDINGS
from casefile.operations import history, records
from casefile.operations.matrix import State
from casefile.operations.proof_links import Target

NOT_ADDRESSED = STANDINGS[0][0]
_RANK = {key: place for place, (key, _label) in enumerate(STANDINGS)}


@dataclass(frozen=True, slots=True)
class Assessed:
    """One judgement of one element. `author` is a pseudonym, `wall` when by their clock (UTC, ISO 8601)."""

    id: UUID
    standing: str
    note: str
    author: UUID
    wall: str

    def reaches(self, standard: str) -> bool:
        """Whether it says that the element is proved to `standard`, or beyond."""
        return _RANK[self.standing] >= _RANK[standard]


def of_targets(session: Session, noun: str, ids: Sequence[UUID]) -> dict[Target, tuple[Assessed, ...]]:
    """The judgements of the elements of charges or of attributions (`noun`), the newest first."""
    table, found = table_of(ElementAssessment), defaultdict[Target, list[Assessed]](list)
    owner = table.c[f"{noun}_id"]
    for start in range(0, len(ids), records.MOST_AT_ONCE):
        among = owner.in_(ids[start : start + records.MOST_AT_ONCE])
        rows = session.execute(select(table).where(among, table.c.binned.is_(False))).all()
        stamps = history.last_changes(session, [row.id for row in rows])
        for row in sorted(rows, key=lambda row: (-stamps[row.id].lamport, row.id)):
            stamp = stamps[row.id]
            target = Target(noun, getattr(row, f"{noun}_id"), row.element)
            found[target].append(Assessed(row.id, row.standing, row.note, stamp.author, stamp.wall))
    return {target: tuple(each) for target, each in found.items()}


def assess(session: Session, target: Target, values: Mapping[str, Any], known: UUID | None = None) -> UUID | None:
    """Judge the element `target`: `values` are standing and note. With `known` that judgement is changed.

    "Not addressed" without a note is no judgement: nothing is added, and a known one goes into the bin.
    """
    empty = values["standing"] == NOT_ADDRESSED and not str(values.get("note", "")).strip()
    if known is None:
        return None if empty else records.add(session, "element_assessment", {**target.values(), **values})
    if empty:
        records.bin_(session, "element_assessment", known)
    else:
        records.edit(session, "element_assessment", known, values)
    return known


def standing_words(standing: str) -> str:
    """A standing within a sentence: "thin", "sufficient (reasonable basis to proceed)"."""
    label = dict(STANDINGS)[standing].split(" (", maxsplit=1)[0]
    said, _, standard = label.partition(": ")
    return f"{said.lower()} ({standard})" if standard else said.lower()


def differs(assessed: Assessed, state: State, standard: str) -> str:
    """What a person should look at: the judgement and the links of an element say different things; "" when they agree."""
    proved = assessed.reaches(standard)
    if proved and state is State.GAP:
        return "Called sufficient, but no passage supports it yet."
    if proved and state is State.UNDERMINED:
        return "Called sufficient, but passages undermine it and none supports it."
    if state is State.COVERED and not proved:
        return "Covered by what is linked, but not called sufficient for the standard of the case."
    return ""
