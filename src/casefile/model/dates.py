"""Uncertain dates as EDTF text (ISO 8601-2:2019), their first and last day, and how they read in words.

An open end (`..`) and an unknown end (nothing) both give a bound of None. The `edtf` package returns infinities for the
first and invents a date ten years off for the second, so each end of an interval is read on its own.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import struct_time

_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")  # months 21 to 41 are seasons, and others
_QUALIFIER = {"~": "about", "?": "perhaps", "%": "perhaps about"}
_HINT = "Write 2024-02-15, 2024-02, 2024, 2023-08/2024-07, 2022-10-10~ (about) or 2022-10-10? (unsure)."


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last day that a date can mean; None where it is open or unknown."""

    first: date | None
    last: date | None


@lru_cache(maxsize=20_000)
def bounds(text: str) -> Bounds:
    """The days that EDTF `text` spans; `ValueError` in one sentence when it is not a date."""
    if not text:
        return Bounds(None, None)
    if text.count("/") != 1:
        return _single(text)
    start, end = text.split("/")
    if start in ("", "..") and end in ("", ".."):
        raise ValueError(f"“{text}” has no known end. {_HINT}")
    first = None if start in ("", "..") else _single(start).first
    last = None if end in ("", "..") else _single(end).last
    if first and last and last < first:
        raise ValueError(f"“{text}” ends before it begins; put the earlier date first.")
    return Bounds(first, last)


def _single(text: str) -> Bounds:
    plain = _PLAIN.fullmatch(text)
    try:
        if plain:
            return _plain(*(int(part) if part else None for part in plain.groups()))
        return _by_library(text)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"“{text}” is not a date. {_HINT}") from error


def _plain(year: int | None, month: int | None, day: int | None) -> Bounds:
    assert year is not None
    if month is None:
        return Bounds(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Bounds(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Bounds(date(year, month, day), date(year, month, day))


def _by_library(text: str) -> Bounds:
    """All of EDTF that is not plain: approximate, unspecified, seasons, sets."""
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    if "T" in text or "/" in text or len(text) > 100 or not text.isascii() or not text.isprintable():
        raise ValueError(text)
    try:
        parsed = parse_edtf(text)
        low, high = parsed.lower_strict(), parsed.upper_strict()
    except EDTFParseException as error:
        raise ValueError(text) from error
    return Bounds(_day(low), _day(high))


def _day(moment: float | struct_time) -> date | None:
    if isinstance(moment, float):  # an open end inside a set: [..2022-03]
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def words(text: str) -> str:
    """How `text` reads: "2023-08/2024-07" is "August 2023 to July 2024"; "" for no date."""
    if not text:
        return ""
    bounds(text)
    if text.count("/") != 1:
        return _single_words(text)
    start, end = text.split("/")
    if start in ("", ".."):
        return f"until {_single_words(end)}" + (", start unknown" if start == "" else "")
    if end in ("", ".."):
        return f"from {_single_words(start)}" + (" on" if end == ".." else ", end unknown")
    return f"{_single_words(start)} to {_single_words(end)}"


def _single_words(text: str) -> str:
    qualifier = _QUALIFIER.get(text[-1:], "")
    core = text[:-1] if qualifier else text
    plain = _PLAIN.fullmatch(core)
    if plain:
        year, month, day = plain.groups()
        parts = [day.lstrip("0") if day else "", calendar.month_name[int(month)] if month else "", year]
        return " ".join(part for part in [qualifier, *parts] if part)
    span = bounds(text)
    first = _single_words(span.first.isoformat()) if span.first else "an unknown day"
    last = _single_words(span.last.isoformat()) if span.last else "an unknown day"
    return first if first == last else f"between {first} and {last}"
