"""ProofMode: a zip of pictures or films, each with what the telephone knew when it was taken, and signatures.

Beside `photo.jpg` stand `<sha256>.proof.json` or `.proof.csv` with the hash of the file among its fields, and signatures
(`.asc`), OpenTimestamps proofs (`.ots`) and tokens of the device (`.gst`) that begin with the same hash.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from casefile.evidence import archives
from casefile.evidence.archives import Entry
from casefile.evidence.captures import receipts
from casefile.evidence.found import BAD_FILE, Child, Contents, File, Receipt, instant, listed, merged, plain

_MOST_BYTES = 1 << 20
_MOST_PROOFS = 2000
_PROOF = re.compile(r"(?:^|/)[^/]*\.proof\.(?:json|csv)$")
_HASH = "file hash sha256"
_ASIDE = (".asc", ".txt", ".html", ".pdf")  # the public key, and how to verify: nobody expects a proof of them


def read(path: File) -> Contents | None:
    """The files of the archive, each with its proof; None for a zip without proofs."""
    entries = archives.zip_entries(path)
    archives.check(entries, path.stat().st_size)
    proofs = _proofs(entries)
    return Contents(children=partial(_children, entries, proofs)) if proofs else None


def _children(entries: list[Entry], proofs: dict[str, Contents]) -> Iterator[Child]:
    sentence = "No proof in its ProofMode archive has its SHA-256."
    unproved = Contents(events=({"action": "collected", "note": sentence},), notes=(sentence,))
    aside = Contents(events=unproved.events)
    for entry, child in archives.paired([entry for entry in entries if not _is_proof(entry, proofs)]):
        without = aside if child.name.lower().endswith(_ASIDE) else unproved
        yield replace(child, known=proofs.get(_digest_of(entry), without))


def _proofs(entries: list[Entry]) -> dict[str, Contents]:
    """What the proofs in a zip say, by the SHA-256 of the file that they are about."""
    known: dict[str, Contents] = {}
    for entry in [entry for entry in entries if _PROOF.search(entry.name)][:_MOST_PROOFS]:
        told = {name.lower(): value for name, value in _told(entry).items()}
        digest = str(told.get(_HASH, "")).lower()
        if re.fullmatch(r"[0-9a-f]{64}", digest) and digest not in known:
            known[digest] = _contents(told, digest, entries)
    return known


def _is_proof(entry: Entry, proofs: dict[str, Contents]) -> bool:
    """Whether an entry is proof and no evidence: it is kept with the file that it is about."""
    return entry.name.rpartition("/")[2].lower().partition(".")[0] in proofs and not entry.refused


def _told(entry: Entry) -> dict[str, Any]:
    try:
        text = _bytes(entry).decode("utf-8-sig")
        if entry.name.endswith(".json"):
            told = json.loads(text)
            return told if isinstance(told, dict) else {}
        rows = [row for row in csv.reader(io.StringIO(text)) if row]
    except BAD_FILE:
        return {}
    if rows and len(rows[0]) == 2 and _HASH in {row[0].lower() for row in rows}:
        return {row[0]: row[1] for row in rows if len(row) == 2}  # a field a line
    return dict(zip(rows[0], rows[1], strict=False)) if len(rows) > 1 else {}


def _bytes(entry: Entry) -> bytes:
    if entry.refused or entry.size > _MOST_BYTES:
        return b""
    with entry.open() as stream:
        return stream.read(_MOST_BYTES)


def _contents(told: dict[str, Any], digest: str, entries: list[Entry]) -> Contents:
    at = instant(told.get("proof generated", ""))
    latitude, longitude = (str(told.get(f"location.{name}", "")) for name in ("latitude", "longitude"))
    placed = _is_decimal(latitude) and _is_decimal(longitude)
    rest = {name: value for name, value in told.items() if name not in (_HASH, "file path")}
    values: dict[str, Any] = {
        "collected_at": at,
        "collected_tool": "ProofMode",
        "collected_how": "Recorded with proof by the telephone",
        "embedded_created": plain(told.get("file created", "") or told.get("file modified", "")),
        "embedded_device": plain(f"{told.get('manufacturer', '')} {told.get('hardware', '') or told.get('model', '')}"),
        "embedded": listed(rest),
    } | ({"embedded_latitude": latitude[:12], "embedded_longitude": longitude[:12]} if placed else {})
    event = {
        "action": "collected",
        "at": at,
        "sha256": digest,
        "note": "Recorded with ProofMode. Its SHA-256 is that of this file. Its signatures are kept and not checked here.",
    }
    return merged(Contents(values), receipts.together(_receipts(digest, entries, event)))


def _is_decimal(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,3}(\.\d{1,9})?", text[:12]))


def _receipts(digest: str, entries: list[Entry], event: dict[str, Any]) -> Iterator[Receipt]:
    """The proof itself carries the event; signatures and time-stamps have one each."""
    told = False
    for entry in entries:
        name = entry.name.rpartition("/")[2]
        if not name.lower().startswith(digest) or entry.refused:
            continue
        try:
            data = _bytes(entry)
        except BAD_FILE:
            continue
        if _PROOF.search(name) and not told:
            told = True
            yield Receipt(plain(name, 255), data, event)
        elif name.lower().endswith(".ots"):
            yield receipts.read(name, data, {"sha256": digest}.__getitem__)
        else:
            note = "Kept with the proof of ProofMode; not checked here."
            yield Receipt(plain(name, 255), data, {"action": "collected", "at": event["at"], "note": note})


def _digest_of(entry: Entry) -> str:
    """The SHA-256 of an entry's bytes; "" where it cannot be read."""
    try:
        with entry.open() as stream:
            hashing = hashlib.sha256()
            while data := stream.read(1 << 20):
                hashing.update(data)
    except BAD_FILE:
        return ""
    return hashing.hexdigest()
