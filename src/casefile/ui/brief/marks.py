"""Citation marks while they are written: which records they name, and what can be cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from casefile.errors import UserError
from casefile.model import locators
from casefile.operations import records
from casefile.operations.records import Query, Row
from casefile.ui import theme
from casefile.ui.text import tr
from casefile.ui.widgets.picker import Finder
from casefile.ui.widgets.suggest import Choice
from casefile.ui.workspace import Workspace

_MARK = re.compile(r"\[([^\[\]\n\d]{1,60}\d[^\[\]\n]{0,240})\]")
_NUMBER = re.compile(r"[^\W\d_][\w.]*-\d{2,}")
_MOST_ITEMS, _MOST_ACTS, _MOST_PASSAGES = 8, 6, 6


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark `[NKR-0003, p. 2]`, or one of several in the same brackets. `row` is None when it names nothing."""

    start: int
    length: int
    text: str
    row: Row | None


class Numbers:
    """Records by their number, asked once each until `forget`."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, Row | None] = {}

    def find(self, number: str) -> Row | None:
        if number not in self._known:
            try:
                self._known[number] = self._workspace.read(records.by_number, number)
            except UserError:
                self._known[number] = None
        return self._known[number]

    def forget(self) -> None:
        self._known.clear()


def marks(text: str, find: Callable[[str], Row | None]) -> Iterator[Mark]:
    """The marks in `text`; brackets that do not begin with a number are none."""
    for match in _MARK.finditer(text):
        start = match.start(1)
        for part in match[1].split(";"):
            head, _comma, place = part.partition(",")
            if _NUMBER.fullmatch(head.strip()):
                row = find(head.strip()) if _is_place(place) else None
                yield Mark(start, len(part), part.strip(), None if row is None or row.binned else row)
            start += len(part) + 1


def _is_place(text: str) -> bool:
    try:
        locators.parse(text)
    except ValueError:
        return False
    return True


class Highlighter(QSyntaxHighlighter):
    """Marks in the accent; those that name nothing in the colour of a mistake."""

    def __init__(self, document: QTextDocument, numbers: Numbers) -> None:
        super().__init__(document)
        self._numbers = numbers
        theme.theme().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        for mark in marks(text, self._numbers.find):
            tone = QTextCharFormat()
            tone.setForeground(theme.colour("accent" if mark.row else "mistake"))
            self.setFormat(mark.start, mark.length, tone)


def finder(workspace: Workspace) -> Finder:
    """What can be cited: acts, items, and passages of the items found. The value is the mark without its brackets."""

    def find(text: str) -> list[Choice]:
        items = workspace.read(records.find, "evidence", text, _MOST_ITEMS)
        acts = workspace.read(records.find, "act", text, _MOST_ACTS)
        found = []
        for item in items:
            found.append(Choice(item.number, item.label))
            found += _passages(workspace, item) if len(items) <= 3 else []
        if text and not items:
            found += _by_words(workspace, text)
        return [*found, *(Choice(act.number, act.label, tr("Act")) for act in acts)]

    return Finder(find, str)


def _passages(workspace: Workspace, item: Row) -> list[Choice]:
    query = Query(sort="locator", where={"evidence_id": item.id})
    return [_passage(item.number, row) for row in workspace.read(records.page, "passage", query, None, _MOST_PASSAGES)]


def _by_words(workspace: Workspace, text: str) -> list[Choice]:
    """Passages whose own words hold what was typed."""
    rows = workspace.read(records.find, "passage", text, _MOST_PASSAGES)
    items = {row["evidence_id"]: workspace.read(records.get, "evidence", row["evidence_id"]) for row in rows}
    return [_passage(items[row["evidence_id"]].number, row) for row in rows]


def _passage(number: str, row: Row) -> Choice:
    cite = ", ".join(part for part in (number, row["locator"]) if part)
    return Choice(cite, cite, row["quote"] or row["translation"] or row["note"])
