"""Commands for the file as a whole: new, open, recent, sample, close, undo, redo, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from casefile.case_file import CaseFile
from casefile.errors import LockedError, OlderFormatError, UserError
from casefile.ui import hooks
from casefile.ui.commands import When, command, has_case
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace

SUFFIX = ".casefile"
_can_undo = When(lambda workspace: workspace.case is not None and workspace.case.undo_label is not None)
_can_redo = When(lambda workspace: workspace.case is not None and workspace.case.redo_label is not None)
_has_recent = When(lambda workspace: bool(workspace.settings.recent()))


def open_path(workspace: Workspace, path: Path) -> None:
    """Open the case at `path` in place of the one that is open; a locked one may be opened to read only."""
    try:
        case = CaseFile.open(path, workspace.settings.author)
    except LockedError as error:
        if not ask(workspace, f"{error}\n\n{tr('Open it to read only?')}", tr("Open to read only")):
            return
        case = CaseFile.open(path, workspace.settings.author, read_only=True)
    except OlderFormatError:
        _upgrade(workspace, path)
        return
    workspace.use(case)


def _upgrade(workspace: Workspace, path: Path) -> None:
    """Offer to bring an older file to the present format, and open it then."""
    question = tr(
        "“{name}” was made by an older Casefile. To open it, a copy in the present format takes its place; "
        "the old file is kept beside it."
    ).format(name=path.name)
    if not ask(workspace, question, tr("Upgrade and open")):
        return
    workspace.jobs.start(
        tr("Upgrading {name}").format(name=path.name),
        lambda progress, cancelled: CaseFile.upgrade(path, lambda done, total: progress(done, total, ""), cancelled),
        done=lambda _kept: open_path(workspace, path),
    )


def ask(workspace: Workspace, question: str, yes: str) -> bool:
    """A question whose answer cannot be taken back. `yes` is what its button says."""
    box = QMessageBox(workspace.window)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(tr("Casefile"))
    box.setText(question)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is accept


def case_path_to_make(workspace: Workspace, suggested: str) -> Path | None:
    """Ask where a new case file is to stand; None when the user thinks better of it."""
    chosen, _kind = QFileDialog.getSaveFileName(
        workspace.window, tr("New case"), suggested, tr("Case files") + f" (*{SUFFIX})"
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


@command("file.new", "&New case…", menu="File", shortcut="Ctrl+Shift+N", icon="new")
def new_case(workspace: Workspace) -> None:
    _run(hooks.new_case, workspace, tr("This version cannot make a new case in the window; use casefile new FILE."))


@command("file.open", "&Open…", menu="File", shortcut="Ctrl+O", icon="open")
def open_file(workspace: Workspace) -> None:
    chosen, _kind = QFileDialog.getOpenFileName(
        workspace.window, tr("Open case"), "", tr("Case files") + f" (*{SUFFIX})"
    )
    if chosen:
        open_path(workspace, Path(chosen))


def _recent_entries(workspace: Workspace) -> Iterable[tuple[str, Callable[[], object]]]:
    for path in workspace.settings.recent():
        yield path.stem, partial(open_path, workspace, path)


@command("file.recent", "Open &recent", menu="File", when=_has_recent, entries=_recent_entries)
def recent(_workspace: Workspace) -> None:
    """A submenu: its entries do the work."""


@command("file.sample", "Open the &sample case", menu="File")
def open_sample(workspace: Workspace) -> None:
    _run(hooks.open_sample, workspace, tr("This installation holds no sample case."))


@command("file.close", "&Close case", menu="File", shortcut="Ctrl+W", when=has_case, section=1)
def close(workspace: Workspace) -> None:
    workspace.close_case()


@command("file.settings", "Se&ttings…", menu="File", shortcut="Ctrl+,", section=2, icon="settings")
def settings(workspace: Workspace) -> None:
    from casefile.ui.preferences import Preferences

    Preferences(workspace.settings, workspace.window).exec()


@command("file.quit", "&Quit", menu="File", shortcut="Ctrl+Q", section=3)
def quit_program(workspace: Workspace) -> None:
    if workspace.window is not None:
        workspace.window.close()


def _undo_words(workspace: Workspace) -> str:
    label = workspace.case.undo_label if workspace.case is not None else None
    return tr("Undo: {label}").format(label=workspace.shown(label)) if label else tr("Undo")


def _redo_words(workspace: Workspace) -> str:
    label = workspace.case.redo_label if workspace.case is not None else None
    return tr("Redo: {label}").format(label=workspace.shown(label)) if label else tr("Redo")


@command("edit.undo", "&Undo", menu="Edit", shortcut="Ctrl+Z", when=_can_undo, icon="undo", wording=_undo_words)
def undo(workspace: Workspace) -> None:
    if workspace.case is not None:
        workspace.case.undo()


@command("edit.redo", "&Redo", menu="Edit", shortcut="Ctrl+Shift+Z", when=_can_redo, icon="redo", wording=_redo_words)
def redo(workspace: Workspace) -> None:
    if workspace.case is not None:
        workspace.case.redo()


def _run(hook: hooks.Hook[Callable[[Workspace], object]], workspace: Workspace, otherwise: str) -> None:
    if hook.function is None:
        raise UserError(otherwise)
    hook.function(workspace)
