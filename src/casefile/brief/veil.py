"""Protected names taken out of a finished document: every text in it, wherever it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from casefile.operations.records import Row

T = TypeVar("T")
NO_NAME = "[name withheld]"
_NOT_TEXT = frozenset(
    {"anchor", "link", "key", "style", "marker", "language", "words", "image", "tone", "fill", "align"}
)
_LONG = 6  # letters: so long a name is found with an ending behind it too, as other languages write


def protected(rows: Iterable[Row]) -> dict[str, str]:
    """The names of actors and sources that must not appear, in every script, each with what stands for it."""
    names: dict[str, str] = {}
    for row in rows:
        if row["protected"]:
            aliases = row["aliases"] if row.noun == "actor" else ()
            names |= dict.fromkeys((row["name"], *aliases), row["pseudonym"] or NO_NAME)
    return names


def veiled(document: T, names: Mapping[str, str]) -> T:
    """The same document with each name (in any spacing and case) replaced by what stands for it."""
    wanted = {" ".join(name.split()): stands for name, stands in names.items() if name.strip()}
    if not wanted:
        return document
    pattern = re.compile("|".join(_pattern(name) for name in sorted(wanted, key=len, reverse=True)), re.IGNORECASE)
    folded = {name.casefold(): stands for name, stands in wanted.items()}

    def stand_in(match: re.Match[str]) -> str:
        return folded.get(" ".join(match[0].split()).casefold(), NO_NAME)

    return cast("T", _walk(document, pattern, stand_in))


def _pattern(name: str) -> str:
    words = r"\s+".join(re.escape(word) for word in name.split(" "))
    if not name.isascii() and not re.search(r"[\u0370-\u052f]", name):
        return words  # Korean, Arabic … write endings and articles without a space
    return rf"(?<!\w){words}" if len(name) >= _LONG else rf"(?<!\w){words}(?!\w)"


def _walk(value: object, pattern: re.Pattern[str], stand_in: object) -> object:
    if isinstance(value, str):
        return pattern.sub(cast("str", stand_in), value)
    if isinstance(value, tuple):
        return tuple(_walk(part, pattern, stand_in) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        old = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in _NOT_TEXT}
        new = {name: _walk(part, pattern, stand_in) for name, part in old.items()}
        return replace(value, **new)
    return value
