"""The faces that a brief is set in, which characters they have, and how they shape text.

Each character takes the first face of its stack that has it. HarfBuzz shapes, so that kerning, combining marks and
Arabic joining are the font's own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import uharfbuzz as hb

from casefile import resources

SERIF = {
    (False, False): "NotoSerif-Regular",
    (True, False): "NotoSerif-Bold",
    (False, True): "NotoSerif-Italic",
    (True, True): "NotoSerif-BoldItalic",
}
SANS = {
    (False, False): "NotoSans-Regular",
    (True, False): "NotoSans-SemiBold",
    (False, True): "NotoSans-Italic",
    (True, True): "NotoSans-SemiBold",
}
KOREAN = {"serif": "NotoSerifKR-Regular", "sans": "NotoSansKR-Regular"}
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
ARABIC_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd")  # Cf by category, yet printed
ENLARGE = 1.18  # Amiri is drawn small on its body: this brings it to the size of the letters beside it
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
PLAIN = re.compile(r"[\x20-\x7e]*")


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """One glyph of shaped text; lengths in thousandths of an em. `text` is what copying it yields, "" for the rest of a cluster."""

    id: int
    text: str
    width: float
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Glyphs of one face, left to right; `width` in thousandths of an em, at `face.enlarge` times the size of the style."""

    face: Face
    glyphs: tuple[Glyph, ...]
    width: float
    bolden: bool


class Face:
    """One font file. `codes` are the code points that it can draw."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.bold = "Bold" in name
        self.enlarge = ENLARGE if name.startswith("Amiri") else 1.0
        self.data = resources.path("fonts", f"{name}.ttf").read_bytes()
        self.hb_face: Any = hb.Face(hb.Blob(self.data))
        self.font: Any = hb.Font(self.hb_face)
        self.scale = 1000 / self.hb_face.upem
        self.codes = frozenset(self.hb_face.unicodes)

    def shape(self, text: str, *, rtl: bool) -> tuple[Glyph, ...]:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_codepoints([ord(character) for character in text])
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(self.font, buffer)
        clusters = sorted({info.cluster for info in buffer.glyph_infos} | {len(text)})
        # Readers turn right-to-left glyphs round and mirror brackets themselves, so these are called what they look like.
        named = text.translate(MIRRORED) if rtl else text
        texts = {start: named[start:end] for start, end in pairwise(clusters)}
        scale, widths = self.scale, self.font.get_glyph_h_advance
        return tuple(
            Glyph(
                info.codepoint,
                texts.pop(info.cluster, ""),
                widths(info.codepoint) * scale,
                place.x_advance * scale,
                place.x_offset * scale,
                place.y_offset * scale,
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )


@cache
def face(name: str) -> Face:
    return Face(name)


class Stack:
    """The faces for one family, weight and slope, in the order in which they are asked for a character."""

    def __init__(self, family: str, bold: bool, italic: bool) -> None:
        first = (SERIF if family == "serif" else SANS)[bold, italic]
        arabic = "Amiri-Bold" if bold else "Amiri-Regular"
        self.bold = bold
        self._names = (first, "CasefileSymbols", KOREAN[family], arabic)
        self._chosen: dict[str, Face | None] = {}

    def choose(self, character: str) -> Face | None:
        """The face for `character`, None if no face has it. The large Korean face is read only when it is wanted."""
        if character not in self._chosen:
            code = ord(character)
            self._chosen[character] = next((f for f in map(face, self._names) if code in f.codes), None)
        return self._chosen[character]

    def visible(self, text: str) -> str:
        """`text` composed (NFC), with ⟨U+202E⟩ for a character that would act unseen and [U+1F600] for one that no face has.

        The text of a case is hostile until shown plain: bidirectional controls could make a sentence read otherwise.
        """
        if PLAIN.fullmatch(text):
            return text
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
        odd: dict[str, str | int | None] = {c: shown for c in set(text) if c != "\n" and (shown := self._shown(c)) != c}
        return text.translate(str.maketrans(odd)) if odd else text

    def _shown(self, character: str) -> str:
        if unicodedata.category(character) in UNSEEN and character not in ARABIC_SIGNS:
            return f"⟨U+{ord(character):04X}⟩"
        return character if self.choose(character) else f"[U+{ord(character):04X}]"

    def pieces(self, text: str, *, rtl: bool) -> tuple[Piece, ...]:
        """`text`, all of which the stack can draw, shaped and in visual order."""
        parts: list[tuple[Face, str]] = []
        for character in text:
            chosen = self.choose(character)
            if parts and unicodedata.combining(character) and ord(character) in parts[-1][0].codes:
                chosen = parts[-1][0]
            if chosen is None:
                raise ValueError(f"no face for U+{ord(character):04X}: pass text through visible() first")
            if parts and parts[-1][0] is chosen:
                parts[-1] = (chosen, parts[-1][1] + character)
            else:
                parts.append((chosen, character))
        shaped = [self._piece(chosen, part, rtl) for chosen, part in parts]
        return tuple(reversed(shaped)) if rtl else tuple(shaped)

    def _piece(self, chosen: Face, text: str, rtl: bool) -> Piece:
        glyphs = chosen.shape(text, rtl=rtl)
        width = sum(glyph.advance for glyph in glyphs) * chosen.enlarge
        return Piece(chosen, glyphs, width, self.bold and not chosen.bold)


@cache
def stack(family: str, bold: bool, italic: bool) -> Stack:
    return Stack(family, bold, italic)
