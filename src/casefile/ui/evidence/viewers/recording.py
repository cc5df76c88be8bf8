"""Which films and sounds are given to the player: those that are so by their bytes, whatever their record says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casefile.case_file import CaseFile
from casefile.evidence import kinds
from casefile.operations.records import Row

_PLAYED = {
    "audio/aac", "audio/amr", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/x-aiff", "audio/x-flac",
    "audio/x-wav", "video/3gpp", "video/mp2t", "video/mp4", "video/mpeg", "video/quicktime", "video/webm",
    "video/x-flv", "video/x-m4v", "video/x-matroska", "video/x-ms-wmv", "video/x-msvideo",
}  # fmt: skip
"""Files that hold sound and pictures themselves. Playlists (m3u8, pls, asx, …) name other files and are not among them."""
_MOST_TAGS = 8

Read = Callable[[int, int], bytes]
"""The bytes from a place on, at most so many."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A film or sound of the case; `plays`: its bytes are of a kind that is given to the player."""

    case: CaseFile
    sha256: str
    size: int
    row: Row
    plays: bool


def recording(case: CaseFile, row: Row) -> Recording:
    """What the viewer of films gets; `UserError` where the bytes are not in this copy of the case."""
    digest = str(row["sha256"])
    plays = is_played(lambda start, length: case.originals.read_range(digest, start, length))
    return Recording(case, digest, int(row["size"] or 0), row, plays)


def is_played(read: Read) -> bool:
    """Whether bytes are a film or sound themselves. A playlist may stand behind an ID3 tag, which players skip."""
    head = read(0, kinds.HEAD)
    if not head.startswith(b"ID3"):
        return kinds.mime_of(head, "") in _PLAYED
    at = 0
    for _number in range(_MOST_TAGS):
        if not head.startswith(b"ID3") or len(head) < 10:
            break
        at += _tag_size(head)
        head = read(at, kinds.HEAD)
    frames = head.lstrip(b"\0")
    return frames.startswith(b"fLaC") or (len(frames) > 1 and frames[0] == 0xFF and frames[1] & 0xE0 == 0xE0)


def _tag_size(head: bytes) -> int:
    """Of an ID3v2 tag with its header and footer: four bytes of seven bits (ID3v2.4.0, 3.1)."""
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size + (10 if head[5] & 0x10 else 0)
