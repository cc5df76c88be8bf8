"""Provisions named in running text: “see article 30”, “as in 8(2)(b)(i)”, “articles 6, 7 and 8 bis”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casefile.law import tree

_LEVEL = r"(?:\((?:\d{1,2}(?: bis| ter)?|[a-z]|[ivx]{1,6})\))"
_CODE = re.compile(rf"(?<![\w(/.-])(?P<code>\d{{1,3}}(?: bis| ter)?(?P<levels>{_LEVEL}*(?:-\d)?))(?![\w%])")
_ARTICLE = re.compile(r"(?i)\barticles?\s+$")
_OTHERS = re.compile(r"(?i)\b(?:common articles?|rules?|regulations?|resolutions?|notes?|pages?)\s+$")
_OTHERS_BEHIND = re.compile(
    r"(?i),?\s+(?:common to|of (?:the )?(?:additional|geneva|hague|vienna|convention|charter|protocol|rules))"
)
_AND = re.compile(r"(?:,|,? and|,? or| to|–)\s*$")  # between the members of a list


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `key` is the provision that it names, "" for all else."""

    text: str
    key: str = ""


def pieces(text: str) -> tuple[Piece, ...]:
    """`text` cut at the provisions of the Statute that it names and the catalogue knows; joined they are `text` again.

    A bare number is one only behind “article”; what rules, regulations or other treaties number is none.
    """
    found: list[Piece] = []
    at, listed = 0, False
    for match in _CODE.finditer(text):
        before = text[at : match.start()]
        listed = _names(text[: match.start()], before, match, listed=listed)
        key = tree.nearest(match["code"]) if listed else None
        if key is not None:
            found += [Piece(before), Piece(match["code"], key)]
            at = match.end()
    return tuple(piece for piece in (*found, Piece(text[at:])) if piece.text)


def _names(above: str, since: str, match: re.Match[str], *, listed: bool) -> bool:
    """Whether a match names a provision; `since` is what stands between it and the one before."""
    if _OTHERS.search(above[-24:]) or _OTHERS_BEHIND.match(match.string, match.end()):
        return False
    if _ARTICLE.search(above[-12:]) or (listed and _AND.fullmatch(since)):
        return True
    return bool(match["levels"]) and not match["levels"].startswith("-")
