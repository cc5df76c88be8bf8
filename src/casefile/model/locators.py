"""Where in an item a passage stands: page, paragraph, line, time range, region, or a named part.

One line of text in one grammar, printed back in one way, so that a pin cite reads the same in window, search and brief:
`p. 3, para. 12, l. 4-8` · `00:01:20-00:02:10` · `p. 2, region 72,400,520,460` (points from the lower left corner;
on a picture, pixels from the upper left).
Anything else must stand in quotation marks: `"annex, table 2"`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPAN = r"\d+(?:\s*[-–]\s*\d+)?"
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?"
_PARTS = {
    "page": re.compile(rf"(?:pages?|pp?)\.?\s*({_SPAN})", re.IGNORECASE),
    "paragraph": re.compile(rf"(?:paragraphs?|paras?|¶+)\.?\s*({_SPAN})", re.IGNORECASE),
    "line": re.compile(rf"(?:lines?|ll?)\.?\s*({_SPAN})", re.IGNORECASE),
    "time": re.compile(rf"(?:at\s+)?({_TIME}(?:\s*[-–]\s*{_TIME})?)", re.IGNORECASE),
    "region": re.compile(r"region\s+(\d+(?:\.\d+)?(?:,\s*\d+(?:\.\d+)?){3})", re.IGNORECASE),
    "named": re.compile(r"[\"“]([^\"“”]{1,200})[\"”]"),
}
_ABBREVIATED = {"page": ("p.", "pp."), "paragraph": ("para.", "paras."), "line": ("l.", "ll.")}


@dataclass(frozen=True, slots=True)
class Locator:
    """The parts of a locator as text; "" where a part is not given. `region` is x0,y0,x1,y1 in points."""

    page: str = ""
    paragraph: str = ""
    line: str = ""
    time: str = ""
    region: str = ""
    named: str = ""

    def __str__(self) -> str:
        """The pin cite without the exhibit number."""
        parts = []
        for name, (one, several) in _ABBREVIATED.items():
            span = getattr(self, name)
            if span:
                parts.append(f"{several if '-' in span else one} {span}")
        if self.time:
            parts.append(self.time)
        if self.region:
            parts.append(f"region {self.region}")
        if self.named:
            parts.append(f"“{self.named}”")
        return ", ".join(parts)

    @property
    def first_page(self) -> int | None:
        """The page to open, counted from 1; None where the locator names none."""
        return int(self.page.split("-")[0]) if self.page else None


def parse(text: str) -> Locator:
    """The locator that `text` writes; `ValueError` in one sentence when it is none."""
    found: dict[str, str] = {}
    rest = text.strip()
    while rest:
        for name, pattern in _PARTS.items():
            match = pattern.match(rest)
            if match and name not in found:
                value = match.group(1)
                found[name] = value if name == "named" else re.sub(r"\s", "", value).replace("–", "-")
                rest = rest[match.end() :].lstrip(" ,;")
                break
        else:
            raise ValueError(
                f"“{text}” is not a place in an item; write p. 3, para. 12, l. 4-8, "
                "00:01:20-00:02:10, or a name in quotation marks."
            )
    return Locator(**found)


def canonical(text: str) -> str:
    """`text` as the grammar prints it."""
    return str(parse(text))
