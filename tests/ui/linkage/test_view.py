"""Linkage: looked at, walked through by keys, narrowed, exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.settings import Settings
from casefile.ui import theme
from casefile.ui.figures import put
from casefile.ui.linkage.view import LinkageView
from casefile.ui.widgets.figure_canvas import FigureCanvas
from casefile.ui.window import MainWindow
from tests.ui.real_window import add, at, charged_act, empty_case, press, shown

Key = Qt.Key


def filled(case: CaseFile) -> dict[str, object]:
    general = add(case, "actor", name="General <b>Example</b>", kind="person")
    insider = add(case, "actor", name="Petro Tykhyi", aliases=["Петро Тихий"], protected=True, pseudonym="P-0008")
    brigade = add(case, "actor", name="Fourth Brigade", kind="unit")
    add(case, "posting", actor_id=brigade, superior_id=general, role="Brigade")
    add(case, "posting", actor_id=insider, superior_id=brigade, role="Driver of Petro Tykhyi")
    act, charge = charged_act(case, title="Shelling seen by Петро Тихий")
    add(case, "attribution", charge_id=charge, actor_id=insider, liability="25(3)(a)")
    other, second = charged_act(case, title="Strike on a bridge")
    add(case, "attribution", charge_id=second, actor_id=general, liability="28(a)")
    return {"general": general, "insider": insider, "act": act, "other": other}


def opened(qtbot: QtBot, settings: Settings, tmp_path: Path) -> tuple[MainWindow, LinkageView, CaseFile]:
    case = empty_case(tmp_path / "T.casefile", settings)
    window = shown(qtbot, settings, case)
    return window, at(window, "linkage", LinkageView), case


def words(view: LinkageView) -> list[str]:
    assert view.canvas.drawing is not None
    return [part.words for part in view.canvas.drawing.parts]


def test_the_picture_follows_the_case_and_enter_opens_a_record(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    window, view, case = opened(qtbot, settings, tmp_path)
    assert view.empty.isVisible()
    assert not view.export_button.isEnabled()
    ids = filled(case)
    qtbot.waitUntil(lambda: view.canvas.drawing is not None and len(view.canvas.drawing.parts) == 9)
    assert view.words.text() == "4 links, 4 without proof"
    view.take_focus()
    assert view.canvas.hasFocus()
    assert view.canvas.part is not None
    assert view.canvas.accessibleDescription() == words(view)[0] == "Person: General <b>Example</b>"
    press(view.canvas, Key.Key_Down, Key.Key_Up)
    assert view.canvas.current == 0
    press(view.canvas, Key.Key_Right)
    assert view.list.currentIndex().row() == 1
    press(view.canvas, Key.Key_Left, Key.Key_Return)
    assert window.workspace.here is not None
    assert (window.workspace.here.place, window.workspace.here.record) == ("actors", ids["general"])


def test_the_list_beside_the_picture_chooses_and_opens(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    window, view, case = opened(qtbot, settings, tmp_path)
    filled(case)
    qtbot.waitUntil(lambda: view.list.parts.rowCount() == 9)
    index = next(at_ for at_, text in enumerate(words(view)) if text.startswith("Alleged act A-0002"))
    view.list.setFocus()
    view.list.setCurrentIndex(view.list.parts.index(index))
    assert view.canvas.current == index
    press(view.list, Key.Key_Return)
    assert window.workspace.here is not None
    assert window.workspace.here.place == "acts"


def test_narrowed_to_an_act_and_by_levels(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    window, view, case = opened(qtbot, settings, tmp_path)
    ids = filled(case)
    qtbot.waitUntil(lambda: view.canvas.drawing is not None)
    window.workspace.go("linkage", ids["act"])  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(words(view)) == 7)
    assert "Strike on a bridge" not in str(words(view))
    QTest.mouseClick(view.levels.buttons["0"], Qt.MouseButton.LeftButton)
    assert [text.split(":")[0] for text in words(view)] == [
        "Person",
        "Petro Tykhyi, for Shelling seen by Петро Тихий",
        "Alleged act A-0001",
    ]
    window.actions_.all["linkage.find"].trigger()
    assert view.around.line.hasFocus()
    view.around.line.clear()
    view.canvas.setFocus()
    QTest.mouseClick(view.levels.buttons["all"], Qt.MouseButton.LeftButton)
    assert len(words(view)) == 9


def test_zoom_by_wheel_keys_and_buttons(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    _window, view, case = opened(qtbot, settings, tmp_path)
    filled(case)
    qtbot.waitUntil(lambda: view.canvas.drawing is not None)
    canvas = view.canvas
    start = canvas.zoom
    press(canvas, Key.Key_Plus)
    assert canvas.zoom > start
    press(canvas, Key.Key_Minus, Key.Key_Minus)
    assert canvas.zoom < start
    turn(canvas, 120)
    assert canvas.zoom == pytest.approx(start)
    QTest.mouseClick(view.near, Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.whole, Qt.MouseButton.LeftButton)
    assert canvas.fits


def turn(canvas: FigureCanvas, angle: int) -> None:
    spot = QPointF(50, 50)
    event = QWheelEvent(
        spot, canvas.viewport().mapToGlobal(spot), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)


def test_a_click_chooses_and_a_drag_pans(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    _window, view, case = opened(qtbot, settings, tmp_path)
    filled(case)
    qtbot.waitUntil(lambda: view.canvas.drawing is not None)
    canvas = view.canvas
    assert canvas.drawing is not None
    for _ in range(6):
        press(canvas, Key.Key_Plus)
    part = canvas.drawing.parts[0]
    canvas.choose(0)
    spot = canvas.corner() + QPointF(part.bounds.x + 3, part.bounds.y + 3) * canvas.scale
    canvas.choose(3)
    canvas.choose(0)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    assert canvas.current == 0
    bar = canvas.verticalScrollBar()
    before = bar.value()
    port = canvas.viewport()
    free = QPoint(port.width() - 4, port.height() - 4)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=free)
    QTest.mouseMove(port, free - QPoint(0, 40))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=free)
    assert bar.value() == before + 40


def test_exported_as_svg_and_png_without_protected_names(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    _window, view, case = opened(qtbot, settings, tmp_path)
    filled(case)
    qtbot.waitUntil(lambda: view.canvas.drawing is not None)
    written = {}
    for name in ("a.svg", "b.svg", "c.png"):
        job = view.write_picture(tmp_path / name)
        qtbot.waitUntil(lambda job=job: not job.running)  # type: ignore[misc]
        written[name] = (tmp_path / name).read_bytes()
    assert written["a.svg"] == written["b.svg"]
    text = written["a.svg"].decode()
    assert "P-0008" in text
    assert "Shelling seen by" in text
    assert "Tykhyi" not in text
    assert "Тихий" not in text
    assert "General &lt;b&gt;Example&lt;/b&gt;" in text
    made = QImage(str(tmp_path / "c.png"))
    assert made.dotsPerMeterX() == pytest.approx(300 / 0.0254, rel=0.01)
    assert "Tykhyi" not in made.text("Description")
    assert sorted(path.name for path in tmp_path.glob("*.*g")) == ["a.svg", "b.svg", "c.png"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        put(tmp_path / "missing" / "a.svg", b"")


def test_too_many_boxes_are_asked_to_be_narrowed(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    _window, view, case = opened(qtbot, settings, tmp_path)
    from casefile.operations import records

    with case.change("Many") as session:
        above = records.add(session, "actor", {"name": "Ministry", "kind": "organisation"})
        for number in range(310):
            one = records.add(session, "actor", {"name": f"Unit {number}", "kind": "unit"})
            records.add(session, "posting", {"actor_id": one, "superior_id": above, "role": "Unit"})
    qtbot.waitUntil(view.nothing.isVisible)
    assert view.nothing.sentence.text().startswith("That would be 311 boxes")
    assert not view.export_button.isEnabled()


def test_a_middling_network_is_drawn_beside_the_window(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    _window, view, case = opened(qtbot, settings, tmp_path)
    from casefile.operations import records

    with case.change("Some") as session:
        above = records.add(session, "actor", {"name": "Ministry", "kind": "organisation"})
        for number in range(40):
            one = records.add(session, "actor", {"name": f"Unit {number}", "kind": "unit"})
            records.add(session, "posting", {"actor_id": one, "superior_id": above, "role": "Unit"})
    qtbot.waitUntil(lambda: view.canvas.drawing is not None and len(view.canvas.drawing.parts) == 81)
    assert not view.bar.isVisible()


def test_it_is_painted_in_both_palettes(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    _window, view, case = opened(qtbot, settings, tmp_path)
    filled(case)
    qtbot.waitUntil(lambda: view.canvas.drawing is not None)
    light = view.canvas.grab().toImage()
    try:
        theme.theme().apply("dark")
        dark = view.canvas.grab().toImage()
    finally:
        theme.theme().apply("light")
    assert light.pixelColor(2, 2).lightness() > 200
    assert dark.pixelColor(2, 2).lightness() < 60


def test_a_view_that_was_made_anew_hears_no_more_of_the_case(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    window, view, _case = opened(qtbot, settings, tmp_path)
    window.workspace.hide_names(True)
    qtbot.waitUntil(lambda: not isValid(view))
    window.workspace.close_case()
    window.workspace.hide_names(False)
