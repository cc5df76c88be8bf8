"""One intake: files are read and gathered until a change is full, written, and what is inside them follows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Literal, Self
from uuid import UUID

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, FullDiskError, UserError
from casefile.evidence import kinds
from casefile.evidence.found import undisguised
from casefile.evidence.intake import files
from casefile.evidence.intake.files import BIG_CASE, BIG_FILE, SMALL, Found, Survey, safe_name
from casefile.evidence.intake.inside import Inside
from casefile.evidence.intake.items import Ready, Taken, lineage, own_values, receipts_of, write
from casefile.evidence.intake.looks import Looks
from casefile.operations import evidence
from casefile.storage import digests
from casefile.storage.blobs import CHUNK, Held, Incoming, in_pieces
from casefile.storage.digests import Digests

Keeping = Literal["ask", "embedded", "beside"]
_MOST_FILES, _MOST_BYTES = 200, 64 * 1024**2
"""In one change, so that an intake is few steps of undo, and memory stays small."""
_CHANGING = "It was being written while it was read: this is what it held then. Add it again when it is finished."
_EMPTY = "It is empty, as of a copy that did not succeed."
_NOTHING_INSIDE = ("image/", "audio/", "video/", "text/plain")


@dataclass(frozen=True, slots=True)
class Step:
    """How far an intake is: bytes, and files, done and in all; `file` is the one at hand, from 1."""

    done: int
    total: int
    file: int
    files: int
    name: str


Progress = Callable[[Step], None]


class Intake:
    """Use it once, as a context."""

    def __init__(
        self,
        case: CaseFile,
        given: Mapping[str, Any],
        progress: Progress,
        cancelled: Callable[[], bool],
        *,
        keeping: Keeping,
        copies: bool,
    ) -> None:
        self._case, self._given = case, given
        self._progress, self._cancelled = progress, cancelled
        self._keeping, self._copies = keeping, copies
        self._looks = Looks(case, cancelled)
        self._gathered: list[Ready] = []
        self._gathered_size = 0
        self._step = Step(0, 0, 0, 0, "")
        self._embedded = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for ready in self._gathered:  # something broke off
            self._forget(ready)
        self._looks.close()

    def run(self, survey: Survey) -> tuple[Taken, ...]:
        """Take all of them in; the report has a line for each, in order, with what was inside it behind it."""
        self._embedded = survey.embedded
        report: list[list[Taken]] = []
        done, total = 0, survey.size
        for number, found in enumerate(survey.files, 1):
            self._step = Step(done, total, number, len(survey.files), safe_name(found.path.name))
            lines: list[Taken] = []
            report.append(lines)
            try:
                self._read(found, lines)
            except CancelledError:
                break
            except (OSError, UserError) as error:
                lines.append(Taken(found.path, None, "", problem=_sentence(found.path, error)))
            done += found.size
            self._step = replace(self._step, done=done)
            self._progress(self._step)
        while self._gathered:  # what was inside the last ones is gathered while they are written
            self._flush()
        passed = [Taken(folder, None, "", notes=notes) for folder, notes in survey.left_out]
        return (*(taken for lines in report for taken in lines), *passed)

    # --- reading

    def _read(self, found: Found, report: list[Taken]) -> None:
        files.check(self._case, found.path)
        with found.path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            mime = kinds.kind_of_stream(stream, found.path.name)
            stream.seek(0)
            source = _Source(found.path, found.path.name, found.folder, mime, found.size)
            ready = self._ready(stream, source, f"Taken in from “{safe_name(found.path.name)}”", report)
            after = os.fstat(stream.fileno())
        ready.own |= files.times(before)
        if name := undisguised(found.path.name):
            ready.notes = (f"Its name hides its direction; it is “{name}”.",)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or ready.size != after.st_size:
            ready.notes += (_CHANGING,)
        elif not ready.size:
            ready.notes += (_EMPTY,)
        self._gather(ready)

    def _read_inside(self, parent: Ready, child: Inside, owner: Ready) -> Ready:
        path = Path(parent.path, *(part for part in (child.folder, child.name) if part))
        self._progress(replace(self._step, name=safe_name(f"{parent.path.name} / {child.name}")))
        source = _Source(path, child.name, safe_name(child.folder), child.mime, 0)
        origin = f"Taken out of “{owner.own['file_name']}”"
        with child.open() as stream:
            ready = self._ready(stream, source, origin, parent.report)
        ready.contents, ready.owner, ready.relation = child.known, owner, child.relation
        ready.own["image_hash"] = child.image_hash
        ready.extra = child.values
        self._gather(ready)
        return ready

    def _ready(self, stream: BinaryIO, source: _Source, origin: str, report: list[Taken]) -> Ready:
        """Read the bytes: into memory if they are few, else into the case, unless an item seems to have them already."""
        held: Held | None = None
        incoming: Incoming | None = None
        count = _Counter(self._step, self._progress, source.size)
        first = _read_up_to(stream, SMALL + 1, source.size)
        if len(first) <= SMALL:
            count(len(first))
            if self._cancelled():
                raise CancelledError
            held = Held(first, *digests.of(first))
            sha256, sha512, size = held.sha256, held.sha512, len(first)
        elif found := self._recognised(stream, source.size, count):
            sha256, sha512, size = found
        else:
            size = max(source.size, len(first))
            beside = self._keeping == "beside" and (size > BIG_FILE or self._embedded + size > BIG_CASE)
            incoming = self._case.originals.take_in(
                _Rest(first, stream, source.size), count, self._cancelled, beside=beside
            )
            self._embedded += 0 if beside else incoming.size
            sha256, sha512, size = incoming.sha256, incoming.sha512, incoming.size
        own = own_values(source.name, source.mime) | {"folder": source.folder}
        own |= {"size": size, "sha256": sha256, "sha512": sha512}
        return Ready(source.path, origin, own, report, held, incoming)

    def _recognised(self, stream: BinaryIO, size: int, count: Callable[[int], None]) -> tuple[str, str, int] | None:
        """Hashes and size of a large file that an item has already, so that its bytes are not written in vain."""
        if not size:
            return None
        with self._case.reading() as session:
            if not evidence.has_size(session, size):
                return None
        stream.seek(0)
        with Digests() as hashing:
            for pieces in in_pieces(stream, count, self._cancelled):
                hashing.update(pieces)
            sha256, sha512 = hashing.finish()
        with self._case.reading() as session:
            known = evidence.with_hashes(session, [sha256])
        return (sha256, sha512, hashing.size) if known and sha256 in self._case.originals.hashes() else None

    def _gather(self, ready: Ready) -> None:
        self._gathered.append(ready)
        self._gathered_size += ready.size
        if len(self._gathered) >= _MOST_FILES or self._gathered_size >= _MOST_BYTES:
            self._flush()

    # --- writing

    def _flush(self) -> None:
        """Write what was gathered; where that fails, one by one, so that each failure is of its own file."""
        gathered, self._gathered, self._gathered_size = self._gathered, [], 0
        try:
            for group in _apart(gathered):
                self._store_each(group)
        except BaseException:
            for ready in gathered:
                self._forget(ready)
            raise
        for ready in gathered:
            ready.held = None
            ready.contents = None if ready.is_inside else ready.contents  # receipts are written, and need no more room
        for ready in gathered:
            if ready.item is not None and not self._cancelled():
                self._open(ready)

    def _store_each(self, group: list[Ready]) -> None:
        try:
            self._store(group)
        except UserError as error:
            if len(group) > 1:
                for ready in group:
                    self._store_each([ready])
                return
            self._forget(group[0])
            group[0].item = None
            group[0].report.append(Taken(group[0].path, None, "", problem=_sentence(group[0].path, error)))

    def _store(self, group: list[Ready]) -> None:
        with self._case.reading() as session:
            known = evidence.with_hashes(session, [ready.sha256 for ready in group])
        for ready in group:
            ready.known = known.get(ready.sha256)
            ready.item = ready.id if ready.known is None or self._copies else ready.known.id
        fresh = [ready for ready in group if ready.known is None]
        new = group if self._copies else fresh
        pictures = self._looks.begin(new)
        small = [ready.held for ready in fresh if ready.held] + receipts_of(new)
        incoming = self._case.originals.take_in_many(small) if small else []
        try:
            self._looks.end(pictures)
            large = [ready.incoming for ready in fresh if ready.incoming]
            numbers = write(self._case, new, [*incoming, *large], self._given) if new else []
        except BaseException:
            for one in incoming:
                self._case.originals.discard(one)
            raise
        self._tell(group, dict(zip([ready.id for ready in new], numbers, strict=True)))

    def _tell(self, group: list[Ready], numbers: Mapping[UUID, str]) -> None:
        for ready in group:
            if ready.id in numbers:
                number = numbers[ready.id]
                notes = ready.notes + (ready.contents.notes if ready.contents else ())
                alike = self._looks.alike(ready, number)
                line = Taken(ready.path, ready.id, number, notes=notes, alike=alike, values=ready.own)
            else:
                assert ready.known is not None
                number, own = ready.known.number, {**ready.own, **ready.extra, **lineage(ready)}
                line = Taken(ready.path, ready.known.id, number, already_there=True, values=own, origin=ready.origin)
            ready.report.append(line)
            if ready.known is not None:
                self._forget(ready)

    def _open(self, ready: Ready) -> None:
        """Take in what is inside; of what was there already too, since the last intake may have ended in between."""
        if ready.contents is None and not ready.is_inside and not ready.mime.startswith(_NOTHING_INSIDE):
            self._looks.look(ready)
        came: dict[int | None, Ready] = {}
        with suppress(CancelledError):
            for child in self._looks.inside(ready):
                try:
                    came[child.number] = self._read_inside(ready, child, came.get(child.within, ready))
                except (OSError, UserError) as error:
                    path = Path(ready.path, child.name or "?")
                    ready.report.append(Taken(path, None, "", problem=_sentence(path, error)))

    def _forget(self, ready: Ready) -> None:
        """Its bytes, if they wait in the case, are of no item."""
        if ready.incoming is not None:
            with suppress(UserError):  # what stays is swept when the case is opened next
                self._case.originals.discard(ready.incoming)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where bytes come from. `size` is 0 where nobody knows it, and nothing can be rewound."""

    path: Path
    name: str
    folder: str
    mime: str
    size: int


