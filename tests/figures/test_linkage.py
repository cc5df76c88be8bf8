"""The picture of linkage."""

from __future__ import annotations

from dataclasses import replace

from casefile.figures.drawing import Drawing, Part, Stroke, Text
from casefile.figures.linkage import draw
from casefile.operations.linkage import Linkage
from tests.figures.pictures import BARE, PROVED, actor, chain, measure, number, posting


def part(drawing: Drawing, record: int) -> Part:
    return next(one for one in drawing.parts if number(record) in [identity for _noun, identity in one.records])


def dashed(one: Part) -> set[bool]:
    return {mark.dashed for mark in one.marks if isinstance(mark, Stroke)}


def texts(one: Part) -> str:
    return " ".join(mark.text for mark in one.marks if isinstance(mark, Text))


def test_every_actor_act_posting_and_attribution_is_drawn_once() -> None:
    drawing = draw(chain(), measure)
    records = [record for one in drawing.parts for record in one.records]
    assert len(records) == len(set(records)) == 3 + 2 + 2 + 4


def test_a_line_without_proof_is_dashed_and_says_so() -> None:
    drawing = draw(chain(), measure)
    assert dashed(part(drawing, 21)) == {False}
    assert dashed(part(drawing, 22)) == {True}
    assert "● Commander, from February 2022" in texts(part(drawing, 21))
    assert "○ Commander" in texts(part(drawing, 22))
    both = part(drawing, 32)
    assert both is part(drawing, 33), "modes of one person for one act share a line"
    assert dashed(both) == {False}
    assert texts(both) == "◐ 28(a) ○ 25(3)(b)"
    assert "without proof" in both.words
    assert both.words.startswith("General <One> & Co, for Shelling of a market") or "A-0001" in both.words


def test_superiors_stand_above_those_below_them() -> None:
    drawing = draw(chain(), measure)
    tops = [part(drawing, record).bounds.y for record in (1, 2, 3, 11)]
    assert tops == sorted(tops)
    assert len(set(tops)) == 4


def test_the_alternative_text_counts() -> None:
    assert draw(chain(), measure).alt == (
        "Network of 3 actors and 2 alleged acts, superiors above, acts below: 2 postings and 4 attributions; "
        "3 of these links have no proof yet."
    )


def test_a_posting_without_superior_stands_in_its_box() -> None:
    alone = replace(chain(), postings=(posting(21, 2, None, PROVED), posting(22, 3, 3), posting(23, 2, 99)))
    drawing = draw(replace(alone, beyond=(actor(99, "Ministry", "organisation"),)), measure)
    assert "● Commander, from February 2022" in texts(part(drawing, 2))
    assert "Commander, Ministry, from" in part(drawing, 2).words
    assert "○ Commander" in texts(part(drawing, 3))


def test_two_postings_between_the_same_two_share_a_line() -> None:
    twice = replace(
        chain(), postings=(posting(21, 2, 1, PROVED, role="Minister"), posting(22, 2, 1, BARE, role="Adviser"))
    )
    drawing = draw(twice, measure)
    assert part(drawing, 21) is part(drawing, 22)
    assert "Minister" in texts(part(drawing, 21))
    assert "Adviser" in texts(part(drawing, 21))


def test_the_legend_explains_each_sign_in_words() -> None:
    words = " ".join(mark.text for mark in draw(chain(), measure).ground if isinstance(mark, Text))
    assert words == "● supported by a passage ◐ supported and contested ⊘ only contrary evidence ○ without proof"


def test_an_empty_network_is_an_empty_picture() -> None:
    assert draw(Linkage(), measure).parts == ()
