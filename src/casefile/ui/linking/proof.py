"""The proof of one target: its links and the gesture that adds one, for an element or for a record of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from casefile.operations import proof_links
from casefile.operations.matrix import Proof
from casefile.operations.proof_links import LinkRow, Target
from casefile.ui import icons
from casefile.ui.linking.gesture import LinkPanel
from casefile.ui.linking.rows import LinksList
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import Heading, PlainLabel
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.statelabel import StateLabel
from casefile.ui.workspace import Workspace


@runtime_checkable
class Linkable(Protocol):
    """A widget under which a passage can be linked (Ctrl+L)."""

    def start_link(self) -> None:
        """Open the gesture here."""


class ProofBody(QWidget):
    """Links on a target and, when asked for, the gesture under them. `linked(id)` when one was made."""

    linked = Signal(object)
    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.target: Target | None = None
        self.locked = False
        self.links = LinksList(workspace)
        self.panel: LinkPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.links)
        self.hide()

    def show_links(self, target: Target, links: Sequence[LinkRow], *, locked: bool = False) -> None:
        if target != self.target:
            self._drop_panel()
        self.target, self.locked = target, locked
        self.links.show_links(links, locked=locked)
        self.setVisible(bool(links) or self.panel is not None)

    def start_link(self) -> None:
        """Open the gesture, or go back into it."""
        if self.target is None or self.locked:
            return
        if self.panel is None:
            self.panel = LinkPanel(self.workspace, self.target)
            self.panel.linked.connect(self._linked)
            self.panel.closed.connect(self._close)
            self._column.addWidget(self.panel)
        self.show()
        self.panel.show()
        self.panel.start()
        panel = self.panel
        QTimer.singleShot(0, panel, lambda: bring_into_view(panel))

    def _linked(self, link: UUID) -> None:
        self._close()
        self.linked.emit(link)

    def _close(self) -> None:
        self._drop_panel()
        self.setVisible(self.links.isVisibleTo(self))
        self.closed.emit()

    def _drop_panel(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None


class ProofPanel(View):
    """A heading, the links on `target`, and "Link": to be put under any record that passages bear on.

    It reads for itself, and again when links or passages change. Call `show_target` when another record is shown.
    """

    tables: ClassVar[frozenset[str]] = frozenset({"proof_link", "passage", "evidence"})

    def __init__(
        self, workspace: Workspace, target: Target | None = None, title: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, parent)
        self.target = target
        self.heading = Heading(title or tr("Proof"))
        self.state = StateLabel()
        self.link_button = link_button(title or tr("Proof"))
        self.link_button.clicked.connect(self.start_link)
        self.empty = PlainLabel(tr("No passage is linked here yet. Link one with Ctrl+L."), tone="muted", wrap=True)
        self.body = ProofBody(workspace)
        self.body.closed.connect(lambda: self.link_button.setFocus(Qt.FocusReason.OtherFocusReason))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addWidget(self.state)
        head.addStretch()
        head.addWidget(self.link_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.body)

    def show_target(self, target: Target) -> None:
        self.target = target
        self.refresh()

    def start_link(self) -> None:
        self.body.start_link()

    def reload(self) -> None:
        if self.target is not None:
            links = self.workspace.read(proof_links.behind, self.target)
            locked = self.workspace.locked
            self.body.show_links(self.target, links, locked=locked)
            self.link_button.setVisible(not locked)
            self.empty.setVisible(not links)
            self.state.show_mark(mark_of(links))


def mark_of(links: Sequence[LinkRow]) -> Mark:
    """How something stands by its own links."""
    bearings = [link.bearing for link in links]
    return Mark(Proof(bearings.count("supports"), bearings.count("undermines")).state.value)


def link_button(about: str) -> QToolButton:
    """The button that opens the gesture."""
    button = QToolButton()
    button.setText(tr("Link"))
    button.setIcon(icons.icon("link", "muted"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setProperty("faint", "true")
    button.setToolTip(tr("Link a passage here (Ctrl+L)"))
    button.setAccessibleName(f"{tr('Link a passage')}: {about}")
    return button


def bring_into_view(widget: QWidget) -> None:
    """Scroll the detail until `widget` is seen, its lower end too if there is room."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(widget, 0, 24)
