from __future__ import annotations

import re
from itertools import takewhile

from hypothesis import example, given, settings
from hypothesis import strategies as st

from casefile.brief import numbering
from casefile.brief.document import (
    Block,
    Contents,
    Document,
    Footnote,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Section,
    Spacer,
    Table,
)
from casefile.brief.layout import Filler
from casefile.brief.pdf import lay_out
from casefile.brief.slabs import LineMark, Slab
from casefile.brief.text import Typesetter
from tests.brief.samples import LOREM, document, everything, paragraph, row


def lay(made: Document) -> Filler:
    return lay_out(made, Typesetter(), lambda _done, _total: None, lambda: None)


def note_anchor(slab: Slab) -> list[str]:
    return [name for name in slab.anchors if name.startswith("note-")]


def words(slab: Slab) -> str:
    return " ".join("".join(atom.text for atom in mark.line.atoms) for mark in slab.marks if isinstance(mark, LineMark))


def check_footnotes(filler: Filler, count: int) -> None:
    """Each footnote once, its first line on the page of the first mark, all in order, nothing below the margin."""
    placed: list[str] = []
    cited: set[int] = set()
    for page in filler.pages:
        new = [n for n in dict.fromkeys(n for _, slab in page.body for n in slab.notes) if n not in cited]
        cited.update(new)
        begun = [name for slab in page.notes for name in note_anchor(slab)]
        assert begun == [f"note-{n}" for n in new]
        placed += begun
        assert page.used + page.foot <= page.height + 0.1
    assert placed == [f"note-{n}" for n in range(1, count + 1)]


BLOCKS = st.lists(
    st.one_of(
        st.tuples(st.just("p"), st.integers(1, 5), st.integers(0, 3)),
        st.tuples(st.just("long"), st.integers(1, 3), st.integers(5, 40)),
        st.tuples(st.just("h"), st.integers(1, 4), st.just(0)),
        st.tuples(st.just("s"), st.integers(1, 500), st.just(0)),
        st.tuples(st.just("land"), st.integers(0, 1), st.just(0)),
    ),
    min_size=1,
    max_size=25,
)


def build(shapes: list[tuple[str, int, int]]) -> tuple[list[Block], int]:
    blocks: list[Block] = []
    notes = 0
    for kind, size, extra in shapes:
        if kind == "p":
            runs = [Run(LOREM * size)]
            for number in range(extra):
                notes += 1
                runs.append(Run("Cited here. ", footnote=Footnote((Run("Note. " * (1 + 9 * number)),))))
            blocks.append(Paragraph(tuple(runs), numbered=True))
        elif kind == "long":
            notes += 1
            blocks.append(Paragraph((Run(LOREM * size, footnote=Footnote((Run(LOREM * extra),))),)))
        elif kind == "h":
            blocks.append(Heading(size if size in {1, 2, 3, 4} else 1, "Heading"))  # type: ignore[arg-type]
        elif kind == "s":
            blocks.append(Spacer(size))
        else:
            blocks.append(Section(landscape=bool(size)))
    return blocks, notes


@settings(max_examples=60)
@given(BLOCKS)
def test_every_footnote_is_placed_once_and_begins_on_the_page_that_cites_it(shapes: list[tuple[str, int, int]]) -> None:
    blocks, notes = build(shapes)
    check_footnotes(lay(document(*blocks)), notes)


@settings(max_examples=60)
@given(BLOCKS)
def test_every_line_is_placed_once_and_in_order(shapes: list[tuple[str, int, int]]) -> None:
    blocks, _ = build(shapes)
    pages = lay(document(*blocks)).pages
    text = "".join(words(slab) for page in pages for _, slab in page.body)
    wanted = "".join(run.text for block in blocks for run in getattr(block, "runs", ())) + "Heading" * len(
        [block for block in blocks if isinstance(block, Heading)]
    )
    letters = re.compile(r"[a-z]")
    assert len(letters.findall(text)) - sum(page_numbers(block) for block in blocks) == len(letters.findall(wanted))


def page_numbers(block: Block) -> int:
    """Letters in the numbers of level 4 headings, the only numbers in small letters."""
    return 1 if isinstance(block, Heading) and block.level == 4 else 0


@settings(max_examples=60)
@example([("long", 1, 17), ("h", 1, 0), ("s", 243, 0)])
@example([("land", 1, 0), ("h", 1, 0), ("h", 1, 0), ("s", 363, 0)])
@given(BLOCKS)
def test_a_heading_is_never_the_last_line_of_a_page(shapes: list[tuple[str, int, int]]) -> None:
    blocks, _ = build([*shapes, ("p", 1, 0)])
    for page in lay(document(*blocks)).pages:
        drawn = [slab for _, slab in page.body if slab.marks]
        if drawn and drawn[-1].outline:
            (name,) = [name for name in drawn[-1].anchors if name.startswith("heading-")]
            here = int(name[8:])
            after = list(takewhile(lambda block: isinstance(block, Spacer), blocks[here + 1 :]))
            assert isinstance(blocks[here + 1 + len(after)], Section) or gaps_around(blocks, here) > 300


