"""The place "chronology"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtWidgets import QLineEdit, QToolButton

from casefile.case_file import CaseFile
from casefile.figures.chronology import LANE_X
from casefile.figures.drawing import Area, Drawing, Mark, Text
from casefile.model import dates
from casefile.operations import chronology, records
from casefile.operations.chronology import LANES, Entry, Wanted
from casefile.operations.veil import protected_names
from casefile.ui.figures import FigurePlace, Picture
from casefile.ui.places import place
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.widgets.figure_canvas import FigureCanvas
from casefile.ui.widgets.labels import EmptyState
from casefile.ui.widgets.zoomed_drawing import MARGIN
from casefile.ui.workspace import Workspace

PLACE = "chronology"
MOST = 500  # entries that one picture can show, and that are placed while one waits
PAPER = 1000.0  # points: how wide an exported picture is at zoom 1
_WIDEST = 40_000.0
_MUCH = 100  # records that are read and measured beside the window
_FILTER_WAIT = 150  # ms after the last key
_KINDS = {"incident": "Incidents", "act": "Acts", "proceeding": "Proceedings"}


class TimeCanvas(FigureCanvas):
    """A drawing that is laid out anew at each zoom: time becomes wider, letters stay as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.stretch = 1.0

    @property
    def wide(self) -> float:
        """How many points wide the drawing is to be."""
        room = max(300.0, (self.viewport().width() - 2 * MARGIN) / self.unit)
        return min(_WIDEST, room * self.stretch)

    def fit(self, least: float = 1.0) -> None:
        """All of the time in view."""
        del least
        self.fits = True
        self._stretch_to(1.0)

    def step_zoom(self, factor: float, at: QPointF | None = None) -> None:
        spot = at if at is not None else QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        before, old = self.under(spot), self.wide
        self.fits = False
        self._stretch_to(max(1.0, self.stretch * factor))
        self.hold(QPointF(before.x() * self.wide / old, before.y()), spot)

    def in_sight(self, marks: tuple[Mark, ...], seen: QRectF) -> tuple[Mark, ...]:
        """Names of lanes, and words inside a bar that begins further left, stand at the left edge of the view."""
        edge = seen.left() + 6
        bar = next((mark for mark in marks if isinstance(mark, Area)), None)
        if bar is not None and len(marks) == 2:
            left, right = min(x for x, _y in bar.points), max(x for x, _y in bar.points)
            return tuple(_kept(mark, edge, left, right) if isinstance(mark, Text) else mark for mark in marks)
        return tuple(replace(mark, x=edge) if isinstance(mark, Text) and mark.x == LANE_X else mark for mark in marks)

    def _stretch_to(self, stretch: float) -> None:
        changed = stretch != self.stretch or self.drawing is None or abs(self.drawing.width - self.wide) > 1
        self.stretch = stretch
        if changed:
            self.zoomed.emit(stretch)


