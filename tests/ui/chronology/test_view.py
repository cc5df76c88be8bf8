"""Chronology: looked at, walked through by keys, zoomed, filtered, exported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.operations import records
from casefile.settings import Settings
from casefile.ui.chronology.view import MOST, ChronologyView, fitting
from casefile.ui.window import MainWindow
from tests.figures.pictures import entry
from tests.ui.real_window import add, at, empty_case, press, shown

Key = Qt.Key


def opened(qtbot: QtBot, settings: Settings, tmp_path: Path) -> tuple[MainWindow, ChronologyView, CaseFile]:
    case = empty_case(tmp_path / "T.casefile", settings)
    window = shown(qtbot, settings, case)
    return window, at(window, "chronology", ChronologyView), case


def filled(case: CaseFile) -> None:
    add(case, "actor", name="Petro Tykhyi", protected=True, pseudonym="P-0008")
    add(case, "act", title="Beating of Petro Tykhyi", date="2024-03-14")
    add(case, "act", title="Undated")
    add(case, "incident", title="Siege", date="2023-08/2024-07")
    add(case, "proceeding", title="Warrant", kind="warrant", date="2024-06-24")


def parts(view: ChronologyView) -> list[str]:
    return [] if view.canvas.drawing is None else [part.words for part in view.canvas.drawing.parts]


def test_the_picture_follows_the_case_and_keys_walk_by_day(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    window, view, case = opened(qtbot, settings, tmp_path)
    assert view.empty.isVisible()
    filled(case)
    qtbot.waitUntil(lambda: len(parts(view)) == 3)
    assert parts(view) == [
        "Incident: Siege, August 2023 to July 2024",
        "Alleged act: A-0001 Beating of Petro Tykhyi, 14 March 2024",
        "Warrant: Warrant, 24 June 2024",
    ]
    assert view.note.text() == "1 entry has no known date and is not drawn."
    assert view.words.text() == "4 entries"
    view.take_focus()
    press(view.canvas, Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left)
    assert view.canvas.current == 2
    assert view.list.currentIndex().row() == 2
    press(view.canvas, Key.Key_Home, Key.Key_Right, Key.Key_Return)
    assert window.workspace.here is not None
    assert window.workspace.here.place == "acts"
    window.workspace.back()
    assert view.canvas.current == 1
    window.workspace.back()
    qtbot.waitUntil(lambda: not view.isVisible())  # the overview was left before it had come


def test_filters_by_kind_words_and_period(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    window, view, case = opened(qtbot, settings, tmp_path)
    filled(case)
    qtbot.waitUntil(lambda: len(parts(view)) == 3)
    QTest.mouseClick(view.kinds["act"], Qt.MouseButton.LeftButton)
    assert len(parts(view)) == 2
    QTest.mouseClick(view.kinds["act"], Qt.MouseButton.LeftButton)
    window.actions_.all["chronology.find"].trigger()
    assert view.filter.hasFocus()
    press(view.filter, "siege", Key.Key_Return)
    qtbot.waitUntil(lambda: len(parts(view)) == 1)
    assert view.canvas.hasFocus()
    view.filter.clear()
    press(view.period, "2024-0")
    qtbot.waitUntil(lambda: "not a date yet" in view.note.text())
    assert len(parts(view)) == 3
    press(view.period, "6")
    qtbot.waitUntil(lambda: len(parts(view)) == 2)
    press(view.filter, "nothing like it")
    qtbot.waitUntil(view.nothing.isVisible)


def test_zoom_widens_the_time_and_not_the_letters(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    _window, view, case = opened(qtbot, settings, tmp_path)
    filled(case)
    qtbot.waitUntil(lambda: len(parts(view)) == 3)
    canvas = view.time
    assert canvas.drawing is not None
    narrow, smallest = canvas.drawing.width, canvas.drawing.smallest
    press(canvas, Key.Key_Plus, Key.Key_Plus, Key.Key_Plus)
    assert canvas.drawing.width > narrow * 1.5
    assert canvas.drawing.smallest == smallest
    assert canvas.zoom == 1.0
    assert canvas.horizontalScrollBar().maximum() > 0
    press(canvas, Key.Key_0)
    assert abs(canvas.drawing.width - narrow) < 2
    press(canvas, Key.Key_Minus)
    assert canvas.stretch == 1.0


def test_exported_alike_whatever_the_window_and_without_protected_names(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    window, view, case = opened(qtbot, settings, tmp_path)
    filled(case)
    qtbot.waitUntil(lambda: len(parts(view)) == 3)
    written = []
    for name in ("a.svg", "b.svg"):
        job = view.write_picture(tmp_path / name)
        qtbot.waitUntil(lambda job=job: not job.running)  # type: ignore[misc]
        written.append((tmp_path / name).read_bytes())
        window.resize(1000, 700)
    assert written[0] == written[1]
    assert b"Beating of P-0008" in written[0]
    assert b"Tykhyi" not in written[0]


def test_hundreds_of_entries_are_read_beside_the_window(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    _window, view, case = opened(qtbot, settings, tmp_path)
    with case.change("Many") as session:
        for number in range(150):
            records.add(session, "act", {"title": f"Act {number}", "date": f"{1900 + number % 120}"})
    qtbot.waitUntil(lambda: len(parts(view)) == 150)
    assert not view.bar.isVisible()


def test_what_is_too_much_for_a_picture_is_left_out_and_said() -> None:
    acts = [entry("act", number, "2024") for number in range(MOST)]
    incidents = [entry("incident", MOST + number, "2024") for number in range(3)]
    assert fitting(acts) == (tuple(acts), "")
    kept, told = fitting([*acts, *incidents])
    assert kept == tuple(incidents)
    assert "acts are left out" in told
    kept, told = fitting([*acts, entry("act", 9999, "2024")])
    assert len(kept) == MOST
    assert "only the first" in told
