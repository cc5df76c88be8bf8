"""E-mail (RFC 5322, MIME), mailboxes, and web pages saved as MHTML (RFC 2557)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage

from casefile.evidence.words import page
from casefile.evidence.words.encodings import decode
from casefile.evidence.words.parts import Part, lines, named

_HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
_START = re.compile(rb"(?:\A|\r?\n)From [^\r\n]+\r?\n")
_DEPTH = 20


def message(data: bytes) -> Iterator[Part]:
    """One message: the headers that people read, then the body, then the names of what is attached."""
    return lines(_words(_parsed(data)))


def mailbox(data: bytes) -> Iterator[Part]:
    """Every message of a mailbox (mbox), named by its number."""
    marks = list(_START.finditer(data))
    starts = [mark.end() for mark in marks]
    ends = [*(mark.start() for mark in marks[1:]), len(data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        body = re.sub(rb"(?m)^>(>*From )", rb"\1", data[start:end])
        yield Part(named(f"message {number}"), _words(_parsed(body)))


def saved_page(data: bytes) -> Iterator[Part]:
    """The pages of an MHTML file; the first is the one that was saved, the others are its frames."""
    for one in _leaves(_parsed(data)):
        if one.get_content_type() in ("text/html", "application/xhtml+xml"):
            yield from page.read(_body(one))


def _parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def _words(message: EmailMessage) -> str:
    found = [f"{name}: {text}" for name in _HEADERS if (text := _header(message, name))]
    plain, other, attached = [], [], []
    for one in _leaves(message):
        kind, name = one.get_content_type(), _file_name(one)
        if name or one.get_content_disposition() == "attachment":
            attached.append(name or kind)
        elif kind == "text/plain":
            plain.append(decode(_body(one), one.get_content_charset("")))
        elif kind == "text/html":
            other.append(page.page_words(decode(_body(one), one.get_content_charset(""))))
    found += ["", *(plain or other)]
    if attached:
        found += ["", *(f"Attached: {name}" for name in attached)]
    return "\n".join(found)


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    for depth, one in enumerate(message.walk()):
        if depth > _DEPTH * 50:
            return
        if isinstance(one, EmailMessage) and not one.is_multipart():
            yield one


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; those that break the standard's grammar as they stand."""
    try:
        return ", ".join(" ".join(str(value).split()) for value in message.get_all(name, []))
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        raw = [value for key, value in message.raw_items() if key.lower() == name.lower()]
        return ", ".join(" ".join(str(value).split()) for value in raw)


def _file_name(message: EmailMessage) -> str:
    try:
        return " ".join((message.get_filename() or "").split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""


def _body(message: EmailMessage) -> bytes:
    found = message.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
