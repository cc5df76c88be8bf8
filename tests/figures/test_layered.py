"""Placing boxes in layers: nothing overlaps, whatever hangs on what."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.figures.drawing import Bounds
from casefile.figures.layered import Edge, Node, Placed, arrange

WIDE = 300.0


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    sizes = st.floats(20, 160), st.floats(10, 60)
    upper = [Node(f"p{number}", draw(sizes[0]), draw(sizes[1])) for number in range(draw(st.integers(0, 9)))]
    acts = [
        Node(f"a{number}", draw(sizes[0]), draw(sizes[1]), bottom=True) for number in range(draw(st.integers(0, 7)))
    ]
    pairs = [(one.key, other.key) for one in upper for other in (*upper, *acts) if one.key != other.key]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=18)) if pairs else []
    return [*upper, *acts], [Edge(above, below, draw(sizes[0]), draw(sizes[1])) for above, below in chosen]


def boxes(nodes: list[Node], edges: list[Edge], placed: Placed) -> list[Bounds]:
    own = [Bounds(*placed.nodes[node.key], node.width, node.height) for node in nodes]
    return own + [
        Bounds(*route.label, edge.width, edge.height) for edge, route in zip(edges, placed.routes, strict=True)
    ]


def crosses(box: Bounds, first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether a line runs through a box; both run monotonously, so looking at many of its points is enough."""
    inner = Bounds(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
    steps = 40
    return any(
        inner.holds(first[0] + (second[0] - first[0]) * step / steps, first[1] + (second[1] - first[1]) * step / steps)
        for step in range(steps + 1)
    )


@given(networks())
@settings(max_examples=120)
def test_no_two_boxes_or_labels_overlap_and_no_line_crosses_one(network: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = network
    placed = arrange(nodes, edges, WIDE)
    found = boxes(nodes, edges, placed)
    for at, one in enumerate(found):
        inner = Bounds(one.x + 0.1, one.y + 0.1, one.width - 0.2, one.height - 0.2)
        assert not any(inner.meets(other) for other in found[at + 1 :])
    for route in placed.routes:
        for points in (route.upper, route.lower):
            for first, second in pairwise(points):
                assert not any(crosses(box, first, second) for box in found)
    assert all(box.x >= -0.01 and box.x + box.width <= placed.width + 0.01 for box in found)
    assert all(box.y >= 0 and box.y + box.height <= placed.height + 0.01 for box in found)


@given(networks())
@settings(max_examples=60)
def test_every_node_has_its_place_and_every_line_joins_its_ends(network: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = network
    placed = arrange(nodes, edges, WIDE)
    listed = [key for layer in placed.layers for key in layer]
    assert len(listed) == len(nodes)
    assert set(listed) == {node.key for node in nodes}
    sizes = {node.key: node for node in nodes}
    for edge, route in zip(edges, placed.routes, strict=True):
        top, end = (edge.below, edge.above) if route.turned else (edge.above, edge.below)
        (x, y), box = route.upper[0], sizes[top]
        assert abs(y - placed.nodes[top][1] - box.height) < 0.02
        assert placed.nodes[top][0] <= x <= placed.nodes[top][0] + box.width
        assert abs(route.lower[-1][1] - placed.nodes[end][1]) < 0.02
    assert arrange(nodes, edges, WIDE) == placed


def test_superiors_stand_above_and_a_circle_is_opened() -> None:
    nodes = [Node(key, 40, 20) for key in "abc"]
    edges = [Edge("a", "b", 30, 10), Edge("b", "c", 30, 10), Edge("c", "a", 30, 10)]
    placed = arrange(nodes, edges, WIDE)
    assert placed.layers == (("a",), ("b",), ("c",))
    assert [route.turned for route in placed.routes] == [False, False, True]


def test_rows_of_acts_are_no_wider_than_wanted() -> None:
    nodes = [Node("p", 60, 20), *(Node(f"a{number}", 60, 20, bottom=True) for number in range(9))]
    edges = [Edge("p", node.key, 30, 10) for node in nodes[1:]]
    placed = arrange(nodes, edges, 240)
    assert [len(layer) for layer in placed.layers] == [1, 3, 3, 3]


def test_nothing_is_drawn_of_nothing() -> None:
    placed = arrange([], [], WIDE)
    assert (placed.width, placed.height, placed.routes) == (0, 0, ())
