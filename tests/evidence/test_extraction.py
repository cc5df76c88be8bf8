"""The words of a case's evidence, read in the child and kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.evidence import extraction, intake, ocr
from casefile.evidence.extraction import Report
from casefile.operations import records, texts
from casefile.operations.texts import TextState
from tests.cases import as_me, new_case, whole
from tests.evidence.test_pdf_text import many

NO_DATA = "no language data for Tesseract on this system"
with_english = pytest.mark.skipif("eng" not in ocr.installed(), reason=NO_DATA)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as made:
        yield made


def add(case: CaseFile, folder: Path, name: str, data: bytes) -> UUID:
    path = folder / name
    path.write_bytes(data)
    taken = intake.take_in(case, [path])[0]
    assert taken.id is not None, taken.problem
    return taken.id


def state(case: CaseFile, item: UUID) -> TextState:
    with case.reading() as session:
        found = texts.state(session, str(records.get(session, "evidence", item)["sha256"]))
    assert found is not None
    return found


def picture(text: str) -> Image.Image:
    made = Image.new("L", (1200, 200), 255)
    ImageDraw.Draw(made).text((40, 60), text, fill=0, font=ImageFont.load_default(72))
    return made


def png(text: str) -> bytes:
    made = io.BytesIO()
    picture(text).save(made, "PNG")
    return made.getvalue()


def scan(text: str) -> bytes:
    """A PDF with a page of words and a page that is a picture of words."""
    made, drawn = io.BytesIO(), io.BytesIO()
    picture(text).save(drawn, "PDF", resolution=150)
    canvas = Canvas(made)
    canvas.drawString(60, 700, "The first page has words")
    canvas.save()
    whole = io.BytesIO()
    with pikepdf.open(made) as file, pikepdf.open(drawn) as other:
        file.pages.extend(other.pages)
        file.save(whole)
    return whole.getvalue()


def test_everything_unread_is_read_once(case: CaseFile, tmp_path: Path) -> None:
    pdf = add(case, tmp_path, "pages.pdf", many(3))
    korean = add(case, tmp_path, "korean.txt", "탄약을 실은 열차가 국경을 넘었다고 증인은 말했다.\n".encode("cp949"))
    film = add(case, tmp_path, "film.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(100))
    assert extraction.extract(case) == Report(read=2, empty=1)
    assert (state(case, pdf).state, state(case, pdf).parts) == ("read", 3)
    assert state(case, korean).state == "read"
    assert (state(case, film).state, state(case, film).problem) == ("empty", "")
    assert extraction.extract(case) == Report()
    assert extraction.extract(case, [pdf]) == Report(read=1)
    assert extraction.extract(case, again=True) == Report(read=2, empty=1)


def test_what_was_read_is_no_change_of_the_case(case: CaseFile, tmp_path: Path) -> None:
    add(case, tmp_path, "note.txt", b"a note")
    head, label = case.head, case.undo_label
    extraction.extract(case)
    assert (case.head, case.undo_label) == (head, label)
    assert whole(case)


def test_a_bad_file_is_one_line_and_stops_nothing(case: CaseFile, tmp_path: Path) -> None:
    bad = add(case, tmp_path, "a.pdf", many(2)[:700])
    good = add(case, tmp_path, "b.txt", b"words")
    report = extraction.extract(case)
    assert [(one.id, one.problem) for one in report.failures] == [
        (bad, "This PDF cannot be read; it is damaged. Get it again and try once more.")
    ]
    assert (state(case, bad).state, state(case, good).state) == ("failed", "read")
    assert extraction.extract(case) == Report()


def test_a_crash_of_the_child_is_one_line(case: CaseFile, tmp_path: Path) -> None:
    deep = b"<office:p>" * 10
    add(case, tmp_path, "a.txt", deep)
    hostile = add(case, tmp_path, "crash.odt", crashing())
    add(case, tmp_path, "z.txt", b"after it")
    report = extraction.extract(case)
    assert report.read == 2
    assert [one.id for one in report.failures] == [hostile]


def crashing() -> bytes:
    """Paragraphs within paragraphs, deeper than Python goes."""
    import zipfile

    names = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    nested = "<t:span>" * 240 + "x" + "</t:span>" * 240
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        body = f"<o:document-content {names}><o:body><o:text><t:p>{nested}</t:p></o:text></o:body>"
        file.writestr("content.xml", body)
    return made.getvalue()


def test_cancelling_keeps_what_is_read_and_goes_on_next_time(case: CaseFile, tmp_path: Path) -> None:
    for number in range(4):
        add(case, tmp_path, f"{number}.txt", f"text {number}".encode())
    seen: list[int] = []
    report = extraction.extract(
        case, progress=lambda done, _total, _name: seen.append(done), cancelled=lambda: len(seen) > 2
    )
    assert (report.read, report.stopped) == (2, True)
    assert extraction.extract(case).read == 2


def test_the_same_bytes_are_read_once_and_missing_ones_not_at_all(case: CaseFile, tmp_path: Path) -> None:
    item = add(case, tmp_path, "one.txt", b"the same")
    with case.reading() as session:
        digest = records.get(session, "evidence", item)["sha256"]
    with case.change("Twins") as session:
        records.add(session, "evidence", {"title": "Twin", "sha256": digest, "mime": "text/plain"})
        records.add(session, "evidence", {"title": "Elsewhere", "sha256": "ab" * 32, "mime": "text/plain"})
    assert extraction.extract(case) == Report(read=1)


def test_scans_are_told_apart_from_words(case: CaseFile, tmp_path: Path) -> None:
    whole = add(case, tmp_path, "scan.pdf", scan("MISSILE"))
    extraction.extract(case)
    assert state(case, whole).problem == "1 of its 2 pages have no words."


@with_english
def test_characters_are_recognised_where_there_are_no_words(case: CaseFile, tmp_path: Path) -> None:
    photo = add(case, tmp_path, "photo.png", png("CONVOY 2024"))
    whole = add(case, tmp_path, "scan.pdf", scan("MISSILE"))
    assert extraction.extract(case) == Report(read=1, empty=1)
    assert extraction.extract(case, languages="eng") == Report(read=2)
    found = state(case, photo)
    assert (found.state, found.languages, found.recognised) == ("read", "eng", 1)
    assert found.confidence is not None
    assert 50 < found.confidence <= 100
    assert "tesserocr" in found.tool
    assert (state(case, whole).parts, state(case, whole).recognised) == (2, 1)
    assert extraction.extract(case, languages="eng") == Report()
    assert extraction.extract(case, again=True) == Report(read=2)
    assert state(case, photo).languages == "eng"


def test_without_language_data_it_is_said_what_to_do(
    case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "_PLACES", ())
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setattr(ocr, "available", lambda: True)
    tmp_path = tmp_path / "tessdata"
    tmp_path.mkdir()
    assert ocr.installed((tmp_path,)) == ()
    with pytest.raises(UserError, match="No language data") as raised:
        extraction.extract(case, languages="kor", tessdata=(tmp_path,))
    assert str(tmp_path) in str(raised.value)
    (tmp_path / "ukr.traineddata").write_bytes(b"")
    with pytest.raises(UserError, match="no language data for kor; installed are ukr"):
        ocr.check("kor+ukr", (tmp_path,))


def test_files_that_are_too_long_say_so(case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MOST_BYTES", 100)
    item = add(case, tmp_path, "pages.pdf", many(3))
    assert len(extraction.extract(case).failures) == 1
    assert "more than the" in state(case, item).problem


def test_a_case_open_for_reading_is_refused(case: CaseFile) -> None:
    with CaseFile.open(case.path, as_me, read_only=True) as reader, pytest.raises(UserError, match="reading only"):
        extraction.extract(reader)
