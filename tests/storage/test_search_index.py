"""The full-text index: what a reader takes as the same word is found, in every script; removed words are gone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.case_file import CaseFile
from casefile.operations import records, search
from casefile.storage import normaliser
from tests.cases import add, edit, new_case, whole


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    with new_case(tmp_path_factory.mktemp("search") / "a.casefile") as case:
        yield case


def titles(case: CaseFile, typed: str) -> list[str]:
    with case.reading() as session:
        return [found.title for found in search.search(session, typed)]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("조선민주주의인민공화국에서", "공화"),
        ("조선민주주의인민공화국에서", "인민공화국"),
        ("학교에 떨어졌다", "학교"),
        ("東京都庁", "京都"),
        ("كَتَبَ الكِتَابَ", "كتب"),
        ("كتب الكتاب", "كَتَبَ"),
        ("أحمد", "احمد"),
        ("مدرسة", "مدرسه"),
        ("שָׁלוֹם", "שלום"),
        ("Её видели", "ее"),
        ("Ее видели", "её"),
        (unicodedata.normalize("NFD", "Чайковский"), "чайковский"),
        ("за́мок", "замок"),
        ("Київ", unicodedata.normalize("NFD", "київ")),
        ("İstanbul", "istanbul"),
        ("istanbul", "İstanbul"),
        ("İstanbul", "İSTANBUL"),
        ("Résumé", "resume"),
        ("resume", "résumé"),
        ("Straße", "STRASSE"),
        ("shelling", "shell"),
        ("fell on the school", '"on the school"'),
        ("8(2)(b)(ii)", "8(2)(b)"),
        ("snake_case", "case"),
        ("co-perpetrator", "co-perp"),
        ("A/RES/69/188", "RES/69"),
        ("x", "x _"),
    ],
)
def test_the_same_word_is_found(case: CaseFile, text: str, typed: str) -> None:
    add(case, "incident", title=text)
    assert text in titles(case, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("zeta on school the", '"on the school zeta"'),
        ("중국", "국중"),
        ("omega alone", "omega missing"),
        ("unshelled", "shelled"),
    ],
)
def test_another_word_is_not(case: CaseFile, text: str, typed: str) -> None:
    add(case, "incident", title=text)
    assert text not in titles(case, typed)


HOSTILE = ['"', '""', "(", ")", "NEAR(", "AND", "a OR", "NOT", "title:x", "^x", "*", "x*", "{a b}: c", "-x", "+", "'"]


@pytest.mark.parametrize("typed", [*HOSTILE, "\0", "a\0b", "\ud800", "%", "_", "x" * 100_000, "a " * 5_000, '" ' * 999])
def test_hostile_queries_find_something_or_nothing(case: CaseFile, typed: str) -> None:
    assert isinstance(titles(case, typed), list)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=30))
def test_any_query_is_one(case: CaseFile, typed: str) -> None:
    assert isinstance(titles(case, typed), list)


@given(st.text(max_size=60))
def test_folding_is_settled_after_once(text: str) -> None:
    folded = normaliser.fold(text)
    assert normaliser.fold(folded) == folded or normaliser.fold(normaliser.fold(folded)) == normaliser.fold(folded)


def test_words_that_were_removed_are_gone_from_the_file(tmp_path: Path) -> None:
    """Not only from what is found: from its bytes, for a name that must not be known."""
    path = tmp_path / "a.casefile"
    with new_case(path) as case:
        for number in range(40):
            add(case, "act", title=f"ordinary words number {number}")
        act = add(case, "act", title="Protectedname Zyxwvut")
        assert titles(case, "zyxwvut") == ["Protectedname Zyxwvut"]
        edit(case, "act", act, title="Other")
        assert titles(case, "zyxwvut") == []
        assert titles(case, "other") == ["Other"]
        assert whole(case)
    assert path.read_bytes().count(b"zyxwvut") == 0  # the journal keeps it as it was written, the index no more


def test_what_is_binned_is_not_found_nor_what_belongs_to_it(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        item = add(case, "evidence", title="Item")
        add(case, "passage", evidence_id=item, quote="needle in it")
        with case.change("Bin") as session:
            records.bin_(session, "evidence", item)
        assert titles(case, "item") == titles(case, "needle") == []
        with case.change("Restore") as session:
            records.restore(session, "evidence", item)
        assert (titles(case, "item"), titles(case, "needle")) == (["Item"], ["needle in it"])


def test_what_is_hidden_does_not_use_up_the_limit(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        item = add(case, "evidence", title="Bin me")
        with case.change("Add") as session:
            for _ in range(60):
                records.add(session, "passage", {"evidence_id": item, "quote": "needle"})
            records.bin_(session, "evidence", item)
        act = add(case, "act", title="A long title that holds the needle among many other words " * 3)
        with case.reading() as session:
            assert [one.id for one in search.search(session, "needle", limit=1)] == [act]
