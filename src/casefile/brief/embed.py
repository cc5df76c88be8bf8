"""Fonts inside the PDF: the glyphs that a document uses, as one composite font for each face.

Each code stands for one glyph *with* the text that it was set for, so that Latin A and Cyrillic А that share an
outline are still copied as what they are (ISO 32000-1, 9.7 and 9.10.3).
"""

from __future__ import annotations

from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from casefile.brief.fonts import Face, Glyph, Piece
from casefile.brief.text import Atom

SYNTHETIC_BOLD = 0.028  # of the size: stroke around the glyphs of a face that has no bold


class EmbeddedFont:
    """One face in one document. `name` is the resource that text operators call it by."""

    def __init__(self, face: Face, number: int) -> None:
        self.face = face
        self.name = f"C{number}"
        self._codes: dict[tuple[int, str], int] = {}
        self._glyphs: list[Glyph] = []

    def operands(self, piece: Piece) -> list[tuple[float, str]]:
        """Operands of TJ for the glyphs of `piece`, each with its rise in thousandths of an em."""
        result: list[tuple[float, str]] = []
        rise, parts, hexes = 0.0, "", ""
        for glyph in piece.glyphs:
            if glyph.dy != rise or glyph.dx:
                parts, hexes = parts + (f"<{hexes}>" if hexes else ""), ""
            if glyph.dy != rise:
                if parts:
                    result.append((rise, parts))
                rise, parts = glyph.dy, ""
            if glyph.dx:
                parts += f"{-glyph.dx:.6g} "
            hexes += f"{self._code(glyph):04x}"
            after = glyph.advance - glyph.dx - glyph.width
            if abs(after) > 1e-6:
                parts, hexes = f"{parts}<{hexes}>{-after:.6g} ", ""
        result.append((rise, parts + (f"<{hexes}>" if hexes else "")))
        return result

    def _code(self, glyph: Glyph) -> int:
        key = (glyph.id, glyph.text)
        code = self._codes.get(key)
        if code is None:
            self._glyphs.append(glyph)
            code = self._codes[key] = len(self._glyphs)
        return code

    def add_to(self, doc: Any) -> None:
        """Put font, descriptor, widths, program and Unicode map into a ReportLab document."""
        base = f"{self._subset_tag()}+{self.face.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                "FontDescriptor": doc.Reference(self._descriptor(doc, base)),
                "DW": 0,
                "W": f"[1 [{' '.join(f'{glyph.width:.6g}' for glyph in self._glyphs)}]]",
                "CIDToGIDMap": doc.Reference(
                    _stream(b"\0\0" + b"".join(g.id.to_bytes(2, "big") for g in self._glyphs))
                ),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant)]),
                "ToUnicode": doc.Reference(_stream(self._to_unicode())),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font)

    def _descriptor(self, doc: Any, base: str) -> pdfdoc.PDFDictionary:
        extents = self.face.font.get_font_extents("ltr")
        scale = self.face.scale
        italic = "Italic" in self.face.name
        program = _stream(self._program())
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(base),
                "Flags": 4 | (64 if italic else 0),
                "FontBBox": "[-500 -400 1500 1200]",
                "ItalicAngle": -12 if italic else 0,
                "Ascent": round(extents.ascender * scale),
                "Descent": round(extents.descender * scale),
                "CapHeight": 714,
                "StemV": 140 if self.face.bold else 80,
                "FontFile2": doc.Reference(program),
            }
        )

    def _program(self) -> bytes:
        """The font file cut down to the glyphs used, which keep their numbers."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.set({0} | {glyph.id for glyph in self._glyphs})
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.drop_table_tag_set.set(_tags("GSUB", "GPOS", "GDEF", "cmap", "name", "post", "OS/2"))
        return bytes(hb.subset(self.face.hb_face, wanted).blob.data)

    def _to_unicode(self) -> bytes:
        pairs = [(code, glyph.text) for code, glyph in enumerate(self._glyphs, 1) if glyph.text]
        lines = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo"]
        lines.append("<< /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def")
        lines.append("/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange")
        for start in range(0, len(pairs), 100):
            block = pairs[start : start + 100]
            lines.append(f"{len(block)} beginbfchar")
            lines += [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in block]
            lines.append("endbfchar")
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode("ascii")

    def _subset_tag(self) -> str:
        """Six letters that differ from font to font of one file (ISO 32000-1, 9.6.4)."""
        number = int(self.name[1:])
        return "CASE" + chr(65 + number // 26) + chr(65 + number % 26)


def _tags(*names: str) -> set[int]:
    return {int.from_bytes(name.encode("ascii"), "big") for name in names}


def _stream(content: bytes) -> pdfdoc.PDFStream:
    dictionary = pdfdoc.PDFDictionary({"Length1": len(content)})
    return pdfdoc.PDFStream(dictionary, content, filters=[pdfdoc.PDFZCompress])


class Embedder:
    """The fonts of one document; `addObjects` is called by ReportLab when the last page is drawn."""

    def __init__(self) -> None:
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._atoms: dict[Atom, tuple[tuple[str, str], ...]] = {}

    def show(self, atom: Atom) -> tuple[tuple[str, str], ...]:
        """The atom as (operators that choose the font, operands of TJ) pairs."""
        found = self._atoms.get(atom)
        if found is None:
            found = self._atoms[atom] = tuple(self._show(atom))
        return found

    def _show(self, atom: Atom) -> list[tuple[str, str]]:
        style = atom.voice.style
        result: list[tuple[str, str]] = []
        for piece in atom.pieces:
            if piece.face not in self._fonts:
                self._fonts[piece.face] = EmbeddedFont(piece.face, len(self._fonts) + 1)
            font = self._fonts[piece.face]
            size = style.size * piece.face.enlarge
            mode = f"2 Tr {style.size * SYNTHETIC_BOLD:.3g} w" if piece.bolden else "0 Tr"
            for rise, operands in font.operands(piece):
                lift = style.rise + rise * size / 1000
                result.append((f"/{font.name} {size:.5g} Tf {lift:.5g} Ts {mode}", operands))
        return result

    def addObjects(self, doc: Any) -> None:  # noqa: N802 -- ReportLab's name for it
        for font in self._fonts.values():
            font.add_to(doc)
