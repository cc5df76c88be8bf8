"""What a search shows: the record, the field, and the words around the first match."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.case_file import CaseFile
from casefile.operations import search
from casefile.operations.search import Hit
from casefile.operations.veil import veil_of
from tests.cases import add, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def one(case: CaseFile, typed: str) -> Hit:
    with case.reading() as session:
        return search.search(session, typed)[0]


LONG = "before " * 50


@pytest.mark.parametrize(
    ("text", "typed", "piece"),
    [
        ("short text", "text", "short text"),
        (f"{LONG}needle and after", "needle", "before needle and after"),
        (f"{LONG}Ёлка here", "елка", "Ёлка here"),
        (f"{LONG}Résumé here", "resume", "Résumé here"),
        (f"{LONG}İstanbul here", "istanbul", "İstanbul here"),
        (f"{LONG}كَتَبَ هنا", "كتب", "كَتَبَ هنا"),
        (f"{LONG}대포가 학교에 here", "학교", "학교에 here"),
        ("line one\n\n  line two", "two", "line one line two"),
    ],
)
def test_the_snippet_holds_the_words_found(case: CaseFile, text: str, typed: str, piece: str) -> None:
    act = add(case, "act", title="Title", statement=text)
    found = one(case, typed)
    assert (found.noun, found.id, found.number, found.title, found.field) == (
        "act",
        act,
        "A-0001",
        "Title",
        "Statement",
    )
    assert piece in found.snippet
    assert len(found.snippet) < 170


def test_words_may_stand_in_different_fields(case: CaseFile) -> None:
    add(case, "actor", name="Kim", aliases=["Ким", "김"], role="Minister")
    for typed in ("kim minister", "ким", "김", "minister ким"):
        assert one(case, typed).title == "Kim"
    assert one(case, "ким").field == "Other names"


def test_under_a_veil_a_snippet_shows_no_part_of_a_name_and_its_marks_stand_right(case: CaseFile) -> None:
    add(case, "source", name="Oksana Prykhodko", kind="witness", protected=True)
    far = "so " * 12
    text = f"There Oksana Prykhodko {far}needle near Oksana_Prykhodko.pdf and the needle again"
    add(case, "act", title="Shelling", statement=text)
    found = one(case, "needle")
    assert found.snippet.startswith("…Prykhodko")
    with case.reading() as session:
        shown = veil_of(session).over(found)
    assert shown.snippet == f"…{far}needle near P-0001.pdf and the needle again"
    assert [shown.snippet[start:end] for start, end in shown.marks] == ["needle"]
