"""What people type in a hurry, paste, or get from an input method: it is understood, or it says what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.model import dates
from casefile.operations import finding, search
from casefile.operations.search import parse, values
from tests.cases import add, new_case
from tests.operations.test_search_query import found, item, problems

FULL_WIDTH = {sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("“school market”", ["both"]),
        ("„school market“", ["both"]),
        ("«school market»", ["both"]),
        ("「school market」", ["both"]),
        ("“market school”", []),
        ('"school mar', ["both"]),  # an open quotation is still being typed
        ('"market sch', []),
        ('market -"school mar', ["market"]),
        ('152" market', ["market"]),  # inches
        ("ｓｃｈｏｏｌ ｍａｒｋｅｔ", ["both"]),
        ("school\nmarket\t", ["both"]),
        ("school\u00a0market", ["both"]),
        ("market −school", ["market"]),
        ("market –school", ["market"]),
        ("school AND market", ["both"]),
        ("school OR", ["both"]),
        ("market (school)", ["both"]),
    ],
)
def test_signs_of_every_kind(case: CaseFile, typed: str, expected: list[str]) -> None:
    item(case, "both", "a school market burnt")
    item(case, "market", "152 market")
    assert found(case, typed, search.DOCUMENT) == expected
    assert problems(case, typed) == ()


@pytest.mark.parametrize("written", ["сім'я", "сім’я", "сімʼя"])
@pytest.mark.parametrize("typed", ["сім'я ", "сім’я ", "сімʼя ", '"моя сім\'я"', "“моя сім’я”"])
def test_the_apostrophe_is_one_however_it_is_written(case: CaseFile, written: str, typed: str) -> None:
    item(case, "letter", f"моя {written} загинула")
    with case.reading() as session:
        (hit,) = search.page(session, typed, search.DOCUMENT).hits
    assert written in "".join(hit.snippet[start:end] for start, end in hit.marks)


@pytest.mark.parametrize("typed", ["２０２４年 ", "ＢＵＫ "])
def test_full_width_letters_find_themselves_too(case: CaseFile, typed: str) -> None:
    item(case, "wide", f"x {typed}x")
    item(case, "narrow", "x 2024年 BUK")
    assert found(case, typed, search.DOCUMENT) == ["narrow", "wide"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("type: photo", ["photo"]),
        ("type : photo", ["photo"]),
        ("TYPE:Photo", ["photo"]),
        ("ｔｙｐｅ：photo", ["photo"]),
        ("kind:photo", ["photo"]),
        ("author:kim", ["photo"]),
        ("by:„Kim Ok“", ["photo"]),
        ('by:"Kim Ok', ["photo"]),
        ("language:Korean", ["photo"]),
        ("lang:한국어", ["photo"]),
        ("lang:kor", ["photo"]),
        ("lang: Ukrainian,ru", ["report"]),
        ("date>=2024-03", ["photo"]),
        ("date:≥2024-03", ["photo"]),
        ("date:=>2024-03", ["photo"]),
        ("date:> 2024-03", ["photo"]),
        ("grade>=B2", ["photo"]),
        ("type:photo -train ", ["photo"]),
        ("type:photo -shelling ", []),
    ],
)
def test_filters_as_people_write_them(case: CaseFile, typed: str, expected: list[str]) -> None:
    add(
        case, "evidence", title="photo", type="photograph", languages=["ko"], date="2024-06-02", authors=["Kim Ok"],
        reliability="B", credibility="2", summary="shelling",
    )  # fmt: skip
    add(case, "evidence", title="report", type="report", languages=["uk"], date="2024-02-24", summary="train")
    assert found(case, typed) == expected
    assert problems(case, typed) == ()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("24.02.2024", "2024-02-24"),
        ("4.2.2024", "2024-02-04"),
        ("02.2024", "2024-02"),
        ("2024/02", "2024-02"),
        ("2024/02/24", "2024-02-24"),
        ("2024.2.24.", "2024-02-24"),
        ("20240224", "2024-02-24"),
        ("24/02/2024", "2024-02-24"),
        ("02/24/2024", "2024-02-24"),
        ("03/03/2024", "2024-03-03"),
        ("02/2024", "2024-02"),
        ("2023-2024", "2023/2024"),
        ("2024-02..2024-05", "2024-02/2024-05"),
        ("..2024-05", "../2024-05"),
        ("24.02.2024..", "2024-02-24/.."),
        ("2024년 2월 24일", "2024-02-24"),
        ("2024年2月", "2024-02"),
        ("Feb 2024", "2024-02"),
        ("24 February 2024", "2024-02-24"),
        ("February 24, 2024", "2024-02-24"),
        ("3-may-2024", "2024-05-03"),
        ("2024-02", "2024-02"),
        ("2024-02/2024-05", "2024-02/2024-05"),
        ("2022-10-10~", "2022-10-10~"),
        ("[2022,2024]", "[2022,2024]"),
    ],
)
def test_dates_in_other_forms(typed: str, read: str) -> None:
    assert values.edtf(typed) == read
    dates.bounds(read)


def test_a_date_that_may_be_two_days_is_asked_for(case: CaseFile) -> None:
    with pytest.raises(UserError, match="write date:2024-03-02 or date:2024-02-03"):
        values.edtf("02/03/2024")
    assert problems(case, "market date:02/03/2024") == (
        "“02/03/2024” may be one of two days; write date:2024-03-02 or date:2024-02-03.",
    )


def test_how_a_date_was_read_is_said(case: CaseFile) -> None:
    with case.reading() as session:
        assert search.find(session, "date:>24.02.2024").notes == ("“24.02.2024” is read as 24 February 2024.",)
        assert search.find(session, "date:>2024-02-24").notes == ()


@pytest.mark.parametrize(
    ("typed", "piece"),
    [
        ("typ:photo", "did you mean type:?"),
        ("тип:фото", "fields are type: lang:"),
        ("witness:kim", "looked for as a word"),
        ("by: type:photo", "“by:” lacks what to look for"),
        ("date:Feb 2024", "“Feb” is not a date"),
        ("date:2024-02-30", "not a date"),
        ("*ник", "star"),
        ("sh*lls", "star"),
        ("shells NOT tank", "write -word"),
        ("(a OR b) c", "Brackets do not group"),
        ("type:photo OR type:video", "not between filters"),
        ("lang:ko OR shells", "not between filters"),
        ("???", "no letter or digit"),
        ("“”", "no letter or digit"),
        ("😀", "no letter or digit"),
        (" ".join(f"word{number}" for number in range(300)), "Only the first 60"),
    ],
)
def test_what_is_not_understood_is_said(case: CaseFile, typed: str, piece: str) -> None:
    assert any(piece in told for told in problems(case, typed))


@pytest.mark.parametrize("typed", ["http://example.org/a", "12:30", "8(2)(b)(i)", "A-0001", "a:b", "Kim, Ok.", "C++"])
def test_what_only_looks_like_a_sign_is_no_mistake(case: CaseFile, typed: str) -> None:
    assert problems(case, typed) == ()


def test_a_tag_that_nothing_wears_is_said_with_those_there_are(case: CaseFile) -> None:
    with case.reading() as session:
        assert search.find(session, "tag:urgnet").notes == ("No tag is called “urgnet”; there is none yet.",)
    add(case, "tag", name="urgent")
    with case.reading() as session:
        assert search.find(session, "tag:urgnet").notes == ("No tag is called “urgnet”; there are urgent.",)
        assert search.find(session, "tag:Urgent").notes == ()


def test_the_law_leaves_out_what_must_not_be_there(case: CaseFile) -> None:
    with case.reading() as session:
        with_all = search.page(session, "pillage", search.LAW).count
        assert search.page(session, "pillage -shells", search.LAW).count == with_all > 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(typed=st.text(alphabet=st.sampled_from('ab포 \n"“«-–*:>=≥()/.,0123４ＯOR\u0301ʼ’ё😀\0typedaglns'), max_size=60))
def test_nothing_that_is_typed_fails(case: CaseFile, typed: str) -> None:
    with case.reading() as session:
        results = search.find(session, typed)
    assert all(told.strip() for told in (*results.problems, *results.notes))
    asked = parse(typed)
    if typed.strip() and not (asked.wanted or asked.unwanted or asked.filters):
        assert asked.problems


@given(typed=st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40))
def test_full_width_signs_are_signs(typed: str) -> None:
    plain, wide = parse(typed), parse(typed.translate(FULL_WIDTH).replace(" ", "\u3000"))
    assert [(one.field, one.op, one.without) for one in plain.filters] == [
        (one.field, one.op, one.without) for one in wide.filters
    ]
    assert [group[0].tokens for group in plain.wanted] == [group[0].tokens for group in wide.wanted]


@pytest.mark.parametrize("written", ["сім'я", "сім’я", "сімʼя"])
def test_an_open_document_marks_each_apostrophe(written: str) -> None:
    text = f"моя {written} загинула"
    for typed in ("сім'я", "сім’я", "сімʼя"):
        assert [text[start:end] for start, end in finding.spans(text, typed)] == [written]


def test_of_the_law_too_all_words_are_needed(case: CaseFile) -> None:
    with case.reading() as session:
        assert search.page(session, "pillage zastava ", search.LAW).count == 0
        assert search.page(session, "crime of pillage", search.LAW).count > 0
        assert search.page(session, "8(2)(b)(i) civilians", search.LAW).count > 0
        either = search.page(session, "pillage OR torture ", search.LAW).count
        assert either > search.page(session, "torture ", search.LAW).count > 0
