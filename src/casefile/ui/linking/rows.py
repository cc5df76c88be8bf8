"""Links as a list: how each bears, its pin cite or its target, the words, the note; edited and binned in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from casefile.model.evidence import CREDIBILITY, RELIABILITY
from casefile.model.proof_links import WEIGHTS
from casefile.operations import proof_links, records
from casefile.operations.proof_links import LinkRow, Target, TargetChoice
from casefile.ui import records as noun_records
from casefile.ui.linking.going import open_passage, open_target, show_beside
from casefile.ui.linking.keys import OwnKeys
from casefile.ui.text import plain, tr
from casefile.ui.widgets.buttons import icon_button
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import NumberLink, PlainLabel, safe_tip
from casefile.ui.widgets.statelabel import StateLabel
from casefile.ui.workspace import Workspace

_LONGEST_QUOTE = 320
_INDENT = 17  # under the word, past the glyph


@dataclass(frozen=True, slots=True)
class Shown:
    """A link, and when it is listed under its passage, the words of its target."""

    link: LinkRow
    target: TargetChoice | None
    locked: bool


class LinksList(QWidget):
    """Links of one target, or with `by_target` of one passage. `show_links` again whenever they were read again."""

    def __init__(self, workspace: Workspace, *, by_target: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self._by_target = workspace, by_target
        self.items: KeyedColumn[Shown, LinkItem] = KeyedColumn(
            lambda shown: shown.link.id, lambda _shown: LinkItem(workspace), LinkItem.show_link, spacing=4
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.items)

    def show_links(self, links: Sequence[LinkRow], *, locked: bool = False) -> None:
        names: Mapping[Target, TargetChoice] = {}
        if self._by_target:
            names = self.workspace.read(proof_links.name_targets, [link.target for link in links])
        unknown = TargetChoice
        self.items.show_rows(
            [
                Shown(
                    link,
                    names.get(link.target, unknown(link.target, tr("(in the bin)"), "")) if self._by_target else None,
                    locked,
                )
                for link in links
            ]
        )
        self.setVisible(bool(links))


class LinkItem(QFrame):
    """One link. Enter or F2 edits it in place, Delete puts it into the bin, its cite is a link to the passage."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.link: LinkRow | None = None
        self.locked = False
        self.form: Form | None = None
        self.setProperty("row", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bearing = StateLabel()
        self.cite = NumberLink()
        self.cite.followed.connect(self._follow)
        self.grade = PlainLabel(tone="muted")
        self.quote = PlainLabel(wrap=True)
        self.translation = PlainLabel(tone="muted", wrap=True)
        self.note = PlainLabel(tone="muted", wrap=True)
        self.edit_button = icon_button("edit", tr("Edit bearing, weight and note (F2)"))
        self.edit_button.clicked.connect(self.edit)
        self.bin_button = icon_button("bin", tr("Put this link into the bin (Delete)"))
        self.bin_button.clicked.connect(self.bin)
        key = Qt.Key
        edit, away = self.edit, self.bin
        OwnKeys(self, {key.Key_F2: edit, key.Key_Return: edit, key.Key_Enter: edit, key.Key_Delete: away})
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.bearing)
        head.addWidget(self.cite, 1)
        head.addWidget(self.grade)
        head.addStretch()
        head.addWidget(self.edit_button)
        head.addWidget(self.bin_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 1, 0, 3)
        self._column.setSpacing(1)
        self._column.addLayout(head)
        for label in (self.quote, self.translation, self.note):
            label.setContentsMargins(_INDENT, 0, 4, 0)
            self._column.addWidget(label)

    def show_link(self, shown: Shown) -> None:
        link = self.link = shown.link
        self.locked = shown.locked
        self.bearing.show_bearing(link.bearing)
        if shown.target is None:
            self.cite.show_text(link.pin_cite, link.evidence_title)
        else:
            self.cite.show_text(shown.target.text, f"{shown.target.text}\n{shown.target.detail}".strip())
        self._by_target = shown.target is not None
        self._show_grade(link)
        _say(self.quote, "" if self._by_target else _quoted(link.quote))
        _say(self.translation, "" if self._by_target else _quoted(link.translation))
        _say(self.note, link.note)
        self.edit_button.setVisible(not shown.locked)
        self.bin_button.setVisible(not shown.locked)
        spoken = f"{self.bearing.accessibleName()}, {plain(self.cite.accessibleName())}. {self.quote.text()}"
        self.setAccessibleName(spoken)
        if self.form is not None:
            self.form.show_record(_values(link))

    def _show_grade(self, link: LinkRow) -> None:
        weight = tr(dict(WEIGHTS)[link.weight]).lower() if link.weight in dict(WEIGHTS) and link.weight else ""
        grade = "" if self._by_target else f"{link.reliability}{link.credibility}"
        _say(self.grade, " · ".join(part for part in (grade, weight) if part))
        meanings = (dict(RELIABILITY).get(link.reliability, ""), dict(CREDIBILITY).get(link.credibility, ""))
        self.grade.setToolTip(safe_tip("\n".join(tr(one) for one in meanings if one)))

    # --- what can be done

    def edit(self) -> None:
        """Unfold the form for bearing, weight and note, or fold it away."""
        if self.link is None or self.locked:
            return
        if self.form is None:
            self.form = self._make_form()
            self._column.addWidget(self.form)
        elif self.form.isVisible():
            self.form.commit()
            self.form.hide()
            self.setFocus()
            return
        self.form.show_record(_values(self.link))
        self.form.show()
        self.form.start("bearing")

    def bin(self) -> None:
        """Put the link into the bin; undo brings it back."""
        if self.link is not None and not self.locked:
            identity = self.link.id
            if self.workspace.attempt(
                lambda: self.workspace.write(tr("Bin link"), records.bin_, "proof_link", identity)
            ):
                self.workspace.said.emit(tr("The link is in the bin. Undo brings it back."))

    def _make_form(self) -> Form:
        fields = noun_records.fields("proof_link", "bearing", "weight", "note")
        save = noun_records.save(self.workspace, "proof_link", lambda: self.link.id if self.link else None)
        form = Form(fields, save, together=(("bearing", "weight"),))
        form.setContentsMargins(_INDENT - 9, 4, 0, 4)
        return form

    def _follow(self, beside: bool) -> None:
        if self.link is None:
            return
        noun, record = "passage", self.link.passage_id
        if self._by_target:
            noun, record = self.link.target.noun, self.link.target.id
        if beside and show_beside(self.workspace, noun, record):
            return
        if self._by_target:
            open_target(self.workspace, self.link.target)
        else:
            open_passage(self.workspace, self.link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form is not None and self.form.isVisible():
            self.edit()
        else:
            super().keyPressEvent(event)


def _values(link: LinkRow) -> dict[str, str]:
    return {"bearing": link.bearing, "weight": link.weight, "note": link.note}


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > _LONGEST_QUOTE:
        words = words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"“{words}”" if words else ""


def _say(label: PlainLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
