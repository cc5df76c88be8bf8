from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from casefile.errors import UserError
from casefile.model.fields import Field
from casefile.ui.widgets.form import FieldRow, Form
from casefile.ui.widgets.picker import Finder, Picker
from casefile.ui.widgets.suggest import Choice

PLACES = {uuid4(): "Kyiv", uuid4(): "Kharkiv"}
FIELDS = (
    Field("Title", "line", required=True, name="title", default="", help="A few words."),
    Field("Statement", "prose", name="statement", default=""),
    Field("Date", "date", name="date", default=""),
    Field("Status", "choice", choices=(("draft", "Draft"), ("done", "Done")), name="status", default="draft"),
    Field("Estimated", "flag", name="estimated", default=False),
    Field("Victims", "whole", name="victims"),
    Field("Names", "lines", name="names", default=()),
    Field("Place", "reference", noun="place", name="place"),
    Field("Made", "line", name="made", once=True, default=""),
)
RECORD: dict[str, Any] = {
    "title": "Strike",
    "statement": "",
    "date": "2024-02",
    "status": "draft",
    "estimated": False,
    "victims": None,
    "names": (),
    "place": None,
    "made": "once",
}


def find(text: str) -> list[Choice]:
    return [Choice(value, name) for value, name in PLACES.items() if text.lower() in name.lower()]


class Desk:
    """A form on a record that it writes to."""

    def __init__(self, qtbot: QtBot) -> None:
        self.record = dict(RECORD)
        self.edits: list[tuple[str, Any]] = []
        self.refuse = ""
        self.finder = Finder(find, lambda value: PLACES.get(value, "?"), self.new)
        self.form = Form(FIELDS, self.save, finders={"place": self.finder})
        self.form.edited.connect(lambda name, value: self.edits.append((name, value)))
        self.form.show_record(self.record)
        self.form.resize(500, 700)
        qtbot.addWidget(self.form)
        self.form.show()
        self.form.activateWindow()
        qtbot.waitUntil(self.form.isActiveWindow)

    def save(self, name: str, value: Any) -> None:
        if self.refuse:
            raise UserError(self.refuse)
        self.record[name] = value

    def new(self, text: str) -> UUID:
        made = uuid4()
        PLACES[made] = text
        return made

    def row(self, name: str) -> FieldRow:
        return self.form.rows[name]

    def control(self, name: str) -> QWidget:
        control = self.row(name).editor.control
        control.setFocus()
        if isinstance(control, QLineEdit):
            control.end(False)
        return control

    def leave(self, name: str) -> None:
        self.row(name).editor.control.clearFocus()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_a_field_is_saved_on_leaving_it_once(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.control("title"), " at night")
    desk.leave("title")
    desk.control("title")
    desk.leave("title")
    assert desk.edits == [("title", "Strike at night")]


def test_text_of_any_script_is_taken_from_an_input_method(qtbot: QtBot, desk: Desk) -> None:
    control = desk.control("statement")
    event = QInputMethodEvent()
    event.setCommitString("함흥 — Київ")
    QApplication.sendEvent(control, event)
    desk.leave("statement")
    assert desk.edits == [("statement", "함흥 — Київ")]


def test_escape_gives_back_what_was_saved(qtbot: QtBot, desk: Desk) -> None:
    control = desk.control("title")
    QTest.keyClicks(control, "xyz")
    QTest.keyClick(control, Qt.Key.Key_Escape)
    desk.leave("title")
    assert (desk.row("title").editor.raw(), desk.edits) == ("Strike", [])


def test_a_date_says_what_it_read_as_one_types(qtbot: QtBot, desk: Desk) -> None:
    assert desk.row("date").note.text() == "February 2024"
    control = desk.control("date")
    QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(control, "2023-08/2024-07")
    assert desk.row("date").note.text() == "August 2023 to July 2024"


def test_a_mistake_is_said_under_the_field_and_nothing_is_saved(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.control("date"), "-99")
    desk.leave("date")
    row = desk.row("date")
    assert row.mistake.text().startswith("“2024-02-99” is not a date.")
    assert row.mistake.isVisible()
    assert row.editor.control.property("wrong")
    assert desk.edits == []
    QTest.keyClick(desk.control("date"), Qt.Key.Key_Escape)
    assert not row.mistake.isVisible()


def test_what_operations_refuse_is_said_there_too_and_the_text_stays(qtbot: QtBot, desk: Desk) -> None:
    desk.refuse = "The case is open for reading only."
    QTest.keyClicks(desk.control("title"), "!")
    desk.leave("title")
    row = desk.row("title")
    assert (row.mistake.text(), row.editor.raw(), row.saved) == (desk.refuse, "Strike!", "Strike")


