"""The brief: written, looked at, and filed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.operations import records, sections
from casefile.operations.proof_links import Target, link
from casefile.settings import Settings
from casefile.ui.brief.paragraphs import ParagraphCard
from casefile.ui.brief.view import BriefView
from tests.ui.real_window import add, at, charged_act, empty_case, passage, press, shown

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LONG = 120_000


def texts(case: CaseFile, section: object) -> list[str]:
    with case.reading() as session:
        return [row["text"] for row in sections.paragraphs(session, section)]  # type: ignore[arg-type]


def cards(view: BriefView) -> Sequence[ParagraphCard]:
    return [card for card in view.narrative.page.cards.cards if isinstance(card, ParagraphCard)]


def test_a_section_with_a_paragraph_that_cites(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    passage(case)
    window = shown(qtbot, settings, case)
    view = at(window, "brief", BriefView)
    assert view.narrative.hint.isVisible()
    window.actions_.all["section.new"].trigger()
    draft = view.narrative.draft
    press(draft.form.rows["title"].editor.control, "What happened")
    QTest.keyClick(draft.form.rows["title"].editor.control, Key.Key_Return, CONTROL)
    section = view.narrative.section
    assert section is not None
    new = view.narrative.page.new
    assert new.text.hasFocus()
    press(new.text, "The market was hit")
    window.actions_.all["link.make"].trigger()
    assert new.picker.line.hasFocus()
    press(new.picker.line, "monitors")
    qtbot.waitUntil(lambda: new.picker._list is not None and new.picker._list.list.count() == 2)
    press(new.picker.line, Key.Key_Down, Key.Key_Return)
    assert new.text.toPlainText() == "The market was hit [TST-0001, p. 2]"
    assert new.text.hasFocus()
    QTest.keyClick(new.text, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(cards(view)) == 1)
    assert texts(case, section) == ["The market was hit [TST-0001, p. 2]"]
    assert new.text.toPlainText() == ""
    assert case.undo_label == "Add paragraph"


def test_unknown_marks_are_said_and_known_ones_followed(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    act, _charge = charged_act(case)
    section = add(case, "section", title="Facts", part="introduction", position="i")
    add(case, "paragraph", section_id=section, text="See [A-0001] and [TST-0099, p. 1].", position="i")
    window = shown(qtbot, settings, case)
    view = at(window, "brief", BriefView)
    card = cards(view)[0]
    assert "[TST-0099, p. 1]" in card.lost.text()
    assert "A-0001" not in card.lost.text()
    card.text.setFocus()
    assert card.follow(6)
    assert window.workspace.here is not None
    assert (window.workspace.here.place, window.workspace.here.record) == ("acts", act)
    assert not card.follow(0)


def test_paragraphs_move_and_go_into_the_bin(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    section = add(case, "section", title="Facts", part="introduction")
    for text in ("one", "two", "three"):
        add(case, "paragraph", section_id=section, text=text)  # all without a position, as from elsewhere
    window = shown(qtbot, settings, case)
    view = at(window, "brief", BriefView)
    before = texts(case, section)
    last = cards(view)[2]
    last.text.setFocus()
    QTest.keyClick(last.text, Key.Key_Up, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert texts(case, section) == [before[0], before[2], before[1]]
    qtbot.waitUntil(lambda: [card.number.text() for card in cards(view)] == ["1", "2", "3"])
    cards(view)[0].put_into_bin()
    qtbot.waitUntil(lambda: len(cards(view)) == 2)
    case.undo()
    qtbot.waitUntil(lambda: len(cards(view)) == 3)


def test_a_typed_paragraph_is_saved_before_another_section_is_shown(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    first = add(case, "section", title="First", part="introduction", position="i")
    second = add(case, "section", title="Second", part="introduction", position="r")
    window = shown(qtbot, settings, case)
    view = at(window, "brief", BriefView)
    view.narrative.page.new.text.setFocus()
    press(view.narrative.page.new.text, "Typed and not saved")
    window.workspace.go("brief", second)
    assert texts(case, first) == ["Typed and not saved"]
    assert view.narrative.page.section == second
    assert view.narrative.page.new.text.toPlainText() == ""


def test_pages_are_shown_told_to_be_old_and_exported(
    qtbot: QtBot, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    _act, charge = charged_act(case, statement="A market was shelled.")
    made = passage(case)
    with case.change("Link passage") as session:
        link(session, made, Target("charge", charge, 1))
    window = shown(qtbot, settings, case)
    view = at(window, "brief", BriefView)
    with qtbot.waitSignal(view.pages.view.opened, timeout=LONG) as opened:
        QTest.mouseClick(view.switch.buttons["pages"], Qt.MouseButton.LeftButton)
    assert opened.args is not None
    assert opened.args[0] > 3
    assert not view.pages.strip.isVisible()
    add(case, "act", title="Another")
    qtbot.waitUntil(view.pages.refresh_button.isVisible)
    with qtbot.waitSignal(view.pages.view.opened, timeout=LONG):
        window.actions_.all["brief.refresh"].trigger()
    target = tmp_path / "filed"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(target), ""))
    with qtbot.waitSignal(view.strip.exported, timeout=LONG):
        QTest.mouseClick(view.export_button, Qt.MouseButton.LeftButton)
    pdf = tmp_path / "filed.pdf"
    content = pdf.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    assert digest in view.strip.hash.text()
    view.strip.copy_button.click()
    assert QGuiApplication.clipboard().text() == digest
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "TST-0001, p. 2" in text
    edition = window.workspace.read(records.page, "edition")[0]
    assert (edition["sha256"], edition["file_name"], edition["kind"]) == (digest, "filed.pdf", "brief")
    assert edition["numbers"] == ("A-0001", "A-0002", "TST-0001")
    qtbot.waitUntil(lambda: not view.pages.outdated)  # to note the edition changes nothing of what it says
    QTest.mouseClick(view.switch.buttons["editions"], Qt.MouseButton.LeftButton)
    assert view.editions.table.model.rowCount() == 1
    assert view.editions.detail.forms[0].rows["sha256"].editor.raw() == digest
    view.pages.view.close_file()


def test_an_export_into_nowhere_is_said(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    window = shown(qtbot, settings, empty_case(tmp_path / "T.casefile", settings))
    view = at(window, "brief", BriefView)
    view.strip.start(tmp_path / "gone" / "no.pdf")
    qtbot.waitUntil(view.strip.close_button.isVisible, timeout=LONG)
    assert "choose another folder" in view.strip.words.text()
    assert window.workspace.read(records.count, "edition") == 0


def test_a_cancelled_export_leaves_nothing(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    charged_act(case)
    window = shown(qtbot, settings, case)
    view = at(window, "brief", BriefView)
    view.strip.start(tmp_path / "no.pdf")
    view.strip.cancel_button.click()
    qtbot.waitUntil(lambda: view.strip.job is None, timeout=LONG)
    assert not (tmp_path / "no.pdf").exists()
    assert window.workspace.read(records.count, "edition") == 0
    assert not view.strip.isVisible()
