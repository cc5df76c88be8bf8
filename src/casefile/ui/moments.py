"""Moments and sizes in words."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale


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
