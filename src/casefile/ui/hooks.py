"""What the frame asks of the nouns: each hook is filled once, at import, by the noun that knows how."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from casefile.ui.commands import Command
    from casefile.ui.workspace import Workspace

_F = TypeVar("_F", bound=Callable[..., object])


class Hook(Generic[_F]):
    """A place for one function; used as a decorator it fills itself."""

    def __init__(self) -> None:
        self.function: _F | None = None

    def __call__(self, function: _F) -> _F:
        self.function = function
        return function


show_results: Hook[Callable[[Workspace, str, str], object]] = Hook()
"""Show all results of a search as it was typed, of one kind or, with "", of all."""
saved_searches: Hook[Callable[[Workspace], Sequence[Command]]] = Hook()
"""The searches kept in the case, as commands for the palette."""
add_evidence: Hook[Callable[[Workspace, Sequence[Path]], object]] = Hook()
new_case: Hook[Callable[[Workspace], object]] = Hook()
open_sample: Hook[Callable[[Workspace], object]] = Hook()
open_passage: Hook[Callable[[Workspace, UUID], object]] = Hook()
open_law: Hook[Callable[[Workspace, str], object]] = Hook()
selected: Hook[Callable[[Workspace], tuple[UUID, Mapping[str, str]] | None]] = Hook()
"""The item that is being read and what is selected in it: locator, quote, before, after."""
open_beside: Hook[Callable[[Workspace, str, UUID], bool]] = Hook()
"""Show a record, by noun and id, beside what one reads (Ctrl+click on its number); False where it cannot stand beside."""
