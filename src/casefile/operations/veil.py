"""Names of protected persons taken out of what is shown: each replaced by the pseudonym that stands for it.

A veil goes over whole answers (frozen rows, tuples, mappings), so that no list, heading or figure has to think of it. An
answer that makes its rows later has a method `under(veil)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.model import Actor, Source
from casefile.model.base import table_of
from casefile.operations.written_names import finder

T = TypeVar("T")
NO_NAME = "[name withheld]"
HIDDEN = "veil"
"""Where a writing session of the window keeps the veil, and the one record whose names are shown."""
_MOST = 20_000
"""Texts that are remembered with what they become."""
_KEPT_AS_IT_IS = frozenset({"key", "sha256", "sha512"})
"""Fields that no one reads: where a page of a list ends is compared with what the case holds."""


class Veil:
    """Replaces each of `names`, however it is written, by what stands for it (see written_names.py)."""

    def __init__(self, names: Mapping[str, str]) -> None:
        wanted = {" ".join(name.split()): stands for name, stands in names.items() if name.strip()}
        self._names = finder(tuple(wanted)) if wanted else None
        self._stands = tuple(wanted.values())
        self._known: dict[str, str] = {}

    def __bool__(self) -> bool:
        return self._names is not None

    def text(self, text: str) -> str:
        """`text` without the names."""
        if self._names is None or len(text) < 2:
            return text
        known = self._known.get(text)
        if known is None:
            known = self._names.replaced(text, self._stands)
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[text] = known
        return known

    def over(self, value: T) -> T:
        """The same answer without the names; what has none is given back as it is."""
        return cast("T", self._over(value)) if self else value

    def _over(self, value: Any) -> Any:
        kind = type(value)
        if kind is str:
            return self.text(value)
        if kind in _PLAIN:
            return value
        if hasattr(value, "under"):
            return value.under(self)
        if isinstance(value, Mapping):
            return {name: self._over(one) for name, one in value.items()}
        return self._over_many(value) if isinstance(value, tuple | list) else self._over_fields(value)

    def _over_fields(self, value: Any) -> Any:
        if not is_dataclass(value):
            return value
        old = {name: getattr(value, name) for name in _names(cast("Any", type(value)))}
        new = {name: one for name, held in old.items() if (one := self._over(held)) is not held}
        return replace(cast("Any", value), **new) if new else value

    def _over_many(self, value: Any) -> Any:
        parts = [self._over(one) for one in value]
        if all(new is old for new, old in zip(parts, value, strict=True)):
            return value
        kind = type(value)
        return kind(*parts) if hasattr(kind, "_fields") else kind(parts)


_PLAIN = frozenset({int, float, bool, bytes, type(None), UUID})


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.init and one.name not in _KEPT_AS_IT_IS)


def protected_names(session: Session) -> dict[str, str]:
    """Every name of a protected actor or source, binned ones too, with what stands for it."""
    actors, sources = table_of(Actor).c, table_of(Source).c
    names: dict[str, str] = {}
    for name, pseudonym in session.execute(select(sources.name, sources.pseudonym).where(sources.protected)):
        names[name] = pseudonym or NO_NAME
    statement = select(actors.name, actors.aliases, actors.pseudonym).where(actors.protected)
    for name, aliases, pseudonym in session.execute(statement):
        names |= dict.fromkeys((name, *aliases), pseudonym or NO_NAME)
    return names


def veil_of(session: Session) -> Veil:
    """The veil over the names of this case."""
    return Veil(protected_names(session))


def check_seen(session: Session, identity: UUID, before: object, after: object) -> None:
    """That nobody writes over a text whose names were hidden: the pseudonym would stand in it for good."""
    veil, shown = session.info.get(HIDDEN, (None, None))
    if veil is not None and identity != shown and before != after and veil.over(before) != before:
        raise UserError("A protected name is hidden in this text; show protected names before you change it.")
