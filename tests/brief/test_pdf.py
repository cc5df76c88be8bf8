from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from casefile.brief.document import Block, Contents, Document, Figure, Footnote, Heading, Paragraph, Run, Section, Table
from casefile.brief.images import redraw
from casefile.brief.pdf import write
from casefile.errors import CancelledError, UserError
from tests.brief.samples import LOREM, document, everything, paragraph, picture, row, texts


def made(tmp_path: Path, document: Document) -> Path:
    target = tmp_path / "brief.pdf"
    write(document, target)
    return target


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def fonts(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return {name: font for page in pdf.pages for name, font in page.Resources.Font.items()}


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    written = write(everything(), first)
    assert write(everything(), second) == written
    assert first.read_bytes() == second.read_bytes()
    assert written.sha256 == hashlib.sha256(first.read_bytes()).hexdigest()
    with pypdfium2.PdfDocument(first) as pdf:
        assert len(pdf) == written.pages


def test_the_bytes_do_not_depend_on_the_process(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from casefile.brief.pdf import write; from tests.brief.samples import everything; "
    )
    code += "print(write(everything(), Path('{}')).sha256)"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code.format((tmp_path / f"{seed}.pdf").as_posix())],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": f"UTC-{seed}"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_a_cover_that_is_too_long_goes_on_to_the_next_page(tmp_path: Path) -> None:
    made_ = document(paragraph("Body."), with_cover=True)
    assert made_.cover
    full = replace(made_, cover=replace(made_.cover, annexes=tuple(f"Annex {n}: a list" for n in range(60))))
    pages = texts(made(tmp_path, full))
    assert len(pages) == 3
    assert "Annex 59" in pages[1]
    assert "Annex 30" in pages[0] + pages[1]


def test_every_font_is_embedded_and_no_other_is_named(tmp_path: Path) -> None:
    path = made(tmp_path, everything())
    with pikepdf.open(path) as pdf:
        found = fonts(pdf)
        assert len(found) >= 7
        for font in found.values():
            assert font.Subtype == "/Type0"
            descendant = font.DescendantFonts[0]
            assert descendant.FontDescriptor.FontFile2.read_bytes()[:4] == b"\x00\x01\x00\x00"
            assert len(descendant.W[1]) * 2 + 2 == len(descendant.CIDToGIDMap.read_bytes())
            assert b"<0000>" not in font.ToUnicode.read_bytes().split(b"endcodespacerange")[1]
        for item in pdf.objects:
            assert b"Helvetica" not in item.unparse()


def test_the_file_says_only_what_the_document_says(tmp_path: Path) -> None:
    path = made(tmp_path, everything())
    with pikepdf.open(path) as pdf:
        assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Communication",
            "/Author": "Human Rights Centre",
            "/Subject": "Article 15",
            "/Creator": "Casefile",
        }
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "/AF" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
    assert str(tmp_path).encode() not in path.read_bytes()


