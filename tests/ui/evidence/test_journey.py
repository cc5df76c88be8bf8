"""From a folder of files to a passage, with keys and clicks."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from casefile.errors import UserError
from casefile.ui.evidence.passage_card import PassageCard
from casefile.ui.evidence.view import EvidenceView
from casefile.ui.widgets.labels import NumberLink, PlainLabel
from tests.ui.acts.desk import CONTROL, Desk
from tests.ui.evidence.taking import LETTER, done, take, view_of

Key = Qt.Key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts, one of them twice, and one deeper down."""
    made = tmp_path / "letters"
    (made / "deeper").mkdir(parents=True)
    (made / "letter.txt").write_text(LETTER)
    (made / "letter again.txt").write_text(LETTER)
    (made / "deeper" / "log & <b>list.txt").write_text("One\nTwo\n")
    return made


@pytest.fixture
def item(desk: Desk, folder: Path) -> EvidenceView:
    """The letter, taken in and chosen."""
    take(desk, folder / "letter.txt")
    return view_of(desk)


def test_an_empty_register_says_what_to_do(desk: Desk) -> None:
    desk.go("evidence")
    view = view_of(desk)
    assert "drop them anywhere on the window" in view.items.table.empty.sentence.text()
    assert view.items.table.empty.button.text() == "Add evidence"


