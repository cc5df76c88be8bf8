"""How wide a line of text is in the faces of the brief, so that every picture has one layout on every machine."""

from __future__ import annotations

from functools import lru_cache

from casefile.brief.styles import Style
from casefile.brief.text import Typesetter

_EM = 1000.0


def width(text: str, size: float, bold: bool) -> float:
    """The width of `text` in points, set in the sans face of the brief."""
    return _ems(text, bold) * size / _EM


@lru_cache(maxsize=20_000)
def _ems(text: str, bold: bool) -> float:
    return sum(atom.width for atom in _setter().plain(text, Style(_EM, _EM, "sans", bold)).atoms)


@lru_cache(maxsize=1)
def _setter() -> Typesetter:
    return Typesetter()
