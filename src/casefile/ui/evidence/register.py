"""The register: the list of items."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from casefile.model.cases import CLASSIFICATIONS
from casefile.model.dates import words
from casefile.model.evidence import CREDIBILITY, RELIABILITY, TYPES
from casefile.operations import evidence, readings, search
from casefile.operations.evidence import ItemRow
from casefile.operations.records import Row
from casefile.ui import records as noun_records
from casefile.ui.bin import BinSwitch
from casefile.ui.text import tr
from casefile.ui.widgets.paging import Column
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

_FILTER_TIP = (
    "Words are all needed, “words in quotes” stand together, word* is a beginning, -word must not be there. "
    "type: lang: date: grade: by: number: tag: folder: and is: narrow, such as grade:>=B2."
)
_TYPES, _CLASSES = dict(TYPES), dict(CLASSIFICATIONS)
_GRADES = dict(RELIABILITY) | dict(CREDIBILITY)


def grade_words(reliability: str, credibility: str) -> str:
    """The standard words of the grading."""
    return "\n".join(tr(_GRADES[letter]) for letter in (reliability, credibility) if letter in _GRADES)


def register(workspace: Workspace, switch: BinSwitch, hides_grade: Callable[[UUID], bool]) -> RecordTable:
    """The table of items; `hides_grade(id)` of one that is being graded blind."""
    done: set[UUID] = set()  # those among the rows in memory that one is done with

    def refine(session: Any, rows: tuple[Row, ...]) -> tuple[ItemRow, ...]:
        ids = [row.id for row in rows]
        done.difference_update(ids)
        if workspace.case is not None:
            done.update(readings.done_among(session, ids, workspace.case.author.id))
        return evidence.rows_of(session, rows)

    def grade(row: ItemRow) -> str:
        return "…" if hides_grade(row.id) else row.grade

    def grade_tip(row: ItemRow) -> str:
        return tr("hidden") if hides_grade(row.id) else grade_words(row.grade[:1], row.grade[1:])

    columns = [
        Column("number", "Number", lambda row: row.number, 84, "number"),
        Column("title", "Title", _title, 150, "title", stretch=True, tip=_title_tip),
        Column("grade", "Grade", grade, 58, "reliability", tip=grade_tip),
        Column("links", "Proof", _links, 64, tip=_links_tip),
        Column("date", "Date", lambda row: row.date, 92, "date", tip=lambda row: words(row.date)),
        Column("type", "Type", lambda row: tr(_TYPES.get(row.type, row.type)), 96, "type"),
        Column("class", "Class", lambda row: tr(_CLASSES.get(row.classification, "")), 96, "classification"),
        Column(
            "read", "Read", lambda row: "●" if row.id in done else "", 48, tip=lambda row: _read_tip(row.id in done)
        ),
        Column("hash", "Hash", lambda row: row.sha256[:12], 110, "sha256", spare=True, tip=lambda row: row.sha256),
    ]
    table = RecordTable(
        "evidence",
        tr("Evidence"),
        noun_records.source(workspace, "evidence", refine=refine, binned=switch.isChecked, narrow=search.narrowed),
        columns,
        empty=tr(
            "Files that prove or disprove something belong here. Add files or whole folders, or drop them anywhere on "
            "the window. Their bytes are kept unaltered."
        ),
        first_step=tr("Add evidence"),
        new=tr("Add evidence"),
        memory=workspace.settings,
        several=True,
        notes=lambda typed: " ".join(workspace.read(search.told, typed)),
    )
    table.filter.setPlaceholderText(tr("Filter: words, type:photo, date:2024-02, -not …"))
    table.filter.setToolTip(tr(_FILTER_TIP))
    switch.attach(table)
    return table


def _links(row: ItemRow) -> str:
    return f"{row.passages} · {row.links}" if row.passages else ""


def _read_tip(done: bool) -> str:
    return tr("You are done with this item") if done else ""


def _links_tip(row: ItemRow) -> str:
    return tr("{passages} passages, {links} links to what they prove").format(passages=row.passages, links=row.links)


def _title(row: ItemRow) -> str:
    return f"⚑ {row.title}" if row.restrictions.strip() else row.title


def _title_tip(row: ItemRow) -> str:
    restricted = tr("Restrictions: {text}").format(text=row.restrictions) if row.restrictions.strip() else ""
    return "\n".join(part for part in (row.title, restricted) if part)
