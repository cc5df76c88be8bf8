"""The picture of an item's family: sources at the top, what descends from them below, a line for each tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from casefile.figures.drawing import (
    Bounds,
    Box,
    Drawing,
    Mark,
    Measure,
    Part,
    Stroke,
    Text,
    arrow,
    height_of,
    shown,
    stacked,
    wrapped,
)
from casefile.figures.layered import Edge, Node, Route, arrange
from casefile.operations.families import Family, Member, called, words

NAME, SMALL = 9.0, 8.0
PAD = 6.5
BOX_TEXT = 130.0
WIDE = 520.0
KINDS = {
    "translation": "translation",
    "derived": "derived",
    "attached": "attached",
    "source": "from this source",
    "copy": "copy",
}
_TOLD = {
    "translation": "is a translation of",
    "derived": "is derived from",
    "attached": "is attached to",
    "source": "comes from the source",
    "copy": "is a copy of the source",
}
_LEAST = 260.0
_Line = tuple[str, float, str, bool]


@dataclass(frozen=True, slots=True)
class _Tied:
    """Two boxes and all that ties them: one line of the picture."""

    above: UUID
    below: UUID
    kinds: tuple[str, ...]


def draw(family: Family, measure: Measure) -> Drawing:
    """The picture; what the matrix counts as the item's origin has a thick frame and says so."""
    boxes = {one.id: _lines(one, measure) for one in family.members}
    ties = _tied(family)
    nodes = [
        Node(key, max(measure(text, size, bold) for text, size, _tone, bold in lines) + 2 * PAD, _high(lines))
        for key, lines in boxes.items()
    ]
    labels = [", ".join(KINDS[kind] for kind in tie.kinds) for tie in ties]
    edges = [
        Edge(tie.above, tie.below, measure(label, SMALL, False) + 4, SMALL * 1.3 + 2)
        for tie, label in zip(ties, labels, strict=True)
    ]
    placed = arrange(nodes, edges, WIDE)
    sizes = {node.key: node for node in nodes}
    parts = [
        _box(one, boxes[one.id], placed.nodes[one.id], sizes[one.id], family, measure)
        for layer in placed.layers
        for key in layer
        for one in family.members
        if one.id == key
    ]
    ground: list[Mark] = []
    for label, edge, route in zip(labels, edges, placed.routes, strict=True):
        ground += _line(label, edge, route, measure)
    return Drawing(max(placed.width, _LEAST), placed.height, "Lineage", described(family), tuple(ground), tuple(parts))


def described(family: Family) -> str:
    """What the picture shows, in words."""
    items = sum(one.noun == "evidence" for one in family.members)
    sources = len(family.members) - items
    told = f"Lineage of {shown(called(family.about))}: {items} item{'s' * (items != 1)}, {sources} source{'s' * (sources != 1)}."
    more = " There are more items than are shown." if family.cut else ""
    return f"{told} {shown(words(family))}{more}"


def _tied(family: Family) -> list[_Tied]:
    kinds: dict[tuple[UUID, UUID], list[str]] = {}
    for tie in family.ties:
        kinds.setdefault((tie.above, tie.below), []).append(tie.kind)
    return [_Tied(above, below, tuple(found)) for (above, below), found in kinds.items()]


def _lines(one: Member, measure: Measure) -> list[_Line]:
    head = "Source" if one.noun == "source" else shown(one.number)
    lines: list[_Line] = [(head, SMALL, "muted", False)]
    lines += [(text, NAME, "text", one.about) for text in _title(one, measure)]
    if one.origin:
        lines.append(("counted as the origin", SMALL, "accent", False))
    if one.binned:
        lines.append(("in the bin", SMALL, "muted", False))
    return lines


def _title(one: Member, measure: Measure) -> list[str]:
    return wrapped(shown(one.title) or "—", NAME, BOX_TEXT, measure, 3, bold=one.about)


def _high(lines: Sequence[_Line]) -> float:
    return height_of(lines) + 2 * PAD - 2


def _box(
    one: Member, lines: list[_Line], corner: tuple[float, float], node: Node, family: Family, measure: Measure
) -> Part:
    (x, y), width, height = corner, node.width, node.height
    fill, tone = ("selected" if one.about else "page"), ("accent" if one.origin else "text")
    marks: list[Mark] = [
        Box(
            x,
            y,
            width,
            height,
            fill,
            tone,
            2.0 if one.origin else 0.8,
            9.0 if one.noun == "source" else 0.0,
            one.binned,
        )
    ]
    marks += stacked(lines, round(x + width / 2, 2), y + PAD - 2, measure)
    return Part(((one.noun, one.id),), _spoken(one, family), Bounds(x, y, width, height), tuple(marks))


def _spoken(one: Member, family: Family) -> str:
    names = {member.id: called(member) for member in family.members}
    said = [shown(called(one)) if one.noun == "evidence" else f"Source {shown(called(one))}"]
    if one.about:
        said.append("the item itself")
    if one.origin:
        said.append("counted as its origin")
    said += [f"{_TOLD[tie.kind]} {shown(names[tie.above])}" for tie in family.ties if tie.below == one.id]
    return "; ".join(said)


def _line(label: str, edge: Edge, route: Route, measure: Measure) -> list[Mark]:
    """A line that points up, at what something descends from."""
    marks: list[Mark] = [Stroke(points, "muted", 0.9) for points in (route.upper, route.lower)]
    ends = (route.lower[-1], route.lower[-2]) if route.turned else (route.upper[0], route.upper[1])
    marks.append(arrow(*ends, "muted"))
    x, y = route.label
    marks.append(Box(x, y, edge.width, edge.height, "page"))
    wide = measure(label, SMALL, False)
    marks.append(
        Text(round(x + edge.width / 2, 2), round(y + 1 + SMALL * 0.96, 2), label, SMALL, wide, "muted", False, "centre")
    )
    return marks
