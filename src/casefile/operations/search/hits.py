"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from casefile.operations.search.snippets import Marks
from casefile.operations.veil import Veil

DOCUMENT, LAW = "document", "law"
"""The kinds of hits that are no noun: the text of an item of evidence, a provision of the Statute."""

Cursor = tuple[Any, ...]
"""Where to go on: what `Group.more` holds; () is the beginning."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    `number` is that of the record, of a passage its pin cite. `kind` is the noun of the record, or `DOCUMENT` (`id` is the item then, `page` from 1, `pages` how many have the
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

    def under(self, veil: Veil) -> Hit:
        """The same without protected names; marks stay where the snippet before or behind them is what it was."""
        snippet = veil.text(self.snippet)
        return replace(
            self,
            number=veil.text(self.number),
            title=veil.text(self.title),
            field=veil.text(self.field),
            snippet=snippet,
            marks=_kept(self.marks, self.snippet, snippet),
        )


def _kept(marks: Marks, before: str, after: str) -> Marks:
    """The marks of a text that stand in what is the same at its beginning and its end."""
    if before == after:
        return marks
    same = _alike(before, after)
    behind = _alike(before[same:][::-1], after[same:][::-1])
    shift = len(after) - len(before)
    first = tuple(mark for mark in marks if mark[1] <= same)
    last = tuple((start + shift, end + shift) for start, end in marks if start >= len(before) - behind)
    return first + last


def _alike(one: str, other: str) -> int:
    """With how many same letters two texts begin."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


@dataclass(frozen=True, slots=True)
class Group:
    """All results of one kind: how many there are, and the first of them; `more` is what `page` takes to go on."""

    kind: str
    count: int
    hits: tuple[Hit, ...]
    more: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The groups that have results; `exact` is the record whose number was typed.

    `problems` are sentences about parts of the query that could not be used, `notes` about what a filter leaves out.
    `asked` is False where nothing was left that could be looked for.
    """

    groups: tuple[Group, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    asked: bool = True
    exact: Hit | None = None

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)
