"""Web archives: WARC (ISO 28500) and WACZ. A part for each page that a server answered with, named by its address."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from casefile.evidence.words import page
from casefile.evidence.words.encodings import decode
from casefile.evidence.words.parts import Part, clean, damaged, named
from casefile.evidence.words.zipped import Zipped

_MOST_PAGE = 32 * 1024**2
_MOST_RECORDS = 200_000
_PAGES = ("text/html", "application/xhtml+xml")


def warc(data: bytes) -> Iterator[Part]:
    """The pages and plain texts of one WARC file, gzipped or not."""
    found = 0
    try:
        for count, record in enumerate(ArchiveIterator(io.BytesIO(data), no_record_parse=False)):
            found += 1
            if count >= _MOST_RECORDS:
                return
            if record.rec_type in ("response", "resource", "conversion"):
                yield from _page(record)
    except (ArchiveLoadFailed, zlib.error, gzip.BadGzipFile, EOFError, ValueError, KeyError, OSError) as error:
        raise damaged("web archive") from error
    if not found:
        raise damaged("web archive")


def wacz(data: bytes) -> Iterator[Part]:
    """All WARC files of a WACZ."""
    archive = Zipped(data, "web archive")
    for name in archive.names:
        if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
            yield from warc(archive.read(name))


def _page(record: Any) -> Iterator[Part]:
    headers = record.http_headers or record.rec_headers
    kind = (headers.get_header("Content-Type") or "").lower()
    mime = kind.partition(";")[0].strip()
    if mime not in (*_PAGES, "text/plain"):
        return
    body = record.content_stream().read(_MOST_PAGE)
    named_as = kind.partition("charset=")[2].strip(" \"';")
    text = page.page_words(decode(body, named_as) if named_as else page.markup_of(body)) if mime in _PAGES else ""
    text = text or (clean(decode(body, named_as)) if mime == "text/plain" else "")
    if text.strip():
        yield Part(named(record.rec_headers.get_header("WARC-Target-URI") or ""), text)
