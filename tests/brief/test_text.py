from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.brief import styles
from casefile.brief.document import Run
from casefile.brief.fonts import stack
from casefile.brief.lines import Line, break_lines, reorder
from casefile.brief.text import Typesetter, tokens

WORDS = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [
        "Прокурор Міжнародного кримінального суду ",
        "국제형사재판소 검사국에 ",
        "المحكمة الجنائية الدولية (المادة 15) ",
        "https://example.org/a/long/path?with=query&and=more-of-it ",
        "a" * 400,
        "and/or the well-known ",
    ]
)
SERIF = stack("serif", bold=False, italic=False)


def spoken(line: Line) -> str:
    return line.spoken or "".join(atom.text for atom in line.atoms)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def set_lines(*runs: Run, width: float = 300, align: str = "justify") -> list[Line]:
    return break_lines(Typesetter().text(runs, styles.BODY), width, align)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=8).map("".join))
def test_line_breaking_loses_and_adds_no_character(text: str) -> None:
    shown = SERIF.visible(text)
    assert "".join(tokens(shown)) == shown
    lines = set_lines(Run(text))
    assert sorted(bare("".join(spoken(line) for line in lines))) == sorted(bare(shown))
    if not any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in shown):
        assert bare("".join(spoken(line) for line in lines)) == bare(shown)


@settings(max_examples=150)
@given(st.lists(WORDS, min_size=1, max_size=8).map("".join), st.floats(40, 500))
def test_no_line_is_wider_than_its_column(text: str, width: float) -> None:
    for line in set_lines(Run(text), width=width):
        assert line.width <= width + 0.5 or sum(len(atom.text) for atom in line.atoms) <= 3


def test_text_of_five_thousand_characters_without_a_space_is_divided() -> None:
    lines = set_lines(Run("x" * 5000))
    assert "".join(spoken(line) for line in lines) == "x" * 5000
    assert all(line.width <= 300.5 for line in lines)


def test_hidden_characters_are_shown_and_none_is_left_out() -> None:
    shown = SERIF.visible("a\x00b\u202ec\u2066d\u200be\ufefff\u00adg \U0001f600\u0915")
    assert shown == "a⟨U+0000⟩b⟨U+202E⟩c⟨U+2066⟩d⟨U+200B⟩e⟨U+FEFF⟩f⟨U+00AD⟩g [U+1F600][U+0915]"


def test_symbols_of_the_matrix_are_drawable_in_both_families() -> None:
    for family in ("serif", "sans"):
        for bold in (False, True):
            for character in "●◐○⊘←→↑↓↔✓✗☐☑☒⚠■□▲▼…–—№§₴€⟨⟩한漢ع":
                assert stack(family, bold, italic=False).choose(character), character


def test_lines_end_after_hyphens_and_slashes_inside_words_but_not_inside_numbers() -> None:
    assert list(tokens("north-east and/or 2026-11-21 7(1)/2")) == [
        "north-", "east", " ", "and/", "or", " ", "2026-11-21", " ", "7(1)/2",
    ]  # fmt: skip


def test_hangul_is_divided_between_syllables_but_never_before_a_comma() -> None:
    assert list(tokens("사격이,라고")) == ["사", "격", "이,", "라", "고"] or list(tokens("사격이,라고")) == [
        "사",
        "격",
        "이,라",
        "고",
    ]


def test_a_footnote_mark_is_never_parted_from_its_word() -> None:
    setter = Typesetter()
    text = setter.text((Run("word " * 40 + "end "), Run(" more words")), styles.BODY, {0: 7})
    for width in range(100, 300, 7):
        for line in break_lines(text, width):
            marks = [index for index, atom in enumerate(line.atoms) if atom.note]
            assert marks in ([], [index for index in range(len(line.atoms)) if line.atoms[index].text == "7"])
            assert 0 not in marks


def test_right_to_left_words_are_put_in_visual_order() -> None:
    (line,) = set_lines(Run("ab العدالة الدولية cd"), width=500)
    assert [atom.text for atom in line.atoms if not atom.space] == ["ab", "الدولية", "العدالة", "cd"]
    assert line.spoken == "ab العدالة الدولية cd"
    assert reorder(line.atoms) != line.atoms


def test_a_right_to_left_paragraph_ends_at_the_right() -> None:
    lines = set_lines(Run("يقدم هذا البلاغ إلى مكتب المدعي العام للمحكمة الجنائية الدولية بتاريخ"))
    assert lines[-1].offset > 0


def test_justified_lines_fill_the_column_and_the_last_one_does_not() -> None:
    *full, last = set_lines(
        Run("The column of vehicles entered the village from the north and stopped beside the school. " * 3)
    )
    for line in full:
        spaces = sum(len(atom.text) for atom in line.atoms if atom.space)
        assert abs(sum(atom.width for atom in line.atoms) + line.gap * spaces - 300) < 8 or line.gap == 0
    assert last.gap <= 0
