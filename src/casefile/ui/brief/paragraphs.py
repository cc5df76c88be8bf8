"""Paragraphs, written in place: each is a text with its citation marks, and the line that puts a mark in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from casefile.operations import records, sections
from casefile.operations.records import Row
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.addresses import go_to
from casefile.ui.brief.marks import Highlighter, Numbers, finder, marks
from casefile.ui.linking.keys import inside
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.widgets.picker import Picker
from casefile.ui.workspace import Workspace


class Writing(Card):
    """A text with marks. Ctrl+L asks what to cite; under the text stand the records that it cites."""

    def __init__(self, workspace: Workspace, numbers: Numbers, save: Callable[[str, Any], object]) -> None:
        super().__init__()
        self.workspace, self._numbers = workspace, numbers
        self.form = Form(noun_records.fields("paragraph", "text"), save)
        self.form.rows["text"].label.hide()
        editor = self.form.rows["text"].editor.control
        assert isinstance(editor, QPlainTextEdit)
        self.text = editor
        self.text.setAccessibleName(tr("Paragraph"))
        self.text.viewport().installEventFilter(self)
        self.text.setToolTip(tr("Ctrl+L cites an item or an act. Ctrl+click or Alt+Return goes to what is cited."))
        inside(self.text, "Alt+Return", lambda: self.follow(self.text.textCursor().position()))
        self._colours = Highlighter(self.text.document(), numbers)
        self.picker = Picker(finder(workspace), tr("Cite: number or words of an item, a passage or an act"))
        self.picker.picked.connect(self._cite)
        self.picker.line.installEventFilter(self)
        self.picker.hide()
        self.lost = PlainLabel(tone="mistake", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(2)
        for widget in (self.form, self.picker, self.lost):
            self.body.addWidget(widget)
        self.lost.setContentsMargins(9, 0, 0, 0)
        self._wait = QTimer(self, singleShot=True, interval=150)
        self._wait.timeout.connect(self.show_marks)
        self.text.textChanged.connect(self._wait.start)

    def start_link(self) -> None:
        """Ask what to cite; the text keeps what is typed and is saved when both are left."""
        if self.text.isReadOnly():
            return
        self.picker.show_value(None)
        self.picker.show()
        self.picker.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.picker.open()

    def commit(self) -> bool:
        return self.form.commit()

    def show_marks(self) -> None:
        """Say which marks name nothing."""
        found = marks(self.text.toPlainText(), self._numbers.find)
        lost = dict.fromkeys(f"[{mark.text}]" for mark in found if mark.row is None)
        words = tr("Not found in this case, or not a place in the item: {marks}")
        self.lost.setText(words.format(marks=", ".join(lost)) if lost else "")
        self.lost.setVisible(bool(lost))

    def follow(self, position: int) -> bool:
        """Go to the record cited at `position` of the text; False when none is."""
        found = marks(self.text.toPlainText(), self._numbers.find)
        row = next((mark.row for mark in found if mark.start <= position <= mark.start + mark.length), None)
        if row is not None and self.commit():
            self.workspace.attempt(lambda: go_to(self.workspace, row.noun, row.id))
        return row is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.picker.line and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._picker_left)
        if watched is self.text.viewport() and isinstance(event, QMouseEvent):
            clicked = event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton
            if clicked and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return self.follow(self.text.cursorForPosition(event.position().toPoint()).position())
        if watched is self.picker.line and _is_escape(event):
            self._back_to_text()
            return True
        return super().eventFilter(watched, event)

    # --- within

    def _cite(self, mark: str | None) -> None:
        if mark is None:
            return
        cursor = self.text.textCursor()
        before = self.text.toPlainText()[: cursor.position()]
        space = " " if before and not before[-1].isspace() else ""
        cursor.insertText(f"{space}[{mark}]")
        self._back_to_text()

    def _back_to_text(self) -> None:
        self.picker.hide()
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)

    def _picker_left(self) -> None:
        if not self.picker.line.hasFocus():
            self.picker.hide()
            if not self.text.hasFocus():
                self.form.commit()


class ParagraphCard(Writing):
    """One paragraph of a section: its number, its text, and up, down and bin while one is in it."""

    def __init__(self, workspace: Workspace, numbers: Numbers) -> None:
        self._id: UUID | None = None
        super().__init__(workspace, numbers, noun_records.save(workspace, "paragraph", lambda: self._id))
        self.number = PlainLabel(tone="muted")
        self.number.setFixedWidth(28)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.number.setContentsMargins(0, 7, 0, 0)
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(0)
        self.up = _tool(row, tr("Move up (Alt+Shift+Up)"), lambda: self.move_by(-1), arrow=Qt.ArrowType.UpArrow)
        self.down = _tool(row, tr("Move down (Alt+Shift+Down)"), lambda: self.move_by(1), arrow=Qt.ArrowType.DownArrow)
        self.bin = _tool(row, tr("Put this paragraph into the bin"), self.put_into_bin, icon="bin")
        policy = self.tools.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.tools.setSizePolicy(policy)
        self.tools.hide()
        inside(self, "Alt+Shift+Up", lambda: self.move_by(-1))
        inside(self, "Alt+Shift+Down", lambda: self.move_by(1))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.number, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self.body, 0, 1)
        grid.addWidget(self.tools, 0, 2, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: Row) -> None:
        self._id = row.id
        locked = self.workspace.locked
        self.form.show_record(row, locked=locked)
        self.show_marks()

    def show_number(self, number: int) -> None:
        self.number.setText(str(number))
        self.text.setAccessibleName(tr("Paragraph {number}").format(number=number))

    def set_active(self, active: bool) -> None:
        """Show the tools while the cursor is in it."""
        self.tools.setVisible(active and not self.text.isReadOnly())

    def move_by(self, step: int) -> None:
        identity = self._id
        if identity is not None and self.commit():
            self.workspace.attempt(
                lambda: self.workspace.write(tr("Move paragraph"), sections.move, "paragraph", identity, step)
            )

    def put_into_bin(self) -> None:
        identity = self._id
        if identity is not None and self.workspace.attempt(
            lambda: self.workspace.write(tr("Bin paragraph"), records.bin_, "paragraph", identity)
        ):
            self.workspace.said.emit(tr("The paragraph is in the bin. Undo brings it back."))


class NewParagraph(Writing):
    """The empty text at the end of a section: what is written here becomes a paragraph when it is left."""

    made = Signal(object)

    def __init__(self, workspace: Workspace, numbers: Numbers) -> None:
        super().__init__(workspace, numbers, self._make)
        self.section: UUID | None = None
        self.text.setPlaceholderText(tr("Write a paragraph. Ctrl+L cites an item or an act, Ctrl+Return saves."))
        self.text.setAccessibleName(tr("New paragraph"))
        room = QVBoxLayout(self)
        room.setContentsMargins(32, 0, 0, 0)
        room.addLayout(self.body)
        self.begin(None)

    def begin(self, section: UUID | None) -> None:
        """Be empty again, for `section`."""
        self.section = section
        row = self.form.rows["text"]
        row.saved = ""
        row.revert()
        self.show_marks()

    def _make(self, _name: str, text: str) -> None:
        if self.section is None or not text.strip():
            return
        values = {"section_id": self.section, "text": text}
        made = self.workspace.write(tr("Add paragraph"), sections.add, "paragraph", values)
        section = self.section
        QTimer.singleShot(0, self, lambda: self._again(section))
        self.made.emit(made)

    def _again(self, section: UUID) -> None:
        self.begin(section)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape


def _tool(
    row: QHBoxLayout, words: str, run: Callable[[], object], *, icon: str = "", arrow: Qt.ArrowType | None = None
) -> QToolButton:
    button = QToolButton()
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setProperty("faint", "true")
    if icon:
        button.setIcon(icons.icon(icon, "muted"))
    if arrow is not None:
        button.setArrowType(arrow)
    button.clicked.connect(run)
    row.addWidget(button)
    return button
