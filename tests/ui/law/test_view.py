"""Reading the law: found by words and by code, with its use in the case."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casefile.law.catalogue import catalogue
from casefile.settings import Settings
from casefile.ui import hooks
from casefile.ui.law.keys import GROUPS, id_of, key_of
from casefile.ui.law.view import LawView
from tests.ui.real_window import add, at, charged_act, empty_case, press, shown

Key = Qt.Key


def words(view: LawView) -> str:
    return "\n".join(label.text() for label in view.page.findChildren(QLabel) if label.isVisibleTo(view.page))


def test_found_by_words_and_by_code(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    window = shown(qtbot, settings, empty_case(tmp_path / "T.casefile", settings))
    view = at(window, "law", LawView)
    window.actions_.all["law.find"].trigger()
    assert view.line.hasFocus()
    press(view.line, "rape", Key.Key_Return)
    assert list(view.results.items)[:3] == ["7(1)(g)-1", "8(2)(b)(xxii)-1", "8(2)(e)(vi)-1"]
    assert view.page.key == "7(1)(g)-1"
    assert "This is a summary in our own words; the official text decides." in words(view)
    view.line.clear()
    assert view.outline.isVisible()
    view.line.setFocus()
    press(view.line, "8 2 b ii", Key.Key_Return)
    assert view.page.key == "8(2)(b)(ii)"
    assert view.page.title.text() == "War crime of attacking civilian objects"
    view.line.setFocus()
    press(view.line, Key.Key_Escape)
    assert view.outline.currentItem() is view.outline.items["8(2)(b)(ii)"]
    view.line.setFocus()
    press(view.line, "zzzz")
    qtbot.waitUntil(view.nothing.isVisible)


def test_back_and_forward_go_through_provisions(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    window = shown(qtbot, settings, empty_case(tmp_path / "T.casefile", settings))
    view = at(window, "law", LawView)
    view.go("7")
    view.page.followed.emit("7(1)(k)")
    assert hooks.open_law.function is not None
    hooks.open_law.function(window.workspace, "25(3)(c)")
    assert view.page.key == "25(3)(c)"
    window.workspace.back()
    assert view.page.key == "7(1)(k)"
    window.workspace.back()
    assert view.page.key == "7"
    window.workspace.forward()
    assert view.page.key == "7(1)(k)"


def test_the_use_in_the_case_is_shown_and_followed(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    _act, charge = charged_act(case)
    actor = add(case, "actor", kind="person", name="Ivan Example")
    add(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(c)")
    window = shown(qtbot, settings, case)
    view = at(window, "law", LawView)
    view.go("25(3)(c)")
    assert "Attributions in this case: 1" in words(view)
    view.go("8(2)(b)(i)")
    assert "Charges in this case: 1" in words(view)
    row = view.page.uses.layout().itemAt(0).widget()  # type: ignore[union-attr]
    row.click()  # type: ignore[union-attr]
    assert window.view("acts").isVisible()


@pytest.mark.parametrize("kind", ["articles", "crimes", "modes"])
def test_every_provision_has_a_page(qtbot: QtBot, settings: Settings, tmp_path: Path, kind: str) -> None:
    window = shown(qtbot, settings, empty_case(tmp_path / "T.casefile", settings))
    view = at(window, "law", LawView)
    keys = [getattr(one, "key", one.code) for one in getattr(catalogue(), kind)]
    for key in [*keys, *GROUPS]:
        view.show_key(key)
        assert view.page.title.text()
        assert key_of(id_of(key)) == key
        assert key in view.outline.items
