"""What people write behind date: and lang:, in the forms that a case holds: EDTF and ISO 639.

Day before month or the other way round cannot be told in 02/03/2024; then it is asked for instead of guessed.
"""

from __future__ import annotations

import re

from casefile.errors import UserError
from casefile.operations.search.query import comparable

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})(?:[./](\d{1,2}))?\.?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEARS = re.compile(r"(\d{4})-(\d{4})")
_EASTERN = re.compile(r"(\d{4})[년年]\s*(?:(\d{1,2})[월月]\s*(?:(\d{1,2})[일日])?)?")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+)?([a-z]{3,9})\.?[\s-]*(?:(\d{1,2})(?:st|nd|rd|th)?,\s*)?(\d{4})"
)
_LAST_MONTH = 12

_LANGUAGES = {
    "am": ("amh", "amharic"),
    "ar": ("ara", "arabic", "العربية"),
    "be": ("bel", "belarusian", "беларуская"),
    "de": ("deu", "ger", "german", "deutsch"),
    "en": ("eng", "english"),
    "es": ("spa", "spanish", "español"),
    "fa": ("fas", "per", "persian", "farsi", "فارسی"),
    "fr": ("fra", "fre", "french", "français"),
    "he": ("heb", "hebrew", "עברית"),
    "it": ("ita", "italian", "italiano"),
    "ja": ("jpn", "japanese", "日本語"),
    "ka": ("kat", "geo", "georgian", "ქართული"),
    "ko": ("kor", "korean", "한국어", "조선말"),
    "ku": ("kur", "kurdish"),
    "my": ("mya", "bur", "burmese"),
    "nl": ("nld", "dut", "dutch", "nederlands"),
    "pl": ("pol", "polish", "polski"),
    "ps": ("pus", "pashto"),
    "pt": ("por", "portuguese", "português"),
    "ro": ("ron", "rum", "romanian"),
    "ru": ("rus", "russian", "русский"),
    "sr": ("srp", "serbian"),
    "sw": ("swa", "swahili"),
    "tr": ("tur", "turkish", "türkçe"),
    "uk": ("ukr", "ua", "ukrainian", "українська"),
    "zh": ("zho", "chi", "chinese", "中文"),
}
"""ISO 639-1 codes with their codes of three letters (ISO 639-2) and names that people type."""
_CODES = {comparable(name): code for code, names in _LANGUAGES.items() for name in names}


def language(text: str) -> str:
    """The ISO 639 code of a language that is given by code or name; `UserError` when it is neither."""
    wanted = comparable(text.strip())
    if wanted in _CODES:
        return _CODES[wanted]
    if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", wanted):
        return wanted
    raise UserError(f"“{text}” is no language; write its ISO 639 code, such as ko, uk, ru, ar or en.")


def edtf(text: str) -> str:
    """A date as EDTF where it is written in another common way, else as it stands; `UserError` when it has two meanings."""
    plain = " ".join(text.split())
    start, dots, end = plain.partition("..")
    if dots and not any(mark in plain for mark in "/[{"):
        return f"{_one(start.strip()) or '..'}/{_one(end.strip()) or '..'}"
    if years := _YEARS.fullmatch(plain):
        return f"{years[1]}/{years[2]}"
    return _one(plain)


def _one(text: str) -> str:
    for pattern, order in (
        (_YEAR_FIRST, (1, 2, 3)),
        (_DAY_FIRST, (3, 2, 1)),
        (_COMPACT, (1, 2, 3)),
        (_EASTERN, (1, 2, 3)),
    ):
        if found := pattern.fullmatch(text):
            return _joined(*(found[group] for group in order))
    if found := _MONTH_FIRST.fullmatch(text):
        return _joined(found[2], found[1], None)
    if found := _SLASHED.fullmatch(text):
        return _slashed(text, *found.groups())
    if (found := _NAMED.fullmatch(text.casefold())) and (month := _month(found[2])):
        return _joined(found[4], str(month), found[1] or found[3])
    return text


def _slashed(text: str, first: str, second: str, year: str) -> str:
    if max(int(first), int(second)) <= _LAST_MONTH and int(first) != int(second):
        one, other = _joined(year, second, first), _joined(year, first, second)
        raise UserError(f"“{text}” may be one of two days; write date:{one} or date:{other}.")
    month_first = int(second) > _LAST_MONTH
    return _joined(year, first, second) if month_first else _joined(year, second, first)


def _month(name: str) -> int:
    """The number of a month by its English name or the first letters of it; 0 where it is none."""
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)


def _joined(year: str, month: str | None, day: str | None) -> str:
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
