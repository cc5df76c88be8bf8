"""Journeys through the real window, in the user's words: from an empty case to an exported brief, and all the way back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from casefile.ui.acts.elements import ElementRow
from casefile.ui.widgets.labels import FirstStep
from tests.cases import visible, whole
from tests.features import road
from tests.features.hands import ALT, CONTROL, SHIFT, Hands, Key

CHARGE = "A-0001 8(2)(b)(ii)"


def counts(hands: Hands) -> Mapping[str, int]:
    """How many records of each noun there are, the case itself aside."""
    return {noun: len(rows) for noun, rows in visible(hands.case).items() if rows and noun != "case"}


def test_from_an_empty_case_to_an_exported_brief(hands: Hands, tmp_path: Path) -> None:
    report, testimony = road.make_files(tmp_path)
    road.new_case(hands, tmp_path / "Grid.casefile")
    assert hands.reads("Nothing is in this case yet")
    assert [button.text() for button in hands.window.findChildren(FirstStep) if button.isVisible()] == ["New act"]
    assert hands.seen(QPushButton, "Add evidence")

    road.new_incident(hands)
    road.new_act(hands)
    assert hands.reads("10 February 2024 · Dolyna · Draft")
    road.charge(hands)
    assert road.marks(hands) == [(CHARGE, "5 gap", "○", "○", "○", "○", "○")]

    road.add_evidence(hands, report, testimony)
    numbers = {row["number"]: (row["title"], row["sha256"]) for row in visible(hands.case)["evidence"].values()}
    assert numbers == {
        "NKR-0001": ("Report on the grid", hashlib.sha256(report.read_bytes()).hexdigest()),
        "NKR-0002": ("증언", hashlib.sha256(testimony.read_bytes()).hexdigest()),
    }
    assert hands.reads("NKR-0001")
    road.new_passage(hands)
    road.link(hands)
    road.attribute(hands)
    assert road.marks(hands) == [
        (CHARGE, "1 covered, 4 gap", "● 1ˢ", "○", "○", "○", "○"),
        ("A-0001 8(2)(b)(ii),", "4 gap", "○", "○", "○", "○", ""),
    ]

    road.write_narrative(hands)
    road.look_at_pages(hands)
    road.export(hands, tmp_path / "Brief.pdf")
    text = road.text_of_pdf(tmp_path / "Brief.pdf")
    for words in (
        road.STATEMENT,
        "War crime of attacking civilian objects",
        road.QUOTE,
        "NKR-0001, p. 1",
        "General Example",
        "The strike left the town without power",
    ):
        assert words in text
    for path in (report, testimony):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert digest[:32] in text  # a table cell holds it in two lines
        assert digest[32:] in text
    assert whole(hands.case)


def test_all_of_it_is_undone_step_by_step_and_done_again(hands: Hands, tmp_path: Path) -> None:
    road.whole_road(hands, tmp_path)
    before, records = road.marks(hands), visible(hands.case)
    undone = []
    while hands.menu_action("Edit", "Undo").isEnabled():
        undone.append(hands.menu("Edit", "Undo"))
    assert undone == [
        "Undo: Add paragraph",
        "Undo: Add section",
        "Undo: Add attribution",
        "Undo: Add actor",
        "Undo: Link passage",
        "Undo: Add passage",
        "Undo: Add evidence",  # both files: small ones that come together are one step
        "Undo: Add charge",
        "Undo: Add act",
        "Undo: Add place",
        "Undo: Add incident",
        "Undo: Edit Number prefix of case",
        "Undo: Edit Title of case",
    ]
    assert counts(hands) == {}
    assert [row["title"] for row in visible(hands.case, ["case"])["case"].values()] == ["Grid"]
    assert road.marks(hands) == []
    hands.menu("Go", "Overview")
    assert hands.reads("Nothing is in this case yet")
    assert whole(hands.case)

    redone = []
    while hands.menu_action("Edit", "Redo").isEnabled():
        redone.append(hands.menu("Edit", "Redo"))
    assert redone == [words.replace("Undo", "Redo") for words in reversed(undone)]
    assert road.marks(hands) == before
    assert visible(hands.case) == records
    assert whole(hands.case)


def test_act_charge_and_link_with_the_keyboard_alone(hands: Hands, tmp_path: Path) -> None:
    """No mouse after the window opened: shortcuts, Tab, arrows, Enter."""
    report, _testimony = road.make_files(tmp_path)
    with hands.choosing(tmp_path / "Keys.casefile"):
        hands.press(Key.Key_N, CONTROL | SHIFT)
    with hands.choosing(report):
        hands.command("add files")
    hands.until(lambda: hands.reads("1 added"))

    hands.press(Key.Key_2, CONTROL)
    assert hands.here()[0] == "acts"
    hands.press(Key.Key_N, CONTROL)
    hands.write("Strike on the substation")
    hands.tab()
    hands.write(road.STATEMENT)
    hands.tab()
    hands.write("2024-02")
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: hands.stands_in("Add a charge"))
    hands.pick("civilian objects", "8(2)(b)(ii)")
    hands.until(lambda: hands.seen(ElementRow, "Element 1, Attack directed: gap"))

    hands.tab_to("Element 1, Attack directed: gap")
    hands.press(Key.Key_Down)
    assert hands.stands_in("Element 2, Object civilian: gap")
    hands.press(Key.Key_Up)
    hands.press(Key.Key_L, CONTROL)
    assert hands.stands_in("Item of evidence")
    hands.pick("0001")
    hands.until(lambda: hands.stands_in("Place"))
    hands.write("p. 1")
    hands.tab_to("Quote")
    hands.write(road.QUOTE)
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: hands.stands_in("Element 1, Attack directed: covered"))
    hands.press(Key.Key_7, CONTROL)
    assert hands.here()[0] == "matrix"
    assert road.marks(hands) == [(CHARGE, "1 covered, 4 gap", "● 1ˢ", "○", "○", "○", "○")]
    hands.press(Key.Key_Left, ALT)
    assert hands.here()[0] == "acts"
    hands.press(Key.Key_Z, CONTROL)
    hands.until(lambda: hands.seen(ElementRow, "Element 1, Attack directed: gap"))


def test_a_korean_word_is_found_and_one_goes_there_back_and_forth(hands: Hands, tmp_path: Path) -> None:
    with hands.choosing(tmp_path / "Sample.casefile"):
        hands.click("Open the sample case")
    hands.until(lambda: hands.window.workspace.case is not None)
    hands.settle()
    assert hands.here()[0] == "overview"

    hands.press(Key.Key_K, CONTROL)
    assert hands.stands_in("Search everything")
    hands.pick("김정은")
    place, record = hands.here()
    assert place != "overview"
    assert record is not None
    shown = hands.window.view(place)
    assert any("김정은" in words for words in hands.words(shown))

    hands.press(Key.Key_Left, ALT)
    assert hands.here() == ("overview", None)
    hands.press(Key.Key_Right, ALT)
    assert hands.here() == (place, record)
    assert hands.window.view(place).isVisible()
