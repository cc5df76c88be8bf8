"""Drawings as SVG."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from casefile.brief import measure as brief
from casefile.figures import chronology, linkage
from casefile.figures.drawing import elided, shown, wrapped
from casefile.figures.svg import svg
from tests.figures.pictures import chain, entry, measure

NAMESPACE = "{http://www.w3.org/2000/svg}"


def test_the_same_case_gives_the_same_bytes() -> None:
    known = [entry("act", 1, "2024-02-10"), entry("proceeding", 2, "2023/..")]
    assert svg(linkage.draw(chain(), brief.width)) == svg(linkage.draw(chain(), brief.width))
    assert svg(chronology.draw(known, brief.width, 700)) == svg(chronology.draw(known, brief.width, 700))


def test_text_is_escaped_and_nothing_comes_from_elsewhere() -> None:
    data = svg(linkage.draw(chain(), measure))
    root = ET.fromstring(data)
    assert "General <One> & Co" in [text.text for text in root.iter(f"{NAMESPACE}text")]
    assert b"href" not in data
    assert b"url(" not in data
    assert {one.tag for one in root.iter()} <= {
        f"{NAMESPACE}{name}" for name in ("svg", "title", "desc", "g", "rect", "polyline", "polygon", "text")
    }


def test_each_part_has_its_words_and_no_id_of_a_record_is_told() -> None:
    drawing = linkage.draw(chain(), measure)
    root = ET.fromstring(svg(drawing))
    titles = [group.findtext(f"{NAMESPACE}title") for group in root.iter(f"{NAMESPACE}g")]
    assert titles == [part.words for part in drawing.parts]
    assert root.findtext(f"{NAMESPACE}desc") == drawing.alt
    assert str(drawing.parts[0].records[0][1]).encode() not in svg(drawing)


def test_characters_that_act_unseen_are_shown() -> None:
    assert shown("A\u202eB\x00 \n C") == "A⟨U+202E⟩B⟨U+0000⟩ C"
    assert shown("a\u0308") == "ä"


def test_long_text_is_wrapped_and_cut() -> None:
    assert wrapped("one two three four", 10, 40, measure, 2) == ["one two", "three f…"]
    assert wrapped("Donaudampfschiff", 10, 40, measure, 3) == ["Donauda", "mpfschi", "ff"]
    assert all(measure(line, 10, False) <= 40 for line in wrapped("x" * 100, 10, 40, measure, 3))
    assert elided("short", 10, 100, measure) == "short"
