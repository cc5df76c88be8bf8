"""From nothing to a proven element with the keyboard, and back by undo."""

from __future__ import annotations

from PySide6.QtCore import Qt

from casefile.ui.widgets.marks import Mark
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


def new_act(desk: Desk) -> None:
    desk.go("acts")
    desk.press(Key.Key_N, CONTROL)
    desk.type("Strike on a substation")
    desk.press(Key.Key_Tab)
    desk.type("Forces struck a substation that supplied a town.")
    desk.press(Key.Key_Tab)
    desk.type("2024-02")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return, CONTROL)


def charged_act(desk: Desk) -> None:
    new_act(desk)
    desk.choose("civilian objects")


def link_new_passage(desk: Desk, element: int, item: str, place: str, quote: str, bearing: Key | None = None) -> None:
    desk.element(element).setFocus()
    desk.press(Key.Key_L, CONTROL)
    desk.choose(item)
    if desk.focused().accessibleName() != "Place":  # the item has passages: the last row makes another
        desk.press(Key.Key_Up)
        desk.press(Key.Key_Return)
    desk.type(place)
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Tab)
    desk.type(quote)
    if bearing is not None:
        desk.press(bearing, Qt.KeyboardModifier.AltModifier)
    desk.press(Key.Key_Return, CONTROL)


def state(desk: Desk, element: int) -> Mark:
    shown = desk.element(element).shown
    assert shown is not None
    return Mark(shown.cell.state.value)


def test_a_new_act_with_the_keyboard_alone(desk: Desk) -> None:
    new_act(desk)
    (act,) = [row for row in desk.rows("act") if row.title == "Strike on a substation"]
    assert (act.number, act["date"], act["statement"]) == (
        "A-0004",
        "2024-02",
        "Forces struck a substation that supplied a town.",
    )
    assert desk.acts.table.current == act.id
    assert desk.acts.detail.heading.text() == "A-0004  Strike on a substation"
    assert desk.acts.detail.facts.text() == "February 2024 · Draft"
    assert desk.focused() is desk.acts.detail.new_charge.line
    assert desk.undo() == "Add act"
    assert len(desk.rows("act")) == 3
    assert desk.acts.table.current != act.id


def test_a_mistake_in_the_draft_is_said_and_nothing_is_written(desk: Desk) -> None:
    desk.go("acts")
    desk.press(Key.Key_N, CONTROL)
    desk.press(Key.Key_Return, CONTROL)
    assert desk.acts.draft.form.rows["title"].mistake.text() == "Title must not be empty."
    assert len(desk.rows("act")) == 3
    desk.press(Key.Key_Escape)
    assert not desk.acts.listed.drafting


def test_a_charge_by_words(desk: Desk) -> None:
    charged_act(desk)
    charge = desk.one("charge")
    assert charge["crime"] == "8(2)(b)(ii)"
    box = desk.charge_box()
    assert (box.code.text(), box.title.text()) == ("8(2)(b)(ii)", "War crime of attacking civilian objects")
    assert [row.number.text() for row in box.elements.widgets()] == ["1", "2", "3", "4", "5"]
    assert state(desk, 1) is Mark.GAP
    assert desk.undo() == "Add charge"
    assert desk.acts.detail.charges.widgets() == []


def test_a_charge_is_made_once(desk: Desk) -> None:
    charged_act(desk)
    said: list[str] = []
    desk.workspace.said.connect(said.append)
    desk.acts.detail.new_charge.line.setFocus()
    desk.choose("8(2)(b)(ii)")
    assert len(desk.rows("charge")) == 1
    assert said == ["This act is charged with it already."]


def test_a_new_passage_covers_an_element_and_an_undermining_one_contests_it(desk: Desk) -> None:
    desk.add("evidence", title="Report on the grid")
    charged_act(desk)
    link_new_passage(desk, 1, "grid", "p. 3, para. 12", "the attack was directed at")
    passage = desk.one("passage")
    assert (passage["locator"], passage["quote"]) == ("p. 3, para. 12", "the attack was directed at")
    assert state(desk, 1) is Mark.COVERED
    assert desk.focused() is desk.element(1)
    (item,) = desk.element(1).body.links.items.widgets()
    assert (item.bearing.text(), item.cite.text()) == ("● supports", "TST-0001, p. 3, para. 12")
    assert item.quote.text() == "“the attack was directed at”"

    link_new_passage(desk, 1, "grid", "p. 4", "it was an accident", Key.Key_U)
    assert state(desk, 1) is Mark.CONTESTED
    assert desk.element(1).state.text() == "contested"
    assert [link["bearing"] for link in desk.rows("proof_link")].count("undermines") == 1

    assert desk.undo() == "Link new passage"
    assert state(desk, 1) is Mark.COVERED
    assert desk.undo() == "Link new passage"
    assert state(desk, 1) is Mark.GAP
    assert desk.rows("passage") == ()


def test_an_attribution_with_a_new_actor(desk: Desk) -> None:
    charged_act(desk)
    box = desk.charge_box()
    box.new_attribution.actor.line.setFocus()
    desk.choose("General Example")
    desk.choose("28(a)")
    attribution = desk.one("attribution")
    actor = desk.one("actor")
    assert (attribution["actor_id"], attribution["liability"], actor.title) == (actor.id, "28(a)", "General Example")
    (shown,) = desk.charge_box().attributions.widgets()
    assert shown.title.text().splitlines()[0] == "General Example"
    assert desk.focused() is shown.fold_button
    assert len(shown.elements.widgets()) == 6
    assert desk.undo() == "Add attribution"
    assert desk.charge_box().attributions.widgets() == []
    assert desk.undo() == "Add actor"


def test_all_of_it_undone_step_by_step(desk: Desk) -> None:
    desk.add("evidence", title="Report on the grid")
    charged_act(desk)
    link_new_passage(desk, 2, "grid", "p. 3", "a substation")
    assert [desk.undo() for _step in range(3)] == ["Link new passage", "Add charge", "Add act"]
    assert len(desk.rows("act")) == 3
    assert [desk.case.redo() for _step in range(3)] == ["Add act", "Add charge", "Link new passage"]
    desk.settle()
    assert len(desk.rows("proof_link")) == 1
