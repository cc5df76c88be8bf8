"""The places of the navigation, each declared beside its noun with `@place`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import casefile.ui

if TYPE_CHECKING:
    from casefile.ui.view import View
    from casefile.ui.workspace import Workspace

Count = Callable[[Any], int]  # of a session
_V = TypeVar("_V", bound="type[View]")
_places: dict[str, Place] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the navigation. `factory(workspace)` makes its view when it is first shown."""

    key: str
    title: str
    icon: str
    order: int
    factory: Callable[[Workspace], View]
    tables: frozenset[str]
    count: Count | None = None


def place(key: str, title: str, *, order: int, icon: str = "", count: Count | None = None) -> Callable[[_V], _V]:
    """Put the `View` class below into the navigation. `order` as in the navigation from the top: 10, 20, 30 …

    `count(session)` is the number shown beside the title; it is asked again when one of the view's `tables` is touched.
    """

    def register(view: _V) -> _V:
        _places[key] = Place(key, title, icon or key, order, view, view.tables, count)
        return view

    return register


def places() -> list[Place]:
    """All places, in the order of the navigation."""
    return sorted(_places.values(), key=lambda known: known.order)


def load_nouns() -> None:
    """Import each noun's `view` and `commands`, so that they register themselves: a new noun needs no line here."""
    for package in pkgutil.iter_modules(casefile.ui.__path__, "casefile.ui."):
        if package.ispkg and package.name != "casefile.ui.widgets":
            noun = importlib.import_module(package.name)
            for module in pkgutil.iter_modules(noun.__path__, f"{package.name}."):
                if module.name.rpartition(".")[2] in ("view", "commands"):
                    importlib.import_module(module.name)
