"""What a person types to search: words, phrases, beginnings, alternatives, what must be absent, and filters."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.case_file import CaseFile
from casefile.operations import records, search
from casefile.storage.texts import Extract, Part
from tests.cases import add, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def item(case: CaseFile, title: str, *pages: str, **values: object) -> object:
    """An item of evidence whose words were read, page by page; the same title stands for the same bytes."""
    digest = hashlib.sha256(title.encode()).hexdigest()
    made = add(case, "evidence", title=title, sha256=digest, **values)
    parts = tuple(Part(f"p. {place}", text) for place, text in enumerate(pages, 1))
    case.keep_text([Extract(digest, "read", "test", "2026-01-01T00:00:00Z", parts)])
    return made


def found(case: CaseFile, typed: str, kind: str = "evidence") -> list[str]:
    with case.reading() as session:
        return sorted(hit.title for hit in search.page(session, typed, kind).hits)


def problems(case: CaseFile, typed: str) -> tuple[str, ...]:
    with case.reading() as session:
        return search.find(session, typed).problems


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("market school", ["both"]),
        ("market ", ["both", "market"]),
        ("mark*", ["both", "market"]),
        ("mark ", []),
        ("mark", ["both", "market"]),  # the last word is still being typed
        ('"market school"', []),
        ('"school market"', ["both"]),
        ("market -school", ["market"]),
        ("market -schoo*", ["market"]),
        ("market OR bridge ", ["both", "bridge", "market"]),
        ("market OR bridge school", ["both"]),
        ('"school market" OR bridge', ["both", "bridge"]),
        ("OR market", ["both", "market"]),
        ("MARKET ", ["both", "market"]),
    ],
)
def test_words(case: CaseFile, typed: str, expected: list[str]) -> None:
    item(case, "both", "a school market burnt")
    item(case, "market", "the market")
    item(case, "bridge", "the bridge")
    assert found(case, typed, search.DOCUMENT) == expected


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("조선민주주의인민공화국에서 온 무기", "공화", "공화"),
        ("학교에 떨어졌다", "학교", "학교"),
        ("كَتَبَ الكِتَابَ", "كتب", "كَتَبَ"),
        ("كتب الكتاب", "كَتَبَ", "كتب"),
        ("Её видели у школы", "ее ", "Её"),
        (unicodedata.normalize("NFD", "Чайковский район"), "чайковский", "Чайковский"),
        ("за́мок стоит", "замок", "за́мок"),
        ("Резюме: Résumé here", "resume", "Résumé"),
        ("Straße nach Kyjiw", "strasse", "Straße"),
        ("мои дни и мой дом", "мой ", "мой"),
        (unicodedata.normalize("NFD", "мої дні"), "мої", "мої"),
        ("🚀 rocket", "rocket", "rocket"),
    ],
)
def test_any_script_in_documents_with_the_words_marked(case: CaseFile, text: str, typed: str, marked: str) -> None:
    made = item(case, "text", "first page", f"{'before ' * 40}{text} {'after ' * 40}")
    with case.reading() as session:
        (hit,) = search.page(session, typed, search.DOCUMENT).hits
    assert (hit.id, hit.page, hit.field, hit.pages) == (made, 2, "p. 2", 1)
    wanted = unicodedata.normalize("NFC", marked)
    assert [unicodedata.normalize("NFC", hit.snippet[start:end]) for start, end in hit.marks] == [wanted]
    assert len(hit.snippet) < 250


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("type:photo", ["photo"]),
        ("type:photo,report", ["photo", "report"]),
        ("-type:photo", ["other", "report"]),
        ("lang:ko", ["photo", "report"]),
        ("lang:uk,ko", ["photo", "report"]),
        ("date:2024-02", ["report"]),
        ("date:2024", ["photo", "report"]),
        ("date:>=2024-03", ["photo"]),
        ("date:<2024-03", ["report"]),
        ("date:2024-01/2024-03", ["report"]),
        ("grade:>=B2", ["report"]),
        ("grade:>=C", ["photo", "report"]),
        ("grade:<=C", ["photo"]),
        ("grade:F6", ["other"]),
        ("grade:F", ["other"]),
        ("grade:C3", ["photo"]),
        ("by:иванов", ["photo"]),
        ("by:BELLING", ["report"]),
        ("folder:inbox/phone", ["photo"]),
        ("number:2", ["photo"]),
        ("number:nkr-0001", ["report"]),
        ("is:graphic", ["photo"]),
        ("is:read", ["report"]),
        ("is:unread", ["other", "photo"]),
        ("is:ungraded", ["other"]),
        ("is:undated", ["other"]),
        ("is:linked", ["report"]),
        ("tag:Urgent", ["report"]),
        ("-tag:urgent", ["other", "photo"]),
        ("lang:ko is:graphic", ["photo"]),
        ("evidence lang:ko", ["photo", "report"]),
    ],
)
def test_filters(case: CaseFile, typed: str, expected: list[str]) -> None:
    report = add(
        case, "evidence", title="report", type="report", languages=["ko", "en"], date="2024-02-10", reliability="B",
        credibility="1", authors=["Bellingcat"], summary="evidence",
    )  # fmt: skip
    add(
        case, "evidence", title="photo", type="photograph", languages=["ko-KR"], date="2024-06", reliability="C",
        credibility="3", provider="Иванов", folder="Inbox/Phone", graphic=True, summary="evidence",
    )  # fmt: skip
    add(case, "evidence", title="other", summary="evidence")
    add(case, "reading", evidence_id=report, reader="me", done=True)
    tag = add(case, "tag", name="urgent")
    add(case, "tagging", tag_id=tag, about_noun="evidence", about_id=report)
    passage = add(case, "passage", evidence_id=report, quote="words")
    act = add(case, "act", title="act", date="2024-02")
    add(case, "proof_link", passage_id=passage, act_id=act, bearing="supports")
    assert found(case, typed) == expected


def test_documents_and_passages_are_narrowed_by_their_item(case: CaseFile) -> None:
    photo = item(case, "photo", "needle", type="photograph", date="2024-05")
    report = item(case, "report", "needle", type="report")
    for each in (photo, report):
        add(case, "passage", evidence_id=each, quote="needle")
    add(case, "act", title="needle", date="2024-05-02")
    with case.reading() as session:
        counts = {group.kind: group.count for group in search.find(session, "needle type:photo").groups}
        assert counts == {search.DOCUMENT: 1, "passage": 1}
        dated = {group.kind: group.count for group in search.find(session, "needle date:2024-05").groups}
        assert dated == {search.DOCUMENT: 1, "passage": 1, "act": 1}


@pytest.mark.parametrize(
    ("typed", "piece"),
    [
        ("grade:>=Z9", "no grade"),
        ("grade:>=F", "neither better nor worse"),
        ("grade:<=A6", "neither better nor worse"),
        ("type:unicorn", "no type of evidence"),
        ("lang:klingon", "no language"),
        ("date:yesterday", "not a date"),
        ("is:purple", "nothing is that"),
        ("type:>=photo", "only date: and grade:"),
        ("date:", "lacks what to look for"),
        ("-market", "only takes away"),
    ],
)
def test_a_mistake_is_one_sentence_and_the_rest_searches(case: CaseFile, typed: str, piece: str) -> None:
    add(case, "act", title="a bridge")
    (told,) = problems(case, f"{typed} " if typed == "-market" else f"bridge {typed}")
    assert piece in told
    if typed != "-market":
        assert found(case, f"bridge {typed}", "act") == ["a bridge"]


def test_what_cannot_be_judged_is_left_out_of_a_comparison_and_that_is_said(case: CaseFile) -> None:
    add(case, "evidence", title="unknown")
    add(case, "evidence", title="worst", reliability="E", credibility="5")
    for typed, expected in (("grade:<=E5", ["worst"]), ("grade:>=E5", ["worst"]), ("grade:<=5", ["worst"])):
        assert found(case, typed) == expected
        with case.reading() as session:
            assert "F or 6" in search.find(session, typed).notes[0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("convoy bridge ", [("both pages", 2, 2), ("one page", 1, 1)]),
        ("convoy bridge tank ", []),
        ("convoy OR tank bridge ", [("both pages", 2, 2), ("one page", 1, 1)]),
        ("bridge -convoy ", [("bridge", 1, 1)]),
        ("convoy -snow ", [("one page", 1, 1)]),
        ('"the convoy" "the bridge"', [("both pages", 2, 2)]),
    ],
)
def test_words_may_stand_on_different_pages(case: CaseFile, typed: str, expected: list[tuple[str, int, int]]) -> None:
    """Shown is the page that has most of them, and how many pages have any."""
    item(case, "both pages", "snow", "the bridge, a bridge", "the convoy")
    item(case, "one page", "a convoy on a bridge")
    item(case, "bridge", "the bridge")
    with case.reading() as session:
        hits = search.page(session, typed, search.DOCUMENT).hits
    assert sorted((hit.title, hit.page, hit.pages) for hit in hits) == expected


@pytest.mark.parametrize("many", [3, 60])
def test_first_comes_the_page_on_which_the_words_stand_most_often(case: CaseFile, many: int) -> None:
    """Whether a few are ranked by reading them or many by the index."""
    for number in range(many):
        item(case, f"once {number}", "the convoy passed the bridge")
    best = item(case, "often", "a bridge", "convoy after convoy: a convoy without end", "the convoy")
    both = item(case, "both", "the convoy with a tank")
    with case.reading() as session:
        hit = search.page(session, "convoy ", search.DOCUMENT, (), 5).hits[0]
        assert (hit.id, hit.page, hit.pages) == (best, 2, 2)
        assert search.page(session, "convoy OR tank ", search.DOCUMENT, (), 5).hits[0].id == both
        pages = [search.page(session, "convoy ", search.DOCUMENT, (start,), 5) for start in range(0, many + 2, 5)]
    assert len({hit.id for page in pages for hit in page.hits}) == many + 2


def test_counts_and_pages_of_a_common_word_are_exact(case: CaseFile) -> None:
    """Beyond what is ranked, the order is that of intake; no hit is lost or told twice."""
    many = 1_100
    with case.change("Add") as session:
        for number in range(many):
            records.add(session, "evidence", {"title": f"item {number}", "sha256": f"{number + 1:064x}"})
    case.keep_text(
        [
            Extract(f"{number + 1:064x}", "read", "t", "2026-01-01T00:00:00Z", tuple(
                Part(f"p. {page}", f"common word {number}") for page in range(1, 2 + number % 3)
            ))
            for number in range(many)
        ]
    )  # fmt: skip
    with case.reading() as session:
        titles = search.page(session, "item ", "evidence", (), 90)
        assert (titles.count, len(titles.hits)) == (many, 90)
        for typed in ("common ", "word common ", '"common word"'):
            seen: list[object] = []
            group = search.page(session, typed, search.DOCUMENT, (), 90)
            assert group.count == many
            assert [hit.pages for hit in group.hits[:4]] == [1, 2, 3, 1]
            while True:
                seen += [hit.id for hit in group.hits]
                if group.more is None:
                    break
                group = search.page(session, typed, search.DOCUMENT, group.more, 90)
            assert len(seen) == len(set(seen)) == many


def test_documents_of_binned_items_are_neither_found_nor_counted(case: CaseFile) -> None:
    first = item(case, "first", "needle")
    item(case, "second", "needle", "needle")
    assert found(case, "needle", search.DOCUMENT) == ["first", "second"]
    with case.change("Bin") as session:
        records.bin_(session, "evidence", first)  # type: ignore[arg-type]
    with case.reading() as session:
        assert search.page(session, "needle", search.DOCUMENT).count == 1
    case.undo()
    assert found(case, "needle", search.DOCUMENT) == ["first", "second"]


def test_a_text_that_was_read_again_takes_the_place_of_the_old(case: CaseFile) -> None:
    item(case, "scan", "wrong words", "second page")
    item(case, "scan", "right words")
    assert found(case, "wrong", search.DOCUMENT) == []
    with case.reading() as session:
        assert search.page(session, "right", search.DOCUMENT).count == 1


@given(st.text(max_size=40), st.text(max_size=12))
def test_marks_lie_in_the_text_in_order(text: str, typed: str) -> None:
    places = search.marks(text, search.parse(typed).terms)
    flat = [place for span in places for place in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(st.text(alphabet='ab "*-:><=OR typedategrade2024', max_size=30))
def test_any_query_can_be_taken_apart(typed: str) -> None:
    query = search.parse(typed)
    assert query.empty == (not query.wanted and not query.filters)
    assert all(term.tokens for term in query.terms)
