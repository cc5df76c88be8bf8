"""Hashing bytes again, of one item or of many, and recording what was found in the custody register of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256, sha512
from typing import Any
from uuid import UUID, uuid4

from casefile.case_file import CaseFile, add_many, prepare_many
from casefile.errors import CancelledError, DamagedFileError, UserError
from casefile.model import CustodyEvent
from casefile.operations import custody, records
from casefile.operations.custody import Bytes, Found

Progress = Callable[[int, int, str], None]
"""Called with bytes done, bytes in all, and the number of the item at hand."""
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Unread:
    """An item whose bytes could not be read, and why: nothing is recorded of it."""

    id: UUID
    number: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many items are what they were, those that are not, those that could not be read, and how many have no file.

    `stopped`: the user had enough; what was read until then is recorded.
    """

    sound: int = 0
    altered: tuple[Bytes, ...] = ()
    unread: tuple[Unread, ...] = ()
    without_file: int = 0
    stopped: bool = False


def hash_again(case: CaseFile, digest: str, progress: Callable[[int], None], cancelled: Cancelled) -> Found:
    """SHA-256 and SHA-512 of the bytes as they stand in the file now; `progress` is told bytes as they are read."""
    short, long = sha256(), sha512()
    with suppress(DamagedFileError):  # told once all is read; the hash of what is there then says it
        for data in case.originals.read(digest):
            if cancelled():
                raise CancelledError
            short.update(data)
            long.update(data)
            progress(len(data))
    return Found(short.hexdigest(), long.hexdigest())


def verify(
    case: CaseFile,
    items: Callable[[Any], Sequence[UUID]],
    by: str,
    now: Callable[[], str],
    progress: Progress = lambda _done, _total, _number: None,
    cancelled: Cancelled = lambda: False,
) -> Verified:
    """Hash the bytes of `items(session)` again and record it: one custody event each, all of them one step of undo.

    `by` is who does it, `now()` the moment as an instant field takes it. Bytes that several items share are read once.
    """
    with case.reading() as session:
        wanted = items(session)
        held = custody.bytes_of(session, wanted)
    found, problems, stopped = _hash_all(case, held, now, progress, cancelled)
    events, altered = [], []
    for one in held:
        if one.sha256 in found:
            event, sound = custody.verification(one, *found[one.sha256], by)
            events.append({"id": uuid4(), **records.check(CustodyEvent, event)})
            altered += [] if sound else [one]
    if events:
        with case.change("Verify evidence") as session:
            add_many(session, prepare_many(CustodyEvent, events))
    unread = tuple(Unread(one.id, one.number, problems[one.sha256]) for one in held if one.sha256 in problems)
    sound_ones = len(events) - len(altered)
    return Verified(sound_ones, tuple(altered), unread, len(wanted) - len(held), stopped)


def _hash_all(
    case: CaseFile, held: Sequence[Bytes], now: Callable[[], str], progress: Progress, cancelled: Cancelled
) -> tuple[dict[str, tuple[Found, str]], dict[str, str], bool]:
    """What was found of each hash and when, why others could not be read, and whether the user had enough."""
    first: dict[str, Bytes] = {}
    for one in held:
        first.setdefault(one.sha256, one)
    total, done = sum(one.size for one in first.values()), 0
    found: dict[str, tuple[Found, str]] = {}
    problems: dict[str, str] = {}

    def tell(read: int) -> None:
        nonlocal done
        done += read
        progress(done, total, number)

    for digest, one in first.items():
        number = one.number
        try:
            found[digest] = hash_again(case, digest, tell, cancelled), now()
        except CancelledError:
            return found, problems, True
        except UserError as error:
            problems[digest] = str(error)
    return found, problems, False
