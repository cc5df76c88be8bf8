"""The picture of linkage: superiors at the top, acts at the bottom, a line for each posting and each attribution.

A line is whole where a passage bears it out, dashed where none does; its label says so by a sign and the legend in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from casefile.figures.drawing import (
    KEY,
    Area,
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
    keys,
    shown,
    stacked,
    wrapped,
)
from casefile.figures.layered import Edge, Node, Placed, Route, arrange
from casefile.model import NOUNS
from casefile.model.base import fields_of
from casefile.operations.linkage import AttributionLink, Linkage, LinkedAct, LinkedActor, PostingLink, term
from casefile.operations.matrix import Proof, State

NAME, SMALL = 9.0, 8.0
PAD = 6.5
BOX_TEXT, LABEL_TEXT = 140.0, 132.0
WIDE = 640.0
NARROW = 300.0  # the least width that the legend takes
GLYPHS = {State.COVERED: "●", State.CONTESTED: "◐", State.UNDERMINED: "⊘", State.GAP: "○"}
MEANINGS = {
    State.COVERED: "supported by a passage",
    State.CONTESTED: "supported and contested",
    State.UNDERMINED: "only contrary evidence",
    State.GAP: "without proof",
}
_Line = tuple[str, float, str, bool]


@dataclass(frozen=True, slots=True)
class _Tie:
    """All that joins the same two boxes: one line of the picture."""

    above: UUID
    below: UUID
    links: tuple[PostingLink, ...] | tuple[AttributionLink, ...]

    @property
    def state(self) -> State:
        return Proof(
            sum(one.proof.supports for one in self.links), sum(one.proof.undermines for one in self.links)
        ).state

    @property
    def posted(self) -> bool:
        return isinstance(self.links[0], PostingLink)


def draw(linkage: Linkage, measure: Measure, wide: float = WIDE) -> Drawing:
    """The picture; rows of acts are about `wide` points wide at most."""
    ties = _ties(linkage)
    boxes = _boxes(linkage, measure)
    labels = [_label(tie, measure) for tie in ties]
    nodes = [
        Node(key, _wide(lines, measure) + 2 * PAD, height_of(lines) + 2 * PAD - 2, bottom=noun == "act")
        for key, (noun, lines, _words) in boxes.items()
    ]
    edges = [
        Edge(tie.above, tie.below, _wide(lines, measure) + 4, height_of(lines) + 2)
        for tie, lines in zip(ties, labels, strict=True)
    ]
    placed = arrange(nodes, edges, wide)
    names = {key: words for key, (_noun, _lines, words) in boxes.items()}
    below: defaultdict[UUID, list[Part]] = defaultdict(list)
    for tie, lines, edge, route in zip(ties, labels, edges, placed.routes, strict=True):
        below[tie.above].append(_tie_part(tie, lines, edge, route, names, measure))
    own = {
        key: _box_part(key, box, node, placed, measure) for (key, box), node in zip(boxes.items(), nodes, strict=True)
    }
    order = [UUID(str(key)) for layer in placed.layers for key in layer]
    parts = [part for key in order for part in (own[key], *below[key])]  # each box with the lines that leave it
    width = max(placed.width, NARROW)
    legend, height = _legend(placed.height + 12, width, measure)
    return Drawing(width, height, "Linkage", described(linkage), tuple(legend), tuple(parts))


def described(linkage: Linkage) -> str:
    """What the picture shows, in words."""
    proofs = [*(one.proof for one in linkage.postings), *(one.proof for one in linkage.attributions)]
    bare = sum(proof.state is State.GAP for proof in proofs)
    told = (
        f"Network of {_count(len(linkage.actors), 'actor')} and {_count(len(linkage.acts), 'alleged act')}, superiors above, "
        f"acts below: {_count(len(linkage.postings), 'posting')} and {_count(len(linkage.attributions), 'attribution')}"
    )
    return f"{told}; {bare} of these links {'has' if bare == 1 else 'have'} no proof yet." if bare else f"{told}."


def told(link: PostingLink | AttributionLink) -> str:
    """A posting or an attribution in words, without its ends."""
    if isinstance(link, PostingLink):
        return ", ".join(part for part in (shown(link.role), term(link.start, link.end)) if part)
    return f"article {link.liability} for {link.crime}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# --- what is drawn ------------------------------------------------------------------------------------------------


def _ties(linkage: Linkage) -> list[_Tie]:
    posted: defaultdict[tuple[UUID, UUID], list[PostingLink]] = defaultdict(list)
    among = {actor.id for actor in linkage.actors}
    for posting in linkage.postings:
        superior = posting.superior_id
        if superior is not None and superior in among and superior != posting.actor_id:
            posted[superior, posting.actor_id].append(posting)
    charged: defaultdict[tuple[UUID, UUID], list[AttributionLink]] = defaultdict(list)
    for attribution in linkage.attributions:
        charged[attribution.actor_id, attribution.act_id].append(attribution)
    ties = [_Tie(above, below, tuple(links)) for (above, below), links in posted.items()]
    order = {act.id: number for number, act in enumerate(linkage.acts)}
    ordered = sorted(charged.items(), key=lambda item: order[item[0][1]])
    return ties + [_Tie(above, below, tuple(links)) for (above, below), links in ordered]


def _boxes(linkage: Linkage, measure: Measure) -> dict[UUID, tuple[str, list[_Line], str]]:
    """Noun, lines and words of each box by id."""
    alone = _alone(linkage)
    found: dict[UUID, tuple[str, list[_Line], str]] = {}
    for actor in linkage.actors:
        lines = _actor_lines(actor, alone[actor.id], measure)
        words = f"{kind_of(actor)}: {shown(actor.name)}"
        words += "".join(f"; {text} ({MEANINGS[state]})" for text, state in alone[actor.id])
        found[actor.id] = ("actor", lines, words)
    for act in linkage.acts:
        found[act.id] = ("act", _act_lines(act, measure), f"Alleged act {shown(act.number)}: {shown(act.title)}")
    return found


def _alone(linkage: Linkage) -> defaultdict[UUID, list[tuple[str, State]]]:
    """Postings that no line can stand for, in words, by actor: the superior is unknown, not shown, or the actor itself."""
    among = {actor.id for actor in linkage.actors}
    names = {actor.id: shown(actor.name) for actor in linkage.beyond}
    found: defaultdict[UUID, list[tuple[str, State]]] = defaultdict(list)
    for one in linkage.postings:
        if one.superior_id == one.actor_id or one.superior_id not in among:
            under = names.get(one.superior_id, "") if one.superior_id else ""
            text = ", ".join(part for part in (shown(one.role), under, term(one.start, one.end)) if part)
            found[one.actor_id].append((text, one.proof.state))
    return found


def kind_of(actor: LinkedActor) -> str:
    """Person, Unit, Organisation or State."""
    return fields_of(NOUNS["actor"])["kind"].choice_label(actor.kind)


def _actor_lines(actor: LinkedActor, alone: Sequence[tuple[str, State]], measure: Measure) -> list[_Line]:
    name = wrapped(shown(actor.name), NAME, BOX_TEXT, measure, 3, bold=True)
    lines: list[_Line] = [(kind_of(actor), SMALL, "muted", False), *((line, NAME, "text", True) for line in name)]
    for text, state in alone:
        mark = f"{GLYPHS[state]} {text}"
        lines += [(line, SMALL, state.value, False) for line in wrapped(mark, SMALL, BOX_TEXT, measure, 3)]
    return lines


def _act_lines(act: LinkedAct, measure: Measure) -> list[_Line]:
    title = wrapped(shown(act.title), SMALL, BOX_TEXT - 14, measure, 3)
    return [(shown(act.number), NAME, "text", True), *((line, SMALL, "text", False) for line in title)]


def _label(tie: _Tie, measure: Measure) -> list[_Line]:
    """What stands on a line: role and dates of each posting; each mode of liability once, with its sign."""
    lines: list[_Line] = []
    if tie.posted:
        for link in tie.links:
            state = link.proof.state
            text = f"{GLYPHS[state]} {told(link)}"
            lines += [(line, SMALL, state.value, False) for line in wrapped(text, SMALL, LABEL_TEXT, measure, 4)]
        return lines
    modes: defaultdict[str, list[Proof]] = defaultdict(list)
    for link in tie.links:
        if isinstance(link, AttributionLink):
            modes[link.liability].append(link.proof)
    for mode, proofs in modes.items():
        state = Proof(sum(one.supports for one in proofs), sum(one.undermines for one in proofs)).state
        lines.append((f"{GLYPHS[state]} {mode}", SMALL, state.value, False))
    return lines


def _wide(lines: Sequence[_Line], measure: Measure) -> float:
    return max(measure(text, size, bold) for text, size, _tone, bold in lines)


# --- marks --------------------------------------------------------------------------------------------------------


def _box_part(key: UUID, box: tuple[str, list[_Line], str], node: Node, placed: Placed, measure: Measure) -> Part:
    noun, lines, words = box
    (x, y), width, height = placed.nodes[key], node.width, node.height
    kind = words.partition(":")[0]
    marks: list[Mark] = [
        Box(x, y, width, height, "page", "text" if noun == "actor" else "accent", 0.8, _radius(noun, kind))
    ]
    if noun == "actor" and kind == "State":  # a double frame
        marks.append(Box(x + 2.5, y + 2.5, width - 5, height - 5, "", "text", 0.5))
    if noun == "act":
        marks.append(Box(x, y, 4, height, "accent"))
    marks += stacked(lines, round(x + width / 2 + (2 if noun == "act" else 0), 2), y + PAD - 2, measure)
    return Part(((noun, key),), words, Bounds(x, y, width, height), tuple(marks))


def _radius(noun: str, kind: str) -> float:
    return {"Person": 9.0, "Organisation": 4.0}.get(kind, 0.0) if noun == "actor" else 0.0


def _tie_part(
    tie: _Tie, lines: Sequence[_Line], edge: Edge, route: Route, names: dict[UUID, str], measure: Measure
) -> Part:
    state = tie.state
    dashed, tone = state is State.GAP, state.value
    marks: list[Mark] = [Stroke(points, tone, 1.0, dashed) for points in (route.upper, route.lower)]
    marks.append(_head(tie, route, tone))
    x, y = route.label
    marks.append(Box(x, y, edge.width, edge.height, "page"))
    marks += stacked(lines, round(x + edge.width / 2, 2), y + 1, measure)
    noun = "posting" if tie.posted else "attribution"
    joined = "; ".join(f"{told(one)} ({MEANINGS[one.proof.state]})" for one in tie.links)
    first, second = (tie.below, tie.above) if tie.posted else (tie.above, tie.below)
    between = ", in or under " if tie.posted else ", for "
    words = f"{_name(names[first])}{between}{_name(names[second])}: {joined}"
    where = Bounds(x, y, edge.width, edge.height)
    return Part(tuple((noun, one.id) for one in tie.links), words, where, tuple(marks))


def _head(tie: _Tie, route: Route, tone: str) -> Area:
    """The arrow head: at the superior of a posting, at the act of an attribution."""
    if tie.posted != route.turned:
        return arrow(route.upper[0], route.upper[1], tone)
    return arrow(route.lower[-1], route.lower[-2], tone)


def _name(words: str) -> str:
    return words.partition(": ")[2].partition("; ")[0]


def _legend(y: float, wide: float, measure: Measure) -> tuple[list[Mark], float]:
    """What the signs mean, in as many lines as the width needs; and how high all is with it."""
    entries = [(f"{GLYPHS[state]} {meaning}", state.value) for state, meaning in MEANINGS.items()]
    marks: list[Mark] = []
    spots, height = keys([measure(text, SMALL, False) for text, _tone in entries], y, wide)
    for (text, tone), (x, top) in zip(entries, spots, strict=True):
        marks.append(Stroke(((x, top + 5), (x + KEY, top + 5)), tone, 1.0, tone == State.GAP.value))
        marks.append(Text(x + KEY + 5, top + 8, text, SMALL, measure(text, SMALL, False), tone))
    return marks, height
