"""Provisions as addresses: Back, Forward and search results name a record by an id, and a provision has none of its own."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID, uuid5

from casefile.law import tree
from casefile.ui.trail import Location

PLACE = "law"
_OURS = UUID("6f0c2a52-3d0d-4b52-9f5e-1f6d3c1f0a11")


def id_of(key: str) -> UUID:
    """A name for a provision by its key (`8(2)(b)(i)`, `25(3)(a) jointly`), the same in every session."""
    return uuid5(_OURS, key)


def address(key: str) -> Location:
    """Where the page of a provision is."""
    return Location(PLACE, id_of(key))


def key_of(identity: UUID) -> str | None:
    """The key that `id_of` named so; None for an id of anything else."""
    return _known().get(identity)


@lru_cache(maxsize=1)
def _known() -> dict[UUID, str]:
    return {id_of(key): key for key in tree.nodes()}
