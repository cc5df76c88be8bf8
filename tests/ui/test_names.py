"""Protected names hidden: no place of the window shows one, the pseudonym stands instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.operations import records, search
from casefile.operations.veil import Veil
from casefile.settings import Settings
from casefile.ui.actors.view import ActorsView
from casefile.ui.evidence.view import EvidenceView
from casefile.ui.places import places
from casefile.ui.widgets.labels import ElidedLabel
from tests.ui.acts.desk import Desk, new_window, open_desk

NAMES = ("Oksana Prykhodko", "Петро Тихий", "김철수", "Петра Тихого", "Oksana_Prykhodko", "Prykhodko, Oksana")
A_WITNESS, AN_ACTOR = "Oksana Prykhodko", "Петро Тихий"


def fill(path: Path, settings: Settings) -> dict[str, UUID]:
    """A case in which the names stand wherever words can stand."""
    said = f"{A_WITNESS} and {AN_ACTOR} (김철수)"
    ids: dict[str, UUID] = {}

    def write(case: CaseFile) -> None:
        with case.change("Fill") as session:

            def add(noun: str, **values: object) -> UUID:
                ids[noun] = records.add(session, noun, values)
                return ids[noun]

            add("case", title=f"On {said}", prefix="TST", situation=said)
            source = add("source", name=A_WITNESS, kind="witness", protected=True)
            actor = add("actor", name=AN_ACTOR, aliases=("김철수",), protected=True, note=said)
            unit = add("actor", name=f"Friends of {A_WITNESS}", kind="unit")
            add("posting", actor_id=actor, superior_id=unit, role="Commander", start="2020")
            incident = add("incident", title=f"Arrest of {said}", date="2024-02")
            act = add("act", title=f"Arrest of {said}", statement=said, date="2024-02", incident_id=incident)
            charge = add("charge", act_id=act, crime="8(2)(b)(i)", reasoning=said)
            add("attribution", charge_id=charge, actor_id=actor, liability="25(3)(c)")
            item = add(
                "evidence",
                title=f"Statement of {said}",
                file_name="Oksana_Prykhodko.pdf",
                provider="Prykhodko, Oksana",
                authors=("від Петра Тихого",),
                source_id=source,
                summary=said,
                restrictions=said,
            )
            add("custody_event", evidence_id=item, action="received", by="Prykhodko, Oksana", note="про Петра Тихого")
            add("grade", evidence_id=item, kind="open", reliability="B", credibility="2", reason=said, grader=AN_ACTOR)
            passage = add("passage", evidence_id=item, locator="p. 1", quote=said)
            add("proof_link", passage_id=passage, charge_id=charge, element=1, note=said)
            add("consent", source_id=source, recipient="icc", recipient_name=A_WITNESS, withdrawn="2026")
            step = add("proceeding", title=f"Warrant for {said}", kind="warrant", date="2024-06")
            add("proceeding_actor", proceeding_id=step, actor_id=actor)
            add("question", text=f"Where is {said}?", about_noun="actor", about_id=actor)
            add("section", title=f"On {said}", position="i")
            add("paragraph", section_id=ids["section"], text=said, position="i")
            ids["person"] = actor

    CaseFile.create(path, settings.author, write).close()
    return ids


FILE = f"{A_WITNESS}.casefile"


@pytest.fixture
def known(tmp_path: Path, settings: Settings) -> dict[str, UUID]:
    return fill(tmp_path / FILE, settings)


@pytest.fixture
def desk(qtbot: QtBot, settings: Settings, tmp_path: Path, known: dict[str, UUID]) -> Iterator[Desk]:
    made = open_desk(qtbot, new_window(settings, CaseFile.open(tmp_path / FILE, settings.author)))
    yield made
    made.workspace.close_case()


def texts(window: QWidget) -> Iterator[str]:
    """Everything that a widget of the window shows or says aloud, seen or folded, and the window's title."""
    yield window.windowTitle()
    for widget in window.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit | ElidedLabel):
            yield widget.text()
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            yield widget.toPlainText()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        elif isinstance(widget, QListWidget):
            yield from (widget.item(place).text() for place in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(min(model.rowCount(QModelIndex()), 50)):
                for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
                    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                        yield str(model.index(row, column).data(role) or "")


def named(window: QWidget) -> list[str]:
    return [text for text in texts(window) if any(name in text for name in NAMES)]


def test_no_place_of_the_window_shows_a_hidden_name(desk: Desk, known: dict[str, UUID]) -> None:
    desk.go("actors", known["person"])
    assert named(desk.window)
    desk.press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.workspace.hides_names
    records_of = {
        "acts": "act", "evidence": "evidence", "actors": "person", "incidents": "incident",
        "proceedings": "proceeding", "questions": "question", "brief": "section",
    }  # fmt: skip
    for place in places():
        desk.go(place.key, known.get(records_of.get(place.key, "")))
        desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running, timeout=20_000)
        desk.settle()
        assert named(desk.window) == [], place.key
    for noun, where in (("source", "evidence"), ("passage", "evidence"), ("posting", "actors")):
        desk.go(where, known[noun])
        assert named(desk.window) == [], noun
    for typed in (A_WITNESS, AN_ACTOR, "김철수", "Arrest"):
        assert not [
            hit for hit in [desk.workspace.read(search.search, typed)] if any(name in str(hit) for name in NAMES)
        ]


