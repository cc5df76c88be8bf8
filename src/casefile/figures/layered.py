"""Placing boxes in layers with labelled lines between them (after Sugiyama, Tagawa and Toda, 1981).

Whoever is above stands in a higher layer. A line runs through every layer between its ends; its label has a place of its own in
the half layer over the lower end. Everything that has a place in a layer is kept apart there, so that no two boxes or
labels overlap and no line crosses a box. The same input gives the same picture.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

GAP = 12.0  # between neighbours in a layer
THREAD = 5.0  # the room that a passing line takes
STEP = 10.0  # between layers
FAN, MOST_FANNED = 1.5, 12  # more between layers for each line that leaves one box
SWEEPS = 8
PASSING = 6.0  # how much more a passing line insists on its place than a box does


@dataclass(frozen=True, slots=True)
class Node:
    """A box; `bottom` ones have nothing below them, and rows of them are kept short."""

    key: Hashable
    width: float
    height: float
    bottom: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from the node above to the one below, with a label of this size."""

    above: Hashable
    below: Hashable
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Route:
    """Where a line runs: from the node above to its label, and from the label to the node below; the label's upper left corner."""

    upper: tuple[tuple[float, float], ...]
    lower: tuple[tuple[float, float], ...]
    label: tuple[float, float]
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Upper left corners of the nodes by key, a route for each edge in order, the size of the whole; `layers` are keys from the top."""

    nodes: dict[Hashable, tuple[float, float]]
    routes: tuple[Route, ...]
    width: float
    height: float
    layers: tuple[tuple[Hashable, ...], ...]


@dataclass(slots=True)
class _Spot:
    """A place in a layer: of a node, a label, or a line that passes."""

    layer: int
    width: float
    height: float = 0.0
    weight: float = 1.0
    x: float = 0.0
    up: list[int] = field(default_factory=list)
    down: list[int] = field(default_factory=list)


def arrange(nodes: Sequence[Node], edges: Sequence[Edge], wide: float) -> Placed:
    """Place `nodes`; rows of bottom ones are about `wide` at most. Edges join known nodes, two different ones each."""
    turned = _turned(nodes, edges)
    layers = _layers(nodes, edges, turned, wide)
    spots = [_Spot(2 * layers[node.key], node.width, node.height) for node in nodes]
    index = {node.key: number for number, node in enumerate(nodes)}
    chains = [_chain(spots, index, edge, back) for edge, back in zip(edges, turned, strict=True)]
    rows = _ordered(spots)
    _spread(spots, rows)
    return _placed(nodes, spots, rows, chains, turned)


def _turned(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[bool]:
    """Which edges to turn round so that no circle is left: those that lead back on a walk from node to node."""
    out: defaultdict[Hashable, list[int]] = defaultdict(list)
    entered = {edge.below for edge in edges}
    for number, edge in enumerate(edges):
        out[edge.above].append(number)
    turned = [False] * len(edges)
    open_: dict[Hashable, bool] = {}  # met; True while the walk is below it
    for start in sorted(nodes, key=lambda node: node.key in entered):  # from the top where there is one
        walk = [(start.key, iter(out[start.key]))] if start.key not in open_ else []
        open_.setdefault(start.key, True)
        while walk:
            key, rest = walk[-1]
            number = next(rest, -1)
            if number < 0:
                open_[key] = False
                walk.pop()
            elif edges[number].below not in open_:
                open_[edges[number].below] = True
                walk.append((edges[number].below, iter(out[edges[number].below])))
            else:
                turned[number] = open_[edges[number].below]
    return turned


def _layers(nodes: Sequence[Node], edges: Sequence[Edge], turned: Sequence[bool], wide: float) -> dict[Hashable, int]:
    """The layer of each node: one below the lowest of those above it; the bottom ones in rows, in the given order."""
    upper = [node.key for node in nodes if not node.bottom]
    known = set(upper)
    below: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    waits = dict.fromkeys(upper, 0)
    for edge, back in zip(edges, turned, strict=True):
        first, second = (edge.below, edge.above) if back else (edge.above, edge.below)
        if first in known and second in known:
            below[first].append(second)
            waits[second] += 1
    layers = dict.fromkeys(upper, 0)
    ready = [key for key in upper if not waits[key]]
    for key in ready:
        for other in below[key]:
            layers[other] = max(layers[other], layers[key] + 1)
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    above: defaultdict[Hashable, int] = defaultdict(int)
    for edge in edges:
        above[edge.below] = max(above[edge.below], layers.get(edge.above, -1) + 1)
    return layers | _rows([node for node in nodes if node.bottom], above, wide)


def _rows(bottom: Sequence[Node], above: dict[Hashable, int], wide: float) -> dict[Hashable, int]:
    """The layers of the bottom nodes, each the first below its own superiors that has room."""
    used: defaultdict[int, float] = defaultdict(float)
    rows: dict[Hashable, int] = {}
    for node in bottom:
        row = above.get(node.key, 0)
        while used[row] and used[row] + node.width > wide:
            row += 1
        rows[node.key] = row
        used[row] += node.width + GAP
    return rows


def _chain(spots: list[_Spot], index: dict[Hashable, int], edge: Edge, back: bool) -> list[int]:
    """The spots of a line from the upper node to the lower one; its label is the last but one."""
    ends = (edge.below, edge.above) if back else (edge.above, edge.below)
    top, end = (index[key] for key in ends)
    chain = [top]
    for layer in range(spots[top].layer + 1, spots[end].layer):
        label = layer == spots[end].layer - 1
        spots.append(_Spot(layer, edge.width, edge.height, 2.0) if label else _Spot(layer, THREAD, weight=PASSING))
        chain.append(len(spots) - 1)
    chain.append(end)
    for above, below in pairwise(chain):
        spots[above].down.append(below)
        spots[below].up.append(above)
    return chain


# --- the order within layers ----------------------------------------------------------------------------------------


def _ordered(spots: Sequence[_Spot]) -> list[list[int]]:
    """The spots of each layer from left to right, with few crossings."""
    rows: list[list[int]] = [[] for _ in range(max((spot.layer for spot in spots), default=-1) + 1)]
    seen: set[int] = set()
    for start, spot in enumerate(spots):  # each with what hangs on it side by side
        walk = [start] if not spot.up else []
        while walk:
            one = walk.pop()
            if one not in seen:
                seen.add(one)
                rows[spots[one].layer].append(one)
                walk += reversed(spots[one].down)
    best, least = [list(row) for row in rows], _crossings(spots, rows)
    for _ in range(SWEEPS):
        for downwards in (True, False):
            _sweep(spots, rows, downwards=downwards)
            now = _crossings(spots, rows)
            if now < least:
                best, least = [list(row) for row in rows], now
    return best


def _sweep(spots: Sequence[_Spot], rows: list[list[int]], *, downwards: bool) -> None:
    place = {one: number for row in rows for number, one in enumerate(row)}
    for row in rows if downwards else reversed(rows):

        def middle(one: int) -> float:
            beside = spots[one].up if downwards else spots[one].down
            return sum(place[other] for other in beside) / len(beside) if beside else float(place[one])

        row.sort(key=middle)
        place.update((one, number) for number, one in enumerate(row))


def _crossings(spots: Sequence[_Spot], rows: Sequence[Sequence[int]]) -> int:
    count = 0
    for row, below in pairwise(rows):
        place = {one: number for number, one in enumerate(below)}
        ends: list[int] = []
        for one in row:
            lower = sorted(place[other] for other in spots[one].down)
            count += sum(len(ends) - bisect_right(ends, end) for end in lower)
            for end in lower:
                insort(ends, end)
    return count


# --- where they stand -------------------------------------------------------------------------------------------------


def _spread(spots: Sequence[_Spot], rows: Sequence[Sequence[int]]) -> None:
    """Give each spot an x (its middle) near its neighbours above and below, never too near one beside it."""
    for row in rows:
        _settle(spots, row, [0.0] * len(row))
    for turn in range(2 * SWEEPS):
        for row in rows if turn % 2 == 0 else reversed(rows):
            wanted = [_between(spots, spots[one].up if turn % 2 == 0 else spots[one].down, one) for one in row]
            _settle(spots, row, wanted)
    for _ in range(SWEEPS):  # boxes between their neighbours, passing lines straight over their lower ends
        for row in reversed(rows):
            wanted = []
            for one in row:
                passing = spots[one].weight == PASSING
                beside = spots[one].down if passing else spots[one].up + spots[one].down
                wanted.append(_between(spots, beside, one))
            _settle(spots, row, wanted)
    left = min((spot.x - spot.width / 2 for spot in spots), default=0.0)
    for spot in spots:
        spot.x -= left


def _between(spots: Sequence[_Spot], beside: Sequence[int], one: int) -> float:
    """The middle of some neighbours; where there are none, where it stands."""
    return sum(spots[other].x for other in beside) / len(beside) if beside else spots[one].x


def _settle(spots: Sequence[_Spot], row: Sequence[int], wanted: Sequence[float]) -> None:
    """The places nearest to `wanted` (least squares) that keep order and distance: pool adjacent violators."""
    offsets = [0.0] if row else []
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + (spots[one].width + spots[other].width) / 2 + GAP)
    blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
    for one, want, offset in zip(row, wanted, offsets, strict=True):
        mean, weight, count = want - offset, spots[one].weight, 1
        while blocks and blocks[-1][0] > mean:
            before, heavy, many = blocks.pop()
            mean = (before * heavy + mean * weight) / (heavy + weight)
            weight, count = weight + heavy, count + many
        blocks.append((mean, weight, count))
    means = [mean for mean, _weight, count in blocks for _ in range(count)]
    for one, mean, offset in zip(row, means, offsets, strict=True):
        spots[one].x = mean + offset


def _placed(
    nodes: Sequence[Node],
    spots: Sequence[_Spot],
    rows: Sequence[Sequence[int]],
    chains: Sequence[Sequence[int]],
    turned: Sequence[bool],
) -> Placed:
    levels = _levels(spots, rows)
    ports = _ports(spots)
    routes = [_route(spots, chain, levels, ports, back) for chain, back in zip(chains, turned, strict=True)]
    corners = {
        node.key: _corner(spot, levels[spot.layer][0]) for node, spot in zip(nodes, spots[: len(nodes)], strict=True)
    }
    keys = [tuple(nodes[one].key for one in row if one < len(nodes)) for row in rows[::2]]
    width = max((spot.x + spot.width / 2 for spot in spots), default=0.0)
    height = max((floor for _top, floor in levels), default=0.0)
    return Placed(corners, tuple(routes), round(width, 2), round(height, 2), tuple(keys))


def _levels(spots: Sequence[_Spot], rows: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
    """Where each layer begins and ends; after one that many lines leave there is more room for them to part."""
    levels: list[tuple[float, float]] = []
    top = 0.0
    for row in rows:
        floor = top + max((spots[one].height for one in row), default=0.0)
        levels.append((top, floor))
        lines = max((len(spots[one].down) for one in row), default=0)
        top = floor + STEP + min(lines, MOST_FANNED) * FAN
    return levels


def _route(
    spots: Sequence[_Spot],
    chain: Sequence[int],
    levels: Sequence[tuple[float, float]],
    ports: dict[tuple[int, int], float],
    back: bool,
) -> Route:
    first, label, last = spots[chain[0]], spots[chain[-2]], spots[chain[-1]]
    port, (top, floor) = ports[chain[0], chain[1]], levels[first.layer]
    upper = [(port, top + first.height), (port, floor)]
    for one in chain[1:-2]:
        upper += [(spots[one].x, height) for height in levels[spots[one].layer]]
    top, floor = levels[label.layer]
    upper.append((label.x, top))
    lower = [(label.x, top + label.height), (label.x, floor), (ports[chain[-1], chain[-2]], levels[last.layer][0])]
    return Route(_plain(upper), _plain(lower), _corner(label, top), back)


def _corner(spot: _Spot, top: float) -> tuple[float, float]:
    return round(spot.x - spot.width / 2, 2), round(top, 2)


def _ports(spots: Sequence[_Spot]) -> dict[tuple[int, int], float]:
    """Where along the lower and upper edge of a node each of its lines begins: side by side, in the order of their other ends."""
    found = {}
    for one, spot in enumerate(spots):
        for beside in (spot.down, spot.up):
            order = sorted(beside, key=lambda other: spots[other].x)
            step = min(14.0, spot.width * 0.8 / max(1, len(order)))
            for number, other in enumerate(order):
                found[one, other] = spot.x + (number - (len(order) - 1) / 2) * step
    return found


def _plain(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Rounded, without points that say nothing new."""
    kept: list[tuple[float, float]] = []
    for x, y in points:
        point = (round(x, 2), round(y, 2))
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and kept[-2][0] == kept[-1][0] == point[0]:
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)
