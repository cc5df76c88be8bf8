"""Where the next number comes from: a contributor's own block, or what no block of another holds.

Two people who work on copies of one case would both make NKR-0042. With blocks each has numbers of their own, known by
the pseudonym that the journal has for them in this case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, cast, func, or_, select
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.model import NOUNS, Act, Case, EvidenceItem, NumberBlock, Record
from casefile.model.base import table_of
from casefile.model.number_blocks import AUTHOR, SERIES

if TYPE_CHECKING:
    from casefile.operations.records import Row

ACT_PREFIX = "A"
DEFAULT_PREFIX = "E"
__all__ = [
    "ACT_PREFIX",
    "DEFAULT_PREFIX",
    "SERIES",
    "BlockRow",
    "Held",
    "Series",
    "Span",
    "all_held",
    "check_among",
    "check_apart",
    "check_order",
    "held_by",
    "listed",
    "overlapping",
    "prefix_of",
    "series_for",
    "usual_prefix",
    "usual_prefixes",
]


@dataclass(slots=True)
class Span:
    """Numbers from `next` to `last` (None: without end) behind `prefix`."""

    prefix: str
    next: int
    last: int | None


@dataclass(slots=True)
class Series:
    """Where numbers may be taken from, in this order. `full` is the sentence for when there are none left."""

    spans: list[Span] = field(default_factory=list)
    full: str = ""

    def take(self, is_free: Callable[[str, int], bool] = lambda _prefix, _number: True) -> str:
        """The next number; those that `is_free(prefix, number)` denies are passed over."""
        for span in self.spans:
            while span.last is None or span.next <= span.last:
                number, span.next = span.next, span.next + 1
                if is_free(span.prefix, number):
                    return f"{span.prefix}-{number:04d}"
        raise UserError(self.full)


@dataclass(frozen=True, slots=True)
class Held:
    """Numbers that belong to a contributor; `last` None: without end."""

    id: UUID | None
    contributor: str
    series: str
    prefix: str
    first: int
    last: int | None

    @property
    def words(self) -> str:
        """As people read it: NKR-0100 to NKR-0199."""
        first = f"{self.prefix}-{self.first:04d}"
        return f"{first} and on" if self.last is None else f"{first} to {self.prefix}-{self.last:04d}"

    def overlaps(self, other: Held) -> bool:
        """Whether a number belongs to both."""
        same = (self.series, self.prefix) == (other.series, other.prefix)
        before = self.last is not None and self.last < other.first
        behind = other.last is not None and other.last < self.first
        return same and not before and not behind


def held_by(values: Mapping[str, Any], usual: Mapping[str, str]) -> Held:
    """What the values of a block come to; `usual` are the prefixes of the series where it has none."""
    series, last = str(values.get("series") or EvidenceItem.noun), values.get("last")
    prefix, name = str(values.get("prefix") or usual[series]), str(values.get("contributor") or "")
    return Held(values.get("id"), name, series, prefix, int(values.get("first") or 0), last)


def all_held(session: Session, usual: Mapping[str, str]) -> list[Held]:
    """The numbers of all blocks, by series and first number."""
    return [_held(block, usual[series]) for series in usual for block in _blocks(session, series)]


def usual_prefixes(session: Session) -> dict[str, str]:
    """What numbers of each series begin with where no block says otherwise."""
    return {series: usual_prefix(session, series) for series, _words in SERIES}


def prefix_of(session: Session) -> str:
    """What evidence numbers of this case begin with."""
    prefix = session.scalars(select(Case.prefix).limit(1)).first()
    return prefix or DEFAULT_PREFIX


def usual_prefix(session: Session, series: str) -> str:
    """What numbers of a series ("evidence" or "act") begin with where no block says otherwise."""
    return ACT_PREFIX if series == Act.noun else prefix_of(session)


def series_for(session: Session, record: type[Record], coming: Iterable[NumberBlock] = (), usual: str = "") -> Series:
    """Where the session's author takes numbers of `record` from; those of binned records are not used again.

    `coming` are blocks that the same import brings; `usual` is the prefix where the case is not there yet to say it.
    """
    usual = usual or usual_prefix(session, record.noun)
    new = [block for block in coming if block.series == record.noun]
    known = sorted([*_blocks(session, record.noun), *new], key=lambda block: block.first or 0)
    author = str(session.info.get(AUTHOR, ""))
    own = [block for block in known if author and block.author == author]
    if own:
        spans = [_rest(session, record, block, block.prefix or usual) for block in own]
        ends = ", ".join(_held(block, usual).words for block in own)
        return Series(spans, f"Your numbers {ends} are used up; add another block for yourself on the overview.")
    others = [block for block in known if (block.prefix or usual) == usual]
    full = "All numbers that are left belong to blocks of others; add a block for yourself on the overview."
    return Series(_between(session, record, others, usual), full)


def check_order(whole: Mapping[str, Any]) -> None:
    """That a block does not end before it begins."""
    first, last = whole.get("first"), whole.get("last")
    if first is not None and last is not None and last < first:
        raise UserError("Last number must not be lower than First number.")


def check_apart(session: Session, whole: Mapping[str, Any]) -> None:
    """That no number belongs to two contributors."""
    usual = usual_prefixes(session)
    wanted = held_by(whole, usual)
    check_among(wanted, [one for one in all_held(session, usual) if one.id != wanted.id])


def check_among(wanted: Held, taken: Iterable[Held]) -> None:
    """That none of the numbers are among those that are `taken`."""
    for other in taken:
        if wanted.overlaps(other):
            raise UserError(f"These numbers overlap those of {other.contributor} ({other.words}); choose others.")


def overlapping(session: Session) -> tuple[tuple[Held, Held], ...]:
    """Blocks that have numbers in common: a change of the prefix, or the way back from the bin, may bring them together."""
    found = all_held(session, usual_prefixes(session))
    return tuple((other, one) for place, one in enumerate(found) for other in found[:place] if one.overlaps(other))


def _held(block: NumberBlock, usual: str) -> Held:
    return Held(block.id, block.contributor, block.series, block.prefix or usual, block.first or 0, block.last)


def _blocks(session: Session, series: str) -> list[NumberBlock]:
    table = table_of(NumberBlock)
    statement = select(NumberBlock).where(table.c.series == series, table.c.binned.is_(False))
    return list(session.scalars(statement.order_by(table.c.first, table.c.id)))


def _highest(session: Session, record: type[Record], prefix: str, within: Callable[[Any], ColumnElement[bool]]) -> int:
    """The highest number behind `prefix` for which `within(number)` holds; 0 where there is none."""
    table = table_of(record)
    number = cast(func.substr(table.c.number, len(prefix) + 2), Integer)
    mine = table.c.number.startswith(f"{prefix}-", autoescape=True)
    return session.scalar(select(func.max(number)).where(mine, within(number))) or 0


def _rest(session: Session, record: type[Record], block: NumberBlock, prefix: str) -> Span:
    first, last = block.first or 0, block.last

    def within(number: Any) -> ColumnElement[bool]:
        inside: ColumnElement[bool] = number >= first
        return inside if last is None else inside & (number <= last)

    return Span(prefix, max(first, _highest(session, record, prefix, within) + 1), last)


def _between(session: Session, record: type[Record], others: Iterable[NumberBlock], prefix: str) -> list[Span]:
    """What the blocks of others leave, from behind the highest number that is in none of them."""
    taken = [(block.first or 0, block.last) for block in others]

    def outside(number: Any) -> ColumnElement[bool]:
        free: ColumnElement[bool] = number >= 0
        for first, last in taken:
            free &= number < first if last is None else or_(number < first, number > last)
        return free

    start = _highest(session, record, prefix, outside) + 1
    spans = []
    for first, last in taken:  # in order of their first numbers, and apart
        if start < first:
            spans.append(Span(prefix, start, first - 1))
        if last is None:
            return spans
        start = max(start, last + 1)
    return [*spans, Span(prefix, start, None)]


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block as the window shows it. `mine`: its numbers go to who looks; `used` of them are; `overlaps` says whose
    numbers, and which, are among them.
    """

    id: UUID
    block: Row
    contributor: str
    author: str
    series: str
    numbers: str
    used: int
    mine: bool
    overlaps: str


