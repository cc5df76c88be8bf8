"""Intake of a real mixed folder ends with a correct report, whole items, and a case that verifies."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pikepdf

from casefile.evidence import intake
from casefile.operations import evidence, records
from tests.cases import new_case, whole
from tests.evidence import mixed_folder

INSIDE = {
    "archives/a.tar.gz/b.txt",
    "archives/good.zip/inside/a.txt",
    "archives/good.zip/inside/\u202egpj.exe",
    "archives/good.zip/outside.txt",
    "archives/log.gz/log",
    "captures/a.warc/photo.png",
    "captures/a.warc.gz/photo.png",
    "captures/saved.html/saved_files/style.css",
    "mail/a.eml/список.csv",
    "mail/all.mbox/0001 Список.eml",
    "mail/all.mbox/0001 Список.eml/список.csv",
    "mail/all.mbox/0002 Список.eml",
    "mail/all.mbox/0002 Список.eml/список.csv",
}
NOTES = {
    ".": (
        "Not followed: 2 links (“loop”, “outside.txt”). Add what they lead to, if it is evidence.",
        "Left out: 1 pipe or device (“pipe”).",
    ),
    "archives/bomb.zip": ("It unpacks to more than 100 times its size, as a bomb does; it was not opened.",),
    "archives/good.zip": (
        "Names that lead out of the archive were shortened: 1.",
        "Names that hide their direction: 1, such as “inside/<U+202E>gpj.exe”.",
    ),
    "damaged/cut.docx": ("Its embedded metadata cannot be read; it may be damaged.",),
    "damaged/cut.jpeg": ("Its end is missing, as of a file that was cut off.",),
    "damaged/cut.pdf": (
        "Its end is missing, as of a file that was cut off.",
        "It holds JavaScript, which is never run here.",
    ),
    "damaged/cut.warc.gz": ("This capture breaks off or is damaged; what comes before was read.",),
    "damaged/cut.zip": ("This archive is damaged; no file in it can be read.",),
    "documents/empty.txt": ("It is empty, as of a copy that did not succeed.",),
    "odd/photo\u202egpj.txt": ("Its name hides its direction; it is “photo<U+202E>gpj.txt”.",),
    "documents/order.pdf": ("It holds JavaScript, which is never run here.",),
    "mail/all.mbox": ("This mailbox holds 2 messages; each became an item.",),
}


def test_a_mixed_folder_is_taken_in_with_a_correct_report(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    made = mixed_folder.make(folder)
    (tmp_path / "case").mkdir()
    with new_case(tmp_path / "case" / "a.casefile") as case:
        report = intake.take_in(case, [folder])
        lines = {taken.path.relative_to(folder).as_posix(): taken for taken in report}
        assert set(lines) == set(made) | INSIDE | {"."}
        assert Counter(taken.problem for taken in report) == {"": len(report)}
        assert {name: taken.notes for name, taken in lines.items() if taken.notes} == NOTES
        with case.reading() as session:
            items = {name: records.get(session, "evidence", taken.id) for name, taken in lines.items() if taken.id}
            capture = evidence.detail(session, items["captures/a.warc"].id)
            page = evidence.detail(session, items["captures/page.mhtml"].id)
        assert {name: items[name]["mime"] for name in made} == made
        assert items["captures/a.warc/photo.png"]["derived_from_id"] == capture.item.id
        assert items["mail/a.eml/список.csv"]["attached_to_id"] is not None
        assert capture.item["collected_url"] == "https://news.example/page"
        assert "collected" in {event["action"] for event in capture.custody}
        receipt = next(event for event in page.custody if event["receipt_name"])
        assert receipt["receipt_name"] == "page.mhtml.sha256"
        assert (
            b"".join(case.originals.read(receipt["receipt_sha256"]))
            == (folder / "captures/page.mhtml.sha256").read_bytes()
        )
        assert whole(case)
        again = intake.take_in(case, [folder])
        assert [taken.path for taken in again if not taken.already_there] == [folder]  # of what is left out
        with case.reading() as session:
            assert records.count(session, "evidence") == len({item.id for item in items.values()})


def test_nothing_is_opened_over_the_network(tmp_path: Path) -> None:
    """Every connection is refused by an audit hook in a process of its own, and would end the intake."""
    mixed_folder.make(tmp_path / "mixed")
    code = (
        "import sys\n"
        "def refuse(event, args):\n"
        "    if event.startswith('socket.') and event != 'socket.__new__': raise SystemExit(f'network: {event}')\n"
        "sys.addaudithook(refuse)\n"
        "from pathlib import Path\n"
        "from casefile.evidence import contents, kinds, looking\n"
        "for path in sorted(Path('mixed').rglob('*')):\n"
        "    if path.is_file() and not path.is_symlink():\n"
        "        for child in contents.look(path, kinds.kind_of(path)).children(): list(looking.read(child))\n"
        "print('done')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert (done.stdout, done.stderr) == ("done\n", "")


def test_what_is_embedded_in_a_pdf_is_read_by_the_child(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    with pikepdf.open(io.BytesIO(mixed_folder.pdf_with_script())) as pdf:
        pdf.attachments["список.csv"] = "ім'я\n".encode()
        pdf.save(path)
    (tmp_path / "case").mkdir()
    with new_case(tmp_path / "case" / "a.casefile") as case:
        order, attached = intake.take_in(case, [path])
        assert (order.notes, attached.path.name) == (("It holds JavaScript, which is never run here.",), "список.csv")
        with case.reading() as session:
            row = records.get(session, "evidence", order.id)  # type: ignore[arg-type]
            inside = records.get(session, "evidence", attached.id)  # type: ignore[arg-type]
        assert (row["embedded_title"], row["pages"], inside["attached_to_id"]) == ("Order 7", 2, row.id)
        assert b"".join(case.originals.read(inside["sha256"])) == "ім'я\n".encode()
