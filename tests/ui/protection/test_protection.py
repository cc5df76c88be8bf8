"""Consent, classification and blocks of numbers in the window."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt

from casefile.operations import cases, records
from casefile.ui.actors.view import ActorsView
from casefile.ui.evidence.sections import Protection
from casefile.ui.evidence.view import EvidenceView
from casefile.ui.overview.view import OverviewView
from casefile.ui.protection.blocks import BlockCard
from casefile.ui.protection.consents import ConsentCard
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


def test_a_consent_is_noted_with_the_person_and_withdrawn(desk: Desk) -> None:
    person = desk.add("actor", name="Bystander")
    item = desk.add("evidence", title="Video")
    desk.go("actors", person)
    consents = cast("ActorsView", desk.window.view("actors")).detail.consents
    consents.add_button.click()
    form = consents.draft.form
    form.rows["account"].editor.control.click()  # type: ignore[attr-defined]
    form.start("given")
    desk.type("2026-01")
    desk.press(Key.Key_Return, CONTROL)
    (card,) = consents.list.cards
    assert isinstance(card, ConsentCard)
    assert card.recipient.text() == "International Criminal Court, Office of the Prosecutor"
    assert card.words.text() == "may have: account  ·  given January 2026"
    assert not card.withdrawn.isVisible()
    card.toggle_edit()
    assert card.form is not None
    card.form.start("withdrawn")
    desk.type("2026-05")
    desk.press(Key.Key_Tab)
    assert card.withdrawn.text().startswith("⊘ Withdrawn May 2026")
    desk.workspace.write("Narrow", _narrow, desk.one("consent").id, item)
    desk.go("evidence", item)
    detail = cast("EvidenceView", desk.window.view("evidence")).detail
    assert detail.withdrawn.isVisible()
    assert detail.withdrawn.text().startswith("Bystander: ⊘ Withdrawn May 2026")
    assert detail.sections["consent"].summary.text() == "⊘ withdrawn: 1"


def _narrow(session: object, consent: object, item: object) -> None:
    from casefile.operations import records

    records.edit(session, "consent", consent, {"evidence_id": item})  # type: ignore[arg-type]


def test_a_level_is_refused_without_its_basis_and_both_are_saved_together(desk: Desk) -> None:
    item = desk.add("evidence", title="x", classification="public")
    desk.go("evidence", item)
    detail = cast("EvidenceView", desk.window.view("evidence")).detail
    detail.sections["protection"].unfold()
    form = cast("Protection", detail.sections["protection"].inside).form
    level = form.rows["classification"]
    level.editor.show_value("secret")
    assert not level.commit()
    assert level.mistake.text().startswith("Say first why, in fact and law")
    form.start("classification_basis")
    desk.type("A witness is named.")
    desk.press(Key.Key_Tab)
    row = desk.one("evidence")
    assert (row["classification"], row["classification_basis"]) == ("secret", "A witness is named.")
    assert level.mistake.text() == ""
    desk.undo()
    row = desk.one("evidence")
    assert (row["classification"], row["classification_basis"]) == ("public", "")


def test_a_block_is_added_taken_and_used(desk: Desk) -> None:
    desk.go("overview")
    blocks = cast("OverviewView", desk.window.view("overview")).blocks
    blocks.add_button.click()
    desk.type("Field office")
    blocks.draft.form.start("first")
    desk.type("500")
    desk.press(Key.Key_Return, CONTROL)
    (card,) = blocks.list.cards
    assert isinstance(card, BlockCard)
    assert (card.words.text(), card.note.text()) == ("TST-0500 and on\nField office", "0 used")
    card.me_button.click()
    desk.settle()
    desk.add("evidence", title="x")
    assert desk.one("evidence").number == "TST-0500"
    assert desk.one("number_block")["author"] == str(desk.case.author.id)
    assert (card.words.text(), card.note.text()) == ("TST-0500 and on\nField office (you)", "1 used")


def test_a_block_is_edited_in_place_refused_where_it_overlaps_and_binned(desk: Desk) -> None:
    desk.add("number_block", contributor="Head office", first=100, last=199)
    desk.add("number_block", contributor="Field office", first=200, last=299)
    desk.go("overview")
    blocks = cast("OverviewView", desk.window.view("overview")).blocks
    _head, card = blocks.list.cards
    assert isinstance(card, BlockCard)
    card.edit_button.click()
    assert card.form is not None
    assert desk.focused() is card.form.rows["contributor"].editor.control
    card.form.start("first")
    desk.press(Key.Key_A, CONTROL)
    desk.type("150")
    desk.press(Key.Key_Tab)
    overlap = "These numbers overlap those of Head office (TST-0100 to TST-0199); choose others."
    assert card.form.rows["first"].mistake.text() == overlap
    desk.press(Key.Key_Escape)
    card.form.start("first")
    desk.press(Key.Key_A, CONTROL)
    desk.type("250")
    desk.press(Key.Key_Tab)
    card.form.start("first")
    desk.press(Key.Key_A, CONTROL)
    desk.type("400")
    desk.press(Key.Key_Tab)
    assert card.form.rows["first"].mistake.text() == "Last number must not be lower than First number."
    desk.press(Key.Key_A, CONTROL)
    desk.type("499")
    desk.press(Key.Key_Tab)
    assert card.form.rows["first"].mistake.text() == ""
    assert (card.words.text(), card.note.text()) == ("TST-0400 to TST-0499\nField office", "0 used")
    assert desk.undo() == "Edit number block"
    card.form.start("note")
    desk.type("From May on.")
    card.edit_button.click()
    desk.settle()
    assert card.form is None
    assert (card.words.text(), card.note.text()) == ("TST-0250 to TST-0299\nField office", "0 used\nFrom May on.")
    assert desk.undo() == "Edit Note of number block"
    assert card.note.text() == "0 used"
    card.bin_button.click()
    desk.settle()
    assert [row["contributor"] for row in desk.rows("number_block")] == ["Head office"]


def test_blocks_that_overlap_say_so_on_both(desk: Desk) -> None:
    desk.add("number_block", contributor="Head office", first=100, last=199, prefix="FLD")
    desk.add("number_block", contributor="Field office", first=150)
    case = desk.workspace.read(cases.case).id
    desk.workspace.write("Edit", records.edit, "case", case, {"prefix": "FLD"})
    desk.go("overview")
    cards = cast("OverviewView", desk.window.view("overview")).blocks.list.cards
    assert [card.overlap.text() for card in cards if isinstance(card, BlockCard)] == [
        "⊘ Overlaps FLD-0150 and on, Field office. Change one of the two.",
        "⊘ Overlaps FLD-0100 to FLD-0199, Head office. Change one of the two.",
    ]
