"""The first page, in the manner of a filing with the Court but without its emblem, stamp and numbers."""

from __future__ import annotations

from dataclasses import replace

from casefile.brief import document as d
from casefile.brief.flow import Flow, baseline
from casefile.brief.layout import Page
from casefile.brief.lines import break_lines
from casefile.brief.slabs import LineMark, RuleMark, Slab, Tag
from casefile.brief.styles import Style
from casefile.brief.text import Text

TEXT = Style(12, 17, align="left")
STRONG = Style(13, 19, bold=True, align="centre")
TITLE = Style(15, 22, bold=True, align="centre")
TOP = Style(9.5, 13, family="sans", align="left")
LEAST_GAP, MOST_GAP = 10.0, 52.0  # points between the groups of a cover


def pages(flow: Flow, cover: d.Cover) -> list[Page]:
    """The cover with its groups spread over the page; what is too long for one page goes on to the next."""
    groups = [group for group in _groups(flow, cover) if group]
    result = [Page(landscape=False, bare=True)]
    total = sum(slab.before + slab.height for group in groups for slab in group)
    gap = max(LEAST_GAP, min(MOST_GAP, (flow.height - total) / max(1, len(groups) - 1)))
    for index, group in enumerate(groups):
        group[0].before += gap if index else 0.0
        for slab in group:
            if slab.before + slab.height > result[-1].room:
                result.append(Page(landscape=False, bare=True))
            result[-1].add(slab)
    return result


def _groups(flow: Flow, cover: d.Cover) -> list[list[Slab]]:
    words = flow.document.words
    top = " | ".join(part for part in (cover.classification, cover.reference, cover.version) if part)
    situation = [cover.situation] if cover.situation else []
    if cover.situation_number:
        situation.append(f"{words.situation_number}: {cover.situation_number}")
    submitted = [f"{words.submitted_by}:", *cover.submitted_by] if cover.submitted_by else []
    return [
        _top(flow, top),
        _two_sided(flow, cover),
        _lines(flow, [cover.addressee.upper()], STRONG),
        _lines(flow, situation, STRONG),
        _ruled(flow, _lines(flow, [cover.kind], STRONG)),
        _lines(flow, [cover.classification_line], replace(STRONG, size=12)),
        _lines(flow, [cover.title], TITLE),
        _lines(flow, submitted, TEXT),
        _annexes(flow, cover),
    ]


def _lines(flow: Flow, texts: list[str], style: Style, x: float = 0.0) -> list[Slab]:
    """A paragraph for each text; centred ones in lines of much the same length."""
    tag = Tag("P")
    slabs: list[Slab] = []
    for text in filter(None, texts):
        laid = flow.setter.plain(text, style)
        width = _narrowest(laid, flow.width) if style.align == "centre" else flow.width - x
        left = (flow.width - width) / 2 if style.align == "centre" else x
        slabs += flow.stacked(break_lines(laid, width, style.align), style, left, tag)
    return slabs


def _narrowest(text: Text, width: float) -> float:
    """The least width, to within 4 points, that needs no more lines than `width` does."""
    count = len(break_lines(text, width, "centre"))
    while width > 150 and len(break_lines(text, width - 4, "centre")) == count:
        width -= 4
    return width


def _top(flow: Flow, text: str) -> list[Slab]:
    slabs = _lines(flow, [text], replace(TOP, align="centre"))
    if slabs:
        slabs[-1].height += 4
        slabs[-1].marks.append(RuleMark(0, slabs[-1].height, flow.width, 0.5))
    return slabs


def _ruled(flow: Flow, slabs: list[Slab]) -> list[Slab]:
    """A rule above and below what kind of document this is."""
    if slabs:
        above, below = (
            Slab(10, [RuleMark(0, 0, flow.width, 0.75)]),
            Slab(1, [RuleMark(0, 0, flow.width, 0.75)], before=9),
        )
        return [above, *slabs, below]
    return slabs


def _two_sided(flow: Flow, cover: d.Cover) -> list[Slab]:
    """The original language on the left; reference and date on the right."""
    words = flow.document.words
    left = f"{words.original}: {cover.original_language}" if cover.original_language else ""
    x = flow.width * 0.5
    right = _lines(
        flow,
        [f"{words.reference}: {cover.reference}" if cover.reference else "", f"{words.date}: {cover.date}"],
        TEXT,
        x,
    )
    if left and right:
        line = break_lines(flow.setter.plain(left, TEXT), x, "left")[0]
        right[0].marks.insert(0, LineMark(0, baseline(TEXT), line, Tag("P")))
    return right


def _annexes(flow: Flow, cover: d.Cover) -> list[Slab]:
    if not cover.annexes:
        return []
    style = Style(11, 15, align="left")
    return [*_lines(flow, [f"{flow.document.words.annexes}:"], TEXT), *_lines(flow, list(cover.annexes), style, 12)]
