"""Moments and sizes in words."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale

_LONG_MONTH = re.compile("|".join(name for name in calendar.month_name[1:] if len(name) > 4))


def shortly(date: str) -> str:
    """A date in words as it stands in a list: "August 2023 to July 2024" is "Aug 2023–July 2024"."""
    return _LONG_MONTH.sub(lambda month: month[0][:3], date).replace(" to ", "–")


def local_words(instant: str) -> str:
    """An ISO instant in the user's zone and language; the text itself when it is none."""
    try:
        when = datetime.fromisoformat(instant)
    except ValueError:
        return instant
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    moment = QDateTime.fromMSecsSinceEpoch(int(when.timestamp() * 1000))
    return QLocale().toString(moment, "d MMM yyyy, HH:mm")


def size_words(size: int | None) -> str:
    """Bytes as people say them, and exactly."""
    if size is None:
        return ""
    exact, rough = f"{size:,} bytes", rough_size(size)
    return exact if rough == exact else f"{rough} ({exact})"


def rough_size(size: int) -> str:
    """Bytes as people say them."""
    for unit, least in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size:,} bytes"


def local_day(instant: str) -> str:
    """The day of an ISO instant in the user's zone and language."""
    return local_words(instant).rsplit(",", 1)[0]
