"""A copy for another program: private, of a known kind, warned of, recorded, removed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from casefile.evidence import active, kinds
from casefile.settings import Settings
from casefile.ui.evidence import outside
from tests.ui.acts.desk import Desk
from tests.ui.evidence.taking import done, take, view_of
from tests.ui.widgets.test_pages import make_pdf


class System(QObject):
    """Stands where the system's own programs stand, and notes what it is handed."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def system() -> Iterator[System]:
    made = System()
    QDesktopServices.setUrlHandler("file", made, "take")  # type: ignore[arg-type]  # the stub asks for bytes, the function for a str
    yield made
    QDesktopServices.unsetUrlHandler("file")


def answer(button: str) -> QTimer:
    """Press a button of the question that will be asked."""
    clock = QTimer()
    clock.setInterval(50)

    def press() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            clock.stop()
            next(one for one in box.buttons() if one.text().replace("&", "") == button).click()

    clock.timeout.connect(press)
    clock.start()
    return clock


def open_first(desk: Desk, path: Path) -> None:
    take(desk, path)
    view = view_of(desk)
    assert view.items.current is not None
    view.open_outside(view.items.current)
    done(desk)


def test_a_copy_is_private_recorded_and_removed_with_the_case(desk: Desk, tmp_path: Path, system: System) -> None:
    path = tmp_path / "report.exe"  # the name says nothing
    path.write_bytes(make_pdf(1))
    open_first(desk, path)
    (copy,) = system.opened
    assert (copy.name, copy.read_bytes()) == ("TST-0001.pdf", path.read_bytes())
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [event["action"] for event in view_of(desk).detail.custody.events] == ["received", "opened"]
    desk.workspace.close_case()
    assert not copy.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"[Desktop Entry]\nType=Application\nExec=rm\n"),
        ("b.txt", b"#!/bin/sh\nrm x\n"),
        ("c.txt", b"MZ" + bytes(500)),
        ("d.txt", b"L\0\0\0\x01\x14\x02\0" + bytes(100)),
        ("e.mp4", b"#EXTM3U\nhttp://example.org/a.ts\n"),
        ("f.txt", bytes(range(256))),
    ],
)
def test_programs_scripts_shortcuts_and_playlists_are_never_handed_on(
    desk: Desk, tmp_path: Path, system: System, name: str, data: bytes
) -> None:
    said: list[str] = []
    desk.workspace.said.connect(said.append)
    (tmp_path / name).write_bytes(data)
    open_first(desk, tmp_path / name)
    assert system.opened == []
    assert said[-1] == "TST-0001 is of a kind that Casefile never hands to another program; save a copy if you must."
    assert not list((desk.workspace.settings.folder / "outside").rglob("copy*"))
    assert [event["action"] for event in desk.rows("custody_event")] == ["received"]


@pytest.mark.parametrize(("button", "count"), [("Cancel", 0), ("Open outside", 1)])
def test_what_may_act_by_itself_is_told_first(
    desk: Desk, tmp_path: Path, system: System, button: str, count: int
) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><img src='http://example.org/x.png'></body></html>")
    clock = answer(button)
    open_first(desk, path)
    assert not clock.isActive()
    assert len(system.opened) == count


def test_macros_links_and_scripts_are_seen(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Words")
    plain = tmp_path / "plain.docx"
    made.save(str(plain))
    assert active.warnings(plain) == ()
    macros = tmp_path / "macros.docx"
    macros.write_bytes(plain.read_bytes())
    with zipfile.ZipFile(macros, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert "macros" in active.warnings(macros)[0]
    with pikepdf.open(io.BytesIO(make_pdf(1))) as file:
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        file.save(tmp_path / "acts.pdf")
    assert "scripts" in active.warnings(tmp_path / "acts.pdf")[0]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "scripts"),
        ({"object_stream_mode": pikepdf.ObjectStreamMode.generate}, "scripts"),
        ({"encryption": pikepdf.Encryption(owner="o", user="")}, "scripts"),
    ],
)
def test_scripts_of_a_pdf_are_seen_where_its_objects_are_compressed_too(
    tmp_path: Path, options: dict[str, Any], sentence: str
) -> None:
    with pikepdf.open(io.BytesIO(make_pdf(1))) as file:
        file.save(tmp_path / "plain.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
        file.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user=""))
        file.Root.Names = pikepdf.Dictionary(
            JavaScript=file.make_indirect(
                pikepdf.Dictionary(Names=["a", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")])
            )
        )
        file.save(tmp_path / "acts.pdf", **options)
    assert active.warnings(tmp_path / "plain.pdf") == ()
    assert "encrypted" in active.warnings(tmp_path / "locked.pdf")[0]
    assert sentence in active.warnings(tmp_path / "acts.pdf")[0]


def test_a_name_in_a_pdf_may_be_written_in_numbers(tmp_path: Path) -> None:
    path = tmp_path / "acts.pdf"
    path.write_bytes(make_pdf(1).replace(b"/Type /Catalog", b"/Type /Catalog /#4fpenAct#69on 1 0 R"))
    assert "scripts" in active.warnings(path)[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Date,Town\n2024-01-02,Kyiv\n-5,+850 123\n@user,words = words\n", False),
        ("Date,Town\n2024-01-02,=HYPERLINK(1)\n", True),
        ('Date;Town\n2024-01-02;"=1+1"\n', True),
        ("Date,Town\n2024-01-02,@SUM(1)\n", True),
        ("Date,Town\n2024-01-02,+cmd|' /C calc'!A0\n", True),
    ],
)
def test_formulas_in_a_plain_table_are_told(tmp_path: Path, text: str, *, told: bool) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text)
    assert kinds.kind_of(path) == "text/csv"
    assert bool(active.warnings(path)) is told


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        ("word/_rels/a.rels", "<Relationship Type='x/attachedTemplate' TargetMode='External' Target='http://e.org'/>", "elsewhere"),
        ("word/_rels/a.rels", '<Relationship Type="x/hyperlink" TargetMode="External" Target="http://e.org"/>', ""),
        ("word/embeddings/oleObject1.bin", "x", "embedded"),
        ("xl/externalLinks/externalLink1.xml", "<ddeLink/>", "elsewhere"),
        ("content.xml", '<draw:image xlink:href="http://e.org/x.png"/>', "elsewhere"),
        ("content.xml", '<draw:image xlink:href="Pictures/1.png"/><text:a xlink:href="http://e.org"/>', ""),
    ],
)  # fmt: skip
def test_what_an_office_document_would_load_is_told(tmp_path: Path, name: str, words: str, sentence: str) -> None:
    path = tmp_path / "made.docx"
    docx.Document().save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, words)
    found = " ".join(active.warnings(path))
    assert sentence in found
    assert bool(sentence) is bool(found)


def test_what_a_run_that_ended_badly_left_is_removed_by_the_next(settings: Settings) -> None:
    running = outside.Copies(settings)
    held = running.place("held.pdf")
    held.write_bytes(b"x")
    left = settings.folder / "outside" / "deadbeef" / "1"
    left.mkdir(parents=True)
    (left / "left.pdf").write_bytes(b"x")
    outside.sweep(settings)
    assert (held.exists(), left.exists()) == (True, False)
    running.remove()
    assert not held.exists()
