"""Pairs of common words in the index of documents: phrases are found exactly as without them, in any script."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from hypothesis import example, given
from hypothesis import strategies as st

from casefile.case_file import CaseFile
from casefile.operations import search
from casefile.storage import common_words, matches
from casefile.storage.texts import Extract, Part
from tests.cases import ME, add, new_case

FTS5 = "CREATE VIRTUAL TABLE held USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
CHARACTERS = [
    *range(0x3400),
    *range(0x4E00, 0x4E10),
    *range(0x9FB0, 0xAC10),
    *range(0xD7A0, 0xD800),
    *range(0xE000, 0xE010),
    *range(0xF8F0, 0x10400),
    *range(0x1F000, 0x1FB00),
    *range(0x10400, 0x110000, 97),
]
COMMON = common_words.letters("the of and школа й 니다 é")
WORDS = [
    "the",
    "The",
    "of",
    "OF",
    "thé",
    "and",
    "школа",
    "мой",
    "й",
    "и",
    "습니다",
    "니다",
    "é",
    "e",
    "x",
    "_",
    "\ue000\ue001",
]
BETWEEN = [" ", ", ", "\n", "-", " 🫡 ", "\ue000", "\u2068", "\u0336", "_", "\uf8ff"]


def index(texts: Sequence[str], common: common_words.Letters) -> driver.Connection:
    made = driver.connect(":memory:")
    made.execute(FTS5)
    rows = [(common_words.indexed(text, common),) for text in texts]
    made.executemany("INSERT INTO held(text) VALUES (?)", rows)
    return made


def test_words_are_cut_and_bared_as_the_index_does_it() -> None:
    """Characters of every kind, behind a letter with and without accents and between two."""
    texts = [f"x{chr(code)}y ш{chr(code)}" for code in CHARACTERS]
    held: dict[int, list[str]] = defaultdict(list)
    with closing(index(texts, {})) as made:
        made.execute("CREATE VIRTUAL TABLE words USING fts5vocab(held, 'instance')")
        for term, row in made.execute("SELECT term, doc FROM words ORDER BY doc, offset"):
            held[row - 1].append(term)
    wrong = [(hex(code), held[at]) for at, code in enumerate(CHARACTERS) if held[at] != common_words.words(texts[at])]
    assert wrong == []


@given(
    st.lists(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), max_size=12), max_size=6),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
)
@example(
    [[(word, " ") for word in ["the", "of", "x", "of", "and"]]], ["the", "of", "and"]
)  # two pairs that do not go on
@example([[("thé", " "), ("of", " ")], [("the", "🫡"), ("of", " ")]], ["the", "of"])
@example([[("й", " "), ("of", " ")], [("и", " "), ("of", " ")]], ["и", "of"])
def test_phrases_stand_in_the_texts_in_which_their_words_follow_one_another(
    parts: list[list[tuple[str, str]]], words: list[str]
) -> None:
    texts = ["".join(word + between for word, between in part) for part in parts]
    query = search.parse(f'"{" ".join(words)}"')
    if not query.wanted:
        return
    wanted = [bare for token in query.terms[0].tokens for bare in common_words.words(token)]
    expected = [row for row, text in enumerate(texts, 1) if stands(wanted, common_words.words(text))]
    with closing(index(texts, COMMON)) as made:
        for match in (query.match, query.in_pairs(COMMON).match):
            found = made.execute("SELECT rowid FROM held WHERE held MATCH ? ORDER BY rowid", (match,))
            assert [row for (row,) in found] == expected


def stands(wanted: list[str], words: list[str]) -> bool:
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def test_what_is_chosen_is_common_and_makes_few_pairs() -> None:
    """Names that stand everywhere too; what stands on one page in a hundred is not."""
    texts = [f"of the Mariupol school {'rare' if at == 7 else 'word'}{at} " + "one two " * at for at in range(100)]
    chosen = common_words.chosen(texts).split()
    assert chosen
    assert set(chosen) <= {"of", "the", "mariupol", "school", "one", "two"}
    letters = common_words.letters(" ".join(chosen))
    cut = [common_words.words(text) for text in texts]
    assert sum(len(common_words.pairs(text, letters)) for text in cut) <= sum(map(len, cut)) / 16
    assert common_words.chosen([]) == ""


# --- in a case ----------------------------------------------------------------------------------------------------

MANY = common_words.ENOUGH + 100


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def keep(case: CaseFile, title: str, texts: Sequence[str]) -> None:
    """A document of as many pages as there are texts."""
    digest = hashlib.sha256(title.encode()).hexdigest()
    parts = tuple(Part(f"p. {place}", text) for place, text in enumerate(texts, 1))
    case.keep_text([Extract(digest, "read", "test", "2026-01-01T00:00:00Z", parts)])


def item(case: CaseFile, title: str, texts: Sequence[str]) -> None:
    add(case, "evidence", title=title, sha256=hashlib.sha256(title.encode()).hexdigest())
    keep(case, title, texts)


def pages(case: CaseFile, typed: str) -> dict[str, int]:
    """Each document that holds what is typed, and on how many of its pages."""
    with case.reading() as session:
        group = search.page(session, typed, search.DOCUMENT)
        assert group.count == len(group.hits)
        return {hit.title: hit.pages for hit in group.hits}


def common(case: CaseFile) -> list[str]:
    with case.reading() as session:
        return list(matches.shape(session.connection()).common)


def many_texts() -> list[str]:
    return [f"page{at} of the {'school' if at % 3 else 'of the bridge'} " + f"w{at} v{at} " * 20 for at in range(MANY)]


def test_a_case_learns_its_common_words_and_its_counts_stay_exact(case: CaseFile) -> None:
    item(case, "early", ["of the school"])
    assert common(case) == []
    texts = many_texts()
    item(case, "long", texts)
    assert {"of", "the"} <= set(common(case))
    item(case, "late", ["the of", "of (the) bridge of the", "of x the"])
    assert pages(case, '"of the"') == {"early": 1, "long": MANY, "late": 1}
    twice = sum("of the of the" in text for text in texts)
    assert pages(case, '"of the of the"') == {"long": twice}
    assert pages(case, '"the of"') == {"long": twice, "late": 1}
    assert pages(case, '"of the bridge"') == {"long": twice, "late": 1}
    assert pages(case, '"of the" -school ') == {"late": 1}
    assert pages(case, '"of th"*') == {"early": 1, "long": MANY, "late": 1}


def test_they_are_learnt_as_soon_as_there_are_enough_pages(case: CaseFile) -> None:
    """And what was there before is found by them too."""
    texts = many_texts()
    item(case, "first", texts[: common_words.ENOUGH - 1])
    assert common(case) == []
    item(case, "last", ["of the school"])
    assert {"of", "the"} <= set(common(case))
    assert pages(case, '"of the"') == {"first": common_words.ENOUGH - 1, "last": 1}


def test_what_is_forgotten_leaves_no_pair_behind(case: CaseFile) -> None:
    item(case, "long", many_texts())
    assert common(case)
    keep(case, "long", ["the school"])
    assert pages(case, '"of the"') == {}
    assert pages(case, "school ") == {"long": 1}
    item(case, "late", ["of the school"])
    assert pages(case, '"of the"') == {"late": 1}
    with case.reading() as session:
        held = session.connection().exec_driver_sql(
            "SELECT count(*) FROM document_search WHERE document_search MATCH ?", ("of",)
        )
        assert held.scalar() == 1


def test_an_index_of_a_draft_is_made_anew_when_the_case_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.casefile"
    with new_case(path) as case:
        item(case, "long", many_texts())
        item(case, "chat", ["школа🫡 в селе"])
    with closing(driver.connect(str(path))) as file:  # as a draft of format 3 left it
        file.execute("DELETE FROM meta WHERE key = 'common_words'")
        file.execute("INSERT INTO document_search(document_search) VALUES('delete-all')")
        file.execute("INSERT INTO document_search(rowid, text) SELECT id, lower(text) FROM text_part")
        file.commit()
    with CaseFile.open(path, lambda _case: ME, read_only=True) as case:
        assert common(case) == []
        assert pages(case, '"of the"') == {"long": MANY}
    with CaseFile.open(path, lambda _case: ME) as case:
        assert {"of", "the"} <= set(common(case))
        assert pages(case, '"of the"') == {"long": MANY}
        assert pages(case, "школа ") == {"chat": 1}


def test_words_beside_signs_that_the_index_does_not_know_are_found(case: CaseFile) -> None:
    item(case, "chat", ["школа🫡", "\uf0b7Bridge ₽500", "\u2067مدرسة\u2069"])
    assert [pages(case, typed) for typed in ("школа ", "bridge ", "500 ", "مدرسة ")] == [{"chat": 1}] * 4
    assert re.fullmatch(r"\w+", common_words.words("школа🫡")[0])
