"""Plain text in any common encoding."""

from __future__ import annotations

import codecs
import contextlib
import re

import charset_normalizer

from casefile.evidence.words import letters

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPES = {b"\x1b$)C": "iso2022_kr", b"\x1b$B": "iso2022_jp_2", b"\x1b$@": "iso2022_jp_2"}
"""ISO 2022 writes other scripts in bytes of ASCII, after these signs (RFC 1468, RFC 1557)."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 256 * 1024
_WIDE = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]


def decode(data: bytes, hint: str = "") -> str:
    """The text of `data`: by its mark, as UTF-8, as `hint` (what the file says of itself), else as its letters suggest.

    Never fails: what is no letter in the encoding found is shown as �.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    if (escaped := _escaped(data)) is not None:
        return escaped
    with contextlib.suppress(UnicodeDecodeError):
        if b"\0" not in data[:_LOOKED_AT]:
            return data.decode()
    with contextlib.suppress(UnicodeDecodeError, LookupError):
        if hint:
            return data.decode(hint)
    return data.decode(_likely(data), "replace")


def is_text(data: bytes) -> bool:
    """Whether bytes that show no other kind are text in some encoding."""
    head = data[:_LOOKED_AT]
    if not head:
        return False
    if head.startswith(tuple(mark for mark, _encoding in _MARKS)) or _escaped(head) is not None:
        return True
    with contextlib.suppress(UnicodeDecodeError):
        if b"\0" not in head:
            return not _CONTROLS.search(head[:-3].decode() if len(head) == _LOOKED_AT else head.decode())
    encoding = guessed(head)
    return bool(encoding) and not _CONTROLS.search(head.decode(encoding, "replace"))


def _escaped(data: bytes) -> str | None:
    """Text in ISO 2022; None where it is not."""
    if b"\x1b$" not in data[:_LOOKED_AT] or not data[:_LOOKED_AT].isascii():
        return None
    encoding = next((name for sign, name in _ESCAPES.items() if sign in data[:_LOOKED_AT]), "")
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode(encoding) if encoding else None
    return None


def _likely(data: bytes) -> str:
    head = data[:_LOOKED_AT]
    if _is_nearly_utf8(head):
        return "utf-8"
    return guessed(data) or "cp1252"


def guessed(data: bytes) -> str:
    """The encoding that the letters suggest; "" where they suggest none."""
    return letters.guessed(data) or _by_statistics(data[:_LOOKED_AT])


def _by_statistics(head: bytes) -> str:
    """For scripts whose letters are not known here; without a NUL (half of every space) it is not UTF-16 or UTF-32."""
    best = charset_normalizer.from_bytes(head, cp_exclusion=[] if b"\0" in head else _WIDE).best()
    return "" if best is None else best.encoding


def _is_nearly_utf8(head: bytes) -> bool:
    """Whether it is UTF-8 in which a few bytes are broken."""
    text = head.decode("utf-8", "replace")
    wrong, right = text.count("\ufffd"), sum(letter > "\x7f" for letter in text)
    return b"\0" not in head and wrong * 20 < right - wrong
