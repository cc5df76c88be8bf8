"""The official text: split by article and paragraph in spite of what print does to it."""

from __future__ import annotations

import re
import textwrap

import pytest

from casefile.errors import UserError
from casefile.law import official_text
from casefile.law.catalogue import catalogue
from casefile.law.official_lines import Block
from casefile.law.official_text import OfficialText
from tests import statute


def read(printed: list[str]) -> OfficialText:
    """As a PDF gives it: raised figures are glued to what stands before them."""
    return official_text.split([page.replace(statute.RAISED, "").replace("\n", "\r\n") for page in printed])


@pytest.fixture(scope="module")
def text() -> OfficialText:
    return read(statute.pages())


def blocks(text: OfficialText, code: str) -> list[tuple[str, str]]:
    article = text.article(code)
    assert article is not None
    return [(block.code, block.text) for block in article.blocks]


def test_every_article_is_found_in_order(text: OfficialText) -> None:
    assert [article.code for article in text.articles] == [article.code for article in catalogue().articles]
    assert text.missing == ()
    assert text.edition == "International Criminal Court 2021, ICC-PIOS-LT-01-003/18_Eng"


@pytest.mark.parametrize("printed", [{"contents": False}, {"broken": True}, {"broken": True, "contents": False}])
def test_other_prints_say_the_same(text: OfficialText, printed: dict[str, bool]) -> None:
    assert read(statute.pages(**printed)).articles == text.articles  # type: ignore[arg-type]


def test_headings_are_the_catalogues(text: OfficialText) -> None:
    assert [article.heading for article in text.articles] == [article.heading for article in catalogue().articles]


@pytest.mark.parametrize(("code", "marks"), statute.NOTES.items())
def test_a_footnotes_number_glued_to_an_articles_is_no_other_article(text: OfficialText, code: str, marks: str) -> None:
    article = text.article(code)
    assert article is not None
    assert [note.split()[0] for note in article.notes] == marks.split()
    assert not any("inserted by resolution" in block.text for each in text.articles for block in each.blocks)


def test_an_article_whose_number_a_note_resembles_keeps_its_own_text(text: OfficialText) -> None:
    assert blocks(text, "51")[0][1].startswith("1. In plot 51 ")
    assert blocks(text, "82")[0][1].startswith("1. In plot 82 ")