class _Counter:
    """Adds what has been read of one file to the progress of all."""

    def __init__(self, step: Step, progress: Progress, size: int) -> None:
        self._step, self._progress, self._size = step, progress, size
        self._read = 0

    def __call__(self, read: int) -> None:
        self._read += read
        if self._size:
            self._progress(replace(self._step, done=self._step.done + min(self._read, self._size)))


class _Rest:
    """A stream whose beginning has been read already."""

    def __init__(self, first: bytes, stream: BinaryIO, size: int) -> None:
        self._first, self._stream = first, stream
        if size:
            stream.seek(len(first))

    def read(self, size: int, /) -> bytes:
        if not self._first:
            return self._stream.read(size)
        data, self._first = self._first[:size], self._first[size:]
        return data


def _read_up_to(stream: BinaryIO, size: int, likely: int) -> bytes:
    """Up to `size` bytes; asking for no more than there are `likely` spares memory that would be given back unused.

    A stream out of an archive may give less at a time than it was asked for.
    """
    parts, wanted, asked = [], size, likely + 1 if likely else size
    while wanted and (data := stream.read(min(wanted, asked))):
        parts.append(data)
        wanted -= len(data)
        asked = CHUNK
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _apart(gathered: Iterable[Ready]) -> list[list[Ready]]:
    """Files whose bytes came in the same batch already wait until those are stored, and are then recognised."""
    first: dict[str, Ready] = {}
    again = [ready for ready in gathered if first.setdefault(ready.sha256, ready) is not ready]
    return [group for group in (list(first.values()), again) if group]


def _sentence(path: Path, error: Exception) -> str:
    if isinstance(error, FullDiskError):
        return f"“{safe_name(path.name)}” was not taken in: the disk is full. Free some space and add it again."
    if isinstance(error, UserError):
        return str(error)
    reason = getattr(error, "strerror", None) or "it cannot be read"
    return f"“{safe_name(path.name)}” was not taken in: {reason.lower()}."
