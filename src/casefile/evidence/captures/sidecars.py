"""Collection data that a tool wrote into a file of its own, beside what it collected.

A screenshot or a film with a file of the same name in JSON or text; the lists of auto-archiver in JSON or CSV (its table
of a spreadsheet included), which name the files they are about. The sidecar stays an item of its own; what it says goes
into the item that it is about.
"""

from __future__ import annotations

import csv
import io
import json
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path, PurePath
from typing import Any, Protocol

from casefile.evidence.captures.receipts import OTHER_BYTES, Hashed, agreement, differing, hasher
from casefile.evidence.found import BAD_FILE, Contents, instant, plain, utc

MOST_BYTES = 4 << 20
"""Bytes of a file with such data."""
MOST_LISTS = 50
_MOST_ROWS = 20_000
_NAMES = {
    "collected_url": ("url", "webpage_url", "original_url", "page_url", "source_url", "link", "address"),
    "collected_at": (
        "captured_at", "collected_at", "capture_time", "_processed_at", "epoch", "timestamp", "archived_at",
        "archive date", "saved_at", "date", "datetime", "time",
    ),
    "collected_tool": ("tool", "software", "_extractor", "capture_tool", "user_agent", "generator"),
    "collected_by": ("collected_by", "investigator", "collector", "captured_by"),
    "uploader": ("uploader", "account", "author", "username", "channel", "user"),
    "uploaded": ("upload_date", "uploaded", "posted_at", "upload timestamp"),
    "context": ("description", "content", "text", "caption", "text content"),
    "embedded_title": ("title", "page_title", "fulltitle", "upload title"),
}  # fmt: skip
Listed = Mapping[str, tuple[str, dict[str, Any]]]
"""By the name of a file the list that it stands in, and what that says of it."""
_HASHES = {"sha256": "sha256", "sha-256": "sha256", "hash": "", "sha512": "sha512", "sha-512": "sha512"}


class Folder(Protocol):
    """Where a file lies, with what lies beside it: on a disk, or in an archive."""

    def text(self, name: str) -> str:
        """What a file of this name says, in UTF-8; "" where there is none, or it is no text. May raise `BAD_FILE`."""
        ...

    def lists(self) -> Listed:
        """What the lists of auto-archiver in it say."""
        ...


def read(path: Path) -> Contents:
    """What the sidecar of a file on disk says of it; nothing where there is none."""
    return of(path.name, _OnDisk(path.parent), hasher(path))


def of(name: str, folder: Folder, hashed: Hashed) -> Contents:
    """What lies beside a file of this name says of it; nothing where there is none."""
    whole = PurePath(name)
    for beside in (f"{name}.json", *(whole.with_suffix(end).name for end in (".info.json", ".json", ".txt"))):
        told = {} if beside == name else _told(beside, folder)
        if told:
            return _contents(told, beside, hashed)
    row = folder.lists().get(name)
    return _contents(row[1], row[0], hashed) if row is not None else Contents()


