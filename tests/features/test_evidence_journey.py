"""From a folder of files to the exact passage, by keys: drop, search, read, select, cite, link; then all of it undone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton

from casefile.operations import texts
from casefile.ui.evidence.viewers.text_view import TextView
from tests.cases import visible, whole
from tests.features import road
from tests.features.hands import CONTROL, SHIFT, Hands, Key

SENTENCE = "공장에서 포탄을 실었다"
LINES = ("On 2 February the train left.", f"{SENTENCE}. 기차가 떠났다.", "The driver signed for it.")
CHARGE = "A-0001 8(2)(b)(ii)"


def folder_of_files(folder: Path) -> Path:
    """A folder as a researcher gets one: a text in two languages, a report, a letter one folder down."""
    folder.mkdir()
    report, _testimony = road.make_files(folder)
    report.rename(folder / "report.pdf")
    (folder / "depot").mkdir()
    (folder / "depot" / "log.txt").write_text("\n".join(LINES), encoding="utf-8")
    return folder


def test_from_a_dropped_folder_to_a_covered_element_and_back(hands: Hands, tmp_path: Path) -> None:
    road.new_case(hands, tmp_path / "Grid.casefile")
    road.new_incident(hands)
    road.new_act(hands)
    road.charge(hands)
    before, empty = visible(hands.case), charge_row(hands)

    hands.window.take([folder_of_files(tmp_path / "received")])  # what dropping it on the window does
    hands.until(lambda: hands.reads("3 added"), timeout=30_000)
    hands.until(lambda: not unread(hands), timeout=60_000)

    find_and_open(hands)
    select_the_sentence(hands)
    hands.press(Key.Key_L, CONTROL)
    hands.pick("A-0001 element 1", f"{CHARGE} element 1")
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: hands.seen(QAbstractButton, "l. 2"))
    (passage,) = visible(hands.case, ["passage"])["passage"].values()
    assert (passage["quote"], passage["locator"], passage["language"]) == (SENTENCE, "l. 2", "ko")

    proved = charge_row(hands)
    assert proved != empty
    assert whole(hands.case)
    taken_back = 0
    while visible(hands.case) != before and taken_back < 10:
        hands.press(Key.Key_Z, CONTROL)
        taken_back += 1
    assert visible(hands.case) == before
    assert charge_row(hands) == empty
    for _step in range(taken_back):
        hands.press(Key.Key_Z, CONTROL | SHIFT)
    assert charge_row(hands) == proved


def charge_row(hands: Hands) -> list[tuple[str, ...]]:
    """The charge as the matrix shows it."""
    return [row for row in road.marks(hands) if row[0] == CHARGE]


def unread(hands: Hands) -> int:
    """How many documents wait for their words to be read."""
    with hands.case.reading() as session:
        return len(texts.unread(session))


def find_and_open(hands: Hands) -> None:
    """A word as one types it, without its particle, found in the text of a file."""
    hands.press(Key.Key_K, CONTROL)
    hands.pick("포탄", "NKR-")
    hands.until(lambda: hands.stands_in("Document"))
    assert isinstance(hands.focused, TextView)
    assert SENTENCE in hands.focused.toPlainText()


def select_the_sentence(hands: Hands) -> None:
    """From the place found to the beginning of its line, then over the sentence."""
    hands.press(Key.Key_Home)
    for _letter in SENTENCE:
        hands.press(Key.Key_Right, SHIFT)
