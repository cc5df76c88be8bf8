"""Reading the law: walked through, found by words and by code, with its use in the case."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.law import tree
from casefile.settings import Settings
from casefile.ui import hooks, theme
from casefile.ui.law import view as law_view
from casefile.ui.law.keys import id_of, key_of
from casefile.ui.law.outline import COUNT, FOUND, PLACE
from casefile.ui.law.provision import Law, Matrix, Record
from casefile.ui.law.view import LawView
from casefile.ui.matrix.view import MatrixView
from tests.ui.real_window import WAIT, add, at, charged_act, empty_case, passage, press, shown

Key = Qt.Key


@pytest.fixture
def case(tmp_path: Path, settings: Settings) -> CaseFile:
    return empty_case(tmp_path / "T.casefile", settings)


def shown_law(qtbot: QtBot, settings: Settings, case: CaseFile) -> LawView:
    return at(shown(qtbot, settings, case), "law", LawView)


def test_found_by_words_and_by_code(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    view = shown_law(qtbot, settings, case)
    view.workspace.window.actions_.all["law.find"].trigger()  # type: ignore[union-attr]
    assert view.line.hasFocus()
    press(view.line, "rape", Key.Key_Return)
    assert list(view.results.items)[:3] == ["7(1)(g)-1", "8(2)(b)(xxii)-1", "8(2)(e)(vi)-1"]
    assert view.page.key == "7(1)(g)-1"
    assert "This is a summary in our own words; the official text decides." in view.page.words()
    view.line.clear()
    assert view.outline.isVisible()
    view.line.setFocus()
    press(view.line, "8 2 b ii", Key.Key_Return)
    assert view.page.key == "8(2)(b)(ii)"
    assert view.page.words().startswith("War crime of attacking civilian objects\n")
    view.line.setFocus()
    press(view.line, Key.Key_Escape)
    assert view.outline.currentItem() is view.outline.items["8(2)(b)(ii)"]
    view.line.setFocus()
    press(view.line, "zzzz")
    qtbot.waitUntil(view.nothing.isVisible)


def test_a_search_shows_the_place_in_which_the_words_stand(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    view = shown_law(qtbot, settings, case)
    view.line.setText("excessive harm")
    view.look()
    item = view.results.items["8(2)(b)(iv)"]
    assert item.data(0, PLACE) == "Element 2"
    assert item.data(0, FOUND).startswith("Clearly excessive harm: The attack")
    assert "Element 2: Clearly excessive harm" in item.text(0)
    assert not view.results.grab().isNull()


def test_back_and_forward_go_through_provisions(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    view = shown_law(qtbot, settings, case)
    view.go("7")
    view.page.followed.emit(Law("7(1)(k)"))
    assert hooks.open_law.function is not None
    hooks.open_law.function(view.workspace, "25(3)(c)")
    assert view.page.key == "25(3)(c)"
    view.workspace.back()
    assert view.page.key == "7(1)(k)"
    view.workspace.back()
    assert view.page.key == "7"
    view.workspace.forward()
    assert view.page.key == "7(1)(k)"


def test_the_tree_is_put_in_as_it_is_opened(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    view = shown_law(qtbot, settings, case)
    assert "8" in view.outline.items
    assert "36" not in view.outline.items
    assert "8(2)(a)(ii)-1" not in view.outline.items
    view.show_key("8(2)(a)(ii)-1")
    assert view.outline.currentItem() is view.outline.items["8(2)(a)(ii)-1"]
    above = view.outline.items["8(2)(a)(ii)-1"].parent()
    assert above is view.outline.items["8(2)(a)(ii)"]
    view.show_key("36")
    assert view.outline.currentItem() is view.outline.items["36"]


def test_the_use_in_the_case_is_shown_and_followed(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    _act, charge = charged_act(case)
    actor = add(case, "actor", kind="person", name="Ivan <b>Example</b>")
    add(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(c)")
    proof = passage(case, quote="the <i>market</i> was full")
    add(case, "proof_link", passage_id=proof, charge_id=charge, element=2, bearing="undermines")
    finding = add(case, "context_finding", title="War", kind="international_armed_conflict", period="2022-02-24/..")
    view = shown_law(qtbot, settings, case)
    view.go("25(3)(c)")
    assert "Attributions: 1" in view.page.words()
    assert "Ivan <b>Example</b> · 8(2)(b)(i)" in view.page.words()
    view.go("8(2)(b)(i)")
    words = view.page.words()
    assert "Charges: 1   Acts: 1   Linked passages: 1" in words
    assert "Linked in this case: 1 undermining" in words
    assert "⊘\tTST-0001, p. 2   “the <i>market</i> was full”" in words
    assert {Record("charge", charge), Record("passage", proof), Record("context_finding", finding)} <= set(
        view.page.targets()
    )
    view.page.followed.emit(Record("charge", charge))
    assert view.workspace.here is not None
    assert view.workspace.here.place == "acts"
    view.page.followed.emit(Record("passage", proof))
    assert view.workspace.here.place == "evidence"
    view.page.followed.emit(Matrix("8(2)(b)(i)"))
    assert view.workspace.here.place == "matrix"
    matrix = view.workspace.view_of("matrix")
    assert isinstance(matrix, MatrixView)
    assert matrix.filters.line.text() == "8(2)(b)(i)"


def test_counts_stand_in_the_tree_and_gather_upwards(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    charged_act(case)
    view = shown_law(qtbot, settings, case)
    view.show_key("8(2)(b)(i)")
    counts = [view.outline.items[key].data(0, COUNT) for key in ("8", "8(2)(b)", "8(2)(b)(i)", "7")]
    assert counts == [1, 1, 1, 0]
    charged_act(case)
    qtbot.waitUntil(lambda: view.outline.items["8"].data(0, COUNT) == 2)
    assert "Charges: 2" in view.page.words()


def test_a_big_case_is_counted_beside_the_window(
    qtbot: QtBot, settings: Settings, case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(law_view, "_MUCH", 0)
    charged_act(case)
    view = shown_law(qtbot, settings, case)
    view.show_key("8(2)(b)(i)")
    assert "Counting…" in view.page.words()
    qtbot.waitUntil(lambda: "Charges: 1" in view.page.words(), timeout=WAIT)


def test_the_catalogue_is_read_beside_the_window(
    qtbot: QtBot, settings: Settings, case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bool] = []
    monkeypatch.setattr(law_view, "ready", lambda: bool(read))
    monkeypatch.setattr(law_view, "prepare", lambda: read.append(True))
    window = shown(qtbot, settings, case)
    window.workspace.go("law", id_of("25(3)(c)"))
    view = window.view("law")
    assert isinstance(view, LawView)
    assert view.page.words() == ""
    qtbot.waitUntil(lambda: view.page.key == "25(3)(c)", timeout=WAIT)
    assert view.outline.currentItem() is view.outline.items["25(3)(c)"]


def test_the_page_follows_the_colours(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    view = shown_law(qtbot, settings, case)
    try:
        theme.theme().apply("dark")
        qtbot.waitUntil(lambda: _first_colour(view) == theme.DARK.text)
    finally:
        theme.theme().apply("light")


def _first_colour(view: LawView) -> str:
    cursor = QTextCursor(view.page.summary.document())
    cursor.movePosition(QTextCursor.MoveOperation.Right)
    return cursor.charFormat().foreground().color().name()


def test_what_a_crime_says(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    view = shown_law(qtbot, settings, case)
    view.show_key("8(2)(e)(xvii)")
    words = view.page.words()
    assert "War crime in an armed conflict not of an international character" in words
    assert "Added in 2017 by resolution ICC-ASP/16/Res.4; first in force on 2 April 2020." in words
    assert Law("121(5)") in view.page.targets()
    assert Law("8(2)(b)(xxviii)") in view.page.targets()
    assert "What researchers usually bring" in words
    assert "Often confused with" in words
    view.show_key("8(2)(b)(ii)")
    assert "Mental element, by article 30(2)(a): the person means to engage in the conduct." in view.page.words()
    assert "Usual proof: " in view.page.words()
    view.show_key("8(2)(b)(xxvi)")
    assert "Only victims under 15 count." in view.page.words()
    view.show_key("8 bis")
    assert "the Court may exercise jurisdiction from 17 July 2018" in view.page.words()
    assert {Law("15 bis"), Law("15 ter")} <= set(view.page.targets())


def test_what_an_article_says(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    view = shown_law(qtbot, settings, case)
    view.show_key("53")
    words = view.page.words()
    assert "Rome Statute, article 53  ·  Procedure" in words
    assert "Reasonable basis" in words
    assert Law("53(1)") in view.page.targets()
    view.show_key("8(2)(a)(ii)")
    assert "Under this provision" in view.page.words()
    assert [target for target in view.page.targets() if isinstance(target, Law)][:2] == [Law("8"), Law("8(2)(a)")]


def test_every_provision_has_a_page(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    view = shown_law(qtbot, settings, case)
    for key, node in tree.nodes().items():
        view.show_key(key)
        assert view.page.words().startswith(node.title)
        assert all(target.key in tree.nodes() for target in view.page.targets() if isinstance(target, Law))
        assert key_of(id_of(key)) == key
        assert key in view.outline.items
        view.outline.clearSelection()


def test_links_are_walked_with_tab_and_entered(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    view = shown_law(qtbot, settings, case)
    view.go("8(2)(b)(i)")
    view.page.summary.setFocus()
    press(view.page.summary, Key.Key_Tab, Key.Key_Return)
    assert view.page.key == "8"
    assert view.page.summary.accessibleName() == "Provision"
