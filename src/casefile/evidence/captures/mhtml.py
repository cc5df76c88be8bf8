"""MHTML (RFC 2557): a page and its pictures in one file, as Chromium, Internet Explorer and Hunchly save it.

Hunchly names such a file by the number of the page (`4711.mhtml`) and lets Chromium write it; its own hashes stand in its
reports, not in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

from casefile.evidence import mail
from casefile.evidence.found import Child, Contents, File, in_memory, instant, plain

MEDIA = ("image/", "video/", "audio/", "application/pdf")
LEAST = 4096
"""Bytes of a picture below which it is an ornament of the page; those stay in the capture alone."""
_MOST_PARTS = 1000


def read(path: File) -> Contents:
    """Address, time and title of the page; its pictures, films and documents as children."""
    if path.stat().st_size > mail.MOST_BYTES:
        return Contents(notes=(f"This page archive is larger than {mail.MOST_BYTES >> 20} MB; it was not opened.",))
    message = mail.parsed(path.read_bytes())
    address = mail.header(message, "Snapshot-Content-Location") or _first_location(message)
    saved, at = mail.header(message, "From"), instant(mail.header(message, "Date"))
    values: dict[str, Any] = {
        "collected_url": address,
        "collected_at": at,
        "collected_tool": _tool(saved),
        "collected_how": "Page saved whole in one file (MHTML)",
        "embedded_title": mail.header(message, "Subject"),
    }
    hunchly = re.fullmatch(r"\d+\.mhtml", path.name)
    event = {
        "action": "collected",
        "at": at,
        "note": f"Page saved from {address}, by its own account; it carries no hash.",
    }
    if hunchly:
        event["note"] += " Its name is that of a page of Hunchly; add Hunchly's report of hashes to the case."
    media = list(_media(message, values))
    return Contents(values, (event,) if at else (), children=lambda: iter(media))


def _tool(saved: str) -> str:
    found = re.search(r"saved by ([^>\"]+)", saved, re.IGNORECASE)
    if found is None:
        return ""
    return "Chromium (Blink)" if found[1].strip() == "Blink" else found[1].strip()


def _first_location(message: EmailMessage) -> str:
    return next((place for part in message.walk() if (place := plain(part.get("Content-Location", ""), 2000))), "")


def _media(message: EmailMessage, page: dict[str, Any]) -> Iterator[Child]:
    for number, part in enumerate(message.walk()):
        if number == _MOST_PARTS:
            return
        data = part.get_payload(decode=True) if part.get_content_type().startswith(MEDIA) else None
        if not isinstance(data, bytes) or len(data) < LEAST:
            continue
        address = plain(part.get("Content-Location", ""), 2000)
        values = {
            "collected_url": address,
            "collected_at": page["collected_at"],
            "collected_tool": page["collected_tool"],
        }
        yield Child(name_of(address) or f"part {number}", "", in_memory(data), "derived_from_id", values)


def name_of(address: str) -> str:
    """The last part of an address as the name of a file; "" where it has none."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    return plain(unquote(path.rstrip("/").rpartition("/")[2]).replace("/", " "), 200)
