"""What to look for next: gaps with what closes them, contrary evidence, unused evidence."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.case_file import add_many, prepare_many
from casefile.model import EvidenceItem
from casefile.operations import records
from casefile.storage.texts import Extract, Part
from casefile.ui.evidence.view import EvidenceView
from casefile.ui.gaps.view import GapsView
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


def view_of(desk: Desk) -> GapsView:
    return cast("GapsView", desk.window.view("gaps"))


def rows(view: GapsView) -> list[Any]:
    model = view.table.model
    return [model.row(place) for place in range(model.rowCount())]


def filtered(desk: Desk, text: str) -> None:
    view_of(desk).table.filter.setText(text)
    QTest.qWait(200)
    desk.settle()
    view_of(desk).table.table.selectRow(0)
    desk.settle()


@pytest.fixture
def view(desk: Desk) -> GapsView:
    desk.go("gaps")
    return view_of(desk)


def test_the_purpose_of_the_accomplice_stands_first_with_what_closes_it(view: GapsView) -> None:
    assert view.gap.title.text() == "Purpose of facilitating"
    assert view.gap.state.text() == "⊘ undermined"
    assert "25(3)(c)" in view.gap.law.text()
    assert "plead 25(3)(d)(ii)" in view.gap.closes.text()
    assert view.gap.asked.isVisible()


def test_one_key_makes_a_question_for_who_and_until_when_were_given_last(desk: Desk, view: GapsView) -> None:
    view.gap.draft.start(focus="assignee")
    desk.type("Researcher B")
    desk.press(Key.Key_Tab)
    desk.type("2027-03")
    desk.press(Key.Key_Return, CONTROL)
    view.table.table.setFocus()
    for _line in range(3):
        desk.press(Key.Key_Down)
    gap = view.gap.gap
    assert gap is not None
    assert gap.questions == ()
    desk.press(Key.Key_Q)
    (asked,) = desk.rows("question", about_id=gap.target.id, element=gap.target.element)
    assert (asked["assignee"], asked["due"]) == ("Researcher B", "2027-03")
    assert gap.element.label in asked["text"]
    now = view.gap.gap
    assert now is not None
    assert (now.id, now.questions) == (gap.id, (asked.id,))
    desk.press(Key.Key_Q)
    assert view.gap.draft.mistake.text().startswith("This is asked already.")
    assert len(desk.rows("question", about_id=gap.target.id, element=gap.target.element)) == 1
    assert desk.undo() == "Ask about a gap"
    desk.settle()
    assert view.gap.gap is not None
    assert view.gap.gap.questions == ()


def test_the_list_narrows_by_words_state_and_what_is_asked(desk: Desk, view: GapsView) -> None:
    every = len(rows(view))
    filtered(desk, "A-0010 25(3)(c) purpose")
    assert [row[1].place for row in rows(view)] == ["A-0010, 25(3)(c) Kim Jong-un, element 3"]
    filtered(desk, "")
    view.state.setCurrentIndex(2)
    desk.settle()
    undermined = rows(view)
    assert 0 < len(undermined) < every
    assert {row[1].state.value for row in undermined} == {"undermined"}
    view.unasked.click()
    desk.settle()
    asked = [row for row in undermined if row[1].questions]
    assert 0 < len(asked) < len(undermined)
    assert [row[1].id for row in rows(view)] == [row[1].id for row in undermined if row not in asked]


def test_a_gap_leads_to_its_element_and_closes_when_it_is_supported(desk: Desk, view: GapsView) -> None:
    filtered(desk, "A-0008 purpose")
    gap = view.gap.gap
    assert gap is not None
    view.gap.open_button.click()
    desk.settle()
    assert desk.workspace.here is not None
    assert desk.workspace.here.place == "acts"
    desk.workspace.back()
    desk.settle()
    passage = desk.rows("passage")[0].id
    desk.add("proof_link", passage_id=passage, attribution_id=gap.target.id, element=gap.target.element)
    desk.qtbot.waitUntil(lambda: rows(view) == [])


def test_the_confusion_of_the_warrants_is_contrary_evidence(desk: Desk, view: GapsView) -> None:
    view.show_list("contrary")
    desk.settle()
    filtered(desk, "NKR-0005 warrants")
    about = [row.about for row in rows(view)]
    assert any(one.startswith("A-0020") for one in about)
    view.table.select(next(row.id for row in rows(view) if row.about.startswith("A-0020")))
    view._selected(None)
    assert view.contrary.title.text().startswith("A-0020")
    view.contrary.target_button.click()
    desk.settle()
    assert desk.acts.detail.record == desk.one("act", number="A-0020").id


def test_evidence_that_nothing_rests_on_is_opened(desk: Desk, view: GapsView) -> None:
    view.show_list("unused")
    desk.settle()
    assert [row.number for row in rows(view)] == ["NKR-0011", "NKR-0014", "NKR-0015"]
    assert view.unused.title.text().startswith("NKR-0011")
    view.unused.open_button.click()
    desk.settle()
    assert desk.workspace.here is not None
    assert (desk.workspace.here.place, desk.workspace.here.record) == (
        "evidence",
        desk.one("evidence", number="NKR-0011").id,
    )


def test_only_a_gap_is_asked_about(desk: Desk, view: GapsView) -> None:
    before = len(desk.rows("question"))
    view.show_list("contrary")
    desk.settle()
    view.table.table.setFocus()
    desk.press(Key.Key_Q)
    assert desk.window.toast.text().startswith("Choose a line in the list of gaps first")
    assert len(desk.rows("question")) == before


def test_quotes_that_do_not_stand_in_their_document_are_listed_and_opened(desk: Desk, view: GapsView) -> None:
    digest = "5a" * 32
    item = desk.add("evidence", title="Log of the depot", sha256=digest)
    desk.case.keep_text([Extract(digest, "read", "test 1", "2026-11-22T05:00:00Z", (Part("p. 1", "Shells left."),))])
    desk.add("passage", evidence_id=item, locator="p. 1", quote="Shells left.")
    wrong = desk.add("passage", evidence_id=item, locator="p. 1", quote="Shells came.")
    view.show_list("quotes")
    desk.settle()
    assert [row[1].id for row in rows(view)] == [wrong]
    assert view.quote.title.text().endswith(", p. 1")
    assert view.quote.words.text().startswith("These words do not stand in the document.")
    filtered(desk, "nothing of the kind")
    assert rows(view) == []
    filtered(desk, "depot")
    assert [row[1].id for row in rows(view)] == [wrong]
    view.quote.open_button.click()
    desk.settle()
    assert desk.workspace.here is not None
    assert desk.workspace.here.place == "evidence"


def test_what_protection_wants_is_listed_and_enter_leads_to_it(desk: Desk, view: GapsView) -> None:
    wanting = {"id": UUID(int=7), "number": "NKR-0900", "title": "From an old file"}
    with desk.case.change("Import") as session:
        add_many(session, prepare_many(EvidenceItem, [wanting]))
    view.show_list("protection")
    desk.settle()
    filtered(desk, "NKR-0900")
    assert [row[1].record for row in rows(view)] == [UUID(int=7)]
    assert view.unguarded.words.text().startswith("It is confidential and does not say why.")
    view.table.table.setFocus()
    desk.press(Key.Key_Return)
    assert desk.workspace.here is not None
    assert (desk.workspace.here.place, desk.workspace.here.record) == ("evidence", UUID(int=7))
    evidence = cast("EvidenceView", desk.window.view("evidence"))
    assert evidence.detail.sections["protection"].button.isChecked()
    desk.workspace.write("Say why", records.edit, "evidence", UUID(int=7), {"classification_basis": "Names a witness."})
    desk.go("gaps")
    desk.qtbot.waitUntil(lambda: rows(view) == [])


def test_a_number_of_two_records_is_listed_and_leads_to_one_of_them(desk: Desk, view: GapsView) -> None:
    for title in ("Letter", "Film"):
        desk.add("evidence", title=title, number="NKR-0901", classification="public")
    view.show_list("protection")
    desk.settle()
    filtered(desk, "NKR-0901")
    assert {row[1].title for row in rows(view)} == {"Letter", "Film"}
    assert view.unguarded.words.text().startswith("NKR-0901 is also the number of")
    wanted = rows(view)[0][1].record
    view.unguarded.open_button.click()
    desk.settle()
    assert desk.workspace.here is not None
    assert (desk.workspace.here.place, desk.workspace.here.record) == ("evidence", wanted)
