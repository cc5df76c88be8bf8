"""What intake learns of files beyond their bytes: what they hold, which files are in them, which pictures look like others.

None of it is parsed here: the confined child does it (looking.py), many files to a question, so that asking costs little.
Files that can hold nothing are not asked about.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from casefile.case_file import CaseFile
from casefile.errors import CancelledError
from casefile.evidence import contents, image_hash, looking, told, worker
from casefile.evidence.child import Answer, BrokenOffError, Child
from casefile.evidence.found import Contents
from casefile.evidence.intake.inside import Inside, Members
from casefile.evidence.intake.items import Ready
from casefile.operations import duplicates
from casefile.operations.duplicates import Alike, Pictures

_PATIENCE = 20.0
"""Seconds for what one file holds, and one more for each megabyte of it: a capture is read through to compare digests."""
_GRACE = 5.0
"""Seconds after Cancel in which files that are about to be kept are still looked into."""
_BROKEN = Contents(notes=(looking.UNREAD,))
_NOT_LOOKED = Contents(notes=("It was taken in whole, but what it holds was not read: the intake was cancelled.",))


@dataclass(frozen=True, slots=True)
class Pending:
    """Files that were looked into, and those pictures among them that are being looked at."""

    fresh: tuple[Ready, ...]
    pictures: tuple[Ready, ...]
    hashes: Future[list[str]]


class Looks:
    """Files are looked into in a confined child process; pictures while the bytes are being written here."""

    def __init__(self, case: CaseFile, cancelled: Callable[[], bool]) -> None:
        self._case, self._cancelled = case, cancelled
        self._child = Child(worker.ARGUMENT, worker.__name__)
        self._thread = ThreadPoolExecutor(1, "pictures")
        self._asked: Future[list[str]] | None = None
        self._with_files: set[UUID] = set()
        self._pictures: Pictures | None = None
        self._until = 0.0

    def close(self) -> None:
        """End the child."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._child.close()

    def look(self, ready: Ready) -> None:
        """Look into one file."""
        self._look([ready])

    def begin(self, fresh: Iterable[Ready]) -> Pending:
        """Look into the files, and begin with the pictures. What was inside others has been looked into already."""
        fresh = tuple(fresh)
        self._look([ready for ready in fresh if ready.contents is None])
        pictures = tuple(ready for ready in fresh if not ready.is_inside and _is_picture(ready))
        self._asked = self._thread.submit(self._hashes, pictures)
        return Pending(fresh, pictures, self._asked)

    def end(self, pending: Pending) -> None:
        """Wait for the pictures."""
        for ready, found in zip(pending.pictures, pending.hashes.result(), strict=True):
            ready.own["image_hash"] = found
        if self._pictures is None and any(ready.own.get("image_hash") for ready in pending.fresh):
            with self._case.reading() as session:
                self._pictures = duplicates.pictures(session)

    def alike(self, ready: Ready, number: str) -> tuple[Alike, ...]:
        """What a new item looks like; from now on others may look like it."""
        own = ready.own.get("image_hash")
        if not own or self._pictures is None:
            return ()
        found = self._pictures.like(own)
        self._pictures.add(ready.id, number, own)
        return found

    def inside(self, ready: Ready) -> Iterator[Inside]:
        """The files inside one that was looked into; each has to be read before the next. Raises `CancelledError`."""
        if ready.id not in self._with_files:
            return
        self._with_files.remove(ready.id)
        self._settle()
        yield from Members(self._child, ready.path.absolute(), ready.mime, self._cancelled, _patience([ready]))

    def _look(self, wanted: Sequence[Ready]) -> None:
        self._settle()
        asked = [ready for ready in wanted if contents.may_hold(ready.path, ready.mime)]
        for ready in wanted:
            ready.contents = Contents()
        for ready in asked:
            ready.contents = _NOT_LOOKED
        with suppress(CancelledError):
            for ready, answer in self._each("look", asked):
                ready.contents = _taken(answer)
                if answer.get("inside"):
                    self._with_files.add(ready.id)

    def _each(self, what: str, files: Sequence[Ready]) -> Iterator[tuple[Ready, Answer]]:
        """Each file with its answer; {} for one that brought the child down, after which the rest is asked about anew."""
        while files:
            done = 0
            with suppress(BrokenOffError):
                for answer in self._ask(what, files):
                    if done == len(files) or "failed" in answer:
                        raise told.nonsense()
                    yield files[done], answer
                    done += 1
            if done < len(files):
                yield files[done], {}
            files = files[done + 1 :]

    def _settle(self) -> None:
        """The child answers one question after another; a write that failed may have left one behind."""
        if self._asked is not None:
            self._asked.exception()
            self._asked = None

    def _ask(self, what: str, files: Sequence[Ready]) -> Iterator[Answer]:
        data = json.dumps([[str(ready.path.absolute()), ready.mime] for ready in files]).encode()
        patience = _patience(files)
        return self._child.ask({"do": what}, data, self._given_up, patience=patience, most=float("inf"))

    def _given_up(self) -> bool:
        """Whether Cancel was long ago: what was read is kept, and had better be known too."""
        if not self._cancelled():
            return False
        self._until = self._until or time.monotonic() + _GRACE
        return time.monotonic() > self._until

    def _hashes(self, pictures: Sequence[Ready]) -> list[str]:
        """A hint is never worth a line of trouble in the report."""
        found: dict[UUID, str] = {}
        with suppress(CancelledError):
            for ready, answer in self._each("hashes", pictures):
                found[ready.id] = told.picture_hash(answer.get("hash"))
        return [found.get(ready.id, "") for ready in pictures]


def _taken(answer: Answer) -> Contents:
    try:
        return told.from_answer(answer)
    except BrokenOffError:
        return _BROKEN


def _is_picture(ready: Ready) -> bool:
    return ready.mime in image_hash.MIMES and ready.size <= image_hash.MOST_BYTES


def _patience(files: Iterable[Ready]) -> float:
    return _PATIENCE + max(ready.size for ready in files) / 1e6
