"""How long sound and film last, and what a telephone wrote into them, from their headers alone."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

from casefile.evidence.found import Contents, listed, plain

_MOST_HEADER = 32 << 20
_MOST_BOXES = 10_000
_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)  # ISO/IEC 14496-12, 8.2.2: times count seconds from here
_KEYS = {
    "com.apple.quicktime.creationdate": "embedded_created",
    "com.apple.quicktime.software": "embedded_software",
    "com.apple.quicktime.author": "embedded_author",
    "com.apple.quicktime.title": "embedded_title",
}
_PLACE = re.compile(r"([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)")


def reader(mime: str) -> Callable[[BinaryIO], Contents] | None:
    """The function that reads this kind; None where there is none."""
    if mime in ("video/mp4", "video/quicktime", "video/x-m4v", "video/3gpp", "audio/mp4"):
        return _mp4
    return {"audio/x-wav": _wav, "audio/x-flac": _flac}.get(mime)


def duration(seconds: float) -> str:
    """Hours, minutes and seconds: 00:12:30. What is beyond 1,000 hours is an error of the file and gives nothing."""
    whole = round(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}" if 0 <= whole < 3_600_000 else ""


# --- MP4 and QuickTime -------------------------------------------------------------------------------------------


def _mp4(stream: BinaryIO) -> Contents:
    movie = _movie(stream)
    if movie is None:
        return Contents(notes=("Its header is missing, as of a film that was cut off; it may not play.",))
    values: dict[str, Any] = {}
    for kind, body in _boxes(movie):
        if kind == b"mvhd":
            values |= _movie_header(body)
        elif kind == b"meta":
            values |= _keys(body)
        elif kind == b"udta":
            values |= _user_data(body)
    return Contents(values)


def _movie(stream: BinaryIO) -> bytes | None:
    """The body of the box `moov`, wherever it stands."""
    end, at = stream.seek(0, 2), 0
    for _number in range(_MOST_BOXES):
        stream.seek(at)
        head = stream.read(16)
        if len(head) < 8:
            return None
        size, kind = struct.unpack(">I4s", head[:8])
        skip = 8
        if size == 1 and len(head) == 16:
            size, skip = struct.unpack(">Q", head[8:])[0], 16
        size = size or end - at
        if kind == b"moov":
            stream.seek(at + skip)
            return stream.read(min(size - skip, _MOST_HEADER)) if size > skip else None
        if size < skip:
            return None
        at += size
    return None


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size < 8:
            return
        yield kind, data[at + 8 : at + size]
        at += size


def _movie_header(body: bytes) -> dict[str, Any]:
    made, _changed, scale, length = struct.unpack_from(">QQIQ" if body[0] == 1 else ">IIII", body, 4)
    found = {"duration": duration(length / scale) if scale else ""}
    if 0 < made < 2**33:
        found["embedded_created"] = (_EPOCH + timedelta(seconds=made)).isoformat()
    return found


def _keys(body: bytes) -> dict[str, Any]:
    """Apple's `keys` and `ilst`: names, and values by the number of their name."""
    boxes = dict(_boxes(body)) or {}
    if b"keys" not in boxes:
        boxes = dict(_boxes(body[4:]))  # ISO's variant has a version before the boxes
    names = [name[1].decode("utf-8", "replace") for name in _boxes(boxes.get(b"keys", b"")[8:])]
    told: dict[str, str] = {}
    for number, item in _boxes(boxes.get(b"ilst", b"")):
        index = int.from_bytes(number, "big")
        value = dict(_boxes(item)).get(b"data", b"")
        if 1 <= index <= len(names) and value[:4] == b"\0\0\0\1":
            told[names[index - 1]] = plain(value[8:])
    make, model = told.pop("com.apple.quicktime.make", ""), told.pop("com.apple.quicktime.model", "")
    place = told.pop("com.apple.quicktime.location.ISO6709", "")
    found: dict[str, Any] = {field: told.pop(name) for name, field in _KEYS.items() if name in told}
    return found | _place(place) | {"embedded_device": f"{make} {model}".strip(), "embedded": listed(told)}


def _user_data(body: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for kind, value in _boxes(body):
        if kind == b"\xa9xyz":
            found |= _place(plain(value[4:]))
        elif kind == b"\xa9too":
            found["embedded_software"] = plain(value[4:])
    return found


def _place(text: str) -> dict[str, str]:
    """Latitude and longitude of an ISO 6709 text such as +50.4501+030.5234+170/."""
    found = _PLACE.match(text)
    if found is None:
        return {}
    return {"embedded_latitude": f"{float(found[1]):.7f}", "embedded_longitude": f"{float(found[2]):.7f}"}


# --- WAV and FLAC ------------------------------------------------------------------------------------------------


def _wav(stream: BinaryIO) -> Contents:
    rate, at = 0, 12
    for _number in range(_MOST_BOXES):
        stream.seek(at)
        head = stream.read(8)
        if len(head) < 8:
            break
        kind, size = struct.unpack("<4sI", head)
        if kind == b"fmt ":
            rate = struct.unpack("<I", stream.read(12)[8:12])[0]
        if kind == b"data" and rate:
            return Contents({"duration": duration(size / rate)})
        at += 8 + size + size % 2
    return Contents(notes=("Its header is damaged; it may not play.",))


def _flac(stream: BinaryIO) -> Contents:
    """STREAMINFO is always the first block: 20 bits of sample rate and 36 of samples stand 10 bytes into it."""
    packed = int.from_bytes(stream.read(26)[18:26], "big")
    rate, samples = packed >> 44, packed & (2**36 - 1)
    return Contents({"duration": duration(samples / rate)} if rate and samples else {})