@place(PLACE, "Chronology", order=70)
class ChronologyView(FigurePlace):
    """Three lanes on one axis; narrowed by kind, words and period."""

    tables: ClassVar[frozenset[str]] = frozenset({"act", "incident", "place", "proceeding"})
    place = PLACE

    def __init__(self, workspace: Workspace) -> None:
        empty = EmptyState(
            tr("The chronology shows what happened when. Give an act, an incident or a proceeding a date, and it appears here."),
            tr("Go to the acts"),
        )  # fmt: skip
        self.time = TimeCanvas()
        super().__init__(workspace, tr("Chronology"), empty, self.time, self._picture)
        self.entries: tuple[Entry, ...] = ()
        self.shown: tuple[Entry, ...] = ()
        self.filter, self.period = QLineEdit(), QLineEdit()
        self.kinds = {lane: QToolButton() for lane in LANES}
        self._wait = QTimer(self, singleShot=True, interval=_FILTER_WAIT)
        self._fill_tools()
        self._reader: Slowly[tuple[Entry, ...]] = Slowly(
            self, workspace, tr("Reading the chronology"), _read, self._arrived, _weight, _MUCH
        )
        self.filter.textChanged.connect(lambda _text: self._wait.start())
        self.period.textChanged.connect(lambda _text: self._wait.start())
        for button in self.kinds.values():
            button.toggled.connect(lambda _on: self.arrange())
        self._wait.timeout.connect(self.arrange)
        for side in (self.canvas, self.list):
            side.chosen.connect(lambda part: self.chose(PLACE, part.records[0][1]))
        self.time.zoomed.connect(lambda _stretch: self._redraw())
        self.empty.stepped.connect(lambda: workspace.go("acts"))

    def _fill_tools(self) -> None:
        for line, words in (
            (self.filter, tr("Filter by words")),
            (self.period, tr("Period, such as 2022/2024 or 2024-02")),
        ):
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
            line.setClearButtonEnabled(True)
            line.returnPressed.connect(self.canvas.setFocus)
        self.tools.addWidget(self.filter, 3)
        self.tools.addWidget(self.period, 2)
        for lane, button in self.kinds.items():
            button.setText(tr(_KINDS[lane]))
            button.setAccessibleName(tr("Show {kind}").format(kind=tr(_KINDS[lane]).lower()))
            button.setCheckable(True)
            button.setChecked(True)
            button.setProperty("segment", "true")
            self.tools.addWidget(button)

    # --- what the window asks

    def reload(self) -> None:
        self._reader.read()
        self.bar.setVisible(self._reader.reading)

    def open_record(self, record: UUID | None) -> None:
        """Choose the entry of a record."""
        if record is not None:
            self.stand_on(record)

    @property
    def wanted(self) -> Wanted:
        """What the controls ask for; a period that is no date is none."""
        lanes = tuple(lane for lane, button in self.kinds.items() if button.isChecked())
        return Wanted(lanes, self.filter.text(), self._period())

    def arrange(self) -> None:
        """Draw what is wanted of what was read."""
        found = chronology.narrowed(self.entries, self.wanted)
        self.shown, left_out = fitting(found)
        undated = sum(not entry.dated for entry in found)
        self.words.setText(_counted(len(found)))
        self._tell(left_out, undated)
        if not any(entry.dated for entry in self.entries):
            self.show_empty(self.empty)
        elif not any(entry.dated for entry in self.shown):
            self.nothing.sentence.setText(tr("Nothing dated is like that. Empty the filter to see everything."))
            self.show_empty(self.nothing)
        else:
            self._redraw()

    def _picture(self) -> Picture:
        return partial(_exported, self.wanted, PAPER * self.time.stretch)

    # --- within

    def _arrived(self, entries: tuple[Entry, ...]) -> None:
        self.bar.hide()
        self.entries = entries
        self.arrange()

    def _redraw(self) -> None:
        if any(entry.dated for entry in self.shown):
            make = partial(drawn, self.shown, self.time.wide, _span(self.wanted, self.shown))
            self.draw(make, self.show_drawing, quick=True)

    def _period(self) -> str:
        text = self.period.text().strip()
        try:
            dates.bounds(text)
        except ValueError:
            return ""
        return text

    def _tell(self, left_out: str, undated: int) -> None:
        text = self.period.text().strip()
        wrong = bool(text) and not self._period()
        parts = [tr("The period is not a date yet: write 2022/2024, 2024 or 2024-02.")] if wrong else []
        parts += [left_out] if left_out else []
        one = tr("1 entry has no known date and is not drawn.")
        many = tr("{count} entries have no known date and are not drawn.").format(count=f"{undated:,}")
        parts += [one if undated == 1 else many] if undated else []
        self.note.setText(" ".join(parts))
        self.note.setVisible(bool(parts))


def _kept(text: Text, edge: float, left: float, right: float) -> Text:
    """Words inside a bar from `left` to `right`, moved to `edge` where they would begin before it and have room."""
    if not left <= text.x < right:
        return text
    return replace(text, x=max(text.x, min(edge, right - text.width - 8)))


def fitting(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], str]:
    """As many of the entries as a picture can show, and what it leaves out in a sentence."""
    if len(entries) <= MOST:
        return tuple(entries), ""
    kept = tuple(entry for entry in entries if entry.noun != "act")
    if kept and len(kept) <= MOST:
        return kept, tr("Too many entries for one picture: acts are left out. Narrow it to see them.")
    kept = tuple(kept or entries)[:MOST]
    return kept, tr("Too many entries for one picture: only the first {count} are drawn. Narrow it.").format(count=MOST)


def drawn(entries: Sequence[Entry], wide: float, period: tuple[date, date] | None) -> Drawing:
    """The picture, in the faces of the brief."""
    from casefile.brief import measure
    from casefile.figures import chronology as figure

    return figure.draw(entries, measure.width, wide, period)


def _span(wanted: Wanted, entries: Sequence[Entry]) -> tuple[date, date] | None:
    """The period asked for; its open end is that of what is shown."""
    from casefile.figures import chronology as figure

    if not wanted.period:
        return None
    asked = dates.bounds(wanted.period)
    first, last = figure.span([entry for entry in entries if entry.dated])
    return min(asked.first or first, asked.last or last), max(asked.first or first, asked.last or last)


def _exported(wanted: Wanted, wide: float, case: CaseFile) -> Drawing:
    from casefile.brief.veil import veiled

    with case.reading() as session:
        found = chronology.narrowed(chronology.chronology(session), wanted)
        names = protected_names(session)
    shown, _left_out = fitting(found)
    return drawn(veiled(shown, names), wide, _span(wanted, shown))


def _read(session: Any) -> tuple[Entry, ...]:
    """The entries, their words measured once here, so that drawing them is quick."""
    from casefile.brief import measure
    from casefile.figures.chronology import SIZE
    from casefile.figures.drawing import shown

    entries = chronology.chronology(session)
    for entry in entries[:MOST]:
        measure.width(shown(entry.label), SIZE, False)
    return entries


def _weight(session: Any) -> int:
    return sum(records.count(session, noun) for noun in LANES)


def _counted(count: int) -> str:
    return tr("1 entry") if count == 1 else tr("{count} entries").format(count=f"{count:,}")
