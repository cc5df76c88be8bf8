"""Tags and history under a record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from casefile.ui.evidence.view import EvidenceView
from casefile.ui.widgets.labels import PlainLabel
from tests.ui.acts.desk import Desk
from tests.ui.evidence.taking import LETTER, take, view_of

Key = Qt.Key


def item(desk: Desk, tmp_path: Path) -> EvidenceView:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    take(desk, path)
    return view_of(desk)


def chips(view: EvidenceView) -> list[str]:
    return [label.text() for label in view.detail.footer.tags.findChildren(PlainLabel) if label.isVisible()]


def test_a_tag_is_made_put_on_taken_off_and_chosen_again(desk: Desk, tmp_path: Path) -> None:
    view = item(desk, tmp_path)
    tags = view.detail.footer.tags
    tags.picker.line.setFocus()
    desk.choose("single source")
    assert chips(view) == ["single source"]
    tagging = desk.one("tagging")
    assert (tagging["about_noun"], tagging["about_id"]) == ("evidence", view.items.current)
    assert tags.picker.line.text() == ""
    take_off = next(one for one in tags.findChildren(QToolButton) if one.accessibleName().endswith("single source"))
    take_off.click()
    desk.settle()
    assert chips(view) == []
    tags.picker.line.setFocus()
    desk.choose("single")
    assert chips(view) == ["single source"]
    assert len(desk.rows("tag")) == 1
    assert [desk.undo(), desk.undo(), desk.undo()] == ["Tag record", "Take tag off", "Tag record"]
    assert chips(view) == []
    assert desk.rows("tag") == ()


def test_history_tells_each_change_in_words(desk: Desk, tmp_path: Path) -> None:
    view = item(desk, tmp_path)
    view.detail.forms[0].start("title")
    desk.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("A letter")
    desk.press(Key.Key_Tab)
    history = view.detail.footer.history
    history.button.click()
    desk.settle()
    told = [label.text() for label in history.content.findChildren(PlainLabel)]
    assert told[0].endswith("· Edit Title of evidence")
    assert told[1] == "Title: letter → A letter"
    assert told[2].endswith("· Add evidence")
    assert "Title: letter" in told[3].split("\n")