class _OnDisk:
    """Of the lists it is remembered what they said, until the folder or one of them changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def text(self, name: str) -> str:
        path = self._folder / name
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_BYTES:
            return ""
        return path.read_text(encoding="utf-8-sig")

    def lists(self) -> Listed:
        stamp = _stamp(self._folder)
        return _listed(self._folder, stamp) if stamp else {}


def _told(name: str, folder: Folder) -> dict[str, Any]:
    """Names in small letters and values of one sidecar; nothing unless it names an address."""
    try:
        text = folder.text(name)
        told = (
            json.loads(text)
            if text and name.endswith(".json")
            else dict(re.findall(r"^\s*([\w -]{1,40}?)\s*:\s+(.+)$", text, re.MULTILINE))
        )
    except BAD_FILE:
        return {}
    if not isinstance(told, dict):
        return {}
    flat = _flat(told)
    return flat if _address(flat) else {}


def _flat(told: Mapping[str, Any]) -> dict[str, Any]:
    """Auto-archiver keeps what it knows under `metadata`; its time stamp, and that of yt-dlp, is that of the post."""
    inner = told.get("metadata")
    flat = {str(name).lower(): value for name, value in told.items()}
    flat |= {str(name).lower(): value for name, value in inner.items()} if isinstance(inner, dict) else {}
    if flat.keys() & {"_processed_at", "extractor"} and "timestamp" in flat:
        flat["posted_at"] = flat.pop("timestamp")
    if isinstance(version := flat.get("_version"), dict) and "extractor" in flat:
        flat["tool"] = f"yt-dlp {version.get('version', '')}".strip()
    return flat


def _address(told: Mapping[str, Any]) -> str:
    found = next((told[name] for name in _NAMES["collected_url"] if told.get(name)), "")
    return plain(found, 2000) if re.match(r"https?://", str(found)) else ""


def _contents(told: Mapping[str, Any], name: str, hashed: Hashed) -> Contents:
    values: dict[str, Any] = {}
    for field, names in _NAMES.items():
        found = next(
            (told[key] for key in names if isinstance(told.get(key), str | int | float) and told[key] != ""), ""
        )
        values[field] = plain(found, 10_000 if field == "context" else 2000)
    values["collected_url"] = _address(told)
    values["collected_at"] = _moment(told)
    values["uploaded"] = _day(values["uploaded"])
    shown = plain(name, 200)
    note = f"Collection data from “{shown}”, which lay beside it."
    if not values["collected_at"] and (written := _unzoned(told)):
        note += f" It gives the time “{written}” without a zone."
    hashes = [(algorithm, digest) for algorithm, digest in _hashes(told)]
    event: dict[str, Any] = {"action": "collected", "at": values["collected_at"], "by": values["collected_by"]}
    for algorithm, digest in hashes:
        note += f" {agreement(algorithm, digest, hashed)}"
        if algorithm == "sha256" and hashed("sha256") == digest:
            event["sha256"] = digest
    notes = (differing(shown),) if OTHER_BYTES in note else ()
    return Contents(values, (event | {"note": note},), notes=notes)


def _moment(told: Mapping[str, Any]) -> str:
    return next((when for name in _NAMES["collected_at"] if (when := _instant(told.get(name, "")))), "")


def _instant(value: object) -> str:
    """A time with its zone, or in seconds since 1970, as JSON of Python has it."""
    written = plain(value, 60)
    if re.fullmatch(r"\d{9,11}(\.\d+)?", written):
        return utc(datetime.fromtimestamp(float(written), UTC))
    return instant(written)


def _unzoned(told: Mapping[str, Any]) -> str:
    return next((plain(told[name], 60) for name in _NAMES["collected_at"] if isinstance(told.get(name), str)), "")


def _day(text: str) -> str:
    """A day of a tool (20240203, 2024-02-03T…, or in seconds) as an EDTF date."""
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", text)
    return "-".join(found.groups()) if found else _instant(text)[:10]


def _hashes(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, algorithm in _HASHES.items():
        found = re.fullmatch(r"(?:([\w-]+):)?([0-9a-f]{64}|[0-9a-f]{128})", str(told.get(name, "")).strip().lower())
        if found is not None:
            yield algorithm or ("sha256" if len(found[2]) == 64 else "sha512"), found[2]


# --- lists about many files --------------------------------------------------------------------------------------


def _stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """The lists of a folder with their times, so that what was read of them is read again when they change."""
    found: list[tuple[str, int]] = []
    try:
        for path in _lists(folder, folder.stat().st_mtime_ns):
            status = path.lstat()
            if status.st_size <= MOST_BYTES and stat.S_ISREG(status.st_mode):
                found.append((path.name, status.st_mtime_ns))
    except OSError:
        return ()
    return tuple(found)


@lru_cache(maxsize=8)
def _lists(folder: Path, _changed: int) -> tuple[Path, ...]:
    """Asked once for a folder as it is, since a folder of ten thousand pictures asks for each of them."""
    return tuple(sorted((*folder.glob("*.json"), *folder.glob("*.csv")))[:MOST_LISTS])


@lru_cache(maxsize=8)
def _listed(folder: Path, stamp: tuple[tuple[str, int], ...]) -> Listed:
    return listed([name for name, _ in stamp], _OnDisk(folder))


def listed(names: Iterable[str], folder: Folder) -> Listed:
    """What the lists of auto-archiver of these names say."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for name in names:
        try:
            text = folder.text(name)
            for file, told in _of_json(text) if name.endswith(".json") else _of_csv(text):
                found.setdefault(file, (name, told))
        except BAD_FILE:
            continue
    return found


def _of_json(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    told = json.loads(text)
    for entry in (told if isinstance(told, list) else [told])[:_MOST_ROWS]:
        media = entry.get("media") if isinstance(entry, dict) else None
        if not isinstance(media, list) or not isinstance(entry.get("metadata"), dict):
            continue
        common = _flat(entry) | {"tool": "auto-archiver"}
        for one in media:
            properties = one.get("properties") if isinstance(one.get("properties"), dict) else {}
            for key in ("filename", "key", "_key"):
                if one.get(key):
                    yield _last(str(one[key])), common | {"hash": properties.get("hash", "")}


def _of_csv(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Its CSV holds `metadata` and `media` as text of Python; its spreadsheet has a column each."""
    for row in islice(csv.DictReader(io.StringIO(text, newline="")), _MOST_ROWS):
        told = {str(name).lower(): value for name, value in row.items() if isinstance(value, str)}
        if {"metadata", "media"} <= told.keys():
            yield from _of_row(told)
        elif "archive location" in told and told.get("link"):
            yield _last(told["archive location"]), told | {"tool": "auto-archiver"}


def _of_row(told: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    address = re.search(r"'url': '([^']+)'", told["metadata"])
    if address is None:
        return
    known: dict[str, Any] = {"url": address[1], "tool": "auto-archiver"}
    for name in ("title", "content"):
        found = re.search(rf"'{name}': '((?:[^'\\]|\\.)*)'", told["metadata"])
        known[name] = found[1] if found else ""
    for name, field in (("_processed_at", "_processed_at"), ("timestamp", "posted_at")):
        known[field] = _of_python(told["metadata"], name)
    names = re.findall(r"(?:filename|key)='?\"?'?:? ?'([^']+)'", told["media"]) or re.findall(
        r"'(?:filename|_?key)': '([^']+)'", told["media"]
    )
    digests = re.findall(r"'hash': '([^']+)'", told["media"])
    for name in names:
        yield _last(name), known | ({"hash": digests[0]} if len(digests) == 1 else {})


def _of_python(told: str, name: str) -> str:
    """A time in UTC as Python writes it: 'name': datetime.datetime(2024, 2, 3, …, tzinfo=datetime.timezone.utc)."""
    numbers = r"((?:\d{1,6}, ){3,7})tzinfo=(?:datetime\.timezone\.utc|tzutc\(\))"
    found = re.search(rf"'{name}': datetime\.datetime\({numbers}\)", told)
    if found is None:
        return ""
    year, month, day, *clock = (int(number) for number in found[1].rstrip(", ").split(", "))
    hour, minute, second = (*clock, 0, 0, 0)[:3]
    try:
        return utc(datetime(year, month, day, hour, minute, second, tzinfo=UTC))
    except ValueError:
        return ""


def _last(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
