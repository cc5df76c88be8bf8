"""WARC (ISO 28500): the requests and answers of a capture, each with its address, time and digest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from casefile.errors import UserError
from casefile.evidence.archives import MOST_BYTES, MOST_GROWTH, SMALL
from casefile.evidence.captures.mhtml import LEAST, MEDIA, name_of
from casefile.evidence.found import BAD_FILE, Child, Contents, File, Limited, instant, listed, plain

MOST_RECORDS = 200_000
DIFFERING = "Digests in it that do not agree with what they are of: {count}. It was changed, or is damaged."
_MOST_MEDIA = 2000
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the web: where in the WARC it stands, its address, time, kind, and bytes as sent."""

    offset: int
    url: str
    at: str
    kind: str
    size: int


@dataclass(slots=True)
class Scan:
    """What one pass over a WARC shows. `agreeing` and `differing` count records by their digests."""

    answers: list[Answer] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    records: int = 0
    agreeing: int = 0
    differing: int = 0
    broken: str = ""

    @property
    def page(self) -> Answer | None:
        """The first page, else the first answer."""
        pages = (answer for answer in self.answers if answer.kind.startswith("text/html"))
        return next(pages, self.answers[0] if self.answers else None)


def read(path: File) -> Contents:
    """Address, time and tool of the capture, what its digests say, and its pictures, films and documents."""
    opening: Callable[[], BinaryIO] = partial(_open, path)
    found = scan(opening, path.stat().st_size)
    values: dict[str, Any] = {"collected_how": "Web capture (WARC)"} | of_info(found)
    page = found.page
    if page is not None:
        values |= {"collected_url": page.url, "collected_at": page.at}
    return Contents(values, events(values, found), notes=tuple(notes(found)), children=partial(media, opening, found))


def of_info(found: Scan) -> dict[str, Any]:
    """What the capture says of the tool that made it and of whoever ran it."""
    info = found.info
    rest: dict[str, object] = {"Records": found.records, "Answers": len(found.answers)}
    rest |= {
        name.capitalize(): info.get(name, "") for name in ("format", "robots", "ispartof", "description", "hostname")
    }
    return {
        "collected_tool": info.get("software", ""),
        "collected_by": info.get("operator", ""),
        "embedded": listed(rest),
    }


def events(values: dict[str, Any], found: Scan) -> tuple[dict[str, Any], ...]:
    """The collection as a custody event, with what the digests in the capture say."""
    if not values.get("collected_at"):
        return ()
    told = [f"Captured from {values.get('collected_url', '')}."]
    if found.agreeing or found.differing:
        told.append(f"Digests in the capture: {found.agreeing:,} agree with their records, {found.differing:,} do not.")
    else:
        told.append("The capture carries no digests.")
    return ({"action": "collected", "at": values["collected_at"], "note": " ".join(told)},)


def notes(found: Scan) -> Iterator[str]:
    """What the report has to say of it."""
    if found.broken:
        yield found.broken
    if found.differing:
        yield DIFFERING.format(count=f"{found.differing:,}")


def scan(opening: Callable[[], BinaryIO], size: int) -> Scan:
    """Read a WARC of `size` bytes through once; what cannot be read ends the pass, and `broken` says so."""
    found = Scan()
    most = min(max(size * MOST_GROWTH, SMALL), MOST_BYTES)
    with opening() as stream:
        try:
            records = ArchiveIterator(stream, check_digests=True)
            for record in records:
                most -= _note(found, record, records.get_record_offset, most)
                if most < 0 or found.records >= MOST_RECORDS:
                    found.broken = "This capture is larger inside than can be read; its first part was."
                    break
        except (*BAD_FILE, ArchiveLoadFailed):
            found.broken = "This capture breaks off or is damaged; what comes before was read."
    return found


def _note(found: Scan, record: ArcWarcRecord, offset: Callable[[], int], most: int) -> int:
    """Take down one record; the bytes that it holds. `offset` reads it to its end, so it is asked last."""
    found.records += 1
    read = 0
    first = b""
    while data := record.raw_stream.read(_PIECE):
        first = first or data
        read += len(data)
        if read > most:
            return read
    if getattr(record.raw_stream, "limit", 0):
        raise EOFError
    if record.rec_type == "warcinfo":
        lines = (line.partition(":") for line in first.decode("utf-8", "replace").splitlines())
        found.info |= {name.strip().lower(): plain(value) for name, _, value in lines if value.strip()}
    _count(found, record)
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if record.rec_type in ("response", "resource") and status == "200":
        headers = record.http_headers or record.rec_headers
        kind = plain(headers.get_header("Content-Type") or "", 100).lower()
        address = plain(record.rec_headers.get_header("WARC-Target-URI") or "", 2000)
        when = instant(record.rec_headers.get_header("WARC-Date") or "")
        if address.startswith(("http:", "https:")):
            found.answers.append(Answer(offset(), address, when, kind, read))
    return read


def _count(found: Scan, record: ArcWarcRecord) -> None:
    passed = getattr(record.digest_checker, "passed", None)
    if passed is not None:
        found.agreeing += passed is True
        found.differing += passed is False


def media(opening: Callable[[], BinaryIO], found: Scan) -> Iterator[Child]:
    """Pictures, films, sound and documents of the capture; ornaments of a page stay in it."""
    wanted = [one for one in found.answers if one.kind.startswith(MEDIA) and one.size >= LEAST]
    for number, one in enumerate(wanted[:_MOST_MEDIA], start=1):
        values = {"collected_url": one.url, "collected_at": one.at, "collected_tool": found.info.get("software", "")}
        name = name_of(one.url) or f"answer {number}"
        yield Child(name, "", partial(_payload, opening, one), "derived_from_id", values)


def _payload(opening: Callable[[], BinaryIO], answer: Answer) -> BinaryIO:
    """The body of one answer, without the wrapping of its transfer."""
    stream = opening()
    try:
        stream.seek(answer.offset)
        record = next(iter(ArchiveIterator(stream)))
        most = max(answer.size * MOST_GROWTH, SMALL)
        return cast("BinaryIO", Limited(cast("BinaryIO", record.content_stream()), most, stream))
    except (*BAD_FILE, ArchiveLoadFailed, StopIteration) as error:
        stream.close()
        raise UserError("This part of the capture is damaged; it was not taken in.") from error


def _open(path: File) -> BinaryIO:
    return path.open("rb")
