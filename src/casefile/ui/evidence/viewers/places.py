"""How letters are counted: Python by code points, Qt by UTF-16."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right

_BEYOND = re.compile("[\U00010000-\U0010ffff]")


class Counting:
    """Letters of a text as Python counts them, and as Qt does."""

    def __init__(self, text: str) -> None:
        self._beyond = array("Q", (match.start() for match in _BEYOND.finditer(text)))
        self._in_qt = array("Q", (place + count for count, place in enumerate(self._beyond)))

    def to_qt(self, place: int) -> int:
        return place + bisect_left(self._beyond, place)

    def from_qt(self, place: int) -> int:
        return place - bisect_right(self._in_qt, place - 1)