def test_paragraphs_have_the_codes_of_the_statute(text: OfficialText) -> None:
    assert [code for code, _ in blocks(text, "8")] == [
        "8(1)",
        "8(2)",
        "8(2)(a)",
        "8(2)(a)(i)",
        "8(2)(a)(ii)",
        "8(2)(b)",
        *(f"8(2)(b)({roman})" for roman in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")),
        "8(2)(c)",
        "8(3)",
    ]
    assert [code for code, _ in blocks(text, "25")][4:] == [
        "25(3)(b)",
        "25(3)(d)",
        "25(3)(d)(i)",
        "25(3)(d)(ii)",
        "25(3 bis)",
        "25(4)",
    ]
    assert [code for code, _ in blocks(text, "36")] == ["36(1)", "36(2)(a)", "36(2)(b)(i)", "36(2)(b)(ii)"]


def test_a_letter_that_looks_like_a_roman_number_is_told_apart(text: OfficialText) -> None:
    assert ("7(1)(i)", "(i) Fruit that is picked by night;") in blocks(text, "7")
    assert ("7(1)(j)", "(j) Fruit that nobody wants.") in blocks(text, "7")


def test_a_reference_at_the_beginning_of_a_line_is_no_paragraph(text: OfficialText) -> None:
    assert ("6(b)", "(b) A yellow pear, as in article 7, paragraph 1 (b) and (c), and no other;") in blocks(text, "6")
    assert ("8(3)", "3. Nothing in paragraph 2 (a) and (b) moves a fence.") in blocks(text, "8")
    assert blocks(text, "8")[4][1].endswith("as paragraph 1 and article 39, paragraphs 1 and 2, allow;")


def test_a_paragraph_without_a_number_belongs_to_what_it_follows(text: OfficialText) -> None:
    assert blocks(text, "9")[4] == ("9(2)", "Such proposals need two-thirds of the garden.")
    assert blocks(text, "10") == [("10", "Nothing on this page moves a fence that stands elsewhere.")]


def test_article_28_is_read_with_letters_though_numbers_are_printed(text: OfficialText) -> None:
    assert [code for code, _ in blocks(text, "28")] == [
        "28",
        "28(a)",
        "28(a)(i)",
        "28(a)(ii)",
        "28(b)",
        "28(b)(i)",
        "28(b)(ii)",
        "28(b)(iii)",
    ]
    article = text.article("28")
    assert article is not None
    assert article.renumbered


def test_titles_of_parts_and_signatures_belong_to_no_article(text: OfficialText) -> None:
    assert not any("PART" in block.text for article in text.articles for block in article.blocks)
    assert blocks(text, "128") == [("128", "The original of this page is kept in the shed.")]


def test_an_excerpt_hangs_on_the_words_above_it(text: OfficialText) -> None:
    above = [Block("8(2)", "2. Beds are:"), Block("8(2)(b)", "(b) New beds, namely:")]
    assert list(text.excerpt("8(2)(b)(ii)")) == [*above, Block("8(2)(b)(ii)", "(ii) New bed of kind ii;")]
    assert text.excerpt("8(2)(a)(ii)-3")[-1].code == "8(2)(a)(ii)"
    assert len(text.excerpt("8(2)(b)")) == 12
    assert text.excerpt("8") == text.articles[7].blocks


def test_what_cannot_be_told_apart_is_given_whole(text: OfficialText) -> None:
    assert text.excerpt("20(3)") == text.excerpt("20")


def test_a_table_of_contents_in_columns_is_no_text(text: OfficialText) -> None:
    numbers = [f"Article {article.code}" for article in catalogue().articles]
    headings = [article.heading for article in catalogue().articles if article.heading]
    printed = statute.pages(contents=False)
    assert read([printed[0], "\n".join(numbers + headings), *printed[1:]]).articles == text.articles


def test_the_french_edition_is_read_by_the_order_of_its_articles(text: OfficialText) -> None:
    printed = "\f".join(statute.pages(contents=False)).replace(statute.HEAD, "Statut de Rome de la Cour pénale")
    for known in catalogue().articles:
        heading = "\n".join(textwrap.wrap(known.heading, 50))
        printed = printed.replace(f"\n{heading}\n", "\nUn titre français\n") if heading else printed
    printed = printed.replace("Article 1\n", "Article premier\n", 1)
    printed = re.sub(r"(?m)^\(([a-z]+)\) (.*);$", "\\1)\u00a0\\2\u00a0;", printed)
    french = read(printed.split("\f"))
    assert french.missing == ()
    article = french.article("8")
    assert article is not None
    assert article.heading == "Un titre français"
    assert [block.code for block in article.blocks] == [code for code, _ in blocks(text, "8")]


def test_words_broken_at_a_lines_end_are_whole_and_hyphens_of_their_own_stay() -> None:
    printed = statute.pages()
    page = next(place for place, words in enumerate(printed) if "Plot 20 was" in words)
    printed[page] = printed[page].replace("by night", "by\ufffenight").replace("belongs", "be\ufffelongs", 1)
    told = " ".join(block.text for article in read(printed).articles for block in article.blocks)
    assert "belongs" in told
    assert "be-longs" not in told
    assert "falls by-night" in told


def test_a_few_missing_articles_are_named_and_many_refused() -> None:
    told = read(statute.pages(leave_out=frozenset({"46", "8 bis"})))
    assert told.missing == ("8 bis", "46")
    article = told.article("8 bis")
    assert article is None
    assert told.excerpt("8 bis(1)") == ()
    many = frozenset(article.code for article in catalogue().articles[20:50])
    with pytest.raises(
        UserError, match=r"^Only 100 of the Statute’s 131 articles .* \(not 18, .* 25 and 23 more\); choose"
    ):
        read(statute.pages(leave_out=many))


def test_what_is_not_the_statute_is_refused() -> None:
    other = [page.replace("Rome Statute", "Charter").replace("Court", "Garden") for page in statute.pages()]
    with pytest.raises(UserError, match="does not call itself the Rome Statute"):
        read(other)
    with pytest.raises(UserError, match=r"^Only 0 of the Statute"):
        read([f"{statute.HEAD} is spoken of here, and no more than that. " * 3])
    with pytest.raises(UserError, match="pictures of pages and no text"):
        read(["", "", "3"])
    with pytest.raises(UserError, match="pictures of pages and no text"):
        read([])


def test_a_table_of_contents_alone_is_not_the_text() -> None:
    contents = [page for page in statute.pages() if "PART" not in page and not page[0].isdigit()]
    with pytest.raises(UserError, match=r"^Only \d of the Statute"):
        read(contents)
