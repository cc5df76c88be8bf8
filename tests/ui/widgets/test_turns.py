from __future__ import annotations

import time
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.turns import Turns


def slow(done: list[str], name: str) -> None:
    time.sleep(0.03)
    done.append(name)


def steps(done: list[str], names: str) -> list[partial[None]]:
    return [partial(slow, done, name) for name in names]


def test_steps_are_run_in_their_order_and_others_get_in_between(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    turns = Turns(owner)
    turns.begin(steps(done, "abc"))
    assert done == ["a"]
    assert turns.waits
    QTimer.singleShot(0, partial(done.append, "key"))
    qtbot.waitUntil(lambda: not turns.waits)
    assert [one for one in done if one != "key"] == ["a", "b", "c"]
    assert done.index("key") < done.index("c")


def test_two_that_make_share_the_time_of_a_turn(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    one, two = Turns(owner), Turns(owner)
    one.begin_later(steps(done, "ab"))
    two.begin_later(steps(done, "xy"))
    assert done == []
    seen = [0]
    clock = QTimer(owner)
    clock.timeout.connect(lambda: seen.append(len(done)))
    clock.start(0)
    qtbot.waitUntil(lambda: not one.waits and not two.waits)
    assert sorted(done) == ["a", "b", "x", "y"]
    assert max(later - before for before, later in pairwise(seen)) == 1


def test_what_is_asked_for_is_run_at_once_and_what_was_given_up_never(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    turns = Turns(owner)
    turns.begin(steps(done, "abc"))
    turns.begin(steps(done, "xyz"))
    turns.complete()
    assert done == ["a", "x", "y", "z"]
    turns.begin(steps(done, "123"))
    turns.give_up()
    qtbot.wait(1)
    assert done == ["a", "x", "y", "z", "1"]


class Slow(Card):
    """A card that takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel(self)

    def show_row(self, row: Row) -> None:
        time.sleep(0.03)
        self.label.setText(row.text)


class Row:
    """A record for a card."""

    def __init__(self, identity: int, text: str) -> None:
        self.id, self.text = identity, text


def test_cards_of_another_record_never_stand_among_those_that_are_still_made(qtbot: QtBot) -> None:
    shown = CardList(Slow)
    qtbot.addWidget(shown)
    shown.show_rows([Row(number, f"old {number}") for number in range(3)])
    assert [card.label.text() for card in shown.cards if isinstance(card, Slow)] == ["old 0", "old 1", "old 2"]
    shown.show()
    shown.show_rows([Row(number, f"new {number}") for number in (7, 8, 9)], afresh=True)
    seen = [card.label.text() for card in shown.findChildren(Slow) if card.isVisible()]
    assert seen == ["new 7"]
    qtbot.waitUntil(lambda: sum(card.isVisible() for card in shown.findChildren(Slow)) == 3)
    assert {card.label.text() for card in shown.findChildren(Slow)} == {"new 7", "new 8", "new 9"}
