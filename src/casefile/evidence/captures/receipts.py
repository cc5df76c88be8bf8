"""Receipts that lie beside a file: time-stamps of RFC 3161, proofs of OpenTimestamps, and written hashes.

What is checked here is that the receipt speaks of these bytes. Whether its authority is to be believed, or its block is in
the chain, needs certificates or the network, and is said to be unchecked.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, cast

from casefile.evidence.captures import open_timestamps, rfc3161
from casefile.evidence.found import BAD_FILE, Contents, Receipt, plain

MOST_BYTES = 1 << 20
_WRITTEN = {".sha256": "sha256", ".sha512": "sha512", ".sha1": "sha1", ".md5": "md5"}
_ENDINGS = (".ots", ".tsr", ".tst", ".tsq", *_WRITTEN)

Hashed = Callable[[str], str]
"""The hash of the file by the name of its algorithm, as hashlib knows it, in hexadecimal."""


def subject_of(name: str) -> str:
    """The name of the file that a receipt of this name is about (`photo.jpg` of `photo.jpg.ots`); "" if it is none."""
    ending = Path(name).suffix.lower()
    return name[: -len(ending)] if ending in _ENDINGS else ""


def are_beside(path: Path) -> bool:
    """Whether there is a file by the name of a receipt beside it."""
    return any(os.path.lexists(f"{path}{ending}") for ending in _ENDINGS)


def beside(path: Path) -> Contents:
    """All receipts beside a file."""
    found = []
    hashed = hasher(path)
    for ending in _ENDINGS:
        receipt = path.with_name(path.name + ending)
        try:
            if not receipt.is_file() or receipt.is_symlink() or receipt.stat().st_size > MOST_BYTES:
                continue
            found.append(read(receipt.name, receipt.read_bytes(), hashed))
        except OSError:
            continue
    return together(found)


def together(found: Iterable[Receipt]) -> Contents:
    """Receipts of one file; those that are about other bytes, or cannot be read, are told of at once."""
    found = tuple(found)
    return Contents(receipts=found, notes=tuple(receipt.warning for receipt in found if receipt.warning))


def hasher(path: Path) -> Hashed:
    """Hashes of one file on disk."""
    return hasher_of(lambda: cast("BinaryIO", path.open("rb")))


def hasher_of(opening: Callable[[], BinaryIO]) -> Hashed:
    """Hashes of what a stream gives, each computed when it is first asked for."""
    known: dict[str, str] = {}

    def hashed(algorithm: str) -> str:
        if algorithm not in known:
            with opening() as stream:
                known[algorithm] = hashlib.file_digest(cast("Any", stream), algorithm).hexdigest()
        return known[algorithm]

    return hashed


def read(name: str, data: bytes, hashed: Hashed) -> Receipt:
    """A receipt and the custody event that it proves; one that cannot be read is kept all the same, and that is said."""
    ending = Path(name).suffix.lower()
    shown = plain(name, 255)
    try:
        if ending == ".ots":
            event = _of_chain(data, hashed)
        elif ending in _WRITTEN:
            event = _of_written(data, _WRITTEN[ending], hashed)
        else:
            event = _of_authority(data, ending, hashed)
    except BAD_FILE:
        sentence = f"The receipt “{shown}” cannot be read; it proves nothing as it is."
        return Receipt(shown, data, {"action": "timestamped", "note": sentence}, sentence)
    return Receipt(shown, data, event, differing(shown) if OTHER_BYTES in event["note"] else "")


OTHER_BYTES = "is NOT that of this file: it was made for other bytes."


def agreement(algorithm: str, digest: str, hashed: Hashed) -> str:
    """Whether a hash is that of the file, in words; they end with `OTHER_BYTES` where it is not."""
    label = algorithm.upper().replace("SHA", "SHA-").replace("--", "-")
    if algorithm not in hashlib.algorithms_available:
        return f"Its {label} {digest} cannot be compared here."
    if hashed(algorithm) == digest.lower():
        return f"Its {label} is that of this file."
    return f"Its {label} {digest} {OTHER_BYTES}"


def differing(name: str) -> str:
    """What the report says of a file whose receipt, or other data beside it, has another hash."""
    return f"The hash in “{name}” is not that of this file: one of the two was changed, or they do not belong together."


def _event(algorithm: str, digest: str, hashed: Hashed, **values: str) -> dict[str, Any]:
    agreed = algorithm == "sha256" and hashed(algorithm) == digest
    return values | ({"sha256": digest} if agreed else {})


def _of_chain(data: bytes, hashed: Hashed) -> dict[str, Any]:
    proof = open_timestamps.parse(data)
    attested = [f"Bitcoin block {height:,}" for height in proof.blocks]
    attested += [f"{chain} block {height:,}" for chain, height in proof.other_blocks]
    waiting = [f"{plain(address, 200)}" for address in proof.pending]
    parts = [
        f"OpenTimestamps proof. {agreement(proof.algorithm, proof.digest, hashed)}",
        f"It names {', '.join(attested)}."
        if attested
        else "It names no block yet; it must be completed to prove a time.",
        f"Pending at {', '.join(waiting)}." if waiting else "",
        "Not checked against the blockchain.",
    ]
    return _event(
        proof.algorithm, proof.digest, hashed, action="timestamped", note=" ".join(part for part in parts if part)
    )


def _of_authority(data: bytes, ending: str, hashed: Hashed) -> dict[str, Any]:
    stamp = rfc3161.parse(data, ending)
    agreed = agreement(stamp.algorithm, stamp.digest, hashed)
    if stamp.at is None:
        return {"action": "timestamped", "note": f"Request for a time-stamp (RFC 3161), no stamp itself. {agreed}"}
    note = f"Time-stamp (RFC 3161), number {stamp.serial}. {agreed} Not checked against the authority's certificate."
    values = {"action": "timestamped", "at": stamp.at, "by": plain(stamp.authority, 500), "note": note}
    return _event(stamp.algorithm, stamp.digest, hashed, **values)


def _of_written(data: bytes, algorithm: str, hashed: Hashed) -> dict[str, Any]:
    digits = hashlib.new(algorithm, usedforsecurity=False).digest_size * 2
    written = re.search(rf"(?<![0-9a-fA-F])[0-9a-fA-F]{{{digits}}}(?![0-9a-fA-F])", data.decode("utf-8", "replace"))
    if written is None:
        raise ValueError("no hash in it")
    digest = written[0].lower()
    note = f"Hash that came with the file. {agreement(algorithm, digest, hashed)}"
    return _event(algorithm, digest, hashed, action="received", note=note)
