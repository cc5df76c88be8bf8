"""From blocks to slabs: every line is broken here, once, before any page is filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from casefile.brief import document as d
from casefile.brief import numbering, styles, tables
from casefile.brief.images import redraw
from casefile.brief.lines import Line, break_lines
from casefile.brief.slabs import (
    DiagramMark,
    Item,
    LineMark,
    PageMark,
    PictureMark,
    RuleMark,
    Slab,
    Tag,
    Turn,
    keep_together,
)
from casefile.brief.styles import Style
from casefile.brief.text import Text, Typesetter

ASCENT = 0.8  # of the size: where a baseline stands in a line with no space around it


def baseline(style: Style) -> float:
    """Depth of the baseline below the top of a line, in points: the leading is shared above and below."""
    return (style.leading - style.size) / 2 + style.size * ASCENT


@dataclass(slots=True)
class Flow:
    """Lays out the blocks of one document. `width` and `height` are those of the text column, in points.

    `tick` is called often and may raise CancelledError.
    """

    document: d.Document
    setter: Typesetter
    numbers: numbering.Numbers
    anchors: set[str]
    tick: Callable[[], None]
    width: float = styles.A4[0] - 2 * styles.MARGIN
    height: float = styles.A4[1] - 2 * styles.MARGIN

    def items(self, done: Callable[[int], None]) -> list[Item]:
        """Slabs and turns for all blocks; `done` is told how many are laid out."""
        result: list[Item] = []
        for index, block in enumerate(self.document.blocks):
            if isinstance(block, d.Section):
                self._turn(block.landscape)
            result.extend(self._block(index, block))
            done(index + 1)
        return result

    def _turn(self, landscape: bool) -> None:
        width, height = styles.A4[::-1] if landscape else styles.A4
        self.width, self.height = width - 2 * styles.MARGIN, height - 2 * styles.MARGIN

    def _block(self, index: int, block: d.Block) -> Sequence[Item]:  # noqa: PLR0911 -- one line for each kind
        match block:
            case d.Heading():
                return self._heading(block, index)
            case d.Paragraph():
                return self._paragraph(block, self.numbers.block.get(index, ""))
            case d.Quote():
                return self._quote(block)
            case d.Bullets():
                return self._bullets(block)
            case d.Definitions() | d.Table():
                return tables.slabs(self, block)
            case d.Figure():
                return self._figure(block)
            case d.Diagram():
                return self._diagram(block)
            case d.Contents():
                return self._contents(block)
        return self._space(block)

    def _space(self, block: d.Section | d.PageBreak | d.Rule | d.Spacer) -> Sequence[Item]:
        match block:
            case d.Section():
                return [Turn(block.landscape)]
            case d.PageBreak():
                return [Turn(self.width > self.height)]
            case d.Rule():
                return [Slab(0.5, [RuleMark(0, 0, self.width)], before=8)]
            case d.Spacer():
                return [Slab(0.0, before=block.height)]

    def text(self, runs: tuple[d.Run, ...], style: Style) -> Text:
        """Runs with their footnotes counted and their cross-references filled in."""
        self.tick()
        marks: dict[int, int] = {}
        known: list[d.Run] = []
        for index, run in enumerate(runs):
            if run.link and run.link not in self.anchors:
                raise ValueError(f"no anchor is named {run.link!r}")
            known.append(run if run.text or not run.link else replace(run, text=self.numbers.anchor.get(run.link, "?")))
            if run.footnote:
                marks[index] = self.numbers.cite(run.footnote)
        return self.setter.text(tuple(known), style, marks)

    def lines(self, runs: tuple[d.Run, ...], style: Style, width: float) -> list[Line]:
        return break_lines(self.text(runs, style), width, style.align)

    def column(self, runs: tuple[d.Run, ...], style: Style, x: float, width: float, tag: Tag) -> list[Slab]:
        """A slab for each line of `runs` set `x` points from the left, in a column of `width` points."""
        return self.stacked(self.lines(runs, style, width), style, x, tag)

    @staticmethod
    def stacked(lines: list[Line], style: Style, x: float, tag: Tag) -> list[Slab]:
        y = baseline(style)
        return keep_together(
            [
                Slab(style.leading, [LineMark(x, y, line, tag)], notes=line.notes, anchors=_anchors(line))
                for line in lines
            ]
        )

    def label(self, slab: Slab, text: str, style: Style, x: float, tag: Tag) -> None:
        """Put `text` on the first baseline of a slab: the number of a paragraph, the marker of a list."""
        line = break_lines(self.setter.plain(text, replace(style, align="left")), self.width, "left")[0]
        slab.marks.insert(0, LineMark(x, baseline(style), line, tag))

    def _heading(self, block: d.Heading, index: int) -> list[Slab]:
        number = self.numbers.block.get(index, "")
        style = styles.HEADINGS[block.level - 1]
        label = f"{number}." if number else ""
        indent = max(styles.INDENT, self.setter.voice(style).make(label).width + 8) if label else 0.0
        tag = Tag(f"H{block.level}")
        slabs = self.column((d.Run(block.text),), style, indent, self.width - indent, tag)
        if label:
            self.label(slabs[0], label, style, 0, tag)
        slabs[0].before = styles.HEADING_SPACE[block.level - 1]
        slabs[0].anchors += [name for name in (block.anchor, heading_anchor(index)) if name]
        slabs[0].outline = (
            block.level,
            self.setter.voice(style).stack.visible(f"{label} {block.text}".replace("\n", " ").strip()),
        )
        for slab in slabs:
            slab.keep = True
        slabs[-1].height += 3
        return slabs

    def _paragraph(self, block: d.Paragraph, number: str) -> list[Slab]:
        aligns = {"centred": "centre", "right": "right"}
        style = styles.SMALL if block.style == "small" else styles.BODY
        style = replace(style, align=aligns.get(block.style, style.align))
        indent = styles.INDENT if number else 0.0
        tag = Tag("P")
        text = self.text(block.runs, style)
        lines = break_lines(text, self.width - indent, style.align)
        slabs = self.stacked(lines, style, 0 if text.rtl else indent, tag)
        if number:
            right = self.width - self.setter.voice(style).make(f"{number}.").width
            self.label(slabs[0], f"{number}.", style, right if text.rtl else 0.0, tag)
        slabs[0].before = styles.PARAGRAPH_SPACE
        if block.anchor:
            slabs[0].anchors.append(block.anchor)
        return slabs

    def _quote(self, block: d.Quote) -> list[Slab]:
        x, width, tag = styles.INDENT * 2, self.width - styles.INDENT * 3, Tag("BlockQuote", lang=block.language)
        slabs = self.column(block.runs, styles.QUOTE, x, width, tag)
        slabs[0].before = 7
        if block.anchor:
            slabs[0].anchors.append(block.anchor)
        if block.translation:
            head = d.Run(f"[{self.document.words.translation}] ", italic=True)
            translation = self.column((head, *block.translation), styles.QUOTE, x, width, Tag("BlockQuote"))
            translation[0].before = 4
            slabs[-1].keep = True
            slabs += translation
        if block.note:
            note = self.column((d.Run(block.note),), styles.SMALL, x, width, Tag("P"))
            slabs[-1].keep = True
            slabs += note
        slabs[-1].height += 4
        return slabs

    def _bullets(self, block: d.Bullets) -> list[Slab]:
        slabs: list[Slab] = []
        parent = Tag("L")
        x = styles.INDENT * 1.75
        for count, item in enumerate(block.items, 1):
            entry = Tag("LI", parent=parent)
            lines = self.column(item, styles.LIST, x, self.width - x, Tag("LBody", parent=entry))
            self.label(
                lines[0], numbering.marker(block.marker, count), styles.LIST, styles.INDENT, Tag("Lbl", parent=entry)
            )
            lines[0].before = 4
            slabs += lines
        return slabs

    def _figure(self, block: d.Figure) -> list[Slab]:
        picture = redraw(block.image)
        caption, room = self._caption(block.caption)
        scale = min(self.width * block.width / picture.width, room / picture.height)
        width, height = picture.width * scale, picture.height * scale
        mark = PictureMark((self.width - width) / 2, 0, width, height, picture, Tag("Figure", alt=block.alt))
        slab = Slab(height + 4, [mark], before=10, keep=bool(caption), anchors=[block.anchor] if block.anchor else [])
        return [slab, *caption]

    def _diagram(self, block: d.Diagram) -> list[Slab]:
        drawing = block.drawing
        caption, room = self._caption(block.caption)
        room = min(room, self.height - block.spare)
        scale = min(1.0, self.width / drawing.width, room / drawing.height)
        mark = DiagramMark((self.width - drawing.width * scale) / 2, 0, scale, drawing, Tag("Figure", alt=drawing.alt))
        height = drawing.height * scale + 6
        return [Slab(height, [mark], 10, keep=bool(caption), anchors=[block.anchor] if block.anchor else []), *caption]

    def _caption(self, runs: tuple[d.Run, ...]) -> tuple[list[Slab], float]:
        """The lines under a picture, kept together, and the height that they leave on a page."""
        caption = self.column(runs, styles.SMALL, 0, self.width, Tag("Caption")) if runs else []
        for line in caption:
            line.keep = line is not caption[-1]
        return caption, self.height - sum(slab.height for slab in caption) - 12

    def _contents(self, block: d.Contents) -> list[Slab]:
        title = Tag("P")
        slabs = self.column((d.Run(block.title),), replace(styles.HEADINGS[0], align="centre"), 0, self.width, title)
        slabs[-1].height += 8
        slabs[0].keep = True
        parent = Tag("TOC")
        for index, each in enumerate(self.document.blocks):
            if isinstance(each, d.Heading) and each.level <= block.depth:
                slabs += self._entry(index, each, Tag("TOCI", parent=parent))
        return slabs

    def _entry(self, index: int, heading: d.Heading, tag: Tag) -> list[Slab]:
        number = self.numbers.block.get(index, "")
        style = replace(styles.CONTENTS, bold=heading.level == 1)
        left = styles.CONTENTS_STEPS[heading.level - 1]
        x = styles.CONTENTS_STEPS[heading.level] if number else left
        target = heading_anchor(index)
        run = d.Run(heading.text, link=target)
        lines = break_lines(self.setter.text((run,), style), self.width - x - 40, "left")
        y = baseline(style)
        slabs = [Slab(style.leading, [LineMark(x, y, line, tag)], keep=True) for line in lines]
        if number:
            self.label(slabs[0], f"{number}.", style, left, tag)
        slabs[-1].keep = False
        dots = x + lines[-1].offset + lines[-1].width
        slabs[-1].marks.append(PageMark(self.width, y, dots, target, style, tag))
        slabs[0].before = 5 if heading.level == 1 else 1
        return slabs


def footnote_slabs(flow: Flow, number: int, width: float) -> list[Slab]:
    """The lines of one footnote, its number in front; the number leads back to the text."""
    tag = Tag("Note")
    note = flow.numbers.notes[number - 1]
    lines = break_lines(flow.text(note.runs, styles.NOTE), width - styles.NOTE_INDENT, styles.NOTE.align)
    y = baseline(styles.NOTE)
    slabs = [Slab(styles.NOTE.leading, [LineMark(styles.NOTE_INDENT, y, line, tag)]) for line in lines]
    mark = flow.setter.voice(styles.NOTE.mark()).make(str(number))
    mark.link = f"cited-{number}"
    slabs[0].marks.insert(0, LineMark(0, y, Line([mark], mark.width, 0.0, 0.0), Tag("Lbl", parent=tag)))
    slabs[0].anchors.append(f"note-{number}")
    slabs[0].before = 1.5
    return slabs


def heading_anchor(index: int) -> str:
    """The anchor that contents and outline use for the heading at `index` of the blocks."""
    return f"heading-{index}"


def _anchors(line: Line) -> list[str]:
    return [atom.anchor for atom in line.atoms if atom.anchor]
