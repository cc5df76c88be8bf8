"""Pseudonyms of protected persons: P-0001 and on, one series for actors and sources, never given twice.

A number that stood for one person in a copy that left the house must not stand for another later: those of binned
records count, and those that the journal remembers of records that were undone or given another pseudonym.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.model import Actor, Record, Source
from casefile.model.base import table_of

PREFIX = "P"
PERSONS: tuple[type[Record], ...] = (Actor, Source)
"""The nouns whose names can be protected."""
_ONE = re.compile(rf"{PREFIX}-([0-9]{{1,9}})")
_LAST = "last pseudonym"


def is_wanting(record: type[Record], whole: Mapping[str, Any]) -> bool:
    """Whether a record is protected and nothing stands for its name yet."""
    return record in PERSONS and bool(whole.get("protected")) and not str(whole.get("pseudonym") or "").strip()


def take(session: Session) -> str:
    """The next pseudonym of the case."""
    last = session.info.get(_LAST)
    session.info[_LAST] = number = (highest(session) if last is None else last) + 1
    return written(number)


def written(number: int) -> str:
    """A pseudonym as it is written."""
    return f"{PREFIX}-{number:04d}"


def number_of(text: object) -> int:
    """The number of a pseudonym of the series; 0 for any other text."""
    found = _ONE.fullmatch(text.strip()) if isinstance(text, str) else None
    return int(found[1]) if found else 0


def highest(session: Session) -> int:
    """The highest number that was ever given; 0 when none was."""
    from casefile.operations import history  # which asks records, which ask the rules, which ask here

    given: list[Iterable[object]] = [session.scalars(select(table_of(one).c.pseudonym)) for one in PERSONS]
    given.append(history.ever(session, [one.noun for one in PERSONS], "pseudonym", f"{PREFIX}-"))
    return max((number_of(text) for texts in given for text in texts), default=0)
