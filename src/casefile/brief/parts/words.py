"""How a brief says numbers, lists, languages and places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from casefile.errors import UserError
from casefile.law import countries
from casefile.model import NOUNS
from casefile.model.base import fields_of
from casefile.model.dates import words as date_words
from casefile.operations.records import Row

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_LANGUAGES = {
    "ar": "Arabic",
    "be": "Belarusian",
    "bn": "Bengali",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "ko": "Korean",
    "my": "Burmese",
    "nl": "Dutch",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ru": "Russian",
    "sw": "Swahili",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def number(value: int) -> str:
    """In words up to twelve: two, 1,204."""
    return _SMALL[value] if value < len(_SMALL) else f"{value:,}"


def count(value: int, noun: str, plural: str = "") -> str:
    """A number with its noun: two passages, 1,204 acts."""
    return f"{number(value)} {noun if value == 1 else plural or noun + 's'}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """Such as: a, b and c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def sentence(text: str) -> str:
    """`text` with the full stop that it may lack."""
    text = text.strip()
    return text if not text or text.rstrip("”\"')’»").endswith((".", "!", "?", "…", "。", "؟")) else f"{text}."


def articles(codes: Sequence[str]) -> str:
    """Such as: articles 7(1)(a) and 8(2)(b)(ii)."""
    return f"article{'' if len(codes) == 1 else 's'} {listed(codes)}"


def cited(citation: str) -> str:
    """A citation of the law with the short names that the list of terms gives."""
    return citation.replace("Elements of Crimes", "Elements").replace("Rome Statute", "Statute")


def hashed(digest: str) -> str:
    """A SHA-256 value on two lines of equal length."""
    return f"{digest[:32]}\n{digest[32:]}" if len(digest) == 64 else digest


def language(code: str) -> str:
    """The English name of a language by its ISO 639 code; the code itself where it is not a common one."""
    return _LANGUAGES.get(code.split("-", maxsplit=1)[0].lower(), code)


def day(instant: str) -> str:
    """The day of an ISO 8601 time: 21 November 2026."""
    return date_words(datetime.fromisoformat(instant).date().isoformat()) if instant else ""


def dated(text: str) -> str:
    """An EDTF date in words, or that there is none."""
    return date_words(text) or "date unknown"


def state(code: str) -> str:
    """The name of a State; the code itself where the list does not hold it."""
    try:
        return countries.name(code)
    except UserError:
        return code


def place(row: Row) -> str:
    """Name and State, and the position with its uncertainty where it is known."""
    named: str = row["name"]
    of = state(row["state"]) if row["state"] else ""
    if of and of.casefold() not in named.casefold().replace("’", "'"):
        named = f"{named}, {of}"
    if not (row["latitude"] and row["longitude"]):
        return named
    radius = f", within {row['radius']:,} m" if row["radius"] else ""
    return f"{named} ({row['latitude']}, {row['longitude']}{radius})"


def label(noun: str, field: str, value: Any) -> str:
    """The words for a stored choice."""
    return fields_of(NOUNS[noun])[field].choice_label(str(value))


def victims(act: Row) -> str:
    """Such as: civilians (at least 24, at most 30)."""
    least, most = act["victims_min"], act["victims_max"]
    if least is not None and least == most:
        many = f"{least:,}"
    else:
        ends = [f"{word} {end:,}" for word, end in (("at least", least), ("at most", most)) if end is not None]
        many = ", ".join(ends)
    kind: str = act["victims_kind"]
    return f"{kind} ({many})" if kind and many else kind or many