def test_choice_and_flag_are_saved_at_once(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClick(desk.control("estimated"), Qt.Key.Key_Space)
    QTest.keyClick(desk.control("status"), Qt.Key.Key_Down)
    desk.leave("status")
    assert desk.edits == [("estimated", True), ("status", "done")]


def test_lists_hold_one_entry_a_line(qtbot: QtBot, desk: Desk) -> None:
    control = desk.control("names")
    QTest.keyClicks(control, "Kim")
    QTest.keyClick(control, Qt.Key.Key_Return)
    QTest.keyClicks(control, "Jong")
    QTest.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.edits == [("names", ("Kim", "Jong"))]


def test_a_whole_number_may_be_taken_away(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.control("victims"), "12")
    desk.leave("victims")
    control = desk.control("victims")
    QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(control, Qt.Key.Key_Delete)
    desk.leave("victims")
    assert desk.edits == [("victims", 12), ("victims", None)]


def test_a_text_that_the_control_cannot_show_exactly_is_not_changed_by_looking(qtbot: QtBot, desk: Desk) -> None:
    desk.form.show_record({**RECORD, "statement": "a\r\nb\u00a0c", "title": "one\ttwo"})
    for name in ("statement", "title"):
        desk.control(name)
        desk.leave(name)
    assert desk.edits == []


def test_what_is_being_typed_survives_a_reload(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.control("title"), " now")
    desk.form.show_record({**RECORD, "title": "Renamed elsewhere", "date": "2025"})
    assert desk.row("title").editor.raw() == "Strike now"
    assert desk.row("date").editor.raw() == "2025"


def test_fields_written_once_and_locked_forms_cannot_be_typed_into(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.control("made"), "x")
    desk.form.show_record(RECORD, locked=True)
    QTest.keyClicks(desk.control("title"), "x")
    desk.leave("title")
    assert desk.edits == []


def test_every_control_has_its_name_and_help(desk: Desk) -> None:
    names = [row.editor.control.accessibleName() for row in desk.form.rows.values()]
    assert names == [field.label for field in FIELDS]
    assert desk.row("title").editor.control.accessibleDescription() == "A few words."


def test_values_of_a_new_record_name_the_first_mistake(qtbot: QtBot, desk: Desk) -> None:
    assert desk.form.values()["title"] == "Strike"
    control = desk.control("title")
    QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(control, Qt.Key.Key_Delete)
    with pytest.raises(UserError, match="Title must not be empty"):
        desk.form.values()


def picker(desk: Desk) -> Picker:
    return desk.form.findChildren(Picker)[0]


def test_a_reference_is_found_by_typing(qtbot: QtBot, desk: Desk) -> None:
    control = desk.control("place")
    QTest.keyClicks(control, "khar")
    chosen = picker(desk)
    qtbot.waitUntil(lambda: chosen._list is not None and chosen._list.isVisible())
    QTest.keyClick(control, Qt.Key.Key_Return)
    assert [PLACES[value] for _name, value in desk.edits] == ["Kharkiv"]
    assert chosen.line.text() == "Kharkiv"


def test_what_is_not_there_can_be_made_from_the_last_row(qtbot: QtBot, desk: Desk) -> None:
    control = desk.control("place")
    QTest.keyClicks(control, "Odesa")
    chosen = picker(desk)
    qtbot.waitUntil(lambda: chosen._list is not None and chosen._list.isVisible())
    assert chosen._list is not None
    assert chosen._list.list.item(0).text() == "New “Odesa”"
    QTest.keyClick(control, Qt.Key.Key_Return)
    assert [PLACES[value] for _name, value in desk.edits] == ["Odesa"]


def test_an_emptied_reference_is_nothing_and_half_words_go_back(qtbot: QtBot, desk: Desk) -> None:
    kyiv = next(iter(PLACES))
    desk.form.show_record({**RECORD, "place": kyiv})
    QTest.keyClicks(desk.control("place"), "Lv")
    desk.leave("place")
    assert (picker(desk).line.text(), desk.edits) == ("Kyiv", [])
    control = desk.control("place")
    QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(control, Qt.Key.Key_Delete)
    desk.leave("place")
    assert desk.edits == [("place", None)]


def test_a_reference_without_a_finder_is_our_mistake() -> None:
    with pytest.raises(LookupError, match="place: a reference needs a finder"):
        Form([FIELDS[7]], lambda _name, _value: None)
