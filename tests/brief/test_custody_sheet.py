"""The custody sheet, read back from its PDF."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pypdfium2
from click.testing import CliRunner

from casefile.brief import custody_sheet
from casefile.case_file import CaseFile
from casefile.cli import casefile
from casefile.operations import records
from casefile.settings import HIDE_NAMES, Settings
from tests.cases import add, as_me, new_case

DIGEST = sha256(b"bytes").hexdigest()
NAMES = ("Олена Коваль", "김영희", "ليلى حداد")


def text_of(path: Path) -> str:
    """All words of a PDF, white space as one space."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()
    return " ".join(" ".join(pages).split())


def make(path: Path, events: int = 3) -> tuple[str, Path]:
    """A case with one item in three scripts; its number and file."""
    with new_case(path) as case:
        source = add(case, "source", name="Міністерство")
        item = add(case, "evidence", title="Letter 서한 <b>&", source_id=source, sha256=DIGEST, file_name="letter.txt")
        for place in range(events):
            add(
                case,
                "custody_event",
                evidence_id=item,
                action="transferred" if place % 2 else "received",
                at=f"2026-11-{1 + place % 28:02}T10:00:00+02:00",
                released_by=NAMES[place % 3],
                received_by=NAMES[(place + 1) % 3],
                purpose="Examination",
                condition="Sealed",
            )
        add(case, "custody_event", evidence_id=item, action="timestamped", receipt_name="a.tsr", receipt_sha256=DIGEST)
        with case.reading() as session:
            return records.get(session, "evidence", item).number, path


def test_the_sheet_says_everything_in_every_script(tmp_path: Path) -> None:
    number, path = make(tmp_path / "a.casefile")
    target = tmp_path / "sheet.pdf"
    told = CliRunner().invoke(casefile, ["custody", str(path), number, "-o", str(target)], catch_exceptions=False)
    assert told.exit_code == 0
    assert ": 1 pages" in told.output
    found = text_of(target)
    for words in (
        "Custody sheet",
        number,
        "Letter 서한 <b>&",
        "Олена Коваль",
        "김영희",
        "Міністерство",
        "a.tsr",
        "Sealed",
    ):
        assert words in found
    assert "".join(found.split()).count(DIGEST) == 2
    assert found.index("2026-11-01") < found.index("2026-11-03")
    assert "Confidential" in found


def test_a_long_register_runs_over_pages_and_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    number, path = make(tmp_path / "a.casefile", 60)
    with CaseFile.open(path, as_me, read_only=True) as case:
        with case.reading() as session:
            item = records.by_number(session, number).id
        first = custody_sheet.write(case, item, tmp_path / "1.pdf", withheld=False)
        second = custody_sheet.write(case, item, tmp_path / "2.pdf", withheld=False)
    assert first.pages > 1
    assert first.sha256 == second.sha256
    assert text_of(tmp_path / "1.pdf").count("Examination") == 60


def protect(path: Path) -> None:
    """Ukrainian and Arabic names of the register become protected ones."""
    with CaseFile.open(path, as_me) as case:
        add(case, "actor", name=NAMES[0], aliases=(NAMES[2],), protected=True)


def test_a_withheld_sheet_has_pseudonyms_in_every_script_and_says_so_on_each_page(tmp_path: Path) -> None:
    number, path = make(tmp_path / "a.casefile", 60)
    protect(path)
    target = tmp_path / "sheet.pdf"
    made = ["custody", str(path), number, "-o", str(target)]
    told = CliRunner().invoke(casefile, [*made, "--withheld"], catch_exceptions=False)
    assert "sheet.pdf, protected names withheld: " in told.output
    found = text_of(target)
    assert "a pseudonym such as P-0001 stands for a person whose name is protected" in found
    assert found.count("Confidential · Protected names withheld") > 1
    assert "by P-0001" not in found
    assert "from P-0001" in found
    assert "to P-0001" in found
    assert "김영희" in found
    assert not [name for name in ("Олена", "Коваль", "ليلى", "حداد") if name in found]
    told = CliRunner().invoke(casefile, made, catch_exceptions=False)
    assert "sheet.pdf, protected names withheld (--named writes them): " in told.output
    assert "Олена" not in text_of(target)
    told = CliRunner().invoke(casefile, [*made, "--named"], catch_exceptions=False)
    assert "sheet.pdf, with all names: " in told.output
    found = text_of(target)
    assert "Олена Коваль" in found
    assert "withheld" not in found


def test_the_command_line_hides_what_the_window_hides(tmp_path: Path) -> None:
    number, path = make(tmp_path / "a.casefile", 1)
    protect(path)
    Settings().remember(HIDE_NAMES, True)
    told = CliRunner().invoke(casefile, ["custody", str(path), number], catch_exceptions=False)
    assert "P-0001 → 김영희" in told.output
    target = tmp_path / "sheet.pdf"
    told = CliRunner().invoke(casefile, ["custody", str(path), number, "-o", str(target)], catch_exceptions=False)
    assert "withheld" in told.output
    assert "Олена" not in text_of(target)
    told = CliRunner().invoke(casefile, ["custody", str(path), number, "--named", "--json"], catch_exceptions=False)
    assert "Олена Коваль" in told.output


def test_the_register_is_read_on_the_command_line(tmp_path: Path) -> None:
    number, path = make(tmp_path / "a.casefile", 1)
    told = CliRunner().invoke(casefile, ["custody", str(path), number], catch_exceptions=False)
    assert "Олена Коваль → 김영희" in told.output
    assert "Received" in told.output
    act = CliRunner().invoke(casefile, ["custody", str(path), number, "--json"], catch_exceptions=False)
    assert '"action": "received"' in act.output


def test_a_long_title_of_the_case_leaves_the_page_number_free(tmp_path: Path) -> None:
    number, path = make(tmp_path / "a.casefile")
    with CaseFile.open(path, as_me) as case, case.change("Rename") as session:
        (row,) = records.page(session, "case", None, None, 1)
        records.edit(session, "case", row.id, {"title": "A title of many words " * 12})
    target = tmp_path / "sheet.pdf"
    CliRunner().invoke(casefile, ["custody", str(path), number, "-o", str(target)], catch_exceptions=False)
    pdf = pypdfium2.PdfDocument(target)
    try:
        page = pdf[0]
        foot = page.get_textpage().get_text_bounded(bottom=0, top=60, right=page.get_width() / 2 - 15)
    finally:
        pdf.close()
    assert foot.startswith(f"{number} · A title of many words")
    assert foot.rstrip().endswith("…")
