"""What commands and views work on: the open case, where one stands, settings, jobs. The window is only its frame."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QWidget

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.operations.veil import HIDDEN, Veil, veil_of
from casefile.settings import HIDE_NAMES, Settings
from casefile.ui.jobs import Jobs
from casefile.ui.signals import CaseSignals, Touched
from casefile.ui.trail import Location, Trail

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Workspace(QObject):
    """One per window.

    `case_changed`: another case, or none, is open. `touched(frozenset of (noun, id))`: records were written.
    `moved(Location)`: show this. `state_changed`: commands may have become possible or impossible.
    `said(sentence)`: tell the user, without a dialog. `search_wanted`, `palette_wanted`: put the cursor there.
    `menu_wanted(noun, global point)`: the context menu of a noun's commands.
    `names_changed`: protected names are to be hidden, or shown, from now on.
    """

    case_changed = Signal()
    touched = Signal(object)
    moved = Signal(object)
    state_changed = Signal()
    said = Signal(str)
    search_wanted = Signal()
    palette_wanted = Signal()
    menu_wanted = Signal(str, QPoint)
    names_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.jobs = Jobs(self)
        self.trail = Trail()
        self.case: CaseFile | None = None
        self.window: QWidget | None = None  # the parent of dialogs
        self.view_of: Callable[[str], QWidget] = _no_view  # the view of a place, for that place's commands
        self.coming: Callable[[Callable[[], object]], None] | None = (
            None  # while a place is being made: takes more steps
        )
        self._signals: CaseSignals | None = None
        self._veil: tuple[CaseFile, str, Veil] | None = None
        self._look: Any = None  # the reading session that reads within `looking` share
        self.named: UUID | None = None  # the one record whose names are shown while others are hidden
        self.jobs.failed.connect(self.said)
        self.touched.connect(lambda _touched: self.state_changed.emit())

    # --- the case

    @property
    def locked(self) -> bool:
        """Whether nothing can be written: no case is open, or it is open for reading only."""
        return self.case is None or self.case.read_only

    def use(self, case: CaseFile) -> None:
        """Show `case`, in place of the one that is open."""
        self.close_case()
        self.case = case
        self._signals = CaseSignals(self)
        self._signals.touched.connect(self.touched)
        case.listen(self._signals.hear)
        self.settings.add_recent(case.path)
        self.case_changed.emit()
        self.state_changed.emit()

    def close_case(self) -> None:
        """Close the open case, if any; long work is cancelled first. `UserError` when some will not stop."""
        if self.case is None:
            return
        if not self.jobs.close():
            raise UserError("Some work has not stopped yet; wait a moment and close again.")
        case, self.case = self.case, None
        if self._signals is not None:
            self._signals.deleteLater()
            self._signals = None
        self.trail.clear()
        self.case_changed.emit()
        self.state_changed.emit()
        case.close()

    def read(self, ask: Callable[Concatenate[Any, _P], _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """`ask(session, …)` of operations, in a reading session."""
        if self.case is None:
            raise UserError("No case is open; open or create one first.")
        veil = self.veil
        answer = self.read_named(ask, *args, **kwargs)
        return answer if veil is None else veil.over(answer)

    def read_named(self, ask: Callable[Concatenate[Any, _P], _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """The same with protected names, whatever is hidden elsewhere: for who asked to see them."""
        if self.case is None:
            raise UserError("No case is open; open or create one first.")
        if self._look is not None:
            return ask(self._look, *args, **kwargs)
        with self.case.reading() as session:
            return ask(session, *args, **kwargs)

    @contextmanager
    def looking(self) -> Generator[None]:
        """What is read within shares one session: to open the file anew for each of ten questions takes longer than
        the questions. Do not wait for anything within: nobody can write meanwhile, but `write` itself.
        """
        if self.case is None or self._look is not None:
            yield
            return
        with self.case.reading() as session:
            self._look = session
            try:
                yield
            finally:
                self._look = None

    @property
    def hides_names(self) -> bool:
        """Whether protected names are hidden in the window; remembered for the user."""
        return self.settings.hides_names

    def hide_names(self, hide: bool) -> None:
        """Hide protected names everywhere in the window, or show them again."""
        _finish_typing()
        self.settings.remember(HIDE_NAMES, hide)
        self.named = None
        self.names_changed.emit()
        self.state_changed.emit()

    @property
    def veil(self) -> Veil | None:
        """What hides protected names now; None while they are shown. Work beside the window takes it along."""
        case = self.case
        if case is None or not self.hides_names:
            return None
        if self._veil is None or self._veil[0] is not case or self._veil[1] != case.head:
            head = case.head
            self._veil = (case, head, self.read_named(veil_of))
        return self._veil[2]

    def shown(self, words: str) -> str:
        """Words that come from no question to the case (a file name, an error), without the names that are hidden."""
        veil = self.veil
        return words if veil is None else veil.text(words)

    def write(self, label: str, do: Callable[Concatenate[Any, _P], _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """`do(session, …)` of operations as one change, one step of undo, called `label`."""
        if self.case is None:
            raise UserError("No case is open; open or create one first.")
        veil = self.veil
        if self._look is not None:
            self._look.rollback()  # what is being read would keep the file from being written
        with self.case.change(label) as session:
            if veil is not None:
                session.info[HIDDEN] = (veil, self.named)
            return do(session, *args, **kwargs)

    def attempt(self, do: Callable[[], object]) -> bool:
        """Run `do`; a `UserError` is said in the window. True when all went well."""
        try:
            do()
        except UserError as error:
            self.said.emit(str(error))
            return False
        return True

    # --- where one stands

    @property
    def here(self) -> Location | None:
        return self.trail.here

    def go(self, place: str, record: UUID | None = None) -> None:
        """Show `record` at `place`, as a step that Back undoes."""
        _finish_typing()
        self.trail.visit(Location(place, record))
        self._arrive()

    def stand_at(self, location: Location) -> None:
        """Note what the view has already shown (the user chose a row), without showing it again."""
        if location != self.trail.here:
            self.trail.settle(location)
            self.state_changed.emit()

    def back(self) -> None:
        _finish_typing()
        self.trail.back()
        self._arrive()

    def forward(self) -> None:
        _finish_typing()
        self.trail.forward()
        self._arrive()

    def in_turn(self, step: Callable[[], object]) -> None:
        """Run `step`: in a turn of the event loop of its own where it is a part of a place that is just being made."""
        if self.coming is None:
            step()
        else:
            self.coming(step)

    def _arrive(self) -> None:
        if self.here is not None:
            with self.looking():
                self.moved.emit(self.here)
                self.state_changed.emit()


def _no_view(_place: str) -> QWidget:
    raise UserError("This needs the window.")


def _finish_typing() -> None:
    """Leave the field that is being typed in: it saves then, and must do so before another record is shown."""
    focused = QApplication.focusWidget()
    if focused is not None and focused.property("quiet"):
        focused.clearFocus()


def nouns_of(touched: Touched) -> frozenset[str]:
    """The tables that a change touched."""
    return frozenset(noun for noun, _id in touched)


def dropped_files(paths: Sequence[Path]) -> tuple[Path | None, list[Path]]:
    """What was dropped: a case file to open (the first), and the files to add as evidence."""
    cases = [path for path in paths if path.suffix.lower() == ".casefile"]
    return (cases[0] if cases else None, [path for path in paths if path not in cases])
