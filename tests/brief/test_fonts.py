"""The fonts shipped: fit to embed, with their licences, and holding what a brief needs."""

from __future__ import annotations

import pytest

from casefile import resources
from casefile.brief.fonts import Face, face, stack

NAMES = sorted(path.stem for path in resources.path("fonts").glob("*.ttf"))
LICENCES = {
    "Noto": "OFL-Noto.txt",
    "NotoSerifKR": "OFL-NotoCJK.txt",
    "NotoSansKR": "OFL-NotoCJK.txt",
    "Amiri": "OFL-Amiri.txt",
    "CasefileSymbols": "LICENCE-CasefileSymbols.txt",
}


def ks_x_1001() -> set[int]:
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if len(text := pair.decode("euc_kr", "ignore")) == 1}


def table(font: Face, tag: str) -> bytes:
    return bytes(font.hb_face.reference_table(tag).data)


@pytest.mark.parametrize("name", NAMES)
def test_each_font_is_static_truetype_that_may_be_embedded(name: str) -> None:
    font = face(name)
    tags = {str(tag) for tag in font.hb_face.table_tags}
    assert "glyf" in tags
    assert not tags & {"CFF ", "CFF2", "fvar"}
    assert int.from_bytes(table(font, "OS/2")[8:10], "big") == 0


@pytest.mark.parametrize("name", NAMES)
def test_each_font_has_its_licence_beside_it(name: str) -> None:
    family = name.split("-", maxsplit=1)[0]
    licence = resources.path("fonts", LICENCES.get(family, LICENCES["Noto"])).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence.upper() or "Bitstream" in licence


@pytest.mark.parametrize("name", ["NotoSerifKR-Regular", "NotoSansKR-Regular"])
def test_korean_is_whole(name: str) -> None:
    codes = face(name).codes
    assert set(range(0xAC00, 0xD7A4)) <= codes
    assert {code for code in ks_x_1001() if code >= 0x3000} <= codes
    assert set(range(0x1100, 0x1100 + 19)) <= codes


@pytest.mark.parametrize("family", ["serif", "sans"])
def test_every_character_of_the_korean_standard_set_is_drawable(family: str) -> None:
    every = stack(family, bold=True, italic=False)
    assert [chr(code) for code in ks_x_1001() if not every.choose(chr(code))] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("Noto") and "KR" not in name])
def test_european_letters_are_whole(name: str) -> None:
    codes = face(name).codes
    assert not {ord(letter) for letter in "АаЯяҐґЇїЄєІіЁёЪъЫыЭэўЎ΄ΑαΩωŁłŞşĞğİıÑñß„“«»–—№§₴€\u0301"} - codes
