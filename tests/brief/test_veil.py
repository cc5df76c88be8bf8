from __future__ import annotations

import pytest

from casefile.brief.document import Document, Heading, Meta, Paragraph, Run
from casefile.brief.veil import veiled

NAMES = {"Oksana Prykhodko": "P-0007", "Петро Тихий": "P-0008", "김철수": "P-0009", "Ann": "P-0010"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Oksana  Prykhodko\nand OKSANA PRYKHODKO", "P-0007\nand P-0007"),
        ("Oksana Prykhodko’s son", "P-0007’s son"),
        ("за словами Петра Тихого", "за словами P-0008"),
        ("김철수는 말했다", "P-0009는 말했다"),
        ("Ann read Annex A; Joann did not", "P-0010 read Annex A; Joann did not"),
    ],
)
def test_names_are_replaced_in_any_spacing_case_and_with_endings(text: str, shown: str) -> None:
    assert veiled(Run(text), NAMES) == Run(shown)


def test_every_text_of_a_document_is_searched_and_nothing_else() -> None:
    document = Document(
        Meta("On Ann", author="Ann"),
        (Heading(1, "Ann", anchor="Ann"), Paragraph((Run("Ann", link="Ann"),))),
        foot_reference="Ann",
    )
    assert veiled(document, NAMES) == Document(
        Meta("On P-0010", author="P-0010"),
        (Heading(1, "P-0010", anchor="Ann"), Paragraph((Run("P-0010", link="Ann"),))),
        foot_reference="P-0010",
    )


def test_no_names_leave_the_document_as_it_is() -> None:
    document = Document(Meta("Title"), ())
    assert veiled(document, {"": "P-0001"}) is document
