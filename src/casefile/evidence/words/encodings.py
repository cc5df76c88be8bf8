"""Plain text in any common encoding."""

from __future__ import annotations

import codecs
import contextlib
import re

import charset_normalizer

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = re.compile(r"[\x00-\x7f\xa0-\xff‘’‚“”„–—…•€œŒšŠžŽŸ‹›™]*")
_ODD = re.compile(r"[^\W\d_]?[¤¦¨¬¯±¸¹²³¼½¾×÷ÐÞðþ][^\W\d_]")
_LETTERS = re.compile(r"[\x80-\xff]")
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
    with contextlib.suppress(UnicodeDecodeError):
        if b"\0" not in data[:_LOOKED_AT]:
            return data.decode()
    with contextlib.suppress(UnicodeDecodeError, LookupError):
        if hint:
            return data.decode(hint)
    return data.decode(_guessed(data), "replace")


def is_text(data: bytes) -> bool:
    """Whether bytes that show no other kind are text in some encoding."""
    head = data[:_LOOKED_AT]
    if not head:
        return False
    if head.startswith(tuple(mark for mark, _encoding in _MARKS)):
        return True
    with contextlib.suppress(UnicodeDecodeError):
        return not _CONTROLS.search(head[:-3].decode() if len(head) == _LOOKED_AT else head.decode())
    best = _best(head)
    return best is not None and not _CONTROLS.search(str(best))


def _guessed(data: bytes) -> str:
    head = data[:_LOOKED_AT]
    if len(_LETTERS.findall(head.decode("latin-1"))) * 4 <= len(head) and _looks_western(head, ""):
        return "cp1252"  # a few accents are too few for statistics
    best = _best(head)
    if best is None:
        return "utf-8" if _is_nearly_utf8(head) else "cp1252"
    return "cp1252" if _looks_western(head, str(best)) else best.encoding


def _best(head: bytes) -> charset_normalizer.CharsetMatch | None:
    """What the statistics of letters suggest; without a NUL (half of every space) it is not UTF-16 or UTF-32."""
    return charset_normalizer.from_bytes(head, cp_exclusion=[] if b"\0" in head else _WIDE).best()


def _is_nearly_utf8(head: bytes) -> bool:
    wrong = head.decode("utf-8", "replace").count("\ufffd")
    return wrong * 20 < len(_LETTERS.findall(head.decode("latin-1")))


def _looks_western(head: bytes, guess: str) -> bool:
    """Central European guesses stand in for Western text now and then: the same bytes, other accents."""
    if any(ord(letter) > 0x2FF and letter.isalpha() for letter in guess):
        return False
    western = head.decode("cp1252", "replace")
    return bool(_WESTERN.fullmatch(western)) and not _ODD.search(western)
