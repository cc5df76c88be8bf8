"""Filling pages: text from the top, the footnotes cited in it at the foot of the same page.

Lines are broken already and their heights known, so one pass places everything; only then is anything drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from casefile.brief import styles
from casefile.brief.flow import Flow, footnote_slabs
from casefile.brief.slabs import Item, Slab, Turn

HOLE = 90.0  # points: rather than leave more than this empty, a footnote is continued on the next page
CARRIED_SHARE = 0.6  # of a page, at most, for footnotes continued from the page before


@dataclass(slots=True)
class Page:
    """Slabs with the depth of their tops below the top of the text column, in points."""

    landscape: bool
    body: list[tuple[float, Slab]] = field(default_factory=list)
    notes: list[Slab] = field(default_factory=list)
    bare: bool = False
    used: float = 0.0
    foot: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        return styles.A4[::-1] if self.landscape else styles.A4

    @property
    def width(self) -> float:
        return self.size[0] - 2 * styles.MARGIN

    @property
    def height(self) -> float:
        return self.size[1] - 2 * styles.MARGIN

    @property
    def room(self) -> float:
        return self.height - self.used - self.foot + 0.01

    def foot_height(self, notes: list[Slab]) -> float:
        """What these lines add to the foot of the page, the gap above the first included."""
        return _height(notes) + (styles.NOTE_GAP if notes and not self.notes else 0.0)

    def add_notes(self, notes: list[Slab]) -> None:
        self.foot += self.foot_height(notes)
        self.notes += notes

    def add(self, slab: Slab) -> None:
        top = self.used + (slab.before if self.used else 0.0)
        self.body.append((top, slab))
        self.used = top + slab.height


def _height(slabs: list[Slab]) -> float:
    return sum(slab.before + slab.height for slab in slabs)


def chunks(items: list[Item]) -> Iterator[Turn | list[Slab]]:
    """Runs of slabs that are to stay on one page."""
    chunk: list[Slab] = []
    for item in items:
        if isinstance(item, Turn):
            if chunk:
                yield chunk
            chunk = []
            yield item
            continue
        spacer = not item.marks and len(chunk) > 0  # after a heading: what follows the space is to stay with it
        chunk.append(item)
        if not item.keep and not spacer:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class Filler:
    """Fills pages in order. `where` tells the page (counted from 0) and depth of each anchor."""

    def __init__(self, flow: Flow) -> None:
        self.pages: list[Page] = []
        self.where: dict[str, tuple[int, float]] = {}
        self._flow = flow
        self._placed: set[int] = set()
        self._carried: list[Slab] = []
        self._notes: dict[int, list[Slab]] = {}

    def fill(self, items: list[Item]) -> None:
        started = False
        for chunk in chunks(items):
            if isinstance(chunk, Turn):
                if started and self._page.used:
                    self._finish()
                    self._open(chunk.landscape)
                elif started:
                    self._page.landscape = chunk.landscape
                else:
                    self._open(chunk.landscape)
            else:
                if not started:
                    self._open(landscape=False)
                self._chunk(chunk)
            started = True
        if started:
            self._finish()

    @property
    def _page(self) -> Page:
        return self.pages[-1]

    def _open(self, landscape: bool) -> None:
        """Start a page; footnotes continued from the page before come first at its foot."""
        self._flow.tick()
        page = Page(landscape)
        self.pages.append(page)
        limit = page.height * CARRIED_SHARE
        count = 0
        while count < len(self._carried) and page.foot_height(self._carried[: count + 1]) <= limit:
            count += 1
        page.add_notes(self._carried[:count])
        del self._carried[:count]

    def _finish(self) -> None:
        while self._carried:
            self._open(self._page.landscape)

    def _chunk(self, chunk: list[Slab]) -> None:
        """Place slabs that belong together: here if they fit with their footnotes, else on a new page."""
        if self._try(chunk, whole_notes=True):
            return
        roomy = self._page.room > HOLE
        if self._page.used and not (roomy and self._try(chunk, whole_notes=False)):
            self._open(self._page.landscape)
            if self._try(chunk, whole_notes=True):
                return
        elif self._page.used:
            return
        if self._try(chunk, whole_notes=False):
            return
        if len(chunk) > 1 and not self._page.used and self._page.notes:  # footnotes of earlier pages take the room
            self._open(self._page.landscape)
            self._chunk(chunk)
            return
        if len(chunk) == 1:
            self._place(chunk, self._new_notes(chunk), len(self._new_notes(chunk)))
            return
        for slab in chunk:
            self._chunk([slab])

    def _try(self, chunk: list[Slab], *, whole_notes: bool) -> bool:
        """Place the chunk if there is room: for all of its footnotes, or at least for the first line of each."""
        page = self._page
        notes = self._new_notes(chunk)
        room = page.room - self._body_height(chunk)
        if room < 0:
            return False
        least = len(notes) if whole_notes else self._least(chunk)
        if page.foot_height(notes[:least]) > room:
            return False
        while least < len(notes) and page.foot_height(notes[: least + 1]) <= room:
            least += 1
        self._place(chunk, notes, least)
        return True

    def _body_height(self, chunk: list[Slab]) -> float:
        fresh = not self._page.used
        header = _height(chunk[0].header) if fresh else 0.0
        return header + _height(chunk) - (chunk[0].before if fresh and not header else 0.0)

    def _new_notes(self, chunk: list[Slab]) -> list[Slab]:
        """The lines of the footnotes that the chunk is the first to cite."""
        return [line for number in self._numbers(chunk) for line in self._lines(number)]

    def _numbers(self, chunk: list[Slab]) -> list[int]:
        cited = dict.fromkeys(number for slab in chunk for number in slab.notes)
        return [number for number in cited if number not in self._placed]

    def _least(self, chunk: list[Slab]) -> int:
        """How many footnote lines must stand on the page: two of the last footnote, and all of those before it."""
        numbers = self._numbers(chunk)
        if not numbers:
            return 0
        return sum(len(self._lines(number)) for number in numbers[:-1]) + min(2, len(self._lines(numbers[-1])))

    def _lines(self, number: int) -> list[Slab]:
        if number not in self._notes:
            self._notes[number] = footnote_slabs(self._flow, number, self._page.width)
        return self._notes[number]

    def _place(self, chunk: list[Slab], notes: list[Slab], count: int) -> None:
        page = self._page
        if not page.used:
            for slab in chunk[0].header:
                page.add(slab)
        numbers = self._numbers(chunk)
        for slab in chunk:
            page.add(slab)
            self._settle(slab, page.body[-1][0])
        page.add_notes(notes[:count])
        self._carried += notes[count:]
        for number in numbers:
            self._placed.add(number)
            self._settle(self._notes.pop(number)[0], page.height - styles.CM)

    def _settle(self, slab: Slab, top: float) -> None:
        for name in slab.anchors:
            self.where[name] = (len(self.pages) - 1, top)
