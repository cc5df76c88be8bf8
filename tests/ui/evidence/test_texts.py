"""Documents are read beside the window; the item says how that went."""

from __future__ import annotations

from pathlib import Path
from typing import cast
from uuid import UUID

import pytest

from casefile.evidence import intake, ocr
from casefile.operations import records, texts
from casefile.operations.texts import TextState
from casefile.ui.evidence.texts import ReadAll, Texts, runs
from casefile.ui.evidence.view import EvidenceView
from casefile.ui.widgets.labels import NumberLink, PlainLabel
from tests.evidence.test_extraction import png, scan, with_english
from tests.evidence.test_pdf_text import many
from tests.ui.acts.desk import Desk

WAIT = 60_000


def take(desk: Desk, folder: Path, name: str, data: bytes) -> UUID:
    path = folder / name
    path.write_bytes(data)
    taken = intake.take_in(desk.case, [path])[0]
    assert taken.id is not None, taken.problem
    return taken.id


def state(desk: Desk, item: UUID) -> TextState | None:
    return desk.workspace.read(texts.state, str(desk.workspace.read(records.get, "evidence", item)["sha256"]))


def section(desk: Desk, item: UUID) -> Texts:
    desk.workspace.go("evidence", item)
    desk.settle()
    detail = desk.window.view("evidence").detail  # type: ignore[attr-defined]
    detail.sections["text"].unfold()
    desk.settle()
    inside = detail.sections["text"].inside
    assert isinstance(inside, Texts)
    return inside


def test_an_intake_is_read_by_itself_and_the_item_says_so(desk: Desk, tmp_path: Path) -> None:
    pages = tmp_path / "pages.pdf"
    pages.write_bytes(many(3))
    desk.workspace.go("evidence")
    view = desk.window.view("evidence")
    with desk.qtbot.waitSignal(view.strip.taken, timeout=WAIT):  # type: ignore[attr-defined]
        view.add([pages])  # type: ignore[attr-defined]
    item = view.items.current  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(lambda: state(desk, item) is not None, timeout=WAIT)
    inside = section(desk, item)
    desk.qtbot.waitUntil(lambda: inside.state.text() == "3 pages  ·  read", timeout=WAIT)
    assert inside.again.text() == "Read again"


@with_english
def test_a_scan_is_recognised_in_the_languages_that_are_ticked(desk: Desk, tmp_path: Path) -> None:
    item = take(desk, tmp_path, "photo.png", png("CONVOY 2024"))
    inside = section(desk, item)
    desk.qtbot.waitUntil(lambda: inside.state.text().startswith("No text: a picture."), timeout=WAIT)
    desk.qtbot.waitUntil(lambda: runs(desk.workspace).job is None, timeout=WAIT)
    inside.recognise.click()
    assert runs(desk.workspace).job is None
    inside.languages.boxes["eng"].click()
    inside.recognise.click()
    desk.qtbot.waitUntil(lambda: "read by machine, " in inside.state.text(), timeout=WAIT)
    assert desk.workspace.settings.remembered("recognised_languages") == "eng"


def test_without_language_data_the_item_says_what_to_do(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "_PLACES", ())
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    inside = section(desk, take(desk, tmp_path, "scan.pdf", scan("MISSILE")))
    assert inside.languages.none.isVisible()
    assert "recogni" in inside.languages.none.text()
    assert not inside.recognise.isVisible()


def test_all_that_is_unread_is_read_on_demand_and_failures_are_told(desk: Desk, tmp_path: Path) -> None:
    good = take(desk, tmp_path, "note.txt", b"a note")
    bad = take(desk, tmp_path, "broken.pdf", many(1)[:500])
    said: list[str] = []
    desk.workspace.said.connect(said.append)
    dialog = ReadAll(desk.workspace)
    dialog.accept()
    desk.qtbot.waitUntil(lambda: bool(said), timeout=WAIT)
    assert "This PDF cannot be read; it is damaged." in said[0]
    good_state, bad_state = state(desk, good), state(desk, bad)
    assert good_state is not None
    assert bad_state is not None
    assert (good_state.state, bad_state.state) == ("read", "failed")
    dialog.deleteLater()


def test_what_cannot_be_read_is_a_line_of_the_report(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "note.txt").write_bytes(b"a note")
    (folder / "broken.pdf").write_bytes(many(1)[:500])
    desk.workspace.go("evidence")
    view = cast("EvidenceView", desk.window.view("evidence"))
    with desk.qtbot.waitSignal(view.texts.unreadable, timeout=WAIT):
        view.add([folder])
    assert view.strip.words.text() == "2 added, the text of 1 could not be read"
    lines = {label.text() for label in view.strip.lines.findChildren(PlainLabel)}
    assert "This PDF cannot be read; it is damaged. Get it again and try once more." in lines
    assert "TST-0001" in {link.text() for link in view.strip.lines.findChildren(NumberLink)}
    with desk.qtbot.waitSignal(view.strip.taken, timeout=WAIT):
        view.add([folder / "note.txt"])
    assert view.strip.words.text() == "0 added, 1 already there"
