"""What a passage can be linked to, found by words: acts, elements of charges and attributions, findings, postings,
proceedings.

The words of the statute are compared here, since they stand in no table; which acts and actors hold what is left of the
words is asked of the case, and their charges are read in small batches until there are enough. However many there are,
each can be found by typing on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, LargeBinary, Select, case, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session

from casefile.law.catalogue import catalogue
from casefile.law.records import Element
from casefile.model import NOUNS, Act, Actor, Attribution, Charge
from casefile.model.base import table_of, titles_of
from casefile.operations import proof_links, records
from casefile.operations.order import sort_keys
from casefile.operations.proof_links import Target, TargetChoice

_OTHERS = ("context_finding", "posting", "proceeding")
_FEW = 400  # charges or attributions with certain codes that are read at once
_FIRST = 60  # acts or actors whose charges are looked at first


def find(
    session: Session, text: str, act_id: UUID | None = None, recent: Sequence[Target] = (), limit: int = 30
) -> tuple[TargetChoice, ...]:
    """Targets whose words hold all that are typed.

    The `recent` ones come first, then the act that one looks at with its elements, then acts called by their number, then
    all others, those first in which a word stands by itself: "element 2" is not the 2 of 8(2).
    """
    words = text.casefold().split()
    found: dict[Target, TargetChoice] = {}
    near = [] if act_id is None else [act_id]
    for some in (
        _held(_named(session, recent), words),
        *(_ranked(_held(_all_of(session, act), words), words) for act in (*near, *_by_number(session, words))),
    ):
        found |= {choice.target: choice for choice in some if choice.target not in found}
    if len(found) < limit:
        others = _others(session, words, limit + len(found))
        found |= {choice.target: choice for choice in others if choice.target not in found}
    return tuple(found.values())[:limit]


def weight(session: Session) -> int:
    """How much there is to look through, quickly told: acts, charges and attributions."""
    counts = [select(func.count()).select_from(table_of(one)).scalar_subquery() for one in (Act, Charge, Attribution)]
    return session.scalar(select(counts[0] + counts[1] + counts[2])) or 0


def _named(session: Session, targets: Sequence[Target]) -> list[TargetChoice]:
    """Targets in words, in their order; what is in the bin is left out."""
    by_noun: dict[str, set[UUID]] = defaultdict(set)
    for target in targets:
        by_noun[target.noun].add(target.id)
    seen: set[UUID] = set()
    for noun, ids in by_noun.items():
        seen.update(session.scalars(_visible(noun).where(table_of(NOUNS[noun]).c.id.in_(ids))))
    named = proof_links.name_targets(session, [target for target in targets if target.id in seen])
    return [named[target] for target in targets if target in named]


def _visible(noun: str) -> Select[tuple[UUID]]:
    return select(table_of(NOUNS[noun]).c.id).where(records.visible(NOUNS[noun]))


def _held(choices: Iterable[TargetChoice], words: Sequence[str]) -> list[TargetChoice]:
    return [one for one in choices if all(word in f"{one.text} {one.detail}".casefold() for word in words)]


def _ranked(choices: Iterable[TargetChoice], words: Sequence[str]) -> list[TargetChoice]:
    return sorted(choices, key=lambda choice: -_by_themselves(choice.text.casefold(), words))


def _by_themselves(text: str, words: Sequence[str]) -> int:
    """How many of the words stand in `text` by themselves."""
    standing = text.replace(":", " ").split()
    return sum(word in standing for word in words)


# --- one act, whole -----------------------------------------------------------------------------------------------


def _by_number(session: Session, words: Sequence[str]) -> list[UUID]:
    table = table_of(Act).c
    if not words:
        return []
    return list(session.scalars(select(table.id).where(func.lower(table.number).in_(words), table.binned.is_(False))))


def _all_of(session: Session, act: UUID) -> list[TargetChoice]:
    """An act, the elements of its charges and those of their attributions."""
    charges, attributions = table_of(Charge).c, table_of(Attribution).c
    mine = list(session.scalars(select(charges.id).where(charges.act_id == act)))
    theirs = session.scalars(select(attributions.id).where(attributions.charge_id.in_(mine)))
    return [*_named(session, [Target("act", act)]), *proof_links.elements_of(session, mine, list(theirs))]


# --- all of the case ----------------------------------------------------------------------------------------------


def _others(session: Session, words: Sequence[str], limit: int) -> list[TargetChoice]:
    acts = _Holders(session, words, "act")
    left = [word for word in words if word not in _kind("act")]
    first = list(islice(chain.from_iterable(acts.holding(left)), limit))
    whole = _named(session, [Target("act", UUID(bytes=one)) for one in first])
    if not words and len(whole) == limit:
        return whole
    parts = [*_charges(session, words, limit, acts), *_attributions(session, words, limit, acts)]
    others = [choice for noun in _OTHERS for choice in _whole(session, noun, words, limit)]
    return _ranked([*whole, *parts, *others], words)


def _kind(noun: str) -> str:
    return proof_links.WHOLE[noun].casefold()


def _whole(session: Session, noun: str, words: Sequence[str], limit: int) -> list[TargetChoice]:
    """Records that are a target as a whole."""
    record, table = NOUNS[noun], table_of(NOUNS[noun])
    left = [word for word in words if word not in _kind(noun)]
    statement, columns = _visible(noun), [table.c[name] for name in titles_of(record)]
    if noun == "posting":
        person, unit = table_of(Actor).alias(), table_of(Actor).alias()
        statement = statement.join(person, person.c.id == table.c.actor_id)
        statement = statement.outerjoin(unit, unit.c.id == table.c.superior_id)
        columns += [person.c.name, unit.c.name]
    for word in left:
        statement = statement.where(_holds(columns, word))
    alone = [_flags([_stands_alone(columns, word)]).desc() for word in left]
    found = session.execute(statement.order_by(*alone, *sort_keys(record)).limit(limit))
    return _named(session, [Target(noun, row.id) for row in found])


class _Holders:
    """The acts (or actors) in whose number and title (name) some of the words stand, as bits: the first word is 1."""

    def __init__(self, session: Session, words: Sequence[str], noun: str) -> None:
        self._session, self._noun, self._table = session, noun, table_of(NOUNS[noun]).c
        self._bit = {word: 1 << place for place, word in enumerate(words)}
        columns = [self._table.number, self._table.title] if noun == "act" else [self._table.name]
        held = _flags([_holds(columns, word) for word in words])
        alone = _flags([_stands_alone(columns, word) for word in words])
        rows = session.execute(self._statement(held, alone).where(held > 0)).all() if words else ()
        self._bits: dict[bytes, tuple[int, int]] = {row[0]: (row[1], row[2]) for row in rows}

    def _statement(self, *more: ColumnElement[Any]) -> Select[Any]:
        table = self._table
        order = (func.length(table.number), table.number) if self._noun == "act" else (table.name,)
        return select(_raw(table.id), *more).where(table.binned.is_(False)).order_by(*order)

    def holds(self, one: bytes) -> int:
        """Bits of the words that stand in one of them."""
        return self._bits.get(one, (0, 0))[0]

    def bits(self, words: Iterable[str]) -> int:
        return sum(self._bit[word] for word in words)

    def rank(self, one: bytes, wanted: int) -> int:
        """How many of the words with the bits `wanted` stand by themselves in one of them, negative: the most are first."""
        return -(self._bits.get(one, (0, 0))[1] & wanted).bit_count()

    def holding(self, words: Sequence[str]) -> Iterator[list[bytes]]:
        """Those that hold all of some words (all there are without words), in order, the first ones in small batches."""
        wanted = self.bits(words)
        found = [one for one, (held, _alone) in self._bits.items() if held & wanted == wanted]
        found.sort(key=lambda one: self.rank(one, wanted))
        return _in_batches(found) if words else self._pages()

    def with_any(self, words: Sequence[str]) -> Iterator[list[bytes]]:
        """Those that hold one of some words at least, most of them first."""
        wanted = self.bits(words)
        found = [(one, (held & wanted).bit_count()) for one, (held, _alone) in self._bits.items() if held & wanted]
        return _in_batches([one for one, _count in sorted(found, key=lambda item: -item[1])])

    def _pages(self) -> Iterator[list[bytes]]:
        start, size = 0, _FIRST
        while page := self._session.scalars(self._statement().limit(size).offset(start)).all():
            yield list(page)
            start, size = start + size, records.MOST_AT_ONCE


def _in_batches(found: Sequence[bytes]) -> Iterator[list[bytes]]:
    start, size = 0, _FIRST
    while start < len(found):
        yield list(found[start : start + size])
        start, size = start + size, records.MOST_AT_ONCE


@dataclass(frozen=True, slots=True)
class _Group:
    """Elements that hold the same of the words, so many of them by themselves; `left` are words that they do not hold."""

    standing: int
    left: tuple[str, ...]
    elements: Mapping[str, Sequence[Element]]


def _groups(codes: Iterable[str], words: Sequence[str]) -> list[_Group]:
    """The best first."""
    made: dict[tuple[int, tuple[str, ...]], dict[str, list[Element]]] = defaultdict(lambda: defaultdict(list))
    for code in codes:
        for text, element in _texts(code):
            left = tuple(word for word in words if word not in text)
            made[_by_themselves(text, words), left][code].append(element)
    ordered = sorted(made.items(), key=lambda item: (-item[0][0], len(item[0][1]), item[0][1]))
    return [_Group(standing, left, elements) for (standing, left), elements in ordered]


@cache
def _texts(code: str) -> tuple[tuple[str, Element], ...]:
    """The elements of a code with their words, as typed ones are compared with them."""
    return tuple((proof_links.element_words(code, one).casefold(), one) for one in catalogue().elements(code))


def _charges(session: Session, words: Sequence[str], limit: int, acts: _Holders) -> list[TargetChoice]:
    """Elements of charges."""
    charges, act = table_of(Charge).c, table_of(Act).c
    columns = (_raw(charges.id).label("id"), charges.crime.label("code"), _raw(charges.act_id).label("act"), act.number)
    statement = select(*columns).join(act.id.table, charges.act_id == act.id).where(records.visible(Charge))

    def rows_of(group: _Group) -> list[Any]:
        wanted = acts.bits(group.left)
        search = _Search(session, statement.where(charges.crime.in_(list(group.elements))), limit)
        return search.rows(
            [(charges.act_id, acts.holding(group.left))],
            lambda row: acts.holds(row.act) & wanted == wanted,
            lambda row: (acts.rank(row.act, wanted), len(row.number), row.number, row.code),
        )

    codes = [one.code for one in catalogue().crimes]
    return _best(session, "charge", _groups(codes, words), rows_of, limit)


def _attributions(session: Session, words: Sequence[str], limit: int, acts: _Holders) -> list[TargetChoice]:
    """Elements of attributions, whose act, actor and crime may hold the words that the mode of liability does not."""
    charges, act, one = table_of(Charge).c, table_of(Act).c, table_of(Attribution).c
    columns = (_raw(one.id).label("id"), one.liability.label("code"), _raw(one.actor_id).label("actor"))
    of_act = (charges.crime, _raw(charges.act_id).label("act"), act.number)
    statement = select(*columns, *of_act).join(charges.id.table, one.charge_id == charges.id)
    statement = statement.join(act.id.table, charges.act_id == act.id).where(records.visible(Attribution))
    actors = _Holders(session, words, "actor")
    crimes = {crime.code: acts.bits(word for word in words if word in crime.code) for crime in catalogue().crimes}
    of_crimes = {word for word in words if any(word in code for code in crimes)}

    def near(left: Sequence[str]) -> Iterator[_Near]:
        named = [word for word in left if word not in of_crimes]
        if named or not left:
            yield charges.act_id, acts.holding(named)
        elif left:
            holding = [code for code, held in crimes.items() if held & acts.bits(left) == acts.bits(left)]
            found = session.scalars(select(_raw(charges.id)).where(charges.crime.in_(holding)))
            yield one.charge_id, _in_batches(found.all())
        yield one.actor_id, actors.with_any(left)

    def rows_of(group: _Group) -> list[Any]:
        wanted = acts.bits(group.left)

        def fits(row: Any) -> bool:
            held = acts.holds(row.act) | actors.holds(row.actor) | crimes.get(row.crime, 0)
            return held & wanted == wanted

        def order(row: Any) -> tuple[Any, ...]:
            rank = acts.rank(row.act, wanted) + actors.rank(row.actor, wanted)
            return rank, len(row.number), row.number, row.crime, row.code

        search = _Search(session, statement.where(one.liability.in_(list(group.elements))), limit)
        return search.rows(list(near(group.left)), fits, order)

    codes = list(session.scalars(select(one.liability).distinct()))
    return _best(session, "attribution", _groups(codes, words), rows_of, limit)


def _best(
    session: Session, noun: str, groups: Iterable[_Group], rows_of: Callable[[_Group], list[Any]], limit: int
) -> list[TargetChoice]:
    """The elements of the best groups, until there are enough."""
    found: list[Target] = []
    last = 0
    for group in groups:
        if len(found) >= limit and group.standing < last:
            break
        last = group.standing
        rows = rows_of(group)
        found += [Target(noun, UUID(bytes=row.id), one.number) for row in rows for one in group.elements[row.code]]
    named = proof_links.name_targets(session, found[:limit])
    return [named[target] for target in found if target in named]


_Near = tuple[ColumnElement[Any], Iterator[list[bytes]]]
"""A column, and what may stand in it: the likely ones first."""


@dataclass(frozen=True, slots=True)
class _Search:
    """Charges or attributions with certain codes: where there are few, all are looked at, else those that are near."""

    session: Session
    statement: Select[Any]
    limit: int

    def rows(self, near: Sequence[_Near], fits: Callable[[Any], bool], order: Callable[[Any], Any]) -> list[Any]:
        """The first that `fits`, in `order`."""
        begun = [(column, chain([first], rest)) for column, rest in near if (first := next(rest, None)) is not None]
        if not begun:
            return []
        some = self.session.execute(self.statement.limit(_FEW)).all()
        if len(some) == _FEW:
            some = [row for column, batches in begun for row in self._batched(column, batches, fits)]
        return sorted((row for row in dict.fromkeys(some) if fits(row)), key=order)[: self.limit]

    def _batched(
        self, column: ColumnElement[Any], batches: Iterable[list[bytes]], fits: Callable[[Any], bool]
    ) -> list[Any]:
        found: list[Any] = []
        for batch in batches:
            found += filter(fits, self.session.execute(self.statement.where(_raw(column).in_(batch))).all())
            if len(found) >= self.limit:
                break
        return found


def _raw(column: ColumnElement[Any]) -> ColumnElement[bytes]:
    """An id as it is stored: thousands of them are compared before a few are shown."""
    return type_coerce(column, LargeBinary)


# --- words in SQL -------------------------------------------------------------------------------------------------


def _holds(columns: Sequence[ColumnElement[Any]], word: str, edge: str = "") -> ColumnElement[bool]:
    """Whether a word stands in any of the columns; between two `edge`s, where one is given."""
    text = func.lower(func.concat_ws(" ", literal(edge), *columns, literal(edge)))
    return or_(*(func.instr(text, f"{edge}{shape}{edge}") > 0 for shape in _shapes(word)))


def _stands_alone(columns: Sequence[ColumnElement[Any]], word: str) -> ColumnElement[bool]:
    return _holds(columns, word, edge=" ")


def _flags(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[int]:
    """A bit for each condition that holds, the first is 1."""
    bits = (case((one, 1 << place), else_=0) for place, one in enumerate(conditions))
    return sum(bits, start=literal(0))


def _shapes(word: str) -> tuple[str, ...]:
    """A word as it may be written: SQLite knows the case of no letters but A to Z."""
    return (word,) if word.isascii() else tuple(dict.fromkeys((word, word.capitalize(), word.upper())))
