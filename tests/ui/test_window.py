"""The frame with places of its own: what every noun may rely on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from casefile.operations import records
from casefile.settings import Settings
from casefile.ui import commands, files, hooks, places
from casefile.ui import records as ui_records
from casefile.ui.places import place
from casefile.ui.trail import Location
from casefile.ui.view import View
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.listdetail import ListDetail, ScrollColumn
from casefile.ui.widgets.paging import Column
from casefile.ui.widgets.table import RecordTable
from casefile.ui.window import MainWindow
from casefile.ui.workspace import Workspace


class Acts(View):
    """List and form of acts, as a noun would write it."""

    tables: ClassVar[frozenset[str]] = frozenset({"act"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.reloads = 0
        columns = [Column("number", "Number", lambda row: row.number, sort="number")]
        self.table = RecordTable(
            "acts", "Acts", ui_records.source(workspace, "act"), columns, empty="None.", memory=workspace.settings
        )
        detail = ScrollColumn()
        save = ui_records.save(workspace, "act", lambda: self.table.current)
        self.form = Form(ui_records.fields("act", "title", "date"), save)
        detail.column.addWidget(self.form)
        self.panes = ListDetail("acts", self.table, detail, workspace.settings)
        QVBoxLayout(self).addWidget(self.panes)
        self.table.selected.connect(self._chosen)

    def reload(self) -> None:
        self.reloads += 1
        self.table.reload()
        self._show(self.table.current)

    def open_record(self, record: UUID | None) -> None:
        if record is not None:
            self.table.select(record)
            self._show(record)

    def _chosen(self, record: UUID | None) -> None:
        self.chose("acts", record)
        self._show(record)

    def _show(self, record: UUID | None) -> None:
        self.panes.show_detail(record is not None)
        if record is not None:
            self.form.show_record(self.workspace.read(records.get, "act", record))


class Law(View):
    tables: ClassVar[frozenset[str]] = frozenset()


@pytest.fixture
def window(qtbot: QtBot, settings: Settings, case_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(places, "_places", {})
    frame = {"File", "Edit", "Go", "View", "Help"}  # other tests may have loaded the nouns
    own = {
        key: known
        for key, known in commands._commands.items()
        if known.menu in frame and not (key.startswith("go.") and known.section == 2) and not known.context
    }
    monkeypatch.setattr(commands, "_commands", own)
    place("acts", "Acts", order=20, count=lambda session: records.count(session, "act"))(Acts)
    place("law", "Law", order=50)(Law)
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    files.open_path(made.workspace, case_path)
    yield made
    made.close()


def acts(window: MainWindow) -> Acts:
    view = window.view("acts")
    assert isinstance(view, Acts)
    return view


def ids(window: MainWindow) -> list[UUID]:
    return [row.id for row in window.workspace.read(records.page, "act")]


def test_a_case_opens_at_the_first_place_with_counts(window: MainWindow) -> None:
    listed = window.navigation.list
    assert [listed.item(row).text() for row in range(listed.count())] == ["Acts", "Law"]
    assert listed.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Acts, 3"
    assert window.windowTitle().startswith("Trial — Casefile")
    assert acts(window).isVisible()


def test_an_edit_is_saved_shown_undone_and_named(qtbot: QtBot, window: MainWindow) -> None:
    view = acts(window)
    window.workspace.go("acts", ids(window)[0])
    title = view.form.rows["title"].editor.control
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_End)
    QTest.keyClicks(title, " at noon")
    view.table.table.setFocus()
    undo = window.actions_.all["edit.undo"]
    qtbot.waitUntil(lambda: undo.text() == "Undo: Edit Title of act")
    before = window.statusBar().state.text()  # type: ignore[attr-defined]
    undo.trigger()
    qtbot.waitUntil(lambda: view.form.rows["title"].editor.raw() == "Shelling of a market")
    assert window.actions_.all["edit.redo"].text() == "Redo: Edit Title of act"
    assert window.statusBar().state.text() != before  # type: ignore[attr-defined]


def test_a_hidden_view_waits_until_it_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    view, workspace = acts(window), window.workspace
    workspace.go("law")
    reloads = view.reloads
    workspace.write("Add", records.add, "act", {"title": "Fourth"})
    qtbot.waitUntil(lambda: window.navigation.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Acts, 4")
    assert (view.reloads, view.stale) == (reloads, True)
    workspace.go("acts")
    assert (view.reloads, view.stale, view.table.model.rowCount()) == (reloads + 1, False, 4)


def test_keys_lead_to_places_back_and_forward(qtbot: QtBot, window: MainWindow) -> None:
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    shown = []
    for key, modifier in (
        (Qt.Key.Key_2, control),
        (Qt.Key.Key_1, control),
        (Qt.Key.Key_Left, alt),
        (Qt.Key.Key_Left, alt),
        (Qt.Key.Key_Right, alt),
    ):
        QTest.keyClick(window, key, modifier)
        here = window.workspace.here
        shown.append(here.place if here else "")
    assert shown == ["law", "acts", "law", "acts", "law"]
    assert window.navigation.list.currentItem().text() == "Law"


def test_search_leads_to_a_record(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    QTest.keyClicks(window.search, "fire")
    results = window.search
    qtbot.waitUntil(lambda: results._results is not None and results._results.isVisible())
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert window.workspace.here == Location("acts", ids(window)[1])
    assert acts(window).form.rows["title"].editor.raw() == "Strike & fire <img src=x>"


def test_a_narrow_window_shows_list_or_detail(qtbot: QtBot, window: MainWindow) -> None:
    panes = acts(window).panes
    window.workspace.go("acts", ids(window)[0])
    assert (panes.left.isVisible(), panes.right.isVisible()) == (True, True)
    window.resize(900, 700)
    qtbot.waitUntil(lambda: not panes.left.isVisible())
    panes.back.click()
    assert (panes.left.isVisible(), panes.right.isVisible()) == (True, False)
    window.resize(1300, 700)
    qtbot.waitUntil(lambda: panes.left.isVisible() and panes.right.isVisible())


def drop(window: MainWindow, paths: Sequence[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_dropped_evidence_is_handed_on_and_a_case_is_opened(
    window: MainWindow, case_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path] = []
    monkeypatch.setattr(hooks.add_evidence, "function", lambda _workspace, paths: taken.extend(paths))
    drop(window, [tmp_path / "a.pdf"])
    assert taken == [tmp_path / "a.pdf"]
    window.workspace.close_case()
    drop(window, [tmp_path / "a.pdf"])
    assert window.toast.text() == "Open or create a case first; then drop evidence into it."
    drop(window, [case_path])
    assert window.workspace.case is not None


def test_closing_the_case_empties_the_window(window: MainWindow, case_path: Path) -> None:
    window.actions_.all["file.close"].trigger()
    assert window.welcome.isVisible()
    assert window.views == {}
    assert not window.navigation.isVisible()
    assert [path.stem for path in window.workspace.settings.recent()] == ["Trial"]


def test_closing_the_window_saves_what_is_being_typed(qtbot: QtBot, window: MainWindow, case_path: Path) -> None:
    window.workspace.go("acts", ids(window)[0])
    title = acts(window).form.rows["title"].editor.control
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_End)
    QTest.keyClicks(title, "!")
    window.close()
    again = Workspace(window.workspace.settings)
    files.open_path(again, case_path)
    assert again.read(records.page, "act")[0].title == "Shelling of a market!"
    again.close_case()


def test_going_to_another_record_saves_to_the_one_that_was_typed_in(qtbot: QtBot, window: MainWindow) -> None:
    first, second = ids(window)[:2]
    window.workspace.go("acts", first)
    window.workspace.go("law")
    window.workspace.go("acts", second)
    title = acts(window).form.rows["title"].editor.control
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_End)
    QTest.keyClicks(title, "!")
    window.workspace.go("acts", first)
    titles = [row.title for row in window.workspace.read(records.page, "act")]
    assert titles[:2] == ["Shelling of a market", "Strike & fire <img src=x>!"]
    assert acts(window).form.rows["title"].editor.raw() == "Shelling of a market"


def test_a_refused_text_stays_until_another_record_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    view, (first, second) = acts(window), ids(window)[:2]
    window.workspace.go("acts", first)
    date = view.form.rows["date"]
    date.editor.control.setFocus()
    QTest.keyClicks(date.editor.control, "x")
    view.table.table.setFocus()
    window.workspace.write("Edit", records.edit, "act", first, {"title": "Renamed"})
    qtbot.waitUntil(lambda: view.form.rows["title"].editor.raw() == "Renamed")
    assert (date.editor.raw(), date.mistake.isVisible()) == ("x2024-02", True)
    window.workspace.go("acts", second)
    assert (date.editor.raw(), date.mistake.isVisible()) == ("2024-02", False)


def test_long_work_is_listed_with_cancel(qtbot: QtBot, window: MainWindow) -> None:
    import time

    def work(progress: object, cancelled: object) -> None:
        assert callable(progress)
        assert callable(cancelled)
        while not cancelled():
            progress(5_000_000_000, 10_000_000_000, "part one")
            time.sleep(0.01)

    job = window.workspace.jobs.start("Reading", work)
    button = window.statusBar().jobs  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: button.text() == "Reading  50 %")
    button.click()
    assert button.list.isVisible()
    button.list._rows[0][3].click()
    assert job.cancelled
    qtbot.waitUntil(lambda: not button.isVisible())


def test_every_place_and_button_can_be_named_by_a_screen_reader(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisibleTo(window)]
    lines = [one for one in window.findChildren(QLineEdit) if one.isVisibleTo(window)]
    nameless = [one for one in buttons if not (one.accessibleName() or one.text() or one.toolTip())]
    assert nameless == []
    assert [line.placeholderText() for line in lines if not line.accessibleName()] == []
