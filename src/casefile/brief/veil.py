"""Protected names taken out of a finished document: every text in it, wherever it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from casefile.operations.veil import NO_NAME, Veil

__all__ = ["NO_NAME", "veiled"]
T = TypeVar("T")
_NOT_TEXT = frozenset(
    {"anchor", "link", "key", "style", "marker", "language", "words", "image", "tone", "fill", "align"}
)


def veiled(document: T, names: Mapping[str, str]) -> T:
    """The same document with each name (however it is written) replaced by what stands for it."""
    veil = Veil(names)
    return cast("T", _walk(document, veil)) if veil else document


def _walk(value: object, veil: Veil) -> object:
    if isinstance(value, str):
        return veil.text(value)
    if isinstance(value, tuple):
        return tuple(_walk(part, veil) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        old = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in _NOT_TEXT}
        new = {name: _walk(part, veil) for name, part in old.items()}
        return replace(value, **new)
    return value
