"""Every control of every place has a name and a road for the keys, and no text of the case is read as mark-up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget

from casefile.ui.law.paper import Paper
from casefile.ui.places import load_nouns, places
from tests.features.hands import Hands

load_nouns()
PLACES = [known.key for known in places()]
MOST = 3_000  # controls of one place


@pytest.fixture
def sample(hands: Hands, tmp_path: Path) -> Hands:
    """The window on the sample case."""
    with hands.choosing(tmp_path / "Sample.casefile"):
        hands.click("Open the sample case")
    hands.until(lambda: hands.window.workspace.case is not None)
    return hands


def controls(window: QWidget) -> Iterator[QWidget]:
    """What can take the focus by Tab now."""
    for widget in window.findChildren(QWidget):
        wanted = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if wanted and widget.isVisible() and widget.isEnabled() and widget.window() is window:
            yield widget


def described(widget: QWidget) -> str:
    """A control, so that one finds it when the test fails."""
    above = widget.parentWidget()
    return (
        f"{type(widget).__name__} in {type(above).__name__} in {type(above.parentWidget()).__name__}" if above else ""
    )


def spoken(widget: QWidget) -> str:
    """What a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def by_tab(hands: Hands) -> set[QWidget]:
    """The controls that Tab leads through until it comes round."""
    seen: set[QWidget] = set()
    while len(seen) < MOST:
        widget = QApplication.focusWidget()
        if widget is None or widget in seen:
            break
        seen.add(widget)
        hands.window.focusNextChild()
    return seen


def test_every_control_has_a_name_and_is_reached_by_tab(sample: Hands) -> None:
    nameless: dict[str, list[str]] = {}
    missed: dict[str, list[str]] = {}
    for place in PLACES:
        sample.window.workspace.go(place)
        sample.settle()
        sample.until(lambda: not sample.window.workspace.jobs.running)
        wanted = set(controls(sample.window))
        assert len(wanted) >= 5
        nameless[place] = [described(widget) for widget in wanted if not spoken(widget)]
        missed[place] = [f"{described(widget)}: {spoken(widget)}" for widget in wanted - by_tab(sample)]
    assert nameless == {place: [] for place in PLACES}
    assert missed == {place: [] for place in PLACES}


def test_no_text_is_read_as_mark_up(sample: Hands) -> None:
    for place in PLACES:
        sample.window.workspace.go(place)
        sample.settle()
    labels = sample.window.findChildren(QLabel)
    assert len(labels) > 100
    assert {label.text() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText} == set()
    sheets = sample.window.findChildren(QTextEdit)
    assert {type(sheet) for sheet in sheets} == {Paper}  # which never reads mark-up: tests/ui/law/test_paper.py
