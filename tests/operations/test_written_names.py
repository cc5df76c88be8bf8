"""Names are found however they are written, and nothing else is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casefile.operations.veil import Veil

VEIL = Veil(
    {
        "Oksana Prykhodko": "P-1",
        "Оксана Приходько": "P-2",
        "Петро Тихий": "P-3",
        "Іван Коваль": "P-4",
        "김철수": "P-5",
        "남궁민수": "P-6",
        "Kim Jong-un": "P-7",
        "José García": "P-8",
        "محمد حداد": "P-9",
        "Вовк": "P-10",
        "Ann": "P-11",
        "Федір Ковалець": "P-12",
        "Іваненко Петро Іванович": "P-13",
        "О. Шевченко": "P-14",
        "Сергій Нечуй-Левицький": "P-15",
        "@red_fox": "P-16",
        "12345": "P-17",
        "Ольга": "P-18",
        "王小明": "P-19",
        "Alan McDonald": "P-20",
    }
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Oksana_Prykhodko.pdf", "P-1.pdf"),
        ("statement_OKSANA.PRYKHODKO-2.docx", "statement_P-1-2.docx"),
        ("StatementOksanaPrykhodko2024.pdf", "StatementP-12024.pdf"),
        ("oksanaprykhodko@example.org", "P-1@example.org"),
        ("Prykhodko, Oksana; prykhodko_oksana", "P-1; P-1"),
        ("a/Oksana%20Prykhodko/b", "a/P-1/b"),
        ("Oksana\u200b\n  Prykhodko’s son", "P-1’s son"),
        ("Оксани Приходько_2024.pdf", "P-2_2024.pdf"),
        ("оксаною приходьком, Приходькові Оксані", "P-2, P-2"),
        ("Петра Тихого, Петрові Тихому, з Петром Тихим", "P-3, P-3, з P-3"),
        ("Івана Коваля_і_Іваном.Ковалем", "P-4_і_P-4"),
        ("김철수는 김 철수가 김_철수.hwp", "P-5는 P-5가 P-5.hwp"),
        ("남궁 민수에게", "P-6에게"),
        ("Kim Jong Un, KIM JONGUN, kim_jong_un, Jong-un Kim", "P-7, P-7, P-7, P-7"),
        ("Jose_Garcia and GARCÍA, José", "P-8 and P-8"),
        ("والمحمد_حداد ومُحَمَّد حَدّاد", "والP-9 وP-9"),
        ("Вовка бачили з Вовком", "P-10 бачили з P-10"),
        ("Федора Ковальця, Федорові Ковальцем", "P-12, P-12"),
        ("Петра Івановича Іваненка", "P-13"),
        ("О.Шевченка і О_Шевченко", "P-14 і P-14"),
        ("Сергієві Нечую-Левицькому", "P-15"),
        ("@red_fox 12345 a12345b", "P-16 P-17 aP-17b"),
        ("Ользі, Ольгою", "P-18, P-18"),
        ("王小明说", "P-19说"),
        ("Alan Mcdonald, AlanMcDonald.jpg", "P-20, P-20.jpg"),
        ("ann_2.pdf, AnnStatement.pdf", "P-11_2.pdf, P-11Statement.pdf"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, shown: str) -> None:
    for form in ("NFC", "NFD"):
        assert VEIL.text(unicodedata.normalize(form, text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Annex A was read by Joann",
        "Oksana Prykhodkovska and Oksana Koval",
        "Oksana. Prykhodko",
        "Петра Тихонова та Іван Ковальчук, Оксана Ковальова",
        "вовка і вовки; Вовкулака",
        "철수했다, 김철호",
        "912345 and 123456",
        "Петро Іваненко",
        "Ивана Петрова",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    for form in ("NFC", "NFD"):
        written = unicodedata.normalize(form, text)
        assert VEIL.text(written) is written


def test_the_longer_name_is_found_where_two_fit() -> None:
    veil = Veil({"Ann": "short", "Ann Lee": "long", "Lee Anning": "other"})
    assert veil.text("Ann_Lee, Ann, lee.anning") == "long, short, other"


@pytest.mark.parametrize(
    ("cut", "shown"),
    [
        ("…Prykhodko, who was there", "…who was there"),
        ("He saw Oksana…", "He saw…"),
        ("…Приходьком і Оксана Приходько, потім Петра…", "…і P-2, потім…"),
        ("…Петро Іванович сказав", "…сказав"),
        ("…철수는 말했다", "…말했다"),
        ("…Annex A and Koval…", "…Annex A and Koval…"),
        ("Oksana…", "…"),
        ("…", "…"),
        ("Prykhodko said", "Prykhodko said"),
    ],
)
def test_a_text_that_was_cut_shows_no_part_of_a_name_at_its_ends(cut: str, shown: str) -> None:
    assert VEIL.text(cut) == shown


_WORD = st.text("abcdefghijkmnoprstuvwyzабвгдежзиклмнопрст", min_size=3, max_size=9)


@given(
    st.lists(_WORD.map(str.capitalize), min_size=1, max_size=3),
    st.sampled_from(["_", ".", "-", " ", "  ", "\n", "%20", "–"]),
    st.sampled_from([str, str.upper, str.lower]),
    st.sampled_from([0, 1]),
)
def test_a_name_is_found_with_anything_between_its_words(
    words: list[str], gap: str, case: Callable[[str], str], turned: int
) -> None:
    order = [words[-1], *words[:-1]] if turned else words
    text = f"(1_{case(gap.join(order))}_2)"
    assert Veil({" ".join(words): "P"}).text(text) == "(1_P_2)"


_LETTERS = st.text(st.characters(categories=["L"]), min_size=1)


@given(st.lists(_LETTERS, min_size=1, max_size=3).map(" ".join))
def test_a_name_in_any_script_is_found(name: str) -> None:
    assert Veil({name: "\ue000"}).text(f"1 {name}; 1") == "1 \ue000; 1"


@example("Ann", ["\u200b", "\u0301"])
@example("aİ ANN", ["Ann"])
@example("…a b…", ["_a  b_", "\u200b \x01"])
@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_any_text_and_any_names_can_be_asked_about(text: str, names: list[str]) -> None:
    shown = Veil(dict.fromkeys(names, "\ue000")).text(text)
    assert shown is text or "\ue000" in shown
