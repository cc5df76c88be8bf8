"""E-mail: what a message says of itself, its attachments, and the messages of a mailbox.

A message is read with the standard library's parser, from files of bounded size; nothing in it is opened or fetched.
Attachments become items that are attached to the message. A mailbox gives its messages and their attachments.
"""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import partial
from typing import Any, BinaryIO

from casefile.evidence import kinds
from casefile.evidence.archives import place_of
from casefile.evidence.found import BAD_FILE, Child, Contents, File, in_memory, listed, plain

MOST_BYTES = 128 << 20
MOST_MESSAGES = 10_000
MOST_ATTACHED = 500
_HEADERS = ("To", "Cc", "Bcc", "Reply-To", "Message-ID", "In-Reply-To", "Sender", "X-Originating-IP", "User-Agent")


def opens(mime: str) -> bool:
    """Whether files of this kind are messages or mailboxes."""
    return mime in (kinds.EMAIL, kinds.MAILBOX)


def read(path: File, mime: str) -> Contents:
    """A message or a mailbox; nothing for other kinds."""
    try:
        if mime == kinds.EMAIL:
            if path.stat().st_size > MOST_BYTES:
                return Contents(notes=(f"This message is larger than {MOST_BYTES >> 20} MB; it was not opened.",))
            return of_message(path.read_bytes())
        return _of_mailbox(path) if mime == kinds.MAILBOX else Contents()
    except BAD_FILE:
        return Contents(notes=("This message is damaged; its header cannot be read.",))


def parsed(data: bytes) -> EmailMessage:
    """A message or an MHTML page as its parts."""
    return BytesParser(policy=policy.default).parsebytes(data)


def of_message(data: bytes) -> Contents:
    """What one message says; its attachments as children."""
    message = parsed(data)
    attached = list(attachments(message))
    notes = ("It has more attachments than are taken in.",) if len(attached) == MOST_ATTACHED else ()
    return Contents(fields(message, len(attached)), notes=notes, children=lambda: iter(attached))


def fields(message: EmailMessage, attached: int) -> dict[str, Any]:
    """From, subject and date in their own fields as written, other headers as embedded metadata."""
    other: dict[str, object] = {name: header(message, name) for name in _HEADERS}
    received = message.get_all("Received", [])
    other["Received first by"] = plain(received[-1]) if received else ""
    other["Attachments"] = str(attached) if attached else ""
    return {
        "embedded_title": header(message, "Subject"),
        "embedded_author": header(message, "From"),
        "embedded_created": header(message, "Date"),
        "embedded_software": header(message, "X-Mailer"),
        "embedded": listed(other),
    }


def header(message: EmailMessage, name: str) -> str:
    """A header in one line; as it stands where it breaks the rules."""
    try:
        return plain(message.get(name, ""))
    except BAD_FILE:
        return next((plain(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def attachments(message: EmailMessage) -> Iterator[Child]:
    """Every part that is not the message's own words: attached files, pictures within, messages forwarded whole."""
    count = 0
    try:
        for number, part in enumerate(_parts(message)):
            data = _bytes_of(part)
            if data is None:
                continue
            _folder, name = place_of(part.get_filename() or _name_of(part, number))
            yield Child(name, "", in_memory(data), "attached_to_id")
            count += 1
            if count == MOST_ATTACHED:
                return
    except BAD_FILE:
        return


def _name_of(part: EmailMessage, number: int) -> str:
    """What a part without a name is called: a message forwarded whole by its subject, others by their place and kind."""
    if part.get_content_type() == kinds.EMAIL and part.is_multipart():
        inner = part.get_payload(0)
        subject = header(inner, "Subject") if isinstance(inner, EmailMessage) else ""
        return f"{plain(subject, 80).replace('/', ' ') or f'part {number}'}.eml"
    return f"part {number}{mimetypes.MimeTypes().guess_extension(part.get_content_type()) or ''}"


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    waiting: list[EmailMessage] = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            waiting[:0] = [inner for inner in part.iter_parts() if isinstance(inner, EmailMessage)]
        elif part is not message and (part.get_filename() or part.get_content_maintype() != "text"):
            yield part


def _bytes_of(part: EmailMessage) -> bytes | None:
    if part.get_content_type() == kinds.EMAIL:
        inner = part.get_payload(0) if part.is_multipart() else None
        return inner.as_bytes() if isinstance(inner, EmailMessage) else None
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else None


# --- mailboxes ---------------------------------------------------------------------------------------------------


def _of_mailbox(path: File) -> Contents:
    places = list(_places(path))
    notes = [f"This mailbox holds {len(places):,} messages; each became an item."]
    if len(places) == MOST_MESSAGES:
        notes = [f"Of this mailbox the first {MOST_MESSAGES:,} messages were taken in; split it and add the rest."]
    return Contents(
        {"embedded": listed({"Messages": len(places)})}, notes=tuple(notes), children=lambda: _all(path, places)
    )


def _places(path: File) -> Iterator[tuple[int, int]]:
    """Where each message begins and ends, without the line that parts them (RFC 4155)."""
    with path.open("rb") as file:
        start, at, blank, count = -1, 0, True, 0
        for line in iter(lambda: file.readline(1 << 20), b""):
            if blank and line.startswith(b"From "):
                if start >= 0:
                    yield start, at
                    count += 1
                if count == MOST_MESSAGES:
                    return
                start = at + len(line)
            blank = not line.strip()
            at += len(line)
        if start >= 0:
            yield start, at


def _all(path: File, places: list[tuple[int, int]]) -> Iterator[Child]:
    """Each message, with what is attached to it."""
    for number, (start, end) in enumerate(places, start=1):
        if end - start > MOST_BYTES:
            continue
        try:
            found = of_message(_slice(path, start, end).read())
        except BAD_FILE:
            found = Contents()
        name = f"{number:04} {plain(found.values.get('embedded_title', ''), 80)}".strip() + ".eml"
        yield Child(name, "", partial(_slice, path, start, end), "derived_from_id", known=found, is_read=True)


def _slice(path: File, start: int, end: int) -> BinaryIO:
    with path.open("rb") as file:
        file.seek(start)
        return io.BytesIO(file.read(end - start))
