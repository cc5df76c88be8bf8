"""Keys of order: between any two there is another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casefile.model.positions import between


@given(st.lists(st.integers(0, 10_000), max_size=60))
def test_inserting_anywhere_keeps_the_order(places: list[int]) -> None:
    keys: list[str] = []
    for wanted in places:
        place = wanted % (len(keys) + 1)
        before = keys[place - 1] if place else ""
        after = keys[place] if place < len(keys) else ""
        keys.insert(place, between(before, after))
    assert keys == sorted(set(keys))
    assert not any(key.endswith("0") for key in keys)


def test_always_ahead_of_the_first_and_always_behind_the_last() -> None:
    first, last = between("", ""), between("", "")
    for _ in range(200):
        first, earlier = between("", first), first
        last, later = between(last, ""), last
        assert first < earlier
        assert later < last
    assert len(first) < 60
