"""Proofs of OpenTimestamps (.ots): whose hash they are about, and what attests it.

The format, as its public implementations document it: a magic of 31 bytes, a version, the operation that hashed the file
and its digest; then a tree of operations whose every branch ends in an attestation. 0xff says that another branch follows.
"""

from __future__ import annotations

from dataclasses import dataclass

MAGIC = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294")
_HASHES = {0x02: ("sha1", 20), 0x03: ("ripemd160", 20), 0x08: ("sha256", 32), 0x67: ("keccak256", 32)}
_WITH_ARGUMENT = (0xF0, 0xF1)  # append, prepend
_WITHOUT = (*_HASHES, 0xF2, 0xF3)  # reverse, hexlify
_BITCOIN, _PENDING = bytes.fromhex("0588960d73d71901"), bytes.fromhex("83dfe30d2ef90c8e")
_OTHERS = {bytes.fromhex("06869a0d73d71b45"): "Litecoin", bytes.fromhex("30fe8087b5c7ead7"): "Ethereum"}
_MOST_STEPS = 100_000


@dataclass(frozen=True, slots=True)
class Proof:
    """`algorithm` as hashlib calls it; `digest` hexadecimal; heights of blocks; addresses of calendars that still wait."""

    algorithm: str
    digest: str
    blocks: tuple[int, ...]
    other_blocks: tuple[tuple[str, int], ...]
    pending: tuple[str, ...]


class _Bytes:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> bytes:
        """The next bytes; `ValueError` where there are not so many."""
        found = self._data[self._at : self._at + count]
        if len(found) < count:
            raise ValueError("the proof breaks off")
        self._at += count
        return found

    def number(self) -> int:
        """A number in groups of seven bits, the lowest first (LEB128)."""
        value = 0
        for shift in range(0, 63, 7):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
        raise ValueError("a number without end")


def parse(data: bytes) -> Proof:
    """Read a proof; `ValueError` where it is none, is newer than version 1, or breaks off."""
    source = _Bytes(data)
    if source.take(len(MAGIC)) != MAGIC or source.number() != 1:
        raise ValueError("no proof of version 1")
    algorithm, size = _HASHES[source.take(1)[0]]
    digest = source.take(size).hex()
    blocks: list[int] = []
    others: list[tuple[str, int]] = []
    pending: list[str] = []
    for tag, payload in _attestations(source):
        inner = _Bytes(payload)
        if tag == _BITCOIN:
            blocks.append(inner.number())
        elif tag == _PENDING:
            pending.append(inner.take(inner.number()).decode("utf-8", "replace"))
        elif tag in _OTHERS:
            others.append((_OTHERS[tag], inner.number()))
    return Proof(algorithm, digest, tuple(sorted(blocks)), tuple(others), tuple(pending))


def _attestations(source: _Bytes) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, bytes]] = []
    branches = 1
    for _step in range(_MOST_STEPS):
        tag = source.take(1)[0]
        if tag == 0xFF:
            branches += 1
        elif tag == 0:
            found.append((source.take(8), source.take(source.number())))
            branches -= 1
            if not branches:
                return found
        elif tag in _WITH_ARGUMENT:
            source.take(source.number())
        elif tag not in _WITHOUT:
            raise ValueError("an unknown operation")
    raise ValueError("the proof is too long")