def test_no_report_of_an_intake_and_no_work_shows_a_hidden_name(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for name in ("Oksana_Prykhodko.txt", "Prykhodko, Oksana.txt"):
        (folder / name).write_text("The same letter")
    (folder / "김철수.txt").symlink_to(folder / "nowhere")
    (folder / "Oksana_Prykhodko.zip").write_bytes(b"PK\x03\x04 and nothing")
    told: list[str] = []
    desk.workspace.hide_names(True)
    desk.go("evidence")
    strip = cast("EvidenceView", desk.window.view("evidence")).strip
    strip.add([folder])
    job = desk.workspace.jobs.running[-1]
    job.progressed.connect(lambda *_: told.extend(named(desk.window)))
    desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running and not strip.busy, timeout=60_000)
    desk.settle()
    assert strip.report
    assert not strip.lines.empty
    assert any(name in str(strip.report) for name in NAMES)
    assert told == []
    assert named(desk.window) == []
    desk.workspace.said.emit(f"Wrote {A_WITNESS}.pdf")
    assert named(desk.window) == []


def test_the_form_of_the_person_shows_the_name_to_who_asks_and_only_there(desk: Desk, known: dict[str, UUID]) -> None:
    desk.workspace.hide_names(True)
    desk.go("actors", known["person"])
    view = desk.window.view("actors")
    assert isinstance(view, ActorsView)
    line = view.detail.forms[0].rows["name"]
    assert line.editor.raw() == "P-0002"
    assert isinstance(line.editor.control, QLineEdit)
    assert line.editor.control.isReadOnly()
    view.detail.hidden.button.click()
    desk.settle()
    assert line.editor.raw() == AN_ACTOR
    assert view.detail.title.text() == "P-0002"
    line.editor.control.setText(f"{AN_ACTOR} II")
    assert line.commit()
    desk.settle()
    with desk.case.reading() as session:
        assert records.get(session, "actor", known["person"])["name"] == f"{AN_ACTOR} II"
    desk.go("acts", known["act"])
    desk.go("actors", known["person"])
    assert view.detail.forms[0].rows["name"].editor.raw() == "P-0002"


def test_what_holds_a_hidden_name_cannot_be_written_over(desk: Desk, known: dict[str, UUID]) -> None:
    desk.workspace.hide_names(True)
    assert not desk.workspace.attempt(
        lambda: desk.workspace.write("Edit", records.edit, "act", known["act"], {"statement": "P-0001 was arrested"})
    )
    desk.workspace.write("Edit", records.edit, "act", known["act"], {"date": "2024-03"})
    desk.workspace.hide_names(False)
    desk.workspace.write("Edit", records.edit, "act", known["act"], {"statement": "She was arrested"})


def test_it_is_remembered_and_said_in_the_status_bar(desk: Desk, settings: Settings) -> None:
    bar = desk.window.statusBar()
    assert "protected names are hidden" not in " ".join(texts(bar))
    desk.workspace.hide_names(True)
    assert "protected names are hidden" in " ".join(texts(bar))
    assert Settings(settings.folder).remembered("hide_names") is True
    QApplication.processEvents()


def test_a_veil_goes_over_any_answer() -> None:
    veil = Veil({"Ann Lee": "P-0001"})
    assert veil.over({"a": ["Ann  Lee", ("ann lee’s", 3)]}) == {"a": ["P-0001", ("P-0001’s", 3)]}
    whole = ("nothing", frozenset({1}))
    assert veil.over(whole) is whole
    assert not Veil({"": "P-0001"})
