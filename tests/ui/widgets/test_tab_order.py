"""The Tab key goes as one reads, also through what was made later."""

from __future__ import annotations

from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casefile.model.fields import Field
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.tab_order import follow_layout

FIELDS = (
    Field("Kind", "choice", choices=(("a", "A"), ("b", "B")), default="a", name="kind"),
    Field("Name", "line", name="name"),
    Field("Sure", "flag", default=False, name="sure"),
)


class Row:
    def __init__(self) -> None:
        self.id: UUID = uuid4()


class OneCard(Card):
    """Two buttons, and a form between them once it is wanted."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.edit, self.bin = (QPushButton(f"{word} {number}") for word in ("edit", "bin"))
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.edit)
        self.column.addWidget(self.bin)

    def open(self) -> None:
        form = Form(FIELDS, lambda _name, _value: None)
        self.column.insertWidget(1, form)
        form.show()
        follow_layout(self)


def walked(first: QWidget, steps: int) -> list[str]:
    """What Tab stops at, from `first` on."""
    first.setFocus()
    found = []
    for _step in range(steps):
        at = QApplication.focusWidget()
        assert at is not None
        found.append(at.text() if isinstance(at, QPushButton) else at.accessibleName())
        QTest.keyClick(at, Qt.Key.Key_Tab)
    return found


def test_cards_and_forms_that_are_made_later_stand_where_they_are_seen(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    above, below = QPushButton("above"), QLineEdit()
    below.setAccessibleName("below")
    made: list[OneCard] = []

    def make() -> Card:
        made.append(OneCard(len(made)))
        return made[-1]

    cards = CardList(make)
    for widget in (above, cards, below):
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    rows = [Row() for _ in range(3)]
    cards.show_rows(rows[1:])
    assert len(cards.cards) == 2
    assert walked(above, 6) == ["above", "edit 0", "bin 0", "edit 1", "bin 1", "below"]
    cards.show_rows(rows)
    assert len(cards.cards) == 3
    new = ["edit 2", "bin 2"]
    assert walked(above, 8) == ["above", *new, "edit 0", "bin 0", "edit 1", "bin 1", "below"]
    made[0].open()
    opened = ["edit 0", "Kind", "Name", "Sure", "bin 0"]
    assert walked(above, 11) == ["above", *new, *opened, "edit 1", "bin 1", "below"]
    assert walked(below, 2) == ["below", "above"]
