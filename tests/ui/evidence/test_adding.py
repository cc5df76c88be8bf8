"""The strip over the register: what it asks before an intake, and what can be done with its report."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PIL import Image

from casefile.evidence import intake
from casefile.ui.evidence.adding import IntakeStrip, summary, time_left
from casefile.ui.evidence.view import EvidenceView
from casefile.ui.widgets.labels import NumberLink, PlainLabel
from tests.ui.acts.desk import Desk


def strip_of(desk: Desk) -> IntakeStrip:
    return cast("EvidenceView", desk.window.view("evidence")).strip


def add(desk: Desk, *paths: Path) -> IntakeStrip:
    desk.go("evidence")
    strip = strip_of(desk)
    strip.add(list(paths))
    done(desk)
    return strip


def done(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running, timeout=60_000)
    desk.settle()


def links(strip: IntakeStrip) -> list[str]:
    return [link.text() for link in strip.lines.findChildren(NumberLink)]


def test_a_big_file_asks_in_place_where_it_shall_be_kept(desk: Desk, tmp_path: Path) -> None:
    film = tmp_path / "film.bin"
    with film.open("wb") as stream:
        stream.truncate(intake.BIG_FILE + 1)
    strip = add(desk, film)
    assert "can be kept in the folder" in strip.words.text()
    assert desk.focused() is strip.beside_button
    assert strip.busy
    strip.cancel_button.click()
    assert strip.isHidden()
    assert desk.rows("evidence") == ()
    strip = add(desk, film)
    strip.beside_button.click()
    done(desk)
    assert strip.words.text().startswith("1 added")
    case = desk.workspace.case
    assert case is not None
    assert [each.name for each in case.originals.folder.iterdir()] == [desk.one("evidence")["sha256"]]
    assert case.originals.size_embedded() == 0


def test_known_bytes_become_items_of_their_own_one_by_one_or_all(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text("One letter\n")
    strip = add(desk, folder)
    assert strip.words.text() == "1 added, 3 already there"
    strip.lines.buttons[0].click()
    done(desk)
    assert strip.words.text() == "2 added, 2 already there"
    strip.copies_button.click()
    done(desk)
    assert strip.words.text() == "4 added"
    assert strip.copies_button.isHidden()
    assert sorted(row["file_name"] for row in desk.rows("evidence")) == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert desk.workspace.case is not None
    desk.workspace.case.undo()
    assert len(desk.rows("evidence")) == 2


def test_a_picture_that_looks_like_another_is_hinted_at(desk: Desk, tmp_path: Path) -> None:
    picture = Image.radial_gradient("L").crop((20, 0, 200, 140))
    picture.save(tmp_path / "a.png")
    picture.resize((90, 70)).save(tmp_path / "b.jpg", quality=70)
    strip = add(desk, tmp_path / "a.png", tmp_path / "b.jpg")
    assert strip.words.text() == "2 added"
    assert links(strip) == ["TST-0002", "TST-0001"]
    view = cast("EvidenceView", desk.window.view("evidence"))
    view.items.open(desk.one("evidence", number="TST-0001").id)
    view.detail.sections["integrity"].unfold()
    desk.settle()
    assert [link.text() for link in view.detail.integrity.alike.findChildren(NumberLink)] == ["TST-0002"]


def test_the_report_makes_room_for_a_document_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text("One letter\n")
    strip = add(desk, folder, tmp_path / "gone.pdf")
    view = cast("EvidenceView", desk.window.view("evidence"))
    assert strip.lines.isVisible()
    told = [one.text() for one in strip.lines.findChildren(PlainLabel)]
    assert told[0].startswith("⊘")  # what went wrong before what is there already
    high = strip.height()
    view.read_document(desk.one("evidence").id)
    desk.settle()
    assert not strip.lines.isVisible()
    assert strip.words.isVisible()
    assert strip.height() < high
    view.reader.close_document()
    desk.settle()
    assert strip.lines.isVisible()
    strip.fold_button.click()
    assert not strip.lines.isVisible()
    view.read_document(desk.one("evidence").id)
    view.reader.close_document()
    desk.settle()
    assert not strip.lines.isVisible()  # folded by hand, it stays
    strip.close_button.click()
    assert strip.isHidden()


def test_a_long_report_is_made_piece_by_piece(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(160):
        (folder / f"{number}.txt").write_text("One letter\n")
    strip = add(desk, folder)
    assert strip.words.text() == "1 added, 159 already there"
    assert len(strip.lines.buttons) == 40
    for left in (80, 120, 159):
        (more,) = [one for one in strip.lines.findChildren(NumberLink) if one.text().startswith("Show more")]
        more.click()
        desk.settle()
        assert len(strip.lines.buttons) == left


def test_lines_are_no_wider_than_the_window_whatever_files_are_called(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / ("a" * 240 + ".txt")).write_text("One letter\n")
    (folder / ("b" * 240 + ".txt")).write_text("One letter\n")
    (folder / "photo\u202egpj.txt").write_text("Another\n")
    strip = add(desk, folder)
    assert strip.words.text() == "2 added, 1 already there"
    assert strip.lines.horizontalScrollBar().maximum() == 0
    told = [one.text() for one in strip.lines.findChildren(PlainLabel)]
    assert "“\u2068photo\u202egpj.txt\u2069”: Its name hides its direction; it is “photo<U+202E>gpj.txt”." in told


def test_an_intake_that_was_stopped_at_once_says_so() -> None:
    assert summary((), stopped=True) == "Stopped. Nothing was added."
    assert summary(()) == "There was no file to add."


def test_the_time_left_is_told_in_round_words() -> None:
    assert time_left(20) == "less than a minute left"
    assert time_left(200) == "about 3 min left"
    assert time_left(2 * 3600 + 300) == "about 2 h 5 min left"
