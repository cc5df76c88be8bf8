"""A new record before it is one: the few fields that it needs, Save and Cancel, in the place where its detail will stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.model.fields import Field
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import FirstStep, Heading, PlainLabel
from casefile.ui.widgets.picker import Finder


class Draft(QWidget):
    """`save(values)` makes the record and may raise `UserError`, which is shown; Ctrl+Return saves, Esc gives up.

    `saved` after a save that went well, `dropped` when the user thinks better of it.
    """

    saved = Signal()
    dropped = Signal()

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[Mapping[str, Any]], object],
        *,
        finders: Mapping[str, Finder] | None = None,
        together: Sequence[Sequence[str]] = (),
        level: int = 1,
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`words` stand on the button that saves ("Add event")."""
        super().__init__(parent)
        self._title, self._level = title, level
        self._fields, self._make = tuple(fields), save
        self._finders, self._together = finders, together
        self._form: Form | None = None
        self.mistake = PlainLabel(tone="mistake", wrap=True)
        self.save_button = FirstStep(words or tr("Save"))
        self.save_button.setToolTip(tr("Ctrl+Return"))
        self.drop_button = QPushButton(tr("Cancel"))
        self._given: dict[str, Any] = {field.name: field.default for field in self._fields}

    @property
    def form(self) -> Form:
        """The fields. They are made when the draft is first begun or shown: most drafts never are."""
        if self._form is None:
            self._form = Form(self._fields, lambda _name, _value: None, finders=self._finders, together=self._together)
            self._lay_out(self._form)
            self._show_given(self._form)
            self._form.setVisible(True)  # at once where the draft stands in sight: one of its fields takes the focus
        return self._form

    def _lay_out(self, form: Form) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if self._title:
            column.addWidget(Heading(self._title, self._level))
        column.addWidget(form)
        column.addWidget(self.mistake)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.save_button)
        row.addWidget(self.drop_button)
        row.addStretch()
        column.addLayout(row)
        self.save_button.clicked.connect(self.save)
        self.drop_button.clicked.connect(self.drop)
        for keys, act in (("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Esc", self.drop)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        for row_ in form.rows.values():
            control = row_.editor.control
            control.setProperty("quiet", None)  # an empty form must look like one
            if isinstance(control, QLineEdit | QPlainTextEdit) and control.placeholderText() == "—":
                control.setPlaceholderText(tr(row_.field.help) if isinstance(control, QPlainTextEdit) else "")

    def showEvent(self, event: QShowEvent) -> None:
        assert self.form is not None  # made now, if nobody has begun it yet
        super().showEvent(event)

    def start(self, values: Mapping[str, Any] | None = None, focus: str = "") -> None:
        """Begin, with `values` filled in, the cursor in the first field or `focus`.

        Without `values` one goes on with what was typed and neither saved nor given up.
        """
        form = self.form
        if values is not None or not self.is_begun:
            self.clear(values)
        form.start(focus)

    def clear(self, values: Mapping[str, Any] | None = None) -> None:
        """Forget what was typed; `values` are filled in."""
        self._given = {field.name: field.default for field in self._fields} | dict(values or {})
        if self._form is not None:
            self._show_given(self._form)

    def _show_given(self, form: Form) -> None:
        for name, row in form.rows.items():
            row.saved = self._given[name]
            row.revert()
        self._say("")

    @property
    def is_begun(self) -> bool:
        """Something was typed that is neither saved nor given up."""
        rows = {} if self._form is None else self._form.rows
        return any(row.dirty or row.saved != self._given[name] for name, row in rows.items())

    def save(self) -> bool:
        """Make the record; False when a field is not right yet."""
        self._say("")
        try:
            values = self.form.values()
        except UserError:  # said under its field
            return False
        try:
            self._make(values)
        except UserError as error:
            self._say(str(error))
            return False
        self.clear()
        self.saved.emit()
        return True

    def drop(self) -> None:
        """Give up what was typed."""
        self.clear()
        self.dropped.emit()

    def _say(self, sentence: str) -> None:
        self.mistake.setText(sentence)
        self.mistake.setVisible(bool(sentence))
