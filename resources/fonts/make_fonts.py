# ruff: noqa: INP001 -- a script beside its products, no package
"""Make the fonts in this folder from their published sources; README.md says where those come from.

    python make_fonts.py SOURCES DEJAVU CJK

SOURCES is the folder in which the wheels `fontpkg-noto-serif`, `fontpkg-noto-sans` and `fontpkg-amiri` were
unpacked, DEJAVU is DejaVuSans.ttf, CJK the folder with Debian's NotoSerifCJK-Regular.ttc. Needs fontTools. Run by hand, once.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
# Latin with African and Vietnamese letters, combining marks, Greek, Cyrillic, punctuation, currency, letter-like signs, arrows
EUROPEAN = [
    (0x20, 0x24F),
    (0x250, 0x2FF),
    (0x300, 0x36F),
    (0x370, 0x3FF),
    (0x400, 0x52F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x22FF),
]
EUROPEAN += [(0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06), (0xFFFC, 0xFFFD)]
SYMBOLS = [
    (0x20, 0x20),
    (0x2010, 0x2060),
    (0x20A0, 0x20BF),
    (0x2100, 0x23FF),
    (0x2460, 0x2473),
    (0x2500, 0x27FF),
    (0x2B00, 0x2B59),
]
SYMBOLS += [(0xFFFD, 0xFFFD)]
HANGUL = [
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x1100, 0x11FF),
    (0x3000, 0x303F),
    (0x3130, 0x318F),
    (0x3200, 0x32FF),
    (0x3300, 0x33FF),
]
HANGUL += [(0xAC00, 0xD7A3), (0xFF00, 0xFFEF)]
CUBIC_ERROR = 1.0  # units of a 1,000-unit em: a curve moves by 0.012 pt at most at 12 pt
STYLES = {
    "NotoSerif-Regular": ("noto_serif", "NotoSerif[wdth,wght]", 400),
    "NotoSerif-Bold": ("noto_serif", "NotoSerif[wdth,wght]", 700),
    "NotoSerif-Italic": ("noto_serif", "NotoSerif-Italic[wdth,wght]", 400),
    "NotoSerif-BoldItalic": ("noto_serif", "NotoSerif-Italic[wdth,wght]", 700),
    "NotoSans-Regular": ("noto_sans", "NotoSans[wdth,wght]", 400),
    "NotoSans-SemiBold": ("noto_sans", "NotoSans[wdth,wght]", 600),
    "NotoSans-Italic": ("noto_sans", "NotoSans-Italic[wdth,wght]", 400),
}


def codes(ranges: list[tuple[int, int]]) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}


def ks_x_1001() -> set[int]:
    """Every character of the Korean standard set: 4,888 hanja, kana, signs."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if len(text := pair.decode("euc_kr", "ignore")) == 1}


def subset(font: TTFont, wanted: set[int], features: list[str]) -> None:
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG", "MVAR", "STAT", "FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def check(font: TTFont) -> None:
    if font["OS/2"].fsType != 0 or "glyf" not in font or "fvar" in font:
        raise SystemExit("Not a static TrueType font that may be embedded without limits.")


def save(font: TTFont, name: str) -> None:
    check(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(HERE / f"{name}.ttf")


def european(sources: Path) -> None:
    keep = ["kern", "mark", "mkmk", "ccmp", "locl", "liga"]
    for name, (package, file, weight) in STYLES.items():
        font = TTFont(sources / f"fontpkg_{package}" / "files" / f"{file}.ttf")
        font = instantiateVariableFont(font, {"wght": weight, "wdth": 100}, updateFontNames=True)
        subset(font, codes(EUROPEAN), keep)
        save(font, name)


def rename(font: TTFont, family: str) -> None:
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in {0, 13, 14}]
    names = {1: family, 2: "Regular", 3: family, 4: family, 5: "Version 1.0", 6: family.replace(" ", "")}
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


def symbols(dejavu: Path) -> None:
    font = TTFont(dejavu)
    subset(font, codes(SYMBOLS), [])
    rename(font, "Casefile Symbols")
    save(font, "CasefileSymbols")


def quadratic(font: TTFont) -> None:
    """Turn the cubic outlines of a CFF font into TrueType's quadratic ones, in place."""
    glyphs = font.getGlyphSet()
    table = newTable("glyf")
    table.glyphs = {}
    table.glyphOrder = font.getGlyphOrder()
    for name in table.glyphOrder:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, CUBIC_ERROR, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    zeroes = [
        "maxZones",
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
    ]
    for field in [*zeroes, "maxSizeOfInstructions", "maxComponentElements"]:
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    font["post"].glyphOrder = None
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"


def korean(collection: Path, family: str, name: str) -> None:
    fonts = TTCollection(collection).fonts
    font = next(each for each in fonts if each["name"].getDebugName(1) == family)
    subset(font, codes(HANGUL) | ks_x_1001(), [])
    quadratic(font)
    save(font, name)


def main() -> None:
    sources, dejavu, cjk = (Path(argument) for argument in sys.argv[1:4])
    european(sources)
    symbols(dejavu)
    for style in ("Regular", "Bold"):
        shutil.copy(sources / "fontpkg_amiri" / "files" / f"Amiri-{style}.ttf", HERE)
        check(TTFont(HERE / f"Amiri-{style}.ttf"))
    korean(cjk / "NotoSerifCJK-Regular.ttc", "Noto Serif CJK KR", "NotoSerifKR-Regular")
    korean(cjk / "NotoSansCJK-Regular.ttc", "Noto Sans CJK KR", "NotoSansKR-Regular")


if __name__ == "__main__":
    main()
