"""The Statute as a tree, and the provisions that a text names."""

from __future__ import annotations

import pytest

from casefile.law import tree
from casefile.law.catalogue import catalogue
from casefile.law.mentions import pieces


def test_every_provision_of_the_catalogue_is_a_node() -> None:
    law = catalogue()
    keys = {one.code for one in law.articles} | {one.key for one in law.paragraphs}
    keys |= {one.key for one in law.crimes} | {one.key for one in law.modes}
    assert keys <= set(tree.nodes())


def test_each_node_stands_once_below_what_holds_it() -> None:
    nodes = tree.nodes()
    assert [node.key for node in nodes.values() if not node.parent] == [one.code for one in catalogue().articles]
    for node in nodes.values():
        assert all(nodes[child].parent == node.key for child in node.children)
    assert sum(len(node.children) for node in nodes.values()) == len(nodes) - len(catalogue().articles)


def test_crimes_that_the_elements_split_stand_under_their_paragraph() -> None:
    assert tree.above("8(2)(a)(ii)-3") == ("8", "8(2)(a)", "8(2)(a)(ii)")
    assert tree.nodes()["8(2)(a)(ii)"].title == "Torture; inhuman treatment; biological experiments"
    assert tree.nodes()["8(2)(a)(ii)"].children == ("8(2)(a)(ii)-1", "8(2)(a)(ii)-2", "8(2)(a)(ii)-3")


def test_forms_of_a_mode_stand_under_it() -> None:
    assert tree.above("25(3)(a) jointly") == ("25", "25(3)", "25(3)(a)")
    assert "25(3 bis)" in tree.nodes()["25"].children
    assert "8 bis" not in tree.below("8")


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("8(2)(b)(i)", "8(2)(b)(i)"),
        ("25(3)(a) jointly", "25(3)(a) jointly"),
        ("36(8)", "36"),
        ("7(1)(g)-9", "7(1)(g)"),
        ("art. 8 2 b ii", "8(2)(b)(ii)"),
        ("200", None),
        ("pears", None),
    ],
)
def test_the_nearest_page(code: str, key: str | None) -> None:
    assert tree.nearest(code) == key


def named(text: str) -> list[str]:
    assert "".join(piece.text for piece in pieces(text)) == text
    return [piece.key for piece in pieces(text) if piece.key]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Title as in 8(2)(b)(xxv), see article 30.", ["8(2)(b)(xxv)", "30"]),
        ("conduct under articles 6, 7, 8 or 8 bis counts", ["6", "7", "8", "8 bis"]),
        ("a leadership crime: see article 25(3 bis); more", ["25(3 bis)"]),
        ("15 bis(4) and (5) by consent", ["15 bis(4)"]),
        ("split 7(1)(g)-1 of the Elements", ["7(1)(g)-1"]),
        ("since 1 July 2002, up to 30 years, 54 pages", []),
        ("rule 63(4) and regulation 29(2), common article 3", []),
        ("article 3 common to the Conventions, article 37 of Additional Protocol I", []),
        ("no provision 999(1)", []),
        ("", []),
    ],
)
def test_provisions_named_in_a_text(text: str, keys: list[str]) -> None:
    assert named(text) == keys
