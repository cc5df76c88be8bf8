from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.errors import UserError
from casefile.law import codes
from casefile.law.codes import Code


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("8(2)(b)(ii)", "8(2)(b)(ii)"),
        ("8 2 b ii", "8(2)(b)(ii)"),
        ("8.2.b.ii", "8(2)(b)(ii)"),
        ("8(2)bii", "8(2)(b)(ii)"),
        ("8 (2) (B) (II)", "8(2)(b)(ii)"),
        ("8-2-b-ii", "8(2)(b)(ii)"),
        ("art. 7(1)(g)-1", "7(1)(g)-1"),
        ("art.7 (1) (g) – 1", "7(1)(g)-1"),
        ("Article 7, paragraph 1 (g)-1, of the Statute", "7(1)(g)-1"),
        ("Rome Statute, article 8(2)(a)(vii)-2", "8(2)(a)(vii)-2"),
        ("Elements of Crimes, article 8(2)(a)(vii)-2", "8(2)(a)(vii)-2"),
        ("Article 25(3 bis)", "25(3 bis)"),
        ("25(3bis)", "25(3 bis)"),
        ("25 (3) bis", "25(3 bis)"),
        ("8bis", "8 bis"),
        ("8 bis (1)", "8 bis(1)"),
        ("15 TER", "15 ter"),
        ("28(a)(ii)", "28(a)(ii)"),
        ("6 a", "6(a)"),
        ("7(1)(i)", "7(1)(i)"),
        ("８（２）（ｂ）", "8(2)(b)"),
        ("121(5)", "121(5)"),
        ("Art. 7 para. 1 lit. g", "7(1)(g)"),
        ("EoC 8(2)(a)(vii)-2", "8(2)(a)(vii)-2"),
        ("art. 25 (3bis)", "25(3 bis)"),
        ("8 bis 2", "8 bis(2)"),
    ],
)
def test_any_usual_spelling_is_read(spelling: str, code: str) -> None:
    assert codes.canonical(spelling) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rape",
        "article",
        "8(2)(b)(iiii)",
        "8(2)(ii)",
        "0",
        "8(0)",
        "1234",
        "7(1)(a)-(k)",
        "8(2)(b)(i)-(iii)",
        "8 tertius",
        "8(2)(b)(ii)-1-2",
        "8(2)(b)(ii)-1 bis",
        "8 & 9",
        "½",
    ],
)
def test_what_is_no_code_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UserError, match=r"is not the number of a provision; write it like 8\(2\)\(b\)\(ii\)"):
        codes.parse(text)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("8(2)(b)(ii)", "8(2)(b)(ii)", ""),
        ("Art. 25(3)(a), jointly", "25(3)(a)", "jointly"),
        ("7 1 g 1 rape", "7(1)(g)-1", "rape"),
        ("15 bis Opt out", "15 bis", "opt out"),
        ("8 tertius", "8", "tertius"),
        # No words but a part of the code that is none
        ("8(2)(b)(xl)", None, "8(2)(b)(xl)"),
        ("7(1)(a)-(k)", None, "7(1)(a)-(k)"),
        ("under 15", None, "under 15"),
        ("rule 63(4)", None, "rule 63(4)"),
        ("", None, ""),
    ],
)
def test_a_code_is_parted_from_the_words_after_it(text: str, code: str | None, words: str) -> None:
    found, rest = codes.split(text)
    assert (found and str(found), rest) == (code, words)


def test_codes_sort_in_the_order_of_the_statute() -> None:
    ordered = [
        "7(1)(g)-1",
        "7(1)(g)-2",
        "7(1)(h)",
        "8",
        "8(2)(a)(ii)-1",
        "8(2)(b)(ix)",
        "8(2)(b)(x)-1",
        "8(2)(b)(xxix)",
        "8(2)(c)(i)-1",
        "8 bis",
        "9",
        "15",
        "15 bis(4)",
        "15 ter",
        "25(3)(f)",
        "25(3 bis)",
        "25(4)",
        "100",
    ]
    backwards = ordered[::-1]
    assert sorted(backwards, key=codes.sort_key) == ordered


@pytest.mark.parametrize(
    ("upper", "lower", "inside"),
    [
        ("8", "8(2)(b)(ii)", True),
        ("8(2)(b)", "8(2)(b)(ii)", True),
        ("8(2)(a)(ii)", "8(2)(a)(ii)-3", True),
        ("8(2)(b)(i)", "8(2)(b)(ii)", False),
        ("8", "8 bis", False),
        ("25(3)", "25(3 bis)", False),
        ("25", "25(3 bis)", True),
        ("8(2)(b)(ii)", "8(2)(b)", False),
    ],
)
def test_a_provision_contains_what_stands_below_it(upper: str, lower: str, inside: bool) -> None:
    assert codes.parse(upper).contains(codes.parse(lower)) is inside


@st.composite
def any_code(draw: st.DrawFn) -> Code:
    suffixes = st.sampled_from(["", "bis", "ter"])
    article, article_suffix = draw(st.integers(1, 128)), draw(suffixes)
    paragraph = draw(st.integers(0, 30))
    paragraph_suffix = draw(suffixes) if paragraph else ""
    letter = draw(st.sampled_from(["", *"abcdefghijklmnopqrstuvwxyz"]))
    roman = draw(st.integers(0, 39)) if letter else 0
    split = draw(st.integers(0, 9)) if letter else 0
    return Code(article, article_suffix, paragraph, paragraph_suffix, letter, roman, split)


@given(any_code())
def test_every_code_reads_back_from_what_it_prints(code: Code) -> None:
    assert codes.parse(str(code)) == code


@given(any_code(), st.sampled_from(["article {}", "Art. {}", " {} ", "{}, Rome Statute"]), st.booleans())
def test_dress_and_capitals_do_not_matter(code: Code, dress: str, upper: bool) -> None:
    text = dress.format(code)
    assert codes.parse(text.upper() if upper else text) == code


@given(any_code(), st.sampled_from(["", "rape", "jointly and through another person", "zeppelin 3"]))
def test_parting_a_code_from_words_agrees_with_parsing(code: Code, words: str) -> None:
    assert codes.split(f"{code} {words}") == (code, words)


@given(any_code(), any_code())
def test_equal_places_are_equal_codes(one: Code, other: Code) -> None:
    assert (one.sort_key == other.sort_key) is (one == other)


@given(st.text(max_size=20))
def test_no_text_does_worse_than_being_refused(text: str) -> None:
    try:
        code = codes.parse(text)
    except UserError:
        return
    assert codes.parse(str(code)) == code
