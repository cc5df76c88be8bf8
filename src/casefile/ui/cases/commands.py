"""What the frame asks of the case: a new one, and the sample."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QLineEdit

from casefile.case_file import CaseFile
from casefile.errors import CancelledError
from casefile.ui import hooks
from casefile.ui.commands import command, has_case
from casefile.ui.files import SUFFIX, case_path_to_make
from casefile.ui.jobs import Cancelled, Progress
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace


@hooks.new_case
def new_case(workspace: Workspace) -> None:
    """Ask where the file is to stand, make the case there and let its title be typed."""
    path = case_path_to_make(workspace, str(_documents() / (tr("New case") + SUFFIX)))
    if path is not None:
        make(workspace, path)


def make(workspace: Workspace, path: Path) -> None:
    """A new case at `path`, called as its file until the user says otherwise, its form open on the overview."""
    from casefile.exchange import cases as new_cases

    workspace.use(new_cases.new(path, workspace.settings.author, {"title": path.stem}))
    edit_case(workspace)
    line = workspace.window.focusWidget() if workspace.window is not None else None
    if isinstance(line, QLineEdit):
        line.selectAll()  # the first key writes the true title over the file's name


@hooks.open_sample
def open_sample(workspace: Workspace) -> None:
    """Make the sample case in a file that the user chooses, and open it."""
    path = case_path_to_make(workspace, str(_documents() / (tr("Sample case") + SUFFIX)))
    if path is not None:
        make_sample(workspace, path)


def make_sample(workspace: Workspace, path: Path) -> None:
    """The sample case at `path`, made beside the window."""

    def work(progress: Progress, cancelled: Cancelled) -> CaseFile:
        from casefile.exchange import cases as new_cases

        return new_cases.sample(path, workspace.settings.author, partial(_report, progress, cancelled))

    workspace.jobs.start(tr("Making the sample case"), work, workspace.use)


def _report(progress: Progress, cancelled: Cancelled, done: int, total: int, text: str) -> None:
    if cancelled():
        raise CancelledError
    progress(done, total, text)


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


@command(
    "case.edit", "&Describe the case", menu="Edit", when=has_case, section=4, help="Title, situation, route and more."
)
def edit_case(workspace: Workspace) -> None:
    from casefile.ui.overview.view import PLACE, OverviewView

    workspace.go(PLACE)
    view = workspace.view_of(PLACE)
    assert isinstance(view, OverviewView)
    view.form.start("title")
