"""Sizes and distances of a brief, in points (1/72 inch).

From Regulations of the Court, regulation 36(3): A4, margins of at least 2.5 cm, 12 pt text at 1.5 line spacing,
10 pt footnotes at single spacing, a number on every page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

CM = 72 / 2.54
A4 = (21.0 * CM, 29.7 * CM)
MARGIN = 2.5 * CM
FOOT = 1.45 * CM  # baseline of the running foot, from the lower edge
HEAD = 1.45 * CM  # baseline of the running head, from the upper edge
INDENT = 1.2 * CM  # paragraph numbers and list markers stand in this column
NOTE_INDENT = 0.75 * CM
NOTE_GAP = 14.0  # between text and the first footnote, with the rule in it
NOTE_RULE = 5.0 * CM


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: sizes in points, `leading` from baseline to baseline."""

    size: float
    leading: float
    family: str = "serif"
    bold: bool = False
    italic: bool = False
    rise: float = 0.0
    align: str = "justify"

    def but(self, *, bold: bool = False, italic: bool = False) -> Style:
        return replace(self, bold=self.bold or bold, italic=self.italic != italic) if bold or italic else self

    def mark(self) -> Style:
        """The raised number of a footnote in text of this style."""
        return replace(self, size=self.size * 0.62, rise=self.size * 0.34, bold=False, italic=False)


BODY = Style(12, 18)
LIST = Style(12, 17, align="left")
QUOTE = Style(11, 15)
NOTE = Style(10, 12)
SMALL = Style(10, 13, align="left")
CAPTION = Style(10, 13, bold=True, align="left")
RUNNING = Style(8.5, 10, family="sans", align="left")
CONTENTS_STEPS = (0.0, 34.0, 58.0, 80.0, 100.0)  # where numbers of level 1, 2 … and the text after them begin
CONTENTS = Style(11, 15, align="left")
HEADINGS = (
    Style(13, 18, bold=True, align="left"),
    Style(12, 17, bold=True, align="left"),
    Style(12, 17, bold=True, italic=True, align="left"),
    Style(12, 17, italic=True, align="left"),
)
HEADING_SPACE = (22.0, 16.0, 13.0, 11.0)
PARAGRAPH_SPACE = 9.0


def table_style(size: float) -> Style:
    return Style(size, round(size * 1.32, 2), family="sans", align="left")
