"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casefile.operations.search.snippets import Marks

DOCUMENT, LAW = "document", "law"
"""The kinds of hits that are no noun: the text of an item of evidence, a provision of the Statute."""

Cursor = tuple[Any, ...]
"""Where to go on: what `Group.more` holds; () is the beginning."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    `kind` is the noun of the record, or `DOCUMENT` (`id` is the item then, `page` from 1, `pages` how many have the
    words) or `LAW` (no `id`; `provision` is its key). `snippet` are the words around the first match, `marks` where in
    it they stand, `field` the label of the field that they are from, or the page, line, row or paragraph of a document.
    """

    kind: str
    id: UUID | None
    number: str
    title: str
    field: str
    snippet: str
    marks: Marks = ()
    page: int = 0
    pages: int = 0
    provision: str = ""

    @property
    def noun(self) -> str:
        """What is opened: the item for a document."""
        return "evidence" if self.kind == DOCUMENT else self.kind


@dataclass(frozen=True, slots=True)
class Group:
    """All results of one kind: how many there are, and the first of them; `more` is what `page` takes to go on."""

    kind: str
    count: int
    hits: tuple[Hit, ...]
    more: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The groups that have results; `exact` is the record whose number was typed. `problems` are sentences about parts of the query that could not be used, `notes`
    about what a filter leaves out.
    """

    groups: tuple[Group, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    exact: Hit | None = None

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)
