"""Filling in many items from a sheet, and writing a sheet to fill in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from casefile.exchange import sheet
from casefile.ui.commands import command, has_case, writable
from casefile.ui.evidence.view import PLACE, EvidenceView
from casefile.ui.jobs import Cancelled, Progress
from casefile.ui.sheets.page import SheetPage
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace


@command(
    "evidence.sheet",
    "Fill in from a s&heet…",
    menu="Evidence",
    when=writable,
    section=3,
    help="A CSV file or a workbook fills fields of many items at once.",
)
def fill_in(workspace: Workspace) -> None:
    chosen, _kind = QFileDialog.getOpenFileName(
        workspace.window, tr("Fill in from a sheet"), "", tr("Sheets (*.csv *.tsv *.txt *.xlsx *.xlsm)")
    )
    if chosen:
        open_sheet(workspace, Path(chosen))


def open_sheet(workspace: Workspace, path: Path) -> SheetPage:
    """Show the page of the sheet at `path` in the place of the register."""
    workspace.go(PLACE)
    view = workspace.view_of(PLACE)
    assert isinstance(view, EvidenceView)
    page = view.findChild(SheetPage)
    if page is None:
        page = SheetPage(workspace)
        page.closed.connect(partial(view.put_away, page))
    view.show_in_stead(page)
    page.open(path)
    return page


@command(
    "evidence.template",
    "Write a sheet to fill &in…",
    menu="Evidence",
    when=has_case,
    section=3,
    help="All items with what they hold now, for any spreadsheet.",
)
def write_template(workspace: Workspace) -> None:
    case = workspace.case
    chosen, _kind = QFileDialog.getSaveFileName(
        workspace.window, tr("Write a sheet to fill in"), tr("Evidence.csv"), tr("CSV (*.csv)")
    )
    if not chosen or case is None:
        return

    def work(_progress: Progress, _cancelled: Cancelled) -> int:
        with case.reading() as session:
            return sheet.template(session, Path(chosen))

    def done(count: int) -> None:
        words = tr("Wrote {count} items to {path}. It holds protected names.")
        workspace.said.emit(words.format(count=f"{count:,}", path=chosen))

    workspace.jobs.start(tr("Writing a sheet"), work, done)
