"""Drawing filled pages on a ReportLab canvas. Every mark goes through `Painter.mark`, which knows its structure tag."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportlab.lib.utils import ImageReader

from casefile.brief import diagrams, styles
from casefile.brief.document import Document
from casefile.brief.embed import Embedder
from casefile.brief.layout import Page
from casefile.brief.lines import Line, break_lines
from casefile.brief.slabs import ARTIFACT, DiagramMark, LineMark, Mark, PageMark, PictureMark, RuleMark, Slab
from casefile.brief.text import Atom, Typesetter

PRINTED = 4  # annotation flag

_BESIDE = 24.0  # points that the foot leaves free on either side of the middle of the page


class Painter:
    """Draws the pages of one document in order. `where` holds page and depth of each anchor, `titles` what links are called."""

    def __init__(self, canvas: Any, document: Document, setter: Typesetter, fonts: Embedder) -> None:
        self._canvas = canvas
        self._document = document
        self._setter = setter
        self._fonts = fonts
        self._where: dict[str, tuple[int, float]] = {}
        self._anchors: dict[int, list[tuple[str, float]]] = {}
        self._code: list[str] = []
        self._count = 0

    def start(self, count: int, where: dict[str, tuple[int, float]]) -> None:
        self._count = count
        self._where = where
        for name, (page, top) in where.items():
            self._anchors.setdefault(page, []).append((name, top))

    def page(self, index: int, page: Page) -> None:
        width, height = page.size
        self._canvas.setPageSize((width, height))
        left, top = styles.MARGIN, height - styles.MARGIN
        for depth, slab in page.body:
            self._slab(slab, left, top - depth)
        self._notes(page, left)
        self._running(index, page)
        self._canvas.addLiteral("\n".join(self._code))
        self._code.clear()
        for name, depth in self._anchors.get(index, ()):
            self._canvas.bookmarkHorizontalAbsolute(name, round(top - depth + 4, 2), left=0)
        self._outline(page)
        self._canvas.showPage()

    def _slab(self, slab: Slab, left: float, top: float) -> None:
        for mark in slab.marks:
            self.mark(mark, left, top)

    def _notes(self, page: Page, left: float) -> None:
        if not page.notes:
            return
        top = styles.MARGIN + page.foot
        self.mark(RuleMark(0, styles.NOTE_GAP * 0.5, styles.NOTE_RULE, 0.5), left, top)
        top -= styles.NOTE_GAP
        for slab in page.notes:
            top -= slab.before
            self._slab(slab, left, top)
            top -= slab.height

    def _running(self, index: int, page: Page) -> None:
        """The foot of every page, cover included: reference, page/total, date; the head on all but a cover."""
        width, height = page.width, page.size[1]
        document = self._document
        foot = (
            (document.foot_reference, "left"),
            (f"{index + 1}/{self._count}", "centre"),
            (document.foot_date, "right"),
        )
        for text, align in foot:
            self._put(self._cut(text, width / 2 - _BESIDE), align, width, styles.FOOT)
        if not page.bare:
            self._put(document.head, "right", width, height - styles.HEAD)
        self.mark(RuleMark(0, 0, width, 0.4, 0.4), styles.MARGIN, styles.FOOT + 13)

    def _cut(self, text: str, room: float) -> str:
        """As many words of a text as have room in one line."""
        words, cut = text.split(), text
        while len(words) > 1 and len(break_lines(self._setter.plain(cut, styles.RUNNING), room)) > 1:
            words.pop()
            cut = f"{' '.join(words)}…"
        return cut

    def _put(self, text: str, align: str, width: float, y: float) -> None:
        if text:
            line = break_lines(self._setter.plain(text, replace(styles.RUNNING, align=align)), width, align)[0]
            self.mark(LineMark(0, 0, line, ARTIFACT), styles.MARGIN, y)

    def _outline(self, page: Page) -> None:
        for _, slab in page.body:
            if slab.outline:
                level, title = slab.outline
                name = next(name for name in slab.anchors if name.startswith("heading-"))
                level = min(level - 1, self._depth + 1)
                self._depth = level
                self._canvas.addOutlineEntry(title, name, level, closed=level > 0)

    _depth = -1

    def mark(self, mark: Mark, left: float, top: float) -> None:
        """Draw one mark of a slab whose upper left corner is at (left, top)."""
        x, y = left + mark.x, top - mark.y
        match mark:
            case LineMark():
                self._line(mark.line, x + mark.line.offset, y)
            case RuleMark():
                self._code.append(
                    f"{mark.grey:.3g} g {x:.2f} {y - mark.weight:.2f} {mark.width:.2f} {mark.weight:.2f} re f 0 g"
                )
            case PictureMark():
                self._picture(mark, x, y)
            case DiagramMark():
                self._code.append(diagrams.operators(mark, self._setter, self._told, x, y))
            case PageMark():
                self._page_number(mark, left, y)

    def _line(self, line: Line, x: float, y: float) -> None:
        code = self._told(line, x, y)
        if code:
            self._code.append(code)
        if any(atom.link for atom in line.atoms):
            self._links(line, x, y)

    def _told(self, line: Line, x: float, y: float) -> str:
        code = self._shown(line, x, y)
        return _spoken(line.spoken, code) if code and line.spoken else code

    def _shown(self, line: Line, x: float, y: float) -> str:
        """Text operators for a line. A right-to-left word whose glyphs are not its letters one by one says what it spells."""
        parts: list[str] = []
        current, after = "", False
        for atom in line.atoms:
            apart = bool(atom.level % 2) and not line.spoken and not _one_by_one(atom)
            if (apart or after) and current:
                parts.append("]TJ EMC " if after else "]TJ ")
                current = ""
            if apart:
                parts.append(f"/Span <</ActualText {_utf16(atom.text)}>> BDC ")
            after = apart
            for font, operands in self._fonts.show(atom):
                if font != current:
                    parts.append(f"]TJ {font} [" if current else f"{font} [")
                    current = font
                parts.append(operands)
            if line.gap and atom.text[0] == " ":
                parts.append(f"{-line.gap * 1000 * len(atom.text) / atom.voice.style.size:.1f} ")
        if not current:
            return ""
        return f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {''.join(parts)}]TJ{' EMC' if after else ''} ET"

    def _links(self, line: Line, x: float, y: float) -> None:
        """A link over each stretch of neighbouring atoms that lead to one place."""
        start, target, words = x, "", ""
        low, high = 0.0, 0.0
        for atom in (*line.atoms, None):
            link = atom.link if atom else ""
            if link != target:
                if target:
                    self._link(target, words, (start, y + low, x, y + high))
                start, target, words = x, link, ""
            if atom:
                style = atom.voice.style
                low, high = style.rise - style.size * 0.25, style.rise + style.size * 0.9
                words += atom.text
                x += atom.width + (line.gap * len(atom.text) if atom.space else 0.0)

    def _link(self, target: str, words: str, box: Sequence[float]) -> None:
        if target not in self._where:
            return
        names = self._document.words
        contents = words.strip()
        if target.startswith("note-"):
            contents = f"{names.footnote} {contents}"
        elif target.startswith("cited-"):
            contents = f"{names.text} {contents}"
        self._canvas.linkRect(
            contents, target, [round(each, 2) for each in box], relative=0, Border="[0 0 0]", F=PRINTED
        )

    def _picture(self, mark: PictureMark, x: float, y: float) -> None:
        """Drawn at once by the canvas, under the text: nothing overlaps a picture."""
        image = ImageReader(io.BytesIO(mark.picture.data))
        self._canvas.drawImage(image, x, y - mark.height, mark.width, mark.height)

    def _page_number(self, mark: PageMark, left: float, y: float) -> None:
        number = str(self._where[mark.anchor][0] + 1)
        voice = self._setter.voice(mark.style)
        atom, dot = voice.make(number), voice.atom(".")
        atom.link = mark.anchor
        x = left + mark.x - atom.width
        self._line(Line([atom], atom.width, 0.0, 0.0), x, y)
        step = dot.width * 2.2
        count = int((x - 6 - (left + mark.dots + 6)) / step)
        if count > 0:
            ((font, operands),) = self._fonts.show(dot)
            spread = f"{operands}{-(step - dot.width) * 1000 / mark.style.size:.1f} " * count
            begin = x - 6 - count * step
            self._code.append(f"/Artifact BMC BT 1 0 0 1 {begin:.2f} {y:.2f} Tm {font} [{spread}]TJ ET EMC")


def _one_by_one(atom: Atom) -> bool:
    return all(len(glyph.text) == 1 and not glyph.dy for piece in atom.pieces for glyph in piece.glyphs)


def _spoken(text: str, code: str) -> str:
    return f"/Span <</ActualText {_utf16(text)}>> BDC {code} EMC"


def _utf16(text: str) -> str:
    return f"<feff{text.encode('utf-16-be').hex()}>"