def test_adding_a_folder_tells_what_was_taken_and_what_was_not(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.go("evidence")
    view = view_of(desk)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    view.strip.ask_folder()
    done(desk)
    assert view.strip.words.text() == "2 added, 1 already there"
    assert [link.text() for link in view.strip.lines.findChildren(NumberLink)] == ["TST-0001"]
    titles = [row.title for row in desk.rows("evidence")]
    assert titles == ["letter again", "log & <b>list"]
    assert desk.one("evidence", id=view.items.current).title == "letter again"
    view.strip.close_button.click()
    assert view.strip.isHidden()


def test_files_dropped_on_the_window_are_added_and_a_missing_one_is_said(desk: Desk, folder: Path) -> None:
    desk.go("acts")
    desk.window.take([folder / "letter.txt", folder / "gone.pdf"])
    done(desk)
    view = view_of(desk)
    assert desk.workspace.here is not None
    assert (desk.workspace.here.place, desk.workspace.here.record) == ("evidence", desk.one("evidence").id)
    assert view.strip.words.text() == "1 added, 1 not taken in"
    told = [label.text() for label in view.strip.lines.findChildren(PlainLabel) if not label.isHidden()]
    assert told == ["⊘  “gone.pdf” was not taken in: no such file or directory."]


def test_a_passage_with_a_bad_place_is_refused_under_the_field_then_made(desk: Desk, item: EvidenceView) -> None:
    passages = item.detail.passages
    passages.add_button.click()
    desk.type("somewhere in it")
    desk.press(Key.Key_Tab)
    place = passages.draft.form.rows["locator"]
    assert place.mistake.text().startswith("“somewhere in it” is not a place in an item; write p. 3")
    desk.type("It carried shells.")
    desk.press(Key.Key_Return, CONTROL)
    assert desk.rows("passage") == ()
    assert place.editor.control.hasFocus()
    desk.press(Key.Key_A, CONTROL)
    desk.type("line 2")
    desk.press(Key.Key_Return, CONTROL)
    passage = desk.one("passage")
    assert (passage["locator"], passage["quote"], passage["evidence_id"]) == (
        "l. 2",
        "It carried shells.",
        item.items.current,
    )
    (card,) = passages.list.cards
    assert isinstance(card, PassageCard)
    assert (card.place.text(), card.quote.text()) == ("l. 2", "It carried shells.")
    assert card.proof.lines.accessibleName() == "proves nothing yet"
    assert passages.heading.text() == "Passages  1"
    assert desk.undo() == "Add passage"
    assert passages.list.cards == []


def test_a_passage_is_edited_in_place_and_binned(desk: Desk, item: EvidenceView) -> None:
    desk.add("passage", evidence_id=item.items.current, locator="l. 1", quote="The train left.")
    (card,) = item.detail.passages.list.cards
    assert isinstance(card, PassageCard)
    card.edit_button.click()
    assert card.form is not None
    card.form.start("translation")
    desk.type("The train departed.")
    desk.press(Key.Key_Tab)
    assert desk.one("passage")["translation"] == "The train departed."
    assert desk.focused() is card.form.rows["translation_language"].editor.control
    card.edit_button.click()
    assert card.form is None
    assert card.translation.text() == "The train departed."
    card.bin_button.click()
    desk.settle()
    assert desk.rows("passage") == ()
    assert [desk.undo(), desk.undo()] == ["Bin passage", "Edit translation of passage"]


def test_what_a_passage_proves_stands_under_it_and_unfolds(desk: Desk, item: EvidenceView) -> None:
    passage = desk.add("passage", evidence_id=item.items.current, locator="l. 1", quote="The train left.")
    act = desk.rows("act")[0]
    desk.add("proof_link", passage_id=passage, act_id=act.id, bearing="undermines")
    (card,) = item.detail.passages.list.cards
    assert isinstance(card, PassageCard)
    assert card.proof.lines.accessibleName() == f"⊘ Undermines {act.label}"
    card.proof.fold_button.click()
    desk.settle()
    assert card.proof.links is not None
    assert card.proof.links.isVisible()
    assert not card.proof.lines.isVisible()


def test_verifying_reads_the_bytes_again_and_records_it(desk: Desk, item: EvidenceView) -> None:
    item.detail.verify()
    done(desk)
    digest = sha256(LETTER.encode()).hexdigest()
    assert item.detail.integrity.state.text() == "● Unaltered: the bytes have this hash."
    events = desk.rows("custody_event")
    assert sorted((event["action"], event["sha256"], event["condition"]) for event in events) == [
        ("received", digest, ""),
        ("verified", digest, "Unaltered: the bytes have this hash."),
    ]
    assert [event["action"] for event in item.detail.custody.events] == ["received", "verified"]
    assert item.detail.integrity.values["sha256"].text().replace("\n", "") == digest


def test_a_custody_event_is_added_and_its_time_must_have_a_zone(desk: Desk, item: EvidenceView) -> None:
    custody = item.detail.custody
    item.detail.sections["custody"].unfold()
    custody.add_button.click()
    when = custody.draft.form.rows["at"]
    when.editor.control.setFocus()
    desk.press(Key.Key_A, CONTROL)
    desk.type("2026-11-21 10:00")
    desk.press(Key.Key_Return, CONTROL)
    assert "date and time with zone" in when.mistake.text()
    desk.press(Key.Key_A, CONTROL)
    desk.type("2026-11-21T10:00:00+01:00")
    custody.draft.form.start("received_by")
    desk.type("Records officer")
    desk.press(Key.Key_Return, CONTROL)
    (event,) = desk.rows("custody_event", action="opened")
    assert (event["at"], event["received_by"]) == ("2026-11-21T10:00:00+01:00", "Records officer")
    assert custody.room.isHidden()
    assert len(custody.events) == 2


def test_a_source_is_chosen_by_typing_and_a_new_one_is_one_step(desk: Desk, item: EvidenceView) -> None:
    item.detail.sections["whence"].button.setChecked(True)
    row = item.detail.forms[1].rows["source_id"]
    row.editor.control.setFocus()
    desk.choose("Ministry of Rail")
    source = desk.one("source")
    assert source["name"] == "Ministry of Rail"
    assert desk.one("evidence")["source_id"] == source.id
    assert desk.undo() == "Add source"
    assert (desk.rows("source"), desk.one("evidence")["source_id"]) == ((), None)
    known = desk.add("source", name="State Archive")
    row.editor.control.setFocus()
    desk.choose("archive")
    assert desk.one("evidence")["source_id"] == known
    item.detail.sections["whence"].button.setChecked(False)
    assert item.detail.sections["whence"].summary.text() == "State Archive"


def test_a_basis_that_is_wanting_is_said_and_stops_nobody(desk: Desk, item: EvidenceView) -> None:
    taken_in = desk.one("evidence")
    assert taken_in["classification_basis"].startswith("Default of the intake, not examined yet")
    imported = desk.add("evidence", title="As it came")
    desk.go("evidence", imported)
    item.detail.sections["protection"].unfold()
    protection = item.detail.sections["protection"].inside
    assert "regulation 23 bis" in protection.missing.text()
    form = protection.form
    form.rows["classification_basis"].show_value("")
    form.start("classification_basis")
    desk.type("A witness is named.")
    desk.press(Key.Key_Tab)
    assert desk.one("evidence", title="As it came")["classification_basis"] == "A witness is named."
    assert protection.missing.text() == ""


def test_a_copy_is_written_out_unaltered_and_recorded(
    desk: Desk, item: EvidenceView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "copy.txt"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    item.detail.copy_button.click()
    done(desk)
    assert target.read_bytes() == LETTER.encode()
    assert list(target.parent.iterdir()) == [target]
    assert [event["action"] for event in item.detail.custody.events] == ["received", "copied"]


def test_an_item_goes_into_the_bin_and_comes_back(desk: Desk, item: EvidenceView) -> None:
    record = item.items.current
    item.bin_current()
    desk.settle()
    assert (desk.rows("evidence"), item.items.current) == ((), None)
    assert item.items.bin_switch is not None
    item.items.bin_switch.click()
    desk.settle()
    assert record is not None
    item.items.open(record)
    assert item.detail.banner.isVisible()
    assert item.detail.forms[0].rows["title"].editor.control.property("readOnly") is True
    with pytest.raises(UserError, match="restore it before you add a passage"):
        item.detail.passages.add()
    item.detail.banner.button.click()
    desk.settle()
    assert desk.one("evidence").id == item.items.current == record
    assert not item.detail.banner.isVisible()


def test_sources_have_a_list_of_their_own(desk: Desk, item: EvidenceView) -> None:
    item.lists.switches["items"].buttons["sources"].click()
    desk.settle()
    desk.press(Key.Key_N, CONTROL)
    desk.type("Rail workers' union")
    desk.press(Key.Key_Return, CONTROL)
    source = desk.one("source")
    assert (source["name"], item.lists.sources.current) == ("Rail workers' union", source.id)
    assert item.lists.sources.pages.currentWidget() is item.lists.sources.detail
    desk.go("evidence", desk.one("evidence").id)
    assert item.lists.currentWidget() is item.items


def test_a_field_that_is_not_right_keeps_one_on_the_record(desk: Desk, item: EvidenceView, folder: Path) -> None:
    item.add([folder / "deeper"])
    done(desk)
    first, second = desk.rows("evidence")
    item.items.open(first.id)
    item.detail.forms[0].start("date")
    desk.type("2024-13")
    said: list[str] = []
    desk.workspace.said.connect(said.append)
    item.items.table.table.selectRow(1)
    desk.settle()
    assert item.detail.record == item.items.current == first.id
    assert item.detail.forms[0].rows["date"].mistake.text().startswith("“2024-13” is not a date")
    assert said == ["A field is not right yet: mend it, or press Esc in it to take back what was typed."]
    item.detail.forms[0].rows["date"].revert()
    item.items.table.table.selectRow(1)
    assert item.detail.record == second.id
