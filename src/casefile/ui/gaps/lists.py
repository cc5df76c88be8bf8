"""The five lists of the place "gaps": their tables, and what each reads them from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from casefile.law.catalogue import catalogue
from casefile.model.evidence import TYPES
from casefile.operations import gaps
from casefile.operations.gaps import Contrary, Gap, Gaps, Unused, Wanted
from casefile.operations.matrix import State
from casefile.operations.proof_links import Target
from casefile.operations.quotes import Checked, Standing
from casefile.operations.unguarded import Unguarded, Want
from casefile.ui.text import tr
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.paging import Column, Query, Source
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

_NAMES = dict(TYPES)


class Missing:
    """The gaps that were read last, as a source of rows. `state` and `unasked` narrow them."""

    def __init__(self) -> None:
        self.gaps: Gaps | None = None
        self.state: State | None = None
        self.unasked = False
        self._wanted: Wanted | None = None
        self._places: Sequence[gaps.Place] = ()
        self._seen: dict[UUID, Target] = {}

    def show(self, found: Gaps) -> None:
        self.gaps, self._wanted = found, None

    def places(self, query: Query) -> Sequence[gaps.Place]:
        wanted = Wanted(query.text, self.state, self.unasked)
        if wanted != self._wanted:
            self._wanted, self._places = wanted, self.gaps.find(wanted) if self.gaps else ()
        return self._places

    def source(self) -> Source:
        return Source(
            count=lambda query: len(self.places(query)),
            page=self._page,
            key=lambda row: row[0],
            id=lambda row: row[1].id,
            keys=lambda query, step: list(range(step - 1, len(self.places(query)), step)),
            position=self._position,
        )

    def _page(self, query: Query, after: int | None, limit: int) -> list[tuple[int, Gap]]:
        assert self.gaps is not None
        first = 0 if after is None else after + 1
        rows = [self.gaps.gap(place) for place in self.places(query)[first : first + limit]]
        self._seen |= {gap.id: gap.target for gap in rows}
        return [(first + nth, gap) for nth, gap in enumerate(rows)]

    def _position(self, query: Query, record: UUID) -> int | None:
        """Only what was seen can be looked for again."""
        place = self.gaps.place_of(self._seen[record]) if self.gaps and record in self._seen else None
        places = self.places(query)
        return places.index(place) if place in places else None


def missing_table(workspace: Workspace, missing: Missing) -> RecordTable:
    """Gaps, each with its act and what it is a gap of."""
    columns = [
        Column("state", tr("State"), lambda row: Mark(row[1].state.value), 56),
        Column("element", tr("Element"), _element, 200, stretch=True, tip=lambda row: row[1].element.text),
        Column("of", tr("Of"), _whose, 150, long=True, tip=_whose_in_full),
        Column("act", tr("Act"), lambda row: row[1].act_number, 70, tip=lambda row: row[1].act_title),
        Column("left", tr("Left"), lambda row: row[1].left, 48, right=True, tip=lambda _row: tr(_LEFT)),
        Column("asked", tr("Asked"), lambda row: tr("asked") if row[1].questions else "", 64),
    ]
    return RecordTable(
        "gaps",
        tr("Gaps"),
        missing.source(),
        columns,
        empty=tr("Every element of every charge has support, or nothing is charged yet. Charge an act to begin."),
        memory=workspace.settings,
    )


_LEFT = "Elements without support in this charge or attribution"


def _element(row: tuple[int, Gap]) -> str:
    return f"{row[1].element.number}  {row[1].element.label}"


def _whose(row: tuple[int, Gap]) -> str:
    gap = row[1]
    return f"{gap.liability}  {gap.actor}" if gap.liability else gap.crime


def _whose_in_full(row: tuple[int, Gap]) -> str:
    gap = row[1]
    title = catalogue().mode(gap.liability).title if gap.liability else catalogue().crime(gap.crime).title
    return f"{_whose(row)}\n{title}"


def contrary_table(workspace: Workspace) -> RecordTable:
    """Passages that undermine, by exhibit."""
    columns = [
        Column("cite", tr("Passage"), lambda row: row.link.pin_cite, 150, long=True, tip=lambda row: row.link.pin_cite),
        Column("about", tr("Undermines"), lambda row: row.about, 220, stretch=True, tip=_about),
        Column("weight", tr("Weight"), lambda row: tr(row.link.weight) if row.link.weight else "", 80),
    ]
    return RecordTable(
        "contrary",
        tr("Contrary evidence"),
        _source(workspace, gaps.contrary, gaps.count_contrary),
        columns,
        empty=tr(
            "No passage undermines anything yet. Look for what speaks against the case: articles 54(1)(a), 67(2)."
        ),
        memory=workspace.settings,
    )


def _about(row: Contrary) -> str:
    return "\n".join(part for part in (row.about, row.detail, row.link.note) if part)


def unused_table(workspace: Workspace) -> RecordTable:
    """Items that nothing rests on."""
    columns = [
        Column("number", tr("Number"), lambda row: row.number, 92),
        Column("title", tr("Title"), lambda row: row.title, 240, stretch=True, tip=lambda row: row.title),
        Column("type", tr("Type"), lambda row: tr(_NAMES.get(row.type, row.type)), 120),
        Column("passages", tr("Passages"), lambda row: row.passages, 72, right=True),
    ]
    return RecordTable(
        "unused",
        tr("Unused evidence"),
        _source(workspace, gaps.unused, gaps.count_unused),
        columns,
        empty=tr("Every item of evidence is linked to something."),
        memory=workspace.settings,
    )


class Narrowed(Protocol):
    """What can be listed once it was read as a whole."""

    @property
    def id(self) -> UUID: ...
    def holds(self, words: Sequence[str]) -> bool: ...


_N = TypeVar("_N", bound=Narrowed)


class ReadWhole(Generic[_N]):
    """What was read last, as a source of rows with their places; the filter narrows them in memory."""

    def __init__(self) -> None:
        self._all: Sequence[_N] = ()
        self._text = ""
        self._found: Sequence[_N] = ()

    def show(self, found: Sequence[_N]) -> None:
        self._all = self._found = found
        self._text = ""

    def source(self) -> Source:
        return Source(
            count=lambda query: len(self._wanted(query)),
            page=self._page,
            key=lambda row: row[0],
            id=lambda row: row[1].id,
            keys=lambda query, step: list(range(step - 1, len(self._wanted(query)), step)),
            position=self._position,
        )

    def _wanted(self, query: Query) -> Sequence[_N]:
        if query.text != self._text:
            words = query.text.casefold().split()
            self._text, self._found = query.text, [one for one in self._all if one.holds(words)]
        return self._found

    def _page(self, query: Query, after: int | None, limit: int) -> list[tuple[int, _N]]:
        first = 0 if after is None else after + 1
        return list(enumerate(self._wanted(query)[first : first + limit], first))

    def _position(self, query: Query, record: UUID) -> int | None:
        return next((place for place, one in enumerate(self._wanted(query)) if one.id == record), None)


def doubts_table(workspace: Workspace, doubts: ReadWhole[Checked]) -> RecordTable:
    """Passages whose quote stands elsewhere in its document, or nowhere in it."""
    columns = [
        Column("cite", tr("Passage"), lambda row: row[1].pin_cite, 150, long=True, tip=lambda row: row[1].title),
        Column("stands", tr("Its quote stands"), lambda row: quote_stands(row[1]), 150),
        Column("quote", tr("Quote"), lambda row: row[1].quote, 220, stretch=True),
    ]
    return RecordTable(
        "quotes",
        tr("Quotes to look at"),
        doubts.source(),
        columns,
        empty=tr("Every quote that can be checked stands in its document where its passage says."),
        memory=workspace.settings,
    )


def unguarded_table(workspace: Workspace, unguarded: ReadWhole[Unguarded]) -> RecordTable:
    """What lacks a consent, a basis, or a number of its own."""
    columns = [
        Column("number", tr("Number"), lambda row: row[1].number, 92),
        Column("title", tr("Title"), lambda row: row[1].title, 160, stretch=True, tip=lambda row: row[1].title),
        Column("want", tr("What is wanted"), lambda row: want_words(row[1]), 150),
        Column("level", tr("Class"), lambda row: tr(row[1].level), 96),
    ]
    return RecordTable(
        "unguarded",
        tr("Protection"),
        unguarded.source(),
        columns,
        empty=tr(
            "Nothing rests on a consent that was withdrawn, everything above public says why it is classified, and no "
            "number is given twice."
        ),
        memory=workspace.settings,
    )


def want_words(row: Unguarded) -> str:
    """What is wanted, in a few words."""
    words = {
        Want.CONSENT: tr("consent withdrawn"),
        Want.BASIS: tr("basis of its class"),
        Want.NUMBER: tr("a number of its own"),
        Want.BLOCK: tr("numbers overlap"),
    }
    return words[row.want]


def quote_stands(checked: Checked) -> str:
    """Where a quote stands, in a few words."""
    if checked.standing is Standing.ELSEWHERE:
        return tr("elsewhere: {place}").format(place=checked.found)
    return tr("nowhere in it")


def _source(
    workspace: Workspace,
    page: Callable[..., Sequence[Contrary] | Sequence[Unused]],
    count: Callable[[Any, str], int],
) -> Source:
    return Source(
        count=lambda query: workspace.read(count, query.text),
        page=lambda query, after, limit: workspace.read(page, query.text, after, limit),
    )
