"""The box at the top and the page of results, with the keyboard, on a real case."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.evidence import intake
from casefile.operations import records
from casefile.operations.search import Hit
from casefile.settings import Settings
from casefile.storage.texts import Extract, Part
from casefile.ui.evidence.view import EvidenceView
from casefile.ui.search.results import Head
from casefile.ui.search.view import ResultsView
from casefile.ui.trail import Location
from casefile.ui.widgets.suggest import Choice
from casefile.ui.window import MainWindow
from tests.ui.real_window import add, at, charged_act, empty_case, passage, press, shown


@pytest.fixture
def case(settings: Settings, tmp_path: Path) -> CaseFile:
    return empty_case(tmp_path / "T.casefile", settings)


def typed(qtbot: QtBot, window: MainWindow, text: str) -> list[Choice]:
    """What the box offers for `text`."""
    window.search.start()
    window.search.clear()
    press(window.search, text)
    asker = window.search._asker
    with qtbot.waitSignal(asker.answered, check_params_cb=lambda answered, _found: answered == text):
        window.search.look()
    assert window.search._results is not None
    found = window.search._results.list
    return [found.item(row).data(Qt.ItemDataRole.UserRole) for row in range(found.count())]


def document(case: CaseFile, title: str, *pages: str) -> object:
    """An item of evidence whose words were read, page by page."""
    digest = f"{abs(hash(title)) % 16**8:064x}"
    item = add(case, "evidence", title=title, sha256=digest)
    parts = tuple(Part(f"p. {number}", text) for number, text in enumerate(pages, 1))
    case.keep_text([Extract(digest, "read", "test", "2026-01-01T00:00:00Z", parts)])
    return item


def test_the_box_groups_hits_under_heads(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    act, _charge = charged_act(case)
    made = passage(case)
    item = document(case, "Minutes", "nothing here", "they met at the market that morning")
    window = shown(qtbot, settings, case)
    offered = typed(qtbot, window, "market")
    heads = [choice.text for choice in offered if choice.head]
    assert heads == ["Acts", "Words in documents", "Passages"]
    hits = [choice.value for choice in offered if isinstance(choice.value, Hit)]
    assert [(hit.kind, hit.id) for hit in hits] == [("act", act), ("document", item), ("passage", made)]
    told = next(choice for choice in offered if isinstance(choice.value, Hit) and choice.value.kind == "document")
    assert told.detail.startswith("p. 2 · ")
    assert [told.detail[start:end] for start, end in told.marks] == ["market"]
    quoted = next(choice for choice in offered if isinstance(choice.value, Hit) and choice.value.kind == "passage")
    assert quoted.text.startswith("TST-0001")  # the pin cite; its words are below
    assert [quoted.detail[start:end] for start, end in quoted.marks] == ["market"]
    assert not quoted.detail.startswith("Quote")
    press(window.search, Qt.Key.Key_Return)
    assert window.workspace.here == Location("acts", act)


def test_a_number_and_a_provision_come_first(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    charged_act(case)
    made = passage(case)
    window = shown(qtbot, settings, case)
    first = typed(qtbot, window, "TST-0001")[0].value
    assert (first.kind, first.number) == ("evidence", "TST-0001")
    law = next(choice.value for choice in typed(qtbot, window, "8 2 b i") if isinstance(choice.value, Hit))
    assert (law.kind, law.provision) == ("law", "8(2)(b)(i)")
    press(window.search, Qt.Key.Key_Return)
    assert window.workspace.here is not None
    assert window.workspace.here.place == "law"
    del made


def test_a_mistake_is_one_sentence_and_the_rest_searches(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    charged_act(case)
    window = shown(qtbot, settings, case)
    offered = typed(qtbot, window, "market grade:>=Z9")
    assert any(isinstance(choice.value, Hit) for choice in offered)
    assert "no grade" in offered[-1].text


def test_a_document_opens_at_its_page_with_the_words_marked(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    item = document(case, "Minutes", "nothing here", "they met at the market that morning")
    window = shown(qtbot, settings, case)
    typed(qtbot, window, "market")
    press(window.search, Qt.Key.Key_Return)
    view = window.view("evidence")
    assert isinstance(view, EvidenceView)
    assert view.reading
    assert view.reader.item == item


def test_all_results_stand_on_a_page_of_their_own(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    with case.change("Add") as session:
        for number in range(130):
            records.add(session, "act", {"title": f"Zastava number {number}"})
    passage(case, quote="zastava was seen")
    window = shown(qtbot, settings, case)
    offered = typed(qtbot, window, "zastava")
    assert offered[-1].text == "Show all results"
    press(window.search, Qt.Key.Key_Up, Qt.Key.Key_Up)  # over the head, from the first to the last
    press(window.search, Qt.Key.Key_Return)
    view = window.view("results")
    assert isinstance(view, ResultsView)
    assert view.isVisible()
    assert [view.kinds.item(row).text() for row in range(view.kinds.count())] == [
        "All   131",
        "Acts   130",
        "Passages   1",
    ]
    model = view.results.results
    assert isinstance(model.line(0), Head)
    view.show_kind("act")
    assert model.rowCount() == 50
    while model.canFetchMore(view.results.rootIndex()):
        model.fetchMore(view.results.rootIndex())
    assert model.rowCount() == 130
    assert len({hit.id for row in range(130) if isinstance(hit := model.line(row), Hit)}) == 130
    press(view.results, Qt.Key.Key_Return)
    assert window.workspace.here is not None
    assert window.workspace.here.place == "acts"


def test_a_search_is_kept_asked_again_renamed_and_binned(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    charged_act(case)
    window = shown(qtbot, settings, case)
    view = at(window, "results", ResultsView)
    press(view.line, "market")
    window.actions_.all["search.keep"].trigger()
    qtbot.waitUntil(lambda: [view.saved.item(row).text() for row in range(view.saved.count())] == ["market"])
    view.saved.item(0).setText("The market")
    assert [row.title for row in window.workspace.read(records.page, "saved_search")] == ["The market"]
    window.workspace.go("overview")
    window.palette_.open()
    press(window.palette_.line, "the market", Qt.Key.Key_Return)
    assert view.isVisible()
    assert view.line.text() == "market"
    view.saved.setCurrentRow(0)
    view.saved.setFocus()
    press(view.saved, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: view.saved.count() == 0)
    case.undo()
    qtbot.waitUntil(lambda: view.saved.count() == 1)


def test_an_empty_page_says_how_to_search(qtbot: QtBot, settings: Settings, case: CaseFile) -> None:
    window = shown(qtbot, settings, case)
    view = at(window, "results", ResultsView)
    assert "“words in quotes”" in view.empty.sentence.text()
    press(view.line, "zzzz")
    qtbot.waitUntil(lambda: view.empty.sentence.text() == "Nothing in this case has these words.")


def test_what_is_read_meanwhile_is_found_and_one_stays_where_one_was(
    qtbot: QtBot, settings: Settings, case: CaseFile
) -> None:
    for number in range(4):
        add(case, "act", title=f"Zastava {number}")
    window = shown(qtbot, settings, case)
    view = at(window, "results", ResultsView)
    press(view.line, "zastava")
    qtbot.waitUntil(lambda: view.results.results.rowCount() == 5)
    view.results.setCurrentIndex(view.results.results.index(3))
    chosen = view.results.results.line(3)
    document(case, "letter", "the zastava left at dawn")
    qtbot.waitUntil(lambda: view.results.results.rowCount() == 7)
    assert view.results.place()[0] == chosen


def test_documents_that_nobody_has_read_are_read_once_one_searches(
    qtbot: QtBot, settings: Settings, case: CaseFile, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("zastava at dawn", "utf-8")
    intake.take_in(case, [tmp_path / "note.txt"])
    window = shown(qtbot, settings, case)
    view = at(window, "results", ResultsView)
    press(view.line, "zastava")
    qtbot.waitUntil(lambda: view.results.results.rowCount() == 2, timeout=20_000)
    hit = view.results.results.line(1)
    assert isinstance(hit, Hit)
    assert hit.snippet == "zastava at dawn"
