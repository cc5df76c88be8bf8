"""docs/interchange.md tells of every noun and every field as they are."""

from __future__ import annotations

from pathlib import Path

from casefile.exchange import document
from casefile.exchange.jsonl.format import HEADER
from casefile.model import NOUNS
from casefile.model.base import fields_of

PAGE = Path(__file__).parents[2] / "docs" / "interchange.md"


def test_the_tables_are_those_of_the_model() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert document.put_into(page) == page, "run: python -m casefile.exchange.document docs/interchange.md"


def test_every_field_and_choice_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for noun, record in NOUNS.items():
        section = page.split(f"### {noun}\n")[1].split("\n### ")[0]
        for name, field in fields_of(record).items():
            assert f"| `{name}` |" in section
            for stored, _ in field.choices:
                assert not stored or f"`{stored}`" in section


def test_the_header_is_the_one_in_use() -> None:
    assert f"`{HEADER}`" in PAGE.read_text(encoding="utf-8")
