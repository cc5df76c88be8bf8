from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casefile.ui.widgets.labels import Collapsible, ElidedLabel, NumberLink, PlainLabel, Toast, safe_tip
from casefile.ui.widgets.marks import Coverage, CoverageBar, Mark

HOSTILE = "<img src=file:///etc/passwd> & co"


def test_case_text_is_shown_as_it_stands(qtbot: QtBot) -> None:
    label = PlainLabel(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert safe_tip(HOSTILE) == "<span>&lt;img src=file:///etc/passwd&gt; &amp; co</span>"


def test_a_long_line_is_cut_and_told_whole(qtbot: QtBot) -> None:
    label = ElidedLabel(HOSTILE * 5)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    assert label.toolTip() == safe_tip(HOSTILE * 5)
    assert label.accessibleName() == HOSTILE * 5


def test_a_number_leads_to_its_record_with_control_beside(qtbot: QtBot) -> None:
    link = NumberLink("R&D-1", HOSTILE)
    qtbot.addWidget(link)
    assert (link.text(), link.accessibleName()) == ("R&&D-1", "R&D-1")
    with qtbot.waitSignal(link.followed) as followed:
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert followed.args == [False]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(link.followed):
            QTest.keyClick(link, key)


def test_a_section_folds(qtbot: QtBot) -> None:
    section = Collapsible("Notes", QLabel("text"), folded=True)
    qtbot.addWidget(section)
    section.show()
    assert not section.content.isVisible()
    section.button.click()
    assert section.content.isVisible()


def test_a_toast_says_a_sentence_and_goes_on_a_click(qtbot: QtBot) -> None:
    window = QLabel()
    window.resize(600, 400)
    qtbot.addWidget(window)
    window.show()
    toast = Toast(window)
    toast.say(HOSTILE)
    assert (toast.isVisible(), toast.text()) == (True, HOSTILE)
    QTest.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_coverage_in_one_mark() -> None:
    assert Coverage(covered=3).mark is Mark.COVERED
    assert Coverage(covered=2, gap=1).mark is Mark.CONTESTED
    assert Coverage(gap=2).mark is Mark.GAP
    assert Coverage(gap=1, undermined=1).mark is Mark.UNDERMINED
    assert str(Coverage()) == ""


def test_coverage_is_painted_and_said(qtbot: QtBot) -> None:
    bar = CoverageBar(Coverage(1, 1, 1, 1))
    qtbot.addWidget(bar)
    bar.resize(200, 20)
    bar.grab()
    assert bar.accessibleName() == "1 covered, 1 contested, 1 gap, 1 undermined"