def test_every_page_is_a4_and_numbered(tmp_path: Path) -> None:
    path = made(tmp_path, everything())
    pages = texts(path)
    for number, text in enumerate(pages, 1):
        assert re.search(rf"HRC/UKR/2026/001\s+{number}/{len(pages)}\s+21 November 2026", text)
    with pikepdf.open(path) as pdf:
        sizes = {tuple(round(float(x)) for x in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {(595, 842), (842, 595)}


def test_text_stays_inside_margins_of_two_and_a_half_centimetres(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(made(tmp_path, everything())) as pdf:
        for page in pdf:
            width, _ = page.get_size()
            for item in page.get_objects(filter=[1]):
                left, bottom, right, top = item.get_bounds()
                assert left >= 69 and right <= width - 69  # noqa: PT018
                assert bottom >= 69 or top < 70  # the running foot stands in the margin


def test_footnotes_stand_on_the_page_of_their_mark(tmp_path: Path) -> None:
    blocks = [paragraph(f"{LOREM} Mark{n:02d}x", f"Footnote text number {n}.") for n in range(40)]
    pages = [flat(text) for text in texts(made(tmp_path, document(*blocks)))]
    for number in range(40):
        (page,) = [index for index, text in enumerate(pages) if f"Mark{number:02d}x" in text]
        assert [i for i, text in enumerate(pages) if f"Footnote text number {number}." in text] == [page]


def test_contents_give_the_pages_on_which_headings_stand(tmp_path: Path) -> None:
    blocks: list[Any] = [Contents()]
    for number in range(90):
        blocks += [Heading(1 + number % 3, f"Heading title {number:03d}"), paragraph(LOREM * (1 + number % 4))]  # type: ignore[arg-type]
    pages = [flat(text) for text in texts(made(tmp_path, document(*blocks, with_cover=True)))]
    whole = " ".join(pages)
    for number in range(90):
        listed = re.search(rf"Heading title {number:03d}[ .]+(\d+)\b", whole)
        assert listed
        assert re.search(rf"Heading title {number:03d}(?! ?\.)", pages[int(listed[1]) - 1])


def test_links_lead_to_their_targets(tmp_path: Path) -> None:
    with pikepdf.open(made(tmp_path, everything())) as pdf:
        named = {str(key).lstrip("/") for key in pdf.Root.Dests} if "/Dests" in pdf.Root else set()
        count = 0
        for page in pdf.pages:
            for link in page.get("/Annots", []):
                count += 1
                assert link.F == 4
                assert [int(x) for x in link.Border] == [0, 0, 0]
                assert str(link.Contents)
                assert isinstance(link.Dest, pikepdf.Array) or str(link.Dest).lstrip("/") in named
        assert count > 15
        with pdf.open_outline() as outline:
            assert [str(item.title) for item in outline.root] == [
                "I. Introduction", "II. Languages", "Annex A: chart of acts, elements and evidence", "III. Conclusion",
            ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Прокурор Міжнародного кримінального суду; ґанок, їжак, єдність.",
        "Канцелярия Прокурора Международного уголовного суда; объём, съезд.",
        "국제형사재판소 검사국에 제출하는 서면이다.",
        "يقدم هذا البلاغ إلى مكتب المدعي العام (المادة 15) بتاريخ 21 نوفمبر",
        "The word العدالة الدولية means justice, 정의 in Korean.",
        "Latin A and Cyrillic А are told apart; office, fluffy.",
    ],
)
def test_text_is_copied_in_logical_order(tmp_path: Path, text: str) -> None:
    assert text in flat("".join(texts(made(tmp_path, document(paragraph(text, numbered=False))))))


def test_hostile_text_is_printed_as_it_is(tmp_path: Path) -> None:
    hostile = '<img src="http://example.org/x"/> </para> <b>&amp;</b> %s {0} (\\) \x00 \u202egnp.exe \u2067 \U0001f600'
    blocks: list[Block] = [
        Heading(1, hostile),
        paragraph(hostile, hostile),
        paragraph("x" * 5000),
        Figure(picture(), hostile, (Run(hostile),)),
    ]
    path = made(tmp_path, document(*blocks))
    text = flat(" ".join(texts(path)))
    shown = (
        '<img src="http://example.org/x"/> </para> <b>&amp;</b> %s {0} (\\) ⟨U+0000⟩ ⟨U+202E⟩gnp.exe ⟨U+2067⟩ [U+1F600]'
    )
    assert text.replace(" ", "").count(shown.replace(" ", "")) == 4
    assert text.count("x") >= 5000
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert "\u202e" not in str(outline.root[0].title)


def test_nothing_of_a_picture_but_its_pixels_survives(tmp_path: Path) -> None:
    path = made(tmp_path, document(Figure(picture("JPEG"), "Map"), Figure(picture("PNG"), "Map")))
    with pikepdf.open(path) as pdf:
        images = [image for page in pdf.pages for image in page.get_images().values()]
        assert len(images) == 2
        for image in images:
            raw = image.read_raw_bytes()
            assert b"SECRET" not in raw
            assert b"Exif" not in raw
    assert b"SECRET" not in path.read_bytes()
    assert not Image.open(io.BytesIO(redraw(picture()).data)).getexif()


def test_a_picture_that_cannot_be_read_is_named_to_the_user(tmp_path: Path) -> None:
    for source in (b"no picture", tmp_path / "absent.png", b"GIF89a" + b"\0" * 40):
        with pytest.raises(UserError, match="picture"):
            write(document(Figure(source, "x")), tmp_path / "x.pdf")
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    for limit in (0, 3, 25, 30, 36):
        calls = iter(range(1000))
        with pytest.raises(CancelledError):
            write(everything(), target, cancelled=lambda calls=calls, limit=limit: next(calls) >= limit)  # type: ignore[misc]
        assert list(tmp_path.iterdir()) == []


def test_an_older_brief_stays_when_writing_is_cancelled(tmp_path: Path) -> None:
    target = made(tmp_path, document(paragraph("old")))
    before = target.read_bytes()
    with pytest.raises(CancelledError):
        write(everything(), target, cancelled=lambda: True)
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_progress_only_grows_and_ends_at_its_total(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    table = Table((1,), (), tuple(row(f"Row {number}") for number in range(400)))
    for each in (everything(), document(table)):
        seen.clear()
        write(each, tmp_path / "x.pdf", progress=lambda done, total: seen.append((done, total)))
        shares = [done / total for done, total in seen]
        assert shares == sorted(shares)
        assert shares[-1] == 1


def test_one_long_table_can_be_cancelled_in_the_middle(tmp_path: Path) -> None:
    calls = iter(range(10_000))
    table = Table((1,), (), tuple(row(f"Row {number}") for number in range(400)))
    with pytest.raises(CancelledError):
        write(document(table), tmp_path / "x.pdf", cancelled=lambda: next(calls) > 100)
    assert next(calls) == 102


def test_sixteen_bits_of_grey_and_transparency_are_kept_visible(tmp_path: Path) -> None:
    grey, clear = Image.new("I;16", (40, 40), 32768), Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    shades = []
    for image in (grey, clear):
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        shades.append(Image.open(io.BytesIO(redraw(buffer.getvalue()).data)).convert("L").getpixel((5, 5)))
    assert shades == [128, 255]


def test_mistakes_of_the_composer_are_errors(tmp_path: Path) -> None:
    for wrong in (
        document(Paragraph((Run("x", link="nowhere"),))),
        document(paragraph("a", anchor="same"), paragraph("b", anchor="same")),
        document(Paragraph((Run("x", footnote=Footnote((Run("y", footnote=Footnote((Run("z"),))),))),))),
    ):
        with pytest.raises(ValueError, match=r"anchor|footnote"):
            write(wrong, tmp_path / "x.pdf")
    assert list(tmp_path.iterdir()) == []


def test_empty_texts_make_no_trouble(tmp_path: Path) -> None:
    blocks: list[Block] = [
        Heading(1, ""),
        Paragraph(()),
        Paragraph((Run(""), Run("\n\n"), Run(" "))),
        Section(landscape=True),
        paragraph(" ", " "),
    ]
    assert write(document(*blocks), tmp_path / "x.pdf").pages == 2
