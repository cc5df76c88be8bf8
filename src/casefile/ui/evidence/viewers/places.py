"""How letters are counted: Python by code points, Qt by UTF-16."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right

_PIECE = 500_000
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


class Counting:
    """Letters of a text as Python counts them, and as Qt does."""

    def __init__(self, text: str) -> None:
        pieces = range(0, len(text), _PIECE)  # one search through all of a long text would hold up the window
        found = (match.start() for start in pieces for match in _BEYOND.finditer(text, start, start + _PIECE))
        self._beyond = array("Q", found)
        self._in_qt = array("Q", (place + count for count, place in enumerate(self._beyond)))

    def to_qt(self, place: int) -> int:
        return place + bisect_left(self._beyond, place)

    def from_qt(self, place: int) -> int:
        return place - bisect_right(self._in_qt, place - 1)
