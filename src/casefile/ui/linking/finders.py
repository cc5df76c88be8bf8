"""What the link gesture finds by typing: items, passages of an item, targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from casefile.operations import proof_links, records
from casefile.operations import targets as target_operations
from casefile.operations.proof_links import Target, TargetChoice
from casefile.operations.records import Query, Row
from casefile.ui import records as noun_records
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.widgets.picker import Finder
from casefile.ui.widgets.suggest import Choice
from casefile.ui.workspace import Workspace

_MOST_PASSAGES = 50
_LONGEST_WORDS = 90
_MUCH = 2_000  # acts, charges and attributions that are searched on a key press at once
_LAST_TARGETS, _MOST_TARGETS = "linking: targets linked last", 8


def items(workspace: Workspace) -> Finder:
    """Items of evidence by number or title."""
    found = noun_records.finder(workspace, "evidence", place="evidence", detail=_grade)

    def find(text: str) -> list[Choice]:
        choices = list(found.find(text))
        if not choices and not workspace.read(records.count, "evidence"):
            return [Choice(None, tr("There is no evidence yet. Add some first: drop files onto the window."))]
        return choices

    return Finder(find, found.name, None, found.follow)


def _grade(row: Row) -> str:
    return " · ".join(part for part in (f"{row['reliability']}{row['credibility']}", row["date"]) if part)


def passages(workspace: Workspace, item: Callable[[], UUID | None], new: Callable[[str], object]) -> Finder:
    """Passages of the item that `item()` says, by place or words; `new(text)` begins another one."""

    def find(text: str) -> list[Choice]:
        chosen = item()
        if chosen is None:
            return [Choice(None, tr("Choose an item first."))]
        query = Query(text, "locator", where={"evidence_id": chosen})
        rows = workspace.read(records.page, "passage", query, None, _MOST_PASSAGES)
        return [Choice(row.id, row["locator"] or tr("(whole item)"), _words(row)) for row in rows]

    def name(passage: UUID) -> str:
        row = workspace.read(records.get, "passage", passage)
        return " ".join(part for part in (row["locator"], _words(row)[:_LONGEST_WORDS]) if part)

    def begin(text: str) -> None:
        new(text)

    return Finder(find, name, begin, None, tr("New passage"))


def _words(row: Row) -> str:
    words = row["quote"] or row["translation"] or row["note"]
    return f"“{' '.join(words.split())}”" if words else ""


def targets(owner: QWidget, workspace: Workspace, act: Callable[[], UUID | None] = lambda: None) -> Finder:
    """Acts, elements, findings, postings, proceedings: everything that a passage can bear on.

    Those linked last come first, then the act that one looks at (`act()`) with its elements. In a big case they are
    looked for beside the window, as long as there is `owner`.
    """

    def name(target: Target) -> str:
        named = workspace.read(proof_links.name_targets, [target]).get(target)
        return named.text if named else tr("(in the bin)")

    seeker = _Seeker(owner, workspace, act)
    return Finder(seeker.find, name, seek=seeker.seek)


class _Seeker:
    """Looks for targets; of several questions only the last is answered."""

    def __init__(self, owner: QWidget, workspace: Workspace, act: Callable[[], UUID | None]) -> None:
        self._workspace, self._act = workspace, act
        self._number = 0
        self._asked: tuple[str, UUID | None, tuple[Target, ...]]
        self._tell: Callable[[Sequence[Choice]], object]
        self._slowly = Slowly(
            owner,
            workspace,
            tr("Looking for what the passage bears on"),
            self._ask,
            self._answered,
            target_operations.weight,
            _MUCH,
        )

    def find(self, text: str) -> Sequence[Choice]:
        """The likely ones at once, "" being typed."""
        return _choices(self._workspace.read(target_operations.find, text, self._act(), last_targets(self._workspace)))

    def seek(self, text: str, tell: Callable[[Sequence[Choice]], object]) -> None:
        """Tell the choices when they are found."""
        self._number += 1
        self._asked, self._tell = (text, self._act(), last_targets(self._workspace)), tell
        self._slowly.read()

    def _ask(self, session: Any) -> tuple[int, tuple[TargetChoice, ...]]:
        number = self._number
        return number, target_operations.find(session, *self._asked)

    def _answered(self, answer: tuple[int, tuple[TargetChoice, ...]]) -> None:
        number, found = answer
        if number == self._number:
            self._tell(_choices(found))


def _choices(found: Sequence[TargetChoice]) -> list[Choice]:
    return [Choice(one.target, one.text, one.detail) for one in found]


def last_targets(workspace: Workspace) -> tuple[Target, ...]:
    """What was linked to last in this window, the very last first."""
    known = workspace.property(_LAST_TARGETS)
    return tuple(known) if isinstance(known, list) else ()


def note_targets(workspace: Workspace, linked: Sequence[Target]) -> None:
    """Remember what was linked to, for the next time."""
    before = [target for target in last_targets(workspace) if target not in linked]
    workspace.setProperty(_LAST_TARGETS, [*linked, *before][:_MOST_TARGETS])
