"""A first, quick look through a data file, for what must be known before its first record is written."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.errors import CancelledError
from casefile.exchange.jsonl.format import FILE, FILED, STEP, Cancelled
from casefile.exchange.jsonl.lines import Line, numbered, parse
from casefile.model import NOUNS, NumberBlock
from casefile.model.base import fields_of
from casefile.model.fields import FieldError
from casefile.operations import pseudonyms
from casefile.operations.number_blocks import DEFAULT_PREFIX

_NUMBERED = ("act", "evidence")
_SMALL = 10_000_000
"""Numbers above this are taken together: none is given again below the highest."""
_NOUN = re.compile(rb'\{"noun":"([a-z_]+)"')
"""How a line begins as an export writes it; any other is parsed to know its noun."""
_NOUNS = [noun.encode() for noun in NOUNS]
_PERSONS = ("actor", "source")
_LAST = max(_NOUNS.index(noun.encode()) for noun in FILED)
_PASSED = frozenset(_NOUNS[:_LAST]) - {b"case", b"act", b"actor", b"source", *(noun.encode() for noun in FILED)}
_BEHIND = frozenset(_NOUNS[_LAST + 1 :])
_BLOCK = NumberBlock.noun.encode()
_STEERS = ("contributor", "author", "series", "prefix", "first", "last")


@dataclass(slots=True)
class Survey:
    """The case lines, the files named with the first line that names each, and the numbers behind each prefix: the
    highest, and which of the smaller ones there are, a byte each. `pseudonym` is the highest of those of persons.

    `wanting`: records come without a number; then `blocks` are the values of the number blocks, which steer theirs.
    """

    cases: list[Line] = field(default_factory=list)
    files: dict[str, Line] = field(default_factory=dict)
    highest: dict[tuple[str, str], int] = field(default_factory=dict)
    taken: dict[tuple[str, str], bytearray] = field(default_factory=dict)
    pseudonym: int = 0
    wanting: bool = False
    blocks: list[dict[str, Any]] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """What evidence numbers begin with in the case that the data bring."""
        given = self.cases[0].values.get("prefix") if self.cases else ""
        return (given.strip() if isinstance(given, str) else "") or DEFAULT_PREFIX

    def see(self, line: Line) -> None:
        """Take note of one record."""
        if line.noun == "case":
            self.cases.append(line)
        if line.noun in FILED and line.values.get(FILE) is not None:
            name = line.values[FILE]
            if not isinstance(name, str):
                line.refuse("it must be the name of a file.", FILE)
            self.files.setdefault(name, Line(line.number, line.noun, {}))
        if line.noun in _NUMBERED:
            self._see_number(line.noun, line.values.get("number"))
        if line.noun == NumberBlock.noun:
            self._see_block(line.values)
        if line.noun in _PERSONS:
            self.pseudonym = max(self.pseudonym, pseudonyms.number_of(line.values.get("pseudonym")))

    def _see_block(self, values: dict[str, Any]) -> None:
        fields = fields_of(NumberBlock)
        with suppress(FieldError):  # refused with its line, when it is its turn
            self.blocks.append({name: fields[name].check(values.get(name, fields[name].default)) for name in _STEERS})

    def _see_number(self, noun: str, number: Any) -> None:
        self.wanting |= not str(number or "").strip()
        prefix, _, digits = number.strip().rpartition("-") if isinstance(number, str) else ("", "", "")
        if digits.isascii() and digits.isdigit() and len(digits) <= 15:
            given = int(digits)
            self.highest[noun, prefix] = max(self.highest.get((noun, prefix), 0), given)
            if given < _SMALL:
                taken = self.taken.setdefault((noun, prefix), bytearray())
                taken.extend(bytes(max(0, given + 1 - len(taken))))
                taken[given] = 1

    def is_free(self, noun: str, prefix: str, number: int) -> bool:
        """Whether no record of the data has this number."""
        taken = self.taken.get((noun, prefix), b"")
        return not taken[number] if number < len(taken) else number < _SMALL or number > self.highest[noun, prefix]


def survey(data: Path, cancelled: Cancelled) -> Survey:
    """Look through `data` until behind what has bytes: nouns have their order, and what breaks it is refused later.

    Where numbers are wanting it goes on, for the number blocks.
    """
    found = Survey()
    for count, (number, raw) in enumerate(numbered(data)):
        if count % STEP == 0 and cancelled():
            raise CancelledError
        begin = _NOUN.match(raw)
        if begin and begin[1] in _PASSED:
            continue
        if begin and begin[1] in _BEHIND:
            if not found.wanting:
                break
            if begin[1] != _BLOCK:
                continue
        found.see(parse(number, raw))
    return found
