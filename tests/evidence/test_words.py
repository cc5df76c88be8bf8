"""Words of every format, from files as their own programs' libraries write them."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import datetime
from email.message import EmailMessage

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.errors import UserError
from casefile.evidence import words
from casefile.evidence.words import encodings, page, parts
from casefile.evidence.words.parts import CutError, Part
from casefile.model import locators
from casefile.operations import tables
from tests.evidence.test_pdf_text import many

UKRAINIAN = "Свідок розповів, що ракета влучила у житловий будинок о третій годині ночі. Її сім'я загинула."
RUSSIAN = "Свидетель рассказал, что ракета попала в жилой дом в три часа ночи."
KOREAN = "김정은 위원장은 러시아에 포탄과 미사일을 제공하였다. 조사관은 현장에서 증거를 수집했다."
ARABIC = "قال الشاهد إن الصاروخ أصاب المبنى السكني في الساعة الثالثة ليلا وقتل عائلته."
FRENCH = "Le témoin a déclaré que l’immeuble avait été touché à trois heures du matin."
JAPANESE = "目撃者は、午前三時にロケット弾が住宅に命中したと語った。"
LOG = "2024-02-24 05:40; ref. NKR-0001; 3 wagons, 152 mm\n" * 3
TYPES = {
    "text": "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'",
    "office": "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'",
    "table": "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'",
}


def text_of(data: bytes, name: str = "a", mime: str = "application/octet-stream") -> str:
    return "\n".join(part.text for part in words.of(data, mime, name))


def zipped(**members: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def opendocument(body: str) -> bytes:
    xml = f"<office:document-content {' '.join(TYPES.values())}><office:body>{body}</office:body></office:document-content>"
    return zipped(**{"content.xml": xml})


# --- plain text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (UKRAINIAN, "utf-8"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8-u"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (KOREAN, "cp949"),
        (KOREAN, "euc-kr"),
        (KOREAN, "utf-16"),
        (KOREAN, "utf-16-le"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-32"),
        ("café", "cp1252"),
        (UKRAINIAN, "iso8859-5"),
        (f"{LOG}{UKRAINIAN}", "koi8-u"),
        (f"{LOG}{RUSSIAN}", "cp1251"),
        (f"{LOG}{RUSSIAN}", "cp866"),
        (RUSSIAN.upper(), "cp1251"),
        (RUSSIAN.upper(), "koi8-r"),
        (RUSSIAN, "mac-cyrillic"),
        ("Свідок", "cp1251"),
        ("Свидетель", "koi8-r"),
        (f"{LOG}{ARABIC}", "cp1256"),
        (ARABIC[:12], "cp1256"),
        (ARABIC, "utf-16-le"),
        ("Plain English only.", "utf-16-be"),
        (f"{LOG}{UKRAINIAN}", "utf-16-le"),
        (KOREAN[:6], "cp949"),
        ("뷁과 똠방각하를 쓴 글이다", "cp949"),
        (f"{LOG}{KOREAN}", "euc-kr"),
        (KOREAN, "iso2022_kr"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso2022_jp"),
        (JAPANESE[:8], "cp932"),
        ("目击者说，凌晨三点，一枚火箭弹击中了居民楼。", "gb18030"),
        ("目擊者說，凌晨三點，一枚火箭彈擊中了住宅大樓。", "big5"),
        ("העד סיפר שהטיל פגע בבניין המגורים.", "cp1255"),
        ("Świadek zeznał, że rakieta trafiła w budynek.", "cp1250"),
        ("Świadek zeznał, że rakieta trafiła w budynek.", "iso8859-2"),
        ("Tanık, roketin saat üçte binaya isabet ettiğini söyledi.", "cp1254"),
        ("Größe: 5 m², Ø 152 mm; schräg über die Straße", "cp1252"),
    ],
)
def test_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding), "a.txt") == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
@settings(max_examples=60, deadline=None)
def test_utf8_and_marked_text_is_never_guessed(text: str) -> None:
    assert encodings.decode(text.encode()) == text.removeprefix("\ufeff")
    assert encodings.decode(text.encode("utf-8-sig")) == text.removeprefix("\ufeff")


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_text_or_none_and_can_be_stored(data: bytes) -> None:
    try:
        found = words.of(data, "text/plain", "a.txt")
    except UserError:  # bytes that begin as those of a PDF do
        return
    for part in found:
        assert "\0" not in part.text
        assert part.text.encode().decode() == part.text


def test_bytes_that_are_no_text_have_no_words() -> None:
    assert words.of(bytes(range(256)) * 20, "application/octet-stream", "a.bin") == ()
    assert words.of(b"", "text/plain", "a.txt") == ()
    assert words.of(b"\0\0\0\x18ftypmp42" + bytes(99), "video/mp4", "a.mp4") == ()


def test_long_text_has_parts_that_a_locator_can_name() -> None:
    found = words.of(b"\n".join(b"line %d" % number for number in range(1, 10_001)), "text/plain", "a.txt")
    assert len(found) > 2
    assert found[0].text.startswith("line 1\n")
    for part in found:
        assert locators.canonical(part.label) == part.label
        first = locators.parse(part.label).line.split("-")[0]
        assert part.text.startswith(f"line {first}\n")


def test_text_beyond_the_limit_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_LETTERS", 10)
    found: list[Part] = []
    with pytest.raises(CutError, match="first 10 letters"):
        found.extend(words.stream(b"twelve words and more", "text/plain", "a.txt"))
    assert words.of(b"twelve words and more", "text/plain", "a.txt") == (Part("", "twelve wor"),)


# --- pages, documents, sheets


def test_a_pdf_has_a_part_for_each_page() -> None:
    assert words.of(many(2), "application/pdf", "a.pdf") == (Part("p. 1", "Page 0"), Part("p. 2", "Page 1"))


def test_word_with_tables_headers_and_marks() -> None:
    made = docx.Document()
    made.add_heading("Заголовок")
    made.add_paragraph("first\tsecond")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    made.add_paragraph("after the table")
    made.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
    data = io.BytesIO()
    made.save(data)
    assert words.of(data.getvalue(), "", "a.docx") == (
        Part("", "Заголовок\n\nfirst\tsecond\n\nleft\tright\n\nafter the table"),
        Part("“headers”", "CONFIDENTIAL"),
    )


def test_footnotes_of_a_word_document_are_a_part() -> None:
    space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    body = f"<w:document {space}><w:body><w:p><w:r><w:t>body</w:t></w:r></w:p></w:body></w:document>"
    note = f"<w:footnotes {space}><w:footnote><w:p><w:r><w:t>see annex</w:t></w:r></w:p></w:footnote></w:footnotes>"
    data = zipped(**{"word__document.xml": body, "word__footnotes.xml": note})
    assert words.of(data, "", "a.docx") == (Part("", "body"), Part("“footnotes”", "see annex"))


def test_slides() -> None:
    space = "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
    slide = f"<s {space}><a:p><a:r><a:t>Route</a:t></a:r><a:r><a:t> north</a:t></a:r></a:p></s>"
    data = zipped(**{"ppt__presentation.xml": "<p/>", "ppt__slides__slide2.xml": slide})
    assert words.of(data, "", "a.pptx") == (Part("p. 2", "Route north"),)


def test_sheets_are_parts_with_their_names() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "탄약"
    sheet.append(["152 mm", 3, None, "x"])
    sheet.append([])
    book.create_sheet("Лист 2").append(["=1+1", 2.5])
    data = io.BytesIO()
    book.save(data)
    assert words.of(data.getvalue(), "", "a.xlsx") == (Part("“탄약”", "152 mm\t3\t\tx"), Part("“Лист 2”", "\t2.5"))


def workbook(*cells: tuple[str, object]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Calls"
    for place, value in cells:
        book.active[place] = value
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_line_of_a_sheet_is_the_row_that_a_spreadsheet_program_shows() -> None:
    day, hour = datetime.fromisoformat("2024-02-24"), datetime.fromisoformat("2024-02-24T05:40")
    data = workbook(("A2", "two"), ("A4", "a\nb\tc"), ("B4", day), ("C4", hour), ("D4", True), ("A5000", "far"))
    assert words.of(data, "", "a.xlsx") == (
        Part("ll. 1-4, “Calls”", "\ntwo\n\na b c\t2024-02-24\t2024-02-24 05:40:00\tTRUE"),
        Part("l. 5000, “Calls”", "far"),
    )


def test_long_sheets_are_parts_that_say_which_rows_they_have() -> None:
    found = words.of(workbook(*((f"A{row}", f"row {row} {'x' * 90}") for row in range(3, 900, 3))), "", "a.xlsx")
    assert len(found) > 1
    for part in found:
        first = int(locators.parse(part.label).line.split("-")[0])
        assert all(line in ("", f"row {first + at} {'x' * 90}") for at, line in enumerate(part.text.split("\n")))


def test_a_workbook_that_says_less_of_its_size_than_it_holds_is_read_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(("A1", "first"), ("C3", "last")))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    assert b'ref="A1:C3"' in sheet
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b'ref="A1:C3"', b'ref="A1"')
    assert words.of(zipped(**members), "", "a.xlsx") == (Part("“Calls”", "first\n\n\t\tlast"),)


def test_rows_that_a_sheet_says_are_repeated_are_counted() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = "<table:table-row table:number-rows-repeated='{}'>{}</table:table-row>"
    body = row.format(3, "<table:table-cell/>") + row.format(2, cell.format("twice"))
    body += row.format(1_000_000, "<table:table-cell/>") + row.format(1, cell.format("far"))
    sheet = f"<office:spreadsheet><table:table table:name='Blatt'>{body}</table:table></office:spreadsheet>"
    assert words.of(opendocument(sheet), "", "a.ods") == (
        Part("ll. 1-5, “Blatt”", "\n\n\ntwice\ntwice"),
        Part("l. 1000006, “Blatt”", "far"),
    )


def test_rows_of_a_table_with_line_breaks_in_its_cells_are_counted_as_rows() -> None:
    rows = [f'2024-01-{number % 28 + 1:02};"said ""no""\nand left {number}"' for number in range(1, 2001)]
    data = ("Date;What\n" + "\n".join(rows)).encode()
    found = words.of(data, "text/csv", "a.csv")
    assert len(found) > 2
    assert "\n".join(part.text for part in found) == data.decode()
    for part in found:
        first = int(locators.parse(part.label).line.split("-")[0])
        assert first == 1 or f'left {first - 1}"' in part.text.split("\n")[1]
    assert tables.delimited(data.decode())[1999] == ["2024-01-12", 'said "no"\nand left 1999']


def test_opendocument_texts_and_sheets() -> None:
    text = "<office:text><text:h>H</text:h><text:p>a<text:s text:c='2'/>b<text:tab/>c<text:span>d</text:span>e</text:p></office:text>"
    assert words.of(opendocument(text), "", "a.odt") == (Part("", "H\n\na  b\tcde"),)
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('a')}<table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
    sheet = f"<office:spreadsheet><table:table table:name='Blatt'>{row}</table:table></office:spreadsheet>"
    assert words.of(opendocument(sheet), "", "a.ods") == (Part("“Blatt”", "a"),)


# --- the web, mail, film


def test_a_page_without_scripts_a_block_a_paragraph() -> None:
    markup = (
        "<html><head><title>x</title></head><body><h1>Vote</h1><p>116 &amp; 20<script>alert(1)</script> in\nfavour</p>"
    )
    assert page.page_words(markup) == "Vote\n\n116 & 20 in favour"
    declared = f"<meta charset='windows-1251'><p>{RUSSIAN[:9]}</p>".encode("cp1251")
    assert text_of(declared, "a.html", "text/html") == RUSSIAN[:9]


def mail(body: str = "тіло листа") -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "Олена <o@example.org>", "Свідчення"
    made.set_content(body)
    made.add_alternative("<p>the same</p>", subtype="html")
    made.add_attachment(b"x", maintype="image", subtype="png", filename="фото.png")
    return made.as_bytes()


def test_mail_has_its_headers_its_body_and_the_names_of_what_is_attached() -> None:
    lines = text_of(mail(), "a.eml", "message/rfc822").split("\n")
    assert lines[:4] == ["From: Олена <o@example.org>", "Subject: Свідчення", "", "тіло листа"]
    assert lines[-1] == "Attached: фото.png"


def test_a_mailbox_has_a_part_for_each_message() -> None:
    box = b"From a@b Mon\n" + mail() + b"\nFrom c@d Tue\nSubject: two\n\n>From here\n"
    found = words.of(box, "application/mbox", "a.mbox")
    assert [part.label for part in found] == ["“message 1”", "“message 2”"]
    assert found[1].text.strip().endswith("From here")


def answer(address: str, kind: str, body: bytes) -> bytes:
    """One record of a WARC file, as a crawler writes it."""
    http = f"HTTP/1.0 200 OK\r\nContent-Type: {kind}; charset=windows-1251\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


def test_saved_pages_and_web_archives() -> None:
    saved = (
        b"Snapshot-Content-Location: http://x/\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>caf=C3=A9</p>\r\n--b--\r\n"
    )
    assert text_of(saved, "a.mhtml", "text/plain") == "café"
    archived = answer("a", "text/html", RUSSIAN.encode("cp1251")) + answer("b.png", "image/png", b"\x89PNG")
    wanted = (Part("“https://example.org/a”", RUSSIAN),)
    assert words.of(archived, "application/gzip", "a.warc.gz") == wanted
    whole = zipped(**{"archive__data.warc.gz": archived, "datapackage.json": b"{}"})
    assert words.of(whole, "application/zip", "a.wacz") == wanted


def test_subtitles_have_their_times() -> None:
    film = "1\n00:01:20,000 --> 00:01:22,000\n<i>Вогонь</i>\nдва\n\n2\n00:01:25,000 --> 00:01:26,000\nтри чотири\n"
    assert text_of(film.encode(), "a.srt", "text/plain") == "00:01:20 Вогонь два\n00:01:25 три чотири"
    assert text_of(b"WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n", "a.vtt") == "00:00:01 hello"


# --- hostile files


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.evidence.words.zipped._MOST_UNPACKED", 10_000)
    with pytest.raises(UserError, match="cannot be read"):
        words.of(zipped(**{"content.xml": b" " * 1_000_000}), "", "a.odt")


def with_entities(entities: str, name: str) -> bytes:
    space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    body = f"<!DOCTYPE d [{entities}]><w:document {space}><w:p><w:r><w:t>a&{name};b</w:t></w:r></w:p></w:document>"
    return zipped(**{"word__document.xml": body})


def test_xml_that_multiplies_is_refused_and_what_reads_files_reads_none() -> None:
    laughs = "<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9))
    with pytest.raises(UserError, match="cannot be read"):
        words.of(with_entities(laughs, "l9"), "", "a.docx")
    assert text_of(with_entities("<!ENTITY f SYSTEM 'file:///etc/passwd'>", "f")) == "a"


@pytest.mark.parametrize("kind", ["docx", "xlsx", "odt", "pdf"])
def test_damaged_files_are_one_sentence(kind: str) -> None:
    member = {"docx": "word__document.xml", "xlsx": "xl__workbook.xml", "odt": "content.xml"}
    data = many(2)[:600] if kind == "pdf" else zipped(**{member[kind]: "<not xml"})
    with pytest.raises(UserError, match="cannot be read; it is damaged"):
        words.of(data, "", f"a.{kind}")
