"""From a passage to what it proves: choose targets, say how it bears, link them all in one change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.operations import passages, proof_links
from casefile.operations.proof_links import Target
from casefile.ui import records as noun_records
from casefile.ui.linking import finders
from casefile.ui.linking.gesture import BearingChoice, labelled, linking_keys, outlined, unsaved
from casefile.ui.linking.proof import bring_into_view, link_button
from casefile.ui.linking.rows import LinksList
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.fields import ManyEditor
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import FirstStep, PlainLabel
from casefile.ui.workspace import Workspace

_ROOM_FOR_WEIGHT = 180


class LinkFromPassage(View):
    """What one passage bears on, and "Link" to say more. It reads for itself; `show_passage` when another is shown."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"proof_link", "act", "charge", "attribution", "actor", "context_finding", "posting", "proceeding"}
    )

    def __init__(self, workspace: Workspace, passage: UUID | None = None, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.passage = passage
        self.act_beside: Callable[[], UUID | None] = _no_act
        self.links = LinksList(workspace, by_target=True)
        self.empty = PlainLabel(tr("This passage proves nothing yet. Link it with Ctrl+L."), tone="muted", wrap=True)
        self.link_button = link_button(tr("this passage"))
        self.link_button.clicked.connect(self.start_link)
        self.panel: TargetPanel | None = None
        head = QHBoxLayout()
        head.addWidget(PlainLabel(tr("Bears on"), tone="muted"), 1)
        head.addWidget(self.link_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self.empty)
        self._column.addWidget(self.links)

    def show_passage(self, passage: UUID) -> None:
        if passage != self.passage:
            self._close()
        self.passage = passage
        self.refresh()

    def reload(self) -> None:
        if self.passage is not None:
            found = self.workspace.read(proof_links.of_passage, self.passage)
            locked = self.workspace.locked
            self.links.show_links(found, locked=locked)
            self.empty.setVisible(not found)
            self.link_button.setVisible(not locked)

    def start_link(self) -> None:
        """Open the gesture, or go back into it."""
        if self.passage is None or self.link_button.isHidden():
            return
        if self.panel is None:
            self.panel = TargetPanel(self.workspace, self._link, self.act_beside)
            self.panel.linked.connect(self._done)
            self.panel.closed.connect(self._done)
            self._column.addWidget(self.panel)
        self.panel.start()
        bring_into_view(self.panel)

    def _link(self, targets: Sequence[Target], values: Mapping[str, Any]) -> None:
        assert self.passage is not None
        self.workspace.write(tr("Link passage"), passages.link_all, self.passage, targets, values)

    def _done(self) -> None:
        self._close()
        self.link_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None


Write = Callable[[Sequence[Target], Mapping[str, Any]], object]
"""Makes links to targets, with bearing, weight and note; raises `UserError` when it cannot."""


def _no_act() -> UUID | None:
    return None


class TargetPanel(QFrame):
    """Chooses one or more targets for a passage. `linked` when `write` has made all links, `closed` on Esc.

    Alt+S, Alt+U and Alt+C say the bearing from anywhere in it; S, U and C do where the bearing has the focus. The
    elements of the act that `act()` names are offered before others.
    """

    linked = Signal()
    closed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        write: Write,
        act: Callable[[], UUID | None] = _no_act,
        title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace, self._write = workspace, write
        self.title = PlainLabel(title, tone="muted", wrap=True)
        if not title:
            self.title.hide()
        self.setProperty("card", "true")
        how = tr("Act, charge, element, finding, posting, proceeding")
        self.targets = ManyEditor(finders.targets(self, workspace, act), how)
        self.targets.control.setProperty("quiet", None)
        self.targets.picker.line.setAccessibleName(tr("What it bears on"))
        self.targets.show_value(())
        self.bearing = BearingChoice()
        self.weight = outlined(Form(noun_records.fields("proof_link", "weight"), unsaved))
        self.note = outlined(Form(noun_records.fields("proof_link", "note"), unsaved))
        self.mistake = PlainLabel(tone="mistake", wrap=True)
        self.mistake.hide()
        self.link_button = FirstStep(tr("Link"))
        self.link_button.setToolTip(tr("Ctrl+Enter"))
        self.close_button = QPushButton(tr("Cancel"))
        self.close_button.setToolTip(tr("Esc"))
        self._lay_out()
        self.bearing.confirmed.connect(self.link)
        self.link_button.clicked.connect(self.link)
        self.close_button.clicked.connect(self.closed)
        linking_keys(self, self.bearing, self.link, self.closed.emit)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.link_button)
        buttons.addWidget(self.close_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        self._how = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._how.setSpacing(12)
        self._how.addWidget(labelled(tr("Bearing"), self.bearing), 0, Qt.AlignmentFlag.AlignTop)
        self._how.addWidget(self.weight, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.title)
        column.addWidget(self.targets)
        column.addLayout(self._how)
        column.addWidget(self.note)
        column.addWidget(self.mistake)
        column.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.bearing.sizeHint().width() + _ROOM_FOR_WEIGHT
        self._how.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def start(self) -> None:
        self.targets.picker.open()

    def link(self) -> None:
        """Make a link to every chosen target; a mistake is said here."""
        self.mistake.hide()
        try:
            chosen: tuple[Target, ...] = self.targets.raw()
            if not chosen:
                self.targets.control.setFocus()
                raise UserError(tr("Choose what the passage bears on."))  # noqa: TRY301 - said like any other mistake
            values = {"bearing": self.bearing.value, **self.weight.values(), **self.note.values()}
            self._write(chosen, values)
        except UserError as error:
            self.mistake.setText(str(error))
            self.mistake.show()
            return
        finders.note_targets(self.workspace, chosen)
        self.linked.emit()
