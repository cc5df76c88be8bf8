"""The links of proof as the matrix counts them: all links on one target in one text, made by the database.

A link takes 33 characters: one for its element and how it bears, then its passage in hexadecimal. Read so, the states
of 50,000 charges with 500,000 links take a second and a half; with a row a link, reading the rows alone would take it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import String, case, func, select
from sqlalchemy.orm import Session

from casefile.model import Passage, ProofLink
from casefile.model.base import table_of
from casefile.operations import lineage
from casefile.operations.lineage import Id, Lineage, raw
from casefile.operations.matrix.cells import SUPPORTS, UNDERMINES, Proof
from casefile.operations.records import hidden

_LENGTH = 33
_FIRST = 64  # "@": below it are characters that a text cannot hold everywhere
_WAYS = 4  # a link on element 3 that undermines it is character 64 + 3 * 4 + 2
_MOST_ELEMENTS = 250
_WHOLE, *_MARKS = [
    (chr(_FIRST + number * _WAYS + SUPPORTS), chr(_FIRST + number * _WAYS + UNDERMINES))
    for number in range(_MOST_ELEMENTS + 1)
]
"""How links that support and links that undermine begin: those on a target as a whole, and on each of its elements."""
_MEANT = {
    chr(_FIRST + number * _WAYS + way): (number, way)
    for number in range(_MOST_ELEMENTS + 1)
    for way in (0, SUPPORTS, UNDERMINES)
}


@dataclass(slots=True)
class Tally:
    """The links on one element, or on a target as a whole, and the passages that support it."""

    supports: int = 0
    undermines: int = 0
    context: int = 0
    passages: set[Id] = field(default_factory=set)

    @property
    def proof(self) -> Proof:
        return Proof(self.supports, self.undermines, self.context)


def read(session: Session, noun: str, ids: Collection[Id] | None = None) -> dict[Id, str]:
    """The links on each target of a noun (of all, if none are named) that has any, but for what is in the bin."""
    links = table_of(ProofLink).c
    column, element = links[f"{noun}_id"], func.coalesce(links.element, 0)
    way = case((links.bearing == "supports", SUPPORTS), (links.bearing == "undermines", UNDERMINES), else_=0)
    text = func.char(_FIRST + element * _WAYS + way, type_=String) + func.hex(links.passage_id, type_=String)
    statement = (
        select(raw(column), func.group_concat(text, ""))
        .where(links.binned.is_(False), column.is_not(None), element.between(0, _MOST_ELEMENTS))
        .where(links.passage_id.not_in(hidden(Passage)))
        .group_by(column)
    )
    return dict(lineage.rows(session, statement, column, ids))


def marked(states: bytes, links: str) -> bytes:
    """`states` of the elements of a target, a byte each, with what its links add to them."""
    if not links:
        return states
    heads = links[::_LENGTH]
    return bytes(
        [
            state | (supports in heads) | (undermines in heads) << 1
            for state, (supports, undermines) in zip(states, _MARKS, strict=False)
        ]
    )


def state_of(links: str) -> int:
    """What the links on a target as a whole amount to."""
    supports, undermines = _WHOLE
    return (supports in links[::_LENGTH]) | (undermines in links[::_LENGTH]) << 1


def tallied(links: str) -> defaultdict[int, Tally]:
    """The links on a target by element; those on the whole of it as element 0."""
    found: defaultdict[int, Tally] = defaultdict(Tally)
    for start in range(0, len(links), _LENGTH):
        element, way = _MEANT[links[start]]
        tally = found[element]
        if way == SUPPORTS:
            tally.supports += 1
            tally.passages.add(bytes.fromhex(links[start + 1 : start + _LENGTH]))
        elif way == UNDERMINES:
            tally.undermines += 1
        else:
            tally.context += 1
    return found


@dataclass(frozen=True, slots=True)
class Origins:
    """From passages to the origins of their items."""

    items: Mapping[Id, Id]
    lineage: Lineage

    def count(self, passages: Collection[Id]) -> int:
        """How many independent origins some passages have."""
        return len({self.lineage.origin(self.items[one]) for one in passages})


def origins(session: Session, found: Collection[str] | None = None) -> Origins:
    """The origins of all passages, or of those in `found`, texts of links."""
    table = table_of(Passage).c
    passages = (
        None if found is None else {one for text in found for tally in tallied(text).values() for one in tally.passages}
    )
    items = dict(lineage.rows(session, select(raw(table.id), raw(table.evidence_id)), table.id, passages))
    return Origins(items, lineage.read(session, None if found is None else set(items.values())))