def gaps_around(blocks: list[Block], here: int) -> float:
    """The gaps in the unbroken run of headings and gaps at a place: one that is taller than a page (with its headings, and lying on its side) must break in it."""
    above = takewhile(lambda block: isinstance(block, Heading | Spacer), reversed(blocks[:here]))
    below = takewhile(lambda block: isinstance(block, Heading | Spacer), blocks[here:])
    return sum(block.height for block in (*above, *below) if isinstance(block, Spacer))


def test_each_line_of_a_cell_runs_in_its_own_direction() -> None:
    cell = (Run("حلب\nSealed, "), Run("مختوم\n서울"))
    made = document(Table((1.0,), (), ((cell,),)))
    lines = [mark.line for _, slab in lay(made).pages[0].body for mark in slab.marks if isinstance(mark, LineMark)]
    assert [line.offset > 0 for line in lines] == [True, False, False]
    assert ["".join(atom.text for atom in line.atoms) for line in lines[1:]] == ["Sealed, مختوم", "서울"]


def test_no_page_begins_or_ends_with_a_single_line_of_a_paragraph() -> None:
    for extra in range(40):
        pages = lay(
            document(
                *(paragraph(LOREM * (1 + n % 3)) for n in range(12)),
                Spacer(extra * 9),
                *(paragraph(LOREM) for _ in range(9)),
            )
        ).pages
        for page in pages:
            tags = [slab.marks[-1].tag for _, slab in page.body if slab.marks and isinstance(slab.marks[-1], LineMark)]
            counts = [tags.count(tag) for tag in (tags[0], tags[-1])]
            assert min(counts) >= 2


def test_a_long_footnote_goes_on_at_the_foot_of_the_next_page_only_when_it_cannot_fit() -> None:
    pages = lay(
        document(
            *(paragraph(LOREM) for _ in range(3)), paragraph(LOREM, LOREM * 6), *(paragraph(LOREM) for _ in range(6))
        )
    ).pages
    assert [bool(page.notes) for page in pages[:2]] == [True, True]
    assert not note_anchor(pages[1].notes[0])
    short = lay(document(*(paragraph(LOREM) for _ in range(4)), paragraph(LOREM, LOREM))).pages
    assert [len(page.notes) for page in short if page.notes] == [5]


def test_one_key_cited_twice_is_one_footnote() -> None:
    note = Footnote((Run("Once only."),), key="k")
    filler = lay(document(Paragraph((Run("a", footnote=note), Run(" b", footnote=note)))))
    assert [words(slab) for slab in filler.pages[0].notes] == ["1 Once only."]
    assert [slab.notes for _, slab in filler.pages[0].body] == [[1, 1]]


def test_headings_and_paragraphs_are_numbered_through_the_document() -> None:
    made = document(
        Heading(1, "a"), paragraph("x", anchor="one"), Heading(2, "b"), Heading(2, "c", anchor="c"), Heading(3, "d"),
        paragraph("y"), Heading(4, "e"), Heading(1, "f"), Heading(2, "g"), paragraph("z", anchor="three"),
    )  # fmt: skip
    numbers = numbering.number(made)
    assert list(numbers.block.values()) == ["I", "1", "A", "B", "1", "2", "a", "II", "A", "3"]
    assert numbers.anchor["c"] == "I.B"
    assert numbers.anchor["three"] == "3"
    assert [numbering.roman(n) for n in (4, 9, 14, 40, 1999)] == ["IV", "IX", "XIV", "XL", "MCMXCIX"]
    assert [numbering.letter(n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "ba"]


def test_a_table_repeats_its_header_and_keeps_short_rows_whole() -> None:
    rows = tuple(row(f"Row {n}", LOREM if n % 5 == 0 else "Short") for n in range(60))
    pages = lay(document(Table((1, 3), (row("Head", "Text"),), rows))).pages
    assert len(pages) > 2
    for page in pages:
        assert words(page.body[0][1]) == "Head Text"
        assert words(page.body[1][1]).startswith("Row")


def test_a_row_longer_than_a_page_is_divided() -> None:
    pages = lay(document(Table((1, 3), (row("Head", "Text"),), (row("Row", LOREM * 20), row("Next", "Short"))))).pages
    assert len(pages) >= 2
    assert [words(page.body[0][1]) for page in pages] == ["Head Text"] * len(pages)


def test_sections_and_page_breaks_turn_pages_without_empty_ones() -> None:
    made = document(
        Section(landscape=True),
        paragraph("a"),
        Section(),
        PageBreak(),
        paragraph("b"),
        PageBreak(),
        PageBreak(),
        paragraph("c"),
    )
    assert [page.landscape for page in lay(made).pages] == [True, False, False]


def test_contents_know_every_heading_and_their_pages() -> None:
    filler = lay(everything())
    for index, block in enumerate(everything().blocks):
        if isinstance(block, Heading):
            page, _ = filler.where[f"heading-{index}"]
            assert any(slab.outline and block.text in slab.outline[1] for _, slab in filler.pages[page].body)
    assert isinstance(everything().blocks[0], Contents)
