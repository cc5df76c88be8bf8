"""Where a search found its words."""

from __future__ import annotations

from casefile.law.snippets import Snippet, snippet, title_marks


def marked(found: Snippet | None) -> tuple[str, list[str]]:
    assert found is not None
    return found.place, [found.text[start:end] for start, end in found.marks]


def test_a_title_that_has_all_needs_no_snippet() -> None:
    assert snippet("7(1)(g)-1", "rape") is None
    assert snippet("8(2)(b)(ii)", "8 2 b ii") is None
    title = "War crime of attacking civilians"
    assert [title[start:end] for start, end in title_marks(title, "attacked civilian")] == ["attacking", "civilians"]


def test_keywords_elements_notes_and_summaries() -> None:
    assert marked(snippet("8(2)(b)(ii)", "power grid")) == ("Also", ["power", "grid"])
    place, words = marked(snippet("8(2)(b)(iv)", "clearly excessive"))
    assert place.startswith("Element ")
    assert [word.lower() for word in words][:2] == ["clearly", "excessive"]
    assert marked(snippet("25(3)(c)", "only knowledge shown"))[0] == "Note"
    assert marked(snippet("7(2)(a)", "policy"))[0] == "Summary"
    assert marked(snippet("12", "nationality"))[0] == "Summary"


def test_the_stretch_is_cut_at_words_around_the_first_found() -> None:
    found = snippet("7(2)(f)", "national laws")
    assert found is not None
    assert found.text.startswith("…")
    assert len(found.text) < 130
    assert marked(found)[1][-2:] == ["National", "laws"]


def test_nothing_found() -> None:
    assert snippet("8(2)(b)(i)", "zeppelin") is None
    assert snippet("8(2)(a)(ii)", "zeppelin") is None
