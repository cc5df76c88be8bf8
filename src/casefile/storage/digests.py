"""SHA-256 and SHA-512 of bytes as they pass, each on a thread of its own: hashlib lets go of Python while it computes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256, sha512
from types import TracebackType
from typing import Any, Self

_WORTH_A_THREAD = 1024 * 1024
"""Bytes; both hashes of fewer are computed before a thread has begun."""


class Digests:
    """Both hashes of one stream. At most two lists of pieces wait for them, so that memory stays small."""

    def __init__(self) -> None:
        self._hashes = (sha256(), sha512())
        self._threads: tuple[ThreadPoolExecutor, ...] = ()
        self._waiting: list[tuple[Future[None], ...]] = []
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for thread in self._threads:
            thread.shutdown(wait=True, cancel_futures=True)

    def update(self, pieces: Sequence[bytes]) -> None:
        """Hash `pieces`, which must not change, meanwhile or at once."""
        length = sum(map(len, pieces))
        self.size += length
        if length < _WORTH_A_THREAD and not self._waiting and not self._threads:
            for digest in self._hashes:
                _hash(digest, pieces)
            return
        if not self._threads:
            self._threads = tuple(ThreadPoolExecutor(1, "hash") for _ in self._hashes)
        self._waiting.append(
            tuple(
                thread.submit(_hash, digest, pieces) for thread, digest in zip(self._threads, self._hashes, strict=True)
            )
        )
        while len(self._waiting) > 2:
            _wait(self._waiting.pop(0))

    def finish(self) -> tuple[str, str]:
        """SHA-256 and SHA-512, hexadecimal."""
        for one in self._waiting:
            _wait(one)
        self._waiting = []
        first, second = self._hashes
        return first.hexdigest(), second.hexdigest()


def of(data: bytes) -> tuple[str, str]:
    """Both hashes of bytes in memory."""
    if len(data) < _WORTH_A_THREAD:
        return sha256(data).hexdigest(), sha512(data).hexdigest()
    with Digests() as digests:
        digests.update([data])
        return digests.finish()


def _hash(digest: Any, pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        digest.update(piece)


def _wait(futures: Iterable[Future[None]]) -> None:
    for future in futures:
        future.result()
