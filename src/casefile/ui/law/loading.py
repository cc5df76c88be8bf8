"""Loading the official text from a PDF that the user chooses, and forgetting it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from casefile.ui.law import official
from casefile.ui.law.official import Loaded
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace

_NAMED = 8  # missing articles


def load_official_text(workspace: Workspace) -> None:
    """Ask for the Court's PDF and read it beside the window; the text before stays until the new one is whole."""
    chosen, _kind = QFileDialog.getOpenFileName(
        workspace.window, tr("The Court’s own PDF of the Rome Statute"), "", tr("PDF files") + " (*.pdf *.PDF)"
    )
    if chosen:
        path = Path(chosen)
        title = tr("Reading {name}").format(name=path.name)
        workspace.jobs.start(title, partial(official.read_pdf, path), partial(_keep, workspace))


def remove_official_text(workspace: Workspace) -> None:
    """Forget the text; the PDF itself stays where it is."""
    official.remove(workspace.settings.folder)
    workspace.state_changed.emit()
    workspace.said.emit(tr("The official text is no longer in your profile."))


def has_official_text(workspace: Workspace) -> bool:
    return official.stamp_of(workspace.settings.folder) is not None


def _keep(workspace: Workspace, loaded: Loaded) -> None:
    if workspace.attempt(lambda: official.keep(workspace.settings.folder, loaded)):
        workspace.state_changed.emit()
        workspace.said.emit(_summary(loaded))


def _summary(loaded: Loaded) -> str:
    missing = loaded.text.missing
    words = tr("{count} articles of the official text were read from {name}.")
    told = words.format(count=len(loaded.text.articles), name=loaded.name)
    if missing:
        named = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
        told = f"{told} {tr('Not found: {articles}.').format(articles=named)}"
    return told
