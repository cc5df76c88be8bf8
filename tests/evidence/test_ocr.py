"""Pages that stand on their side or their head, and Korean, are recognised too; each with its own language data."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from casefile.evidence import ocr
from tests.evidence.test_extraction import NO_DATA, with_english

WITNESS = "The witness saw soldiers near the school"
KOREAN = "증인은 학교에서 총성을 들었다고 말했다"
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
TURNS = [0, 90, 180, 270]


def page(words: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, lines: int = 6) -> Image.Image:
    made = Image.new("L", (1300, 120 + 70 * lines), 255)
    for number in range(lines):
        ImageDraw.Draw(made).text((60, 50 + 70 * number), words, fill=0, font=font)
    return made


def recognised(picture: Image.Image, languages: str, tessdata: Path | None = None) -> tuple[str, int]:
    written = io.BytesIO()
    picture.save(written, "PNG")
    folder = tessdata or ocr.folder()
    (part,) = ocr.stream(written.getvalue(), "image/png", "page.png", languages, str(folder))
    return " ".join(part.text.split()), part.confidence or 0


@with_english
@pytest.mark.parametrize("turn", TURNS)
def test_a_page_is_read_however_it_lies(turn: int) -> None:
    text, sure = recognised(page(WITNESS, ImageFont.load_default(48)).rotate(turn, expand=True), "eng")
    assert text == " ".join([WITNESS] * 6)
    assert sure > 80


@with_english
@pytest.mark.parametrize("turn", [90, 180])
def test_without_data_about_orientation_it_is_tried(turn: int, tmp_path: Path) -> None:
    whole = ocr.folder()
    assert whole is not None
    (tmp_path / "eng.traineddata").write_bytes((whole / "eng.traineddata").read_bytes())
    text, _sure = recognised(page(WITNESS, ImageFont.load_default(48), 1).rotate(turn, expand=True), "eng", tmp_path)
    assert text == WITNESS


@with_english
def test_a_picture_without_letters_has_none() -> None:
    assert recognised(Image.radial_gradient("L"), "eng") == ("", 0)


@pytest.mark.skipif("kor" not in ocr.installed() or not FONT.is_file(), reason=NO_DATA)
@pytest.mark.parametrize(("lines", "turn"), [(1, 0), (6, 0), (6, 90), (6, 180)])
def test_korean_is_read_in_lines_and_not_in_columns(lines: int, turn: int) -> None:
    picture = page(KOREAN, ImageFont.truetype(FONT, 44, index=1), lines).rotate(turn, expand=True)
    text, sure = recognised(picture, "kor")
    assert text.count("학교에서") == lines
    assert sure > 80
