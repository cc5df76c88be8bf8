"""Forms: read first, edited in place, saved on leaving a field, with what was read and what is wrong said under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.model import dates
from casefile.model.fields import Field, FieldError
from casefile.ui.text import tr
from casefile.ui.widgets.fields import Editor, FlagEditor, editor_for
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.widgets.picker import Finder

Reading = Callable[[Any], str]
Save = Callable[[str, Any], object]
_READINGS: Mapping[str, Reading] = {"date": dates.words}


class Indexed(Protocol):
    """A row of operations, or a dict."""

    def __getitem__(self, name: str, /) -> Any: ...


class FieldRow(QWidget):
    """Label above, editor, then what the field read, or its mistake, in one line each."""

    def __init__(self, field: Field, editor: Editor, save: Save, reading: Reading | None = None) -> None:
        super().__init__()
        self.field, self.editor = field, editor
        self.saved: Any = None
        self._shown: tuple[Any, Any] | None = None
        self._save, self._reading = save, reading
        self._note: PlainLabel | None = None
        self._mistake: PlainLabel | None = None
        self.label = PlainLabel(tr(field.label), tone="muted")
        self.label.setBuddy(editor.control)
        editor.control.setAccessibleName(tr(field.label))
        editor.control.setAccessibleDescription(tr(field.help))
        editor.control.setToolTip(tr(field.help))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.label)
        self._column.addWidget(editor)
        self.label.setContentsMargins(9, 0, 0, 0)
        self.label.setVisible(not isinstance(editor, FlagEditor))
        editor.left.connect(self.commit)
        editor.typed.connect(self._typed)
        editor.given_up.connect(self.revert)

    @property
    def note(self) -> PlainLabel:
        """What the field read. Like the mistake it is made when there is something to say: most fields never have."""
        if self._note is None:
            self._note = self._line_below("muted", self._column.indexOf(self.editor) + 1)
        return self._note

    @property
    def mistake(self) -> PlainLabel:
        """What is wrong."""
        if self._mistake is None:
            self._mistake = self._line_below("mistake", self._column.indexOf(self._note or self.editor) + 1)
        return self._mistake

    def _line_below(self, tone: str, place: int) -> PlainLabel:
        line = PlainLabel(tone=tone, wrap=True)
        line.setContentsMargins(9, 0, 0, 0)
        line.hide()
        self._column.insertWidget(place, line)
        return line

    def add_below(self, widget: QWidget) -> None:
        """Put more about the field under it, such as where its value comes from."""
        self._column.addWidget(widget)

    @property
    def dirty(self) -> bool:
        """What stands there is not what is saved."""
        try:
            return bool(self.value() != self.saved)
        except FieldError:
            return True

    def value(self) -> Any:
        """What stands there, checked. Untouched it is what was saved: a control may show a text otherwise than it is."""
        raw = self.editor.raw()
        return self.saved if self._shown == (raw, self.saved) else self.field.check(raw)

    def show_value(self, value: Any, *, keep: bool = True) -> None:
        """Show `value` as saved. With `keep`, what is being typed or was refused is left for the user to finish."""
        refused = self._mistake is not None and bool(self._mistake.text())
        busy = keep and self.dirty and (self.editor.control.hasFocus() or refused)
        self.saved = value
        if not busy:
            self.revert()

    def revert(self) -> None:
        self.editor.show_value(self.saved)
        self._shown = (self.editor.raw(), self.saved)
        self.say_mistake("")
        self._read(self.saved)

    def commit(self) -> bool:
        """Save when it differs; False when it cannot be, the mistake then stands under the field."""
        try:
            value = self.value()
            if value != self.saved:
                before, self.saved = self.saved, value
                try:
                    self._save(self.field.name, value)
                except Exception:
                    self.saved = before
                    raise
        except (FieldError, UserError) as error:
            self.say_mistake(str(error))
            return False
        self.revert()
        return True

    def say_mistake(self, sentence: str) -> None:
        """Show `sentence` under the field; "" when all is well."""
        self._say(mistake=sentence)
        if sentence:
            self._say(note="")
        control = self.editor.control
        control.setAccessibleDescription(sentence or tr(self.field.help))
        if bool(control.property("wrong")) != bool(sentence):
            control.setProperty("wrong", "true" if sentence else None)
            control.style().polish(control)

    def _typed(self, raw: Any) -> None:
        self._say(mistake="")
        self._read(raw)

    def _read(self, value: Any) -> None:
        words = ""
        if self._reading is not None and value not in (None, "", ()):
            try:
                words = self._reading(value)
            except (ValueError, UserError):  # half typed: the mistake is said on leaving
                words = ""
        self._say(note="" if words == str(value) else words)

    def _say(self, *, note: str | None = None, mistake: str | None = None) -> None:
        """Show a sentence under the field; "" takes it away."""
        if note or (note is not None and self._note is not None):
            _say(self.note, note)
        if mistake or (mistake is not None and self._mistake is not None):
            _say(self.mistake, mistake)


class Form(QWidget):
    """The fields of a record in one column.

    `save(name, value)` writes one field and may raise `UserError`, which is shown under it; `edited(name, value)` tells
    afterwards. `finders` by field name are for references, codes and States; `readings` by field name give the words
    under a field (dates have theirs). Hidden from a form: fields left out of `fields`. `together` names short fields that
    share a line.
    """

    edited = Signal(str, object)

    def __init__(
        self,
        fields: Sequence[Field],
        save: Save,
        *,
        finders: Mapping[str, Finder] | None = None,
        readings: Mapping[str, Reading] | None = None,
        together: Sequence[Sequence[str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._identity: Any = None
        self._together: Callable[[str, Any], bool] = lambda _name, _value: False
        self.rows: dict[str, FieldRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        for field in fields:
            editor = editor_for(field, (finders or {}).get(field.name))
            reading = (readings or {}).get(field.name) or _READINGS.get(field.kind)
            self.rows[field.name] = FieldRow(field, editor, self._write, reading)
        self._lay_out(together)

    def _lay_out(self, together: Sequence[Sequence[str]]) -> None:
        line_of = {name: names for names in together for name in names}
        placed: set[str] = set()
        for name in self.rows:
            if name in placed:
                continue
            beside = [other for other in line_of.get(name, (name,)) if other in self.rows]
            placed.update(beside)
            line = QHBoxLayout()
            line.setSpacing(12)
            for other in beside:
                line.addWidget(self.rows[other], 1, Qt.AlignmentFlag.AlignTop)
            self._column.addLayout(line)

    def show_record(self, record: Indexed, *, locked: bool = False) -> None:
        """Show a row of operations, or a mapping of field names to values; `locked` forbids editing.

        A row with the `id` of the one before is the same record read again: what the user is typing stays.
        """
        identity = getattr(record, "id", None)
        same, self._identity = identity == self._identity, identity
        for name, row in self.rows.items():
            row.show_value(record[name], keep=same)
            veiled = name in getattr(record, "veiled", ())  # what stands for a name must not be saved in its place
            row.editor.lock(locked or veiled or (row.field.once and row.saved not in (None, "", ())))

    def values(self) -> dict[str, Any]:
        """What stands in the form, checked; `UserError` with the first mistake (which is shown at its field)."""
        found: dict[str, Any] = {}
        for name, row in self.rows.items():
            try:
                found[name] = row.field.check(row.value())
            except FieldError as error:
                row.say_mistake(str(error))
                row.editor.control.setFocus()
                raise UserError(str(error)) from error
        return found

    def commit(self) -> bool:
        """Save what is being typed: before another record is shown or the window closes."""
        committed = [row.commit() for row in self.rows.values() if row.dirty]  # every mistake is to be seen
        return all(committed)

    def say_mistake(self, name: str, sentence: str) -> None:
        self.rows[name].say_mistake(sentence)

    def start(self, name: str = "") -> None:
        """Put the cursor into field `name`, or the first (F2)."""
        row = self.rows.get(name) or next(iter(self.rows.values()), None)
        if row is not None:
            row.editor.control.setFocus()

    def take_along(self, write: Callable[[str, Any], bool]) -> None:
        """Ask `write(name, value)` first, which may save a field together with others; False when it did not."""
        self._together = write

    def _write(self, name: str, value: Any) -> None:
        if not self._together(name, value):
            self._save(name, value)
        self.edited.emit(name, value)


def _say(label: QLabel, sentence: str) -> None:
    label.setText(sentence)
    label.setVisible(bool(sentence))
