"""WACZ (Webrecorder's specification, 1.1.1): WARCs, a list of pages and digests of all, in one zip."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, cast

from casefile.evidence import archives
from casefile.evidence.captures import warc
from casefile.evidence.found import BAD_FILE, Child, Contents, File, Receipt, instant, listed, plain

_MOST_TOLD = 8 << 20
_MOST_PAGES = 20


def read(path: File) -> Contents:
    """Address, time and tool; which of its digests agree; the signature of whoever made it, as a receipt."""
    entries = archives.zip_entries(path)
    archives.check(entries, path.stat().st_size)
    with path.open("rb") as file, zipfile.ZipFile(file) as package:
        told = _json(package, "datapackage.json")
        pages = list(_pages(package))
        agreeing, differing = _compare(package, told)
        receipts = tuple(_signature(package))
        regions = [region for info in package.infolist() if (region := _region(path, package, info)) is not None]
    scans = [(opening, warc.scan(opening, size)) for opening, size in regions]
    values = _values(told, pages, scans)
    note = f"Captured from {values['collected_url']}. Digests in the package: {agreeing:,} agree, {differing:,} do not."
    events = ({"action": "collected", "at": values["collected_at"], "note": note},) if values["collected_at"] else ()
    notes = [note for _, scan in scans for note in warc.notes(scan)]
    if differing:
        notes.append(warc.DIFFERING.format(count=f"{differing:,}"))
    return Contents(values, events, receipts, tuple(notes), partial(_media, scans))


def _values(
    told: dict[str, Any], pages: list[dict[str, Any]], scans: list[tuple[Callable[[], BinaryIO], warc.Scan]]
) -> dict[str, Any]:
    first: dict[str, Any] = next(iter(pages), {})
    captured = next((page for _, scan in scans if (page := scan.page) is not None), None)
    info = warc.of_info(scans[0][1]) if scans else {}
    other = {f"Page {number}": page.get("url", "") for number, page in enumerate(pages, start=1)}
    about = {"Description": told.get("description", ""), "WACZ version": told.get("wacz_version", "")}
    return {
        "collected_url": plain(told.get("mainPageUrl") or first.get("url") or (captured.url if captured else ""), 2000),
        "collected_at": instant(told.get("mainPageDate") or first.get("ts") or told.get("created") or "")
        or (captured.at if captured else ""),
        "collected_tool": plain(told.get("software") or info.get("collected_tool", "")),
        "collected_by": info.get("collected_by", ""),
        "collected_how": "Web capture (WACZ)",
        "embedded_title": plain(told.get("title") or first.get("title") or ""),
        "embedded_created": plain(told.get("created", "")),
        "embedded": listed(about | other),
    }


def _media(scans: list[tuple[Callable[[], BinaryIO], warc.Scan]]) -> Iterator[Child]:
    for opening, scan in scans:
        yield from warc.media(opening, scan)


def _json(package: zipfile.ZipFile, name: str) -> dict[str, Any]:
    try:
        with package.open(name) as part:
            told = json.loads(part.read(_MOST_TOLD))
    except BAD_FILE:
        return {}
    return told if isinstance(told, dict) else {}


def _pages(package: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    """The first pages of the list, each with `url`, `ts` and perhaps `title`."""
    try:
        with package.open("pages/pages.jsonl") as part:
            for line in part.read(_MOST_TOLD).splitlines()[: _MOST_PAGES + 1]:
                page = json.loads(line)
                if isinstance(page, dict) and page.get("url"):
                    yield page
    except BAD_FILE:
        return


def _compare(package: zipfile.ZipFile, told: dict[str, Any]) -> tuple[int, int]:
    """How many of the files listed have the digest that is written for them, and how many have not."""
    listed_files = told.get("resources")
    agreeing = differing = 0
    for resource in listed_files if isinstance(listed_files, list) else []:
        digest = _digest(package, resource)
        agreeing += digest is True
        differing += digest is False
    return agreeing, differing


def _digest(package: zipfile.ZipFile, resource: Any) -> bool | None:
    try:
        algorithm, _, digest = str(resource["hash"]).partition(":")
        with package.open(resource["path"]) as part:
            return hashlib.file_digest(cast("Any", part), algorithm).hexdigest() == digest.lower()
    except BAD_FILE:
        return False


def _signature(package: zipfile.ZipFile) -> Iterator[Receipt]:
    """datapackage-digest.json: the digest of the list of files, perhaps signed by the tool that made the capture."""
    told = _json(package, "datapackage-digest.json")
    if not told:
        return
    agreed = _digest(package, told | {"path": "datapackage.json"})
    signed = told.get("signedData")
    note = f"Digest of the capture's list of files: {'it agrees' if agreed else 'it does NOT agree'}."
    event: dict[str, Any] = {"action": "collected", "at": ""}
    if isinstance(signed, dict):
        who = plain(signed.get("domain") or signed.get("software") or "its maker", 200)
        note += f" Signed by {who}; the signature is not checked here."
        event["at"] = instant(signed.get("created", ""))
    with package.open("datapackage-digest.json") as part:
        yield Receipt("datapackage-digest.json", part.read(_MOST_TOLD), event | {"note": note})


def _region(path: File, package: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[Callable[[], BinaryIO], int] | None:
    """A WARC in the zip as a part of the file; only where it is stored as it is, which the specification asks for."""
    inside = info.filename.startswith("archive/") and info.filename.endswith((".warc", ".warc.gz"))
    if not inside or info.compress_type != zipfile.ZIP_STORED or package.fp is None:
        return None
    package.fp.seek(info.header_offset)
    head = package.fp.read(30)
    start = info.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    return partial(_open, path, start, info.file_size), info.file_size


def _open(path: File, start: int, size: int) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Part(path, start, size)))


class _Part(io.RawIOBase):
    """A part of a file as a stream of its own."""

    def __init__(self, path: File, start: int, size: int) -> None:
        super().__init__()
        self._file, self._start, self._size, self._at = path.open("rb"), start, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (self._at if whence == 1 else self._size if whence == 2 else 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._start + self._at)
        data = self._file.read(max(0, min(len(buffer), self._size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
