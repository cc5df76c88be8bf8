"""The files inside one that was taken in, as the child hands them out: each is announced, and its bytes follow in pieces.

The limits that the readers keep (how much an archive may grow, what its names may be) are kept in the child. Here a bound
is kept that holds for a child too which a file has taken over.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast, get_args

from casefile.errors import UserError
from casefile.evidence import told
from casefile.evidence.archives import MOST_BYTES
from casefile.evidence.child import Answer, BrokenOffError, Child
from casefile.evidence.found import Contents, Relation
from casefile.evidence.intake.files import safe_name

_MOST_BREAKS = 12
"""Children that may break off over one file, each over another file in it."""
_LEAST = 4096
"""Bytes that a file inside counts at least, so that there is no end of empty ones."""
_BROKE_OFF = "“{name}”: reading a file in it broke off; that one was not taken in."
_BROKE_WITHIN = "“{name}”: reading the files in a file in it broke off; that one itself was taken in."
_ENDED = "“{name}”: reading the files in it broke off again and again; what came before was taken in."


@dataclass(frozen=True, slots=True)
class Inside:
    """A file inside another (see `found.Child`), known as far as the child could. `open` gives its bytes, once.

    `number` counts those that came, from 0; `within` is that of the one it lies in, None for the file itself.
    """

    number: int
    name: str
    folder: str
    open: Callable[[], BinaryIO]
    relation: Relation
    within: int | None = None
    mime: str = "application/octet-stream"
    image_hash: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    known: Contents = field(default_factory=Contents)


class Members:
    """Iterate over it once: the files inside the one at `path`. It uses the child until it ends or is closed.

    Its last ones may be no files but only say, when they are opened, what broke off. Cancelling raises `CancelledError`.
    """

    def __init__(self, child: Child, path: Path, mime: str, cancelled: Callable[[], bool], patience: float) -> None:
        self._child, self._path, self._mime = child, path, mime
        self._cancelled, self._patience = cancelled, patience
        self._answers: Iterator[Answer] = iter(())
        self._seen, self._left = 0, MOST_BYTES
        self._within: list[int | None] = []  # for each that came, or broke off, the number of the one it lies in
        self._shut: dict[int, int] = {}  # over these it broke off; how many came out of each before
        self._unread: list[int] = []  # over these it broke off once, and only their bytes are asked for
        self._into: int | None = None  # whose next file is looked for
        self._at: int | None = None  # which one is read
        self._opened = self._broke = False

    def __iter__(self) -> Iterator[Inside]:
        for _try in range(_MOST_BREAKS):
            self._answers, self._opened, self._broke = self._ask(), False, False
            try:
                yield from self._announced()
            except BrokenOffError:
                yield from self._spared()
            except UserError as error:
                yield self._nothing(str(error))
                return
            else:
                if not self._broke:
                    return
            if not self._opened:
                return
        yield self._nothing(_ENDED)

    def _announced(self) -> Iterator[Inside]:
        for answer in self._answers:
            if self._left < 0:
                return
            self._opened = self._opened or "opened" in answer
            if "into" in answer:
                self._into, self._at = self._number(answer["into"]), None
            elif "at" in answer:
                self._at = self._reading(answer["at"])
            elif "known" in answer:
                self._seen += 1
                self._within.append(self._number(answer.get("within")))
                yield self._inside(answer)
            elif "failed" in answer:
                raise told.nonsense()

    def _spared(self) -> Iterator[Inside]:
        """It broke off over no bytes: a file that was being read is asked for once more, as bytes that nobody looks into."""
        if self._at is None and self._into is not None:
            self._close(self._into)
            yield self._nothing(_BROKE_WITHIN)
        elif self._at is not None and self._at < self._seen:
            self._close(self._at)
        elif self._seen not in self._unread and self._at is not None:
            self._unread.append(self._seen)
        else:
            self._shut[self._seen] = 0
            self._within.append(self._into)
            self._seen += 1
            yield self._nothing(_BROKE_OFF)

    def _close(self, number: int) -> None:
        """Do not go on with the files in this one; those that came out of it keep their numbers."""
        last = number + 1
        while last < self._seen and (within := self._within[last]) is not None and within >= number:
            last += 1
        self._shut[number] = last - number - 1

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the file that was announced last."""
        for answer in self._answers_of_one():
            if "broken" in answer:
                raise UserError(str(answer["broken"])[:500]) if answer["broken"] else OSError
            if "whole" in answer:
                return
            data = answer.get("piece")
            if not isinstance(data, bytes):
                raise told.nonsense()
            self._count(len(data))
            yield data
        raise told.nonsense()

    def _answers_of_one(self) -> Iterator[Answer]:
        """The next answers; if the child breaks off among them, the rest of the files is asked for anew."""
        try:
            while (answer := next(self._answers, None)) is not None:  # `yield from` would end them with the first file
                yield answer
        except BrokenOffError:
            self._broke = True
            self._close(self._seen - 1)
            raise

    def _ask(self) -> Iterator[Answer]:
        shut = [[number, count] for number, count in self._shut.items()]
        question = {"do": "inside", "first": self._seen, "shut": shut, "unread": self._unread}
        self._into = self._at = None
        data = json.dumps([[str(self._path), self._mime]]).encode()
        return self._child.ask(question, data, self._cancelled, patience=self._patience, most=float("inf"))

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise UserError(f"It holds more than {MOST_BYTES >> 30} GB; unpack it yourself and add what you need.")

    def _inside(self, answer: Answer) -> Inside:
        self._count(_LEAST)
        relation, values = answer.get("relation"), answer.get("values")
        if relation not in get_args(Relation) or not isinstance(values, dict):
            raise told.nonsense()
        return Inside(
            self._seen - 1,
            str(answer.get("name", "")),
            str(answer.get("folder", "")),
            lambda: cast("BinaryIO", io.BufferedReader(_Pieces(self.pieces()))),
            cast("Relation", relation),
            self._within[-1],
            told.mime(answer.get("mime")),
            told.picture_hash(answer.get("hash")),
            told.values(values),
            told.from_answer(answer["known"]),
        )

    def _nothing(self, sentence: str) -> Inside:
        def open_it() -> BinaryIO:
            raise UserError(sentence.replace("{name}", safe_name(self._path.name)))

        return Inside(-1, "", "", open_it, "derived_from_id")

    def _reading(self, named: object) -> int:
        """The number of one that came already, or comes next."""
        if not isinstance(named, int) or not 0 <= named <= self._seen:
            raise told.nonsense()
        return named

    def _number(self, named: object) -> int | None:
        """The number of one that came already; None for the file itself."""
        if named is not None and (not isinstance(named, int) or not 0 <= named < len(self._within)):
            raise told.nonsense()
        return named


class _Pieces(io.RawIOBase):
    """Pieces as one stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces, self._piece = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._piece:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._piece = memoryview(piece)
        size = min(len(buffer), len(self._piece))
        buffer[:size] = self._piece[:size]
        self._piece = self._piece[size:]
        return size
