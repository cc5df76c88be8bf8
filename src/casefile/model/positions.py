"""Keys that order a list: a new key fits between any two neighbours, so moving one item writes one field."""

from __future__ import annotations

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def between(before: str, after: str) -> str:
    """A key that sorts after `before` and ahead of `after`; "" means the end of the list on that side.

    No key made here ends in "0", so there is always room below it.
    """
    assert not after or before < after
    key = ""
    place = 0
    while True:
        low = _DIGITS.index(before[place]) if place < len(before) else 0
        high = _DIGITS.index(after[place]) if place < len(after) else len(_DIGITS)
        if high - low > 1:
            return key + _DIGITS[(low + high) // 2]
        key += _DIGITS[low]
        if low < high:
            after = ""
        place += 1
