"""What stands beside a document: its passages, its item's form, or an act, an actor, a finding, a proceeding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.operations import records
from casefile.operations.proof_links import Target
from casefile.ui import records as noun_records
from casefile.ui.actors.detail import ActorDetail
from casefile.ui.acts.detail import ActDetail
from casefile.ui.acts.reading import act_of
from casefile.ui.evidence.detail import EvidenceDetail
from casefile.ui.evidence.passages import Passages
from casefile.ui.incidents.kinds import FindingDetail
from casefile.ui.linking.passage import TargetPanel
from casefile.ui.listed import RecordDetail
from casefile.ui.proceedings.detail import ProceedingDetail
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import EmptyState
from casefile.ui.widgets.listdetail import ScrollColumn
from casefile.ui.widgets.picker import Picker
from casefile.ui.widgets.segments import Segments
from casefile.ui.workspace import Workspace

_DETAILS: dict[str, Callable[[Workspace], RecordDetail]] = {
    "act": ActDetail,
    "actor": ActorDetail,
    "context_finding": FindingDetail,
    "proceeding": ProceedingDetail,
}
_SHOWN_IN = {"charge": "act", "attribution": "act", "posting": "actor"}
_WORDS = {"act": "Act", "actor": "Actor", "context_finding": "Finding", "proceeding": "Proceeding"}


class Beside(QWidget):
    """Three pages, one of them shown: `value` is "passages", "item" or "record". The gesture that links stands over them.

    `turned(key)`: another page is shown. `finished`: the gesture was ended, the document may have the focus again.
    """

    turned = Signal(str)
    finished = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.record = RecordBeside(workspace)
        self.passages = Passages(workspace, self.act)
        self.item: EvidenceDetail | None = None
        self._item: UUID | None = None
        self.panel: TargetPanel | None = None
        choices = [("passages", tr("Passages")), ("item", tr("Item")), ("record", tr("Act"))]
        self.segments = Segments(choices, tr("Beside the document"))
        self.pages = QStackedWidget()
        self._passages_page = ScrollColumn()
        self._passages_page.column.addWidget(self.passages)
        self._passages_page.column.addStretch()
        self.pages.addWidget(self._passages_page)
        self.pages.addWidget(self.record)
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 12, 4)
        head.addWidget(self.segments)
        head.addStretch()
        self._panel_room = QVBoxLayout()
        self._panel_room.setContentsMargins(24, 0, 24, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._panel_room)
        column.addWidget(self.pages, 1)
        self.setMinimumWidth(320)
        self.segments.chosen.connect(self.turn_to)
        self.record.named.connect(self.segments.buttons["record"].setText)

    @property
    def value(self) -> str:
        return self.segments.value

    def act(self) -> UUID | None:
        """The act that stands here, if one does."""
        return self.record.record if self.value == "record" and self.record.noun == "act" else None

    def turn_to(self, key: str) -> None:
        """Show one of the pages."""
        self.segments.show_value(key)
        if key == "item":
            self._show_item()
        pages: dict[str, QWidget | None] = {"passages": self._passages_page, "item": self.item, "record": self.record}
        page = pages[key]
        assert page is not None
        self.pages.setCurrentWidget(page)
        self.turned.emit(key)

    def show_item(self, item: UUID) -> None:
        """The item whose document is read was read again, or is another one."""
        another, self._item = item != self._item, item
        if another:
            self.end_link()
        if self.value == "item":
            self._show_item()

    def show_record(self, noun: str, record: UUID) -> None:
        """Show an act, or what stands in one: a charge, an attribution; an actor, a finding, a proceeding."""
        self.record.show_record(noun, record)
        self.turn_to("record")

    def commit(self) -> bool:
        """Save what is being typed on any page."""
        done = [self.passages.commit(), self.record.commit()]
        if self.item is not None:
            done.append(self.item.commit())
        return all(done)

    # --- linking

    def start_link(self, write: Callable[[Sequence[Target], Mapping[str, Any]], object], title: str) -> None:
        """Ask what a passage bears on; `write` makes the links, and the passage where it is none yet."""
        self.end_link()
        self.panel = TargetPanel(self.workspace, write, self.act, title)
        self.panel.linked.connect(self._finish)
        self.panel.closed.connect(self._finish)
        self._panel_room.addWidget(self.panel)
        self.panel.show()
        self.panel.start()

    def end_link(self) -> None:
        """Put the gesture away."""
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None

    # --- within

    def _finish(self) -> None:
        self.end_link()
        self.finished.emit()

    def _show_item(self) -> None:
        if self._item is None:
            return
        if self.item is None:
            self.item = EvidenceDetail(self.workspace)
            self.item.passages.hide()  # they have their page
            self.pages.addWidget(self.item)
        self.item.show_record(self._item)
        self.item.open_button.hide()


class RecordBeside(View):
    """One record of another noun, chosen by typing or by what the user came from. `named(words)` says of which noun."""

    named = Signal(str)
    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "act", "charge", "attribution", "proof_link", "passage", "evidence", "context_finding", "place", "incident",
            "actor", "posting", "proceeding", "proceeding_actor", "tag", "tagging", "element_assessment", "case",
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.noun = "act"
        self.record: UUID | None = None
        self._part: UUID | None = None
        self._details: dict[str, RecordDetail] = {}
        self.picker = Picker(noun_records.finder(workspace, "act"), tr("Number or words of an act"))
        self.hint = EmptyState(tr("Choose an act: its elements are then the first that a passage is linked to."))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.hint)
        line = QHBoxLayout()
        line.setContentsMargins(24, 0, 24, 4)
        line.addWidget(self.picker)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.pages, 1)
        self.picker.picked.connect(self._picked)
        workspace.case_changed.connect(self._forget)

    @property
    def detail(self) -> RecordDetail | None:
        """The page of the record that is shown."""
        return self._details.get(self.noun) if self.record is not None else None

    def show_record(self, noun: str, record: UUID) -> None:
        """Show a record; a charge or an attribution unfolded in its act, a posting with its actor."""
        self._part = record if noun in _SHOWN_IN else None
        if noun in ("charge", "attribution"):
            record = self.workspace.read(act_of, record)
        elif noun == "posting":
            record = self.workspace.read(records.get, noun, record)["actor_id"]
        self.noun, self.record = _SHOWN_IN.get(noun, noun), record
        self.picker.show_value(record if self.noun == "act" else None)
        self.named.emit(tr(_WORDS[self.noun]))
        self.refresh()

    def reload(self) -> None:
        if self.record is None or not self.workspace.read(records.exists, self.noun, self.record):
            self.pages.setCurrentWidget(self.hint)
            return
        if self.noun not in self._details:
            self._details[self.noun] = _DETAILS[self.noun](self.workspace)
            self.pages.addWidget(self._details[self.noun])
        detail, part = self._details[self.noun], self._part
        detail.show_record(self.record)
        self.pages.setCurrentWidget(detail)
        if part is not None and isinstance(detail, ActDetail):
            QTimer.singleShot(0, detail, lambda: detail.reveal(part))
        self._part = None

    def commit(self) -> bool:
        detail = self.detail
        return detail is None or detail.commit()

    def _picked(self, act: UUID | None) -> None:
        if act is not None and self.commit():
            self.show_record("act", act)

    def _forget(self) -> None:
        self.record = None
        self.picker.show_value(None)


def can_stand_beside(noun: str) -> bool:
    """Whether records of `noun` can be shown beside a document."""
    return noun in _DETAILS or noun in _SHOWN_IN
