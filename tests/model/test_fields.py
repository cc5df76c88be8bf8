"""Every kind of field: what it takes, and the sentence with which it refuses."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.model import NOUNS
from casefile.model.base import BINNED, derived_of, fields_of, table_of
from casefile.model.fields import LONGEST_LINE, Field, FieldError, Kind, from_wire, to_wire

ID = UUID("0d9c8b7a-6958-4746-9534-23120f1e2d3c")
HASH = "ab" * 32
DEFAULTS: dict[Kind, Any] = {"flag": False, "whole": None, "lines": (), "states": (), "reference": None, "choice": "a"}


def field(kind: Kind, **options: Any) -> Field:
    return Field("F", kind, default=DEFAULTS.get(kind, ""), **({"choices": (("a", "A"), ("b", "B"))} | options))


@pytest.mark.parametrize(
    ("kind", "given_", "held"),
    [
        ("line", "  x  ", "x"),
        ("line", None, ""),
        ("prose", " a\nb ", " a\nb "),
        ("date", " 2024-02 ", "2024-02"),
        ("choice", "b", "b"),
        ("choice", "", "a"),
        ("choice", None, "a"),
        ("flag", True, True),
        ("flag", None, False),
        ("whole", "12", 12),
        ("whole", 0, 0),
        ("whole", "", None),
        ("decimal", "-50.4501", "-50.4501"),
        ("decimal", "", ""),
        ("lines", "a\n\n b", ("a", "b")),
        ("lines", ["a", " "], ("a",)),
        ("lines", None, ()),
        ("reference", str(ID), ID),
        ("reference", ID, ID),
        ("reference", "", None),
        ("code", "8(2)(b)(ii)", "8(2)(b)(ii)"),
        ("state", "ua", "UA"),
        ("states", ["ua", "kp"], ("UA", "KP")),
        ("instant", "2026-11-21T09:30:00+01:00", "2026-11-21T09:30:00+01:00"),
        ("locator", "page 3", "p. 3"),
        ("hash", HASH.upper(), HASH),
        ("position", "m0z", "m0z"),
    ],
)
def test_what_a_field_takes(kind: Kind, given_: object, held: object) -> None:
    assert field(kind).check(given_) == held


@pytest.mark.parametrize(
    ("kind", "given_", "sentence"),
    [
        ("line", "a\nb", "F takes one line only; remove the line break."),
        ("line", 3, "F must be text."),
        ("line", "x" * (LONGEST_LINE + 1), "F is longer than 2,000 characters; shorten it."),
        ("line", "\ud800", "F holds half of a character pair; type it again."),
        ("prose", 3, "F must be text."),
        ("prose", "\udfff", "F holds half of a character pair; type it again."),
        ("choice", "c", "F must be one of a, b, not “c”."),
        ("choice", 3, "F must be one of a, b, not “3”."),
        ("flag", "yes", "F must be true or false."),
        ("flag", 1, "F must be true or false."),
        ("whole", -1, "F must be a whole number, zero or more."),
        ("whole", 1.0, "F must be a whole number, zero or more."),
        ("whole", True, "F must be a whole number, zero or more."),
        ("whole", 2**53, "F must be a whole number, zero or more."),
        ("whole", "٣", "F must be a whole number, zero or more."),
        ("decimal", "50,4", "F must be a decimal number such as 50.4501."),
        ("decimal", "1e3", "F must be a decimal number such as 50.4501."),
        ("decimal", "NaN", "F must be a decimal number such as 50.4501."),
        ("lines", 3, "F must be a list of texts."),
        ("lines", [3], "F must be text."),
        ("reference", "x", "F must be the id of a record, such as 00000000-0000-0000-0000-000000000000."),
        ("reference", 3, "F must be the id of a record, such as 00000000-0000-0000-0000-000000000000."),
        ("state", "UKR", "F must be a two-letter ISO 3166 code such as UA."),
        ("states", ["UA", "x1"], "F must be a two-letter ISO 3166 code such as UA."),
        ("hash", "ab", "F must be 64 hexadecimal digits."),
        ("position", "A", "F must be made of the letters a to z and digits."),
        ("instant", "2026-11-21", "F must be a date and time with zone, such as 2026-11-21T09:30:00+01:00."),
        ("instant", "2026-11-21T09:30:00", "F must be a date and time with zone, such as 2026-11-21T09:30:00+01:00."),
        ("instant", "now", "F must be a date and time with zone, such as 2026-11-21T09:30:00+01:00."),
    ],
)
def test_what_a_field_refuses(kind: Kind, given_: object, sentence: str) -> None:
    with pytest.raises(FieldError) as refused:
        field(kind).check(given_)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("kind", ["line", "lines", "reference", "code"])
def test_what_is_required_must_not_be_empty(kind: Kind) -> None:
    with pytest.raises(FieldError, match=r"^F must not be empty\.$"):
        field(kind, required=True).check("")


ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()), st.binary())
EVERY_FIELD = [one for record in NOUNS.values() for one in fields_of(record).values()]


@given(st.sampled_from(EVERY_FIELD), ANYTHING)
def test_anything_is_taken_or_refused_in_a_sentence(one: Field, value: object) -> None:
    try:
        held = one.check(value)
    except FieldError as error:
        sentence = str(error)
        assert sentence.endswith((".", "(unsure)."))
        return
    assert one.check(held) == held
    assert from_wire(one, to_wire(held)) == held


@pytest.mark.parametrize("record", NOUNS.values(), ids=NOUNS)
def test_every_noun_describes_itself(record: Any) -> None:
    known = fields_of(record)
    columns = {column.name for column in table_of(record).columns}
    assert columns == {"id"} | known.keys() | derived_of(record).keys()
    assert list(known)[-1] == BINNED
    assert all(known[name].noun in NOUNS for name in record.parents)
    assert set(record.title_fields) <= columns
    assert all(one.label and one.name == name for name, one in known.items())
    assert all(one.noun in NOUNS for one in known.values() if one.noun)


def test_each_noun_comes_after_those_that_it_refers_to() -> None:
    seen: set[str] = set()
    for noun, record in NOUNS.items():
        wanted = {one.noun for one in fields_of(record).values() if one.noun} - {noun}
        assert wanted <= seen
        seen.add(noun)
