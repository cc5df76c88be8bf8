"""The same done to many records, in one change: all of them or, when it is cancelled, none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.errors import CancelledError
from casefile.model.base import table_of
from casefile.operations import records
from casefile.operations.records import MOST_AT_ONCE

Do = Callable[[Session, UUID], object]
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def each(
    session: Session,
    word: str,
    ids: Sequence[UUID],
    do: Do,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> None:
    """`do(session, id)` for each record of a noun; `CancelledError` between two of them."""
    record = records.noun(word)
    identity = table_of(record).c.id
    for start in range(0, len(ids), MOST_AT_ONCE):
        chunk = ids[start : start + MOST_AT_ONCE]
        held = list(session.scalars(select(record).where(identity.in_(chunk))))  # one statement; `do` finds them there
        for done, one in enumerate(chunk, start + 1):
            if cancelled():
                raise CancelledError
            do(session, one)
            progress(done, len(ids))
        del held


def edit(word: str, values: Mapping[str, Any]) -> Do:
    """To give the fields `values`."""
    return lambda session, one: records.edit(session, word, one, values)


def bin_(word: str) -> Do:
    """To put into the bin what is not there."""
    return lambda session, one: records.bin_(session, word, one)


def restore(word: str) -> Do:
    """To take out of the bin."""
    return lambda session, one: records.restore(session, word, one)


def tag(word: str, tag_id: UUID) -> Do:
    """To put a tag on those that do not wear it."""
    return lambda session, one: _put_on(session, word, one, tag_id)


def tag_called(word: str, name: str) -> Do:
    """To put the tag of this name on; it is made if there is none."""
    known: list[UUID] = []

    def put_on(session: Session, one: UUID) -> None:
        if not known:
            same = [row.id for row in records.find(session, "tag", name) if row.title.casefold() == name.casefold()]
            known.append(same[0] if same else records.add(session, "tag", {"name": name}))
        _put_on(session, word, one, known[0])

    return put_on


def _put_on(session: Session, word: str, one: UUID, tag_id: UUID) -> None:
    worn = records.Query(where={"about_id": one, "tag_id": tag_id})
    if not records.count(session, "tagging", worn):
        records.add(session, "tagging", {"tag_id": tag_id, "about_noun": word, "about_id": one})