def listed(session: Session, author: UUID) -> tuple[BlockRow, ...]:
    """All blocks of the case, as `author` sees them."""
    from casefile.operations import records  # which ask the rules, which ask here

    common: dict[UUID | None, list[str]] = {}
    for one, two in overlapping(session):
        common.setdefault(one.id, []).append(f"{two.words}, {two.contributor}")
        common.setdefault(two.id, []).append(f"{one.words}, {one.contributor}")
    return tuple(
        BlockRow(
            id=block.id,
            block=records.get(session, NumberBlock.noun, block.id),
            contributor=block.contributor,
            author=block.author,
            series=series,
            numbers=_held(block, usual).words,
            used=_used(session, NOUNS[series], block, block.prefix or usual),
            mine=block.author == str(author),
            overlaps="; ".join(common.get(block.id, ())),
        )
        for series, usual in ((one, usual_prefix(session, one)) for one in (EvidenceItem.noun, Act.noun))
        for block in _blocks(session, series)
    )


def _used(session: Session, record: type[Record], block: NumberBlock, prefix: str) -> int:
    table = table_of(record)
    number = cast(func.substr(table.c.number, len(prefix) + 2), Integer)
    statement = select(func.count()).where(
        table.c.number.startswith(f"{prefix}-", autoescape=True), number >= (block.first or 0)
    )
    return session.scalar(statement if block.last is None else statement.where(number <= block.last)) or 0
