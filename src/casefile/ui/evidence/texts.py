"""The words of documents: they are read beside the window, by themselves after an intake; the item says how that went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.evidence import extraction, ocr
from casefile.evidence.extraction import Report
from casefile.operations import texts
from casefile.operations.records import Row
from casefile.operations.texts import TextState
from casefile.ui.evidence.sections import Section
from casefile.ui.jobs import Job
from casefile.ui.moments import local_words
from casefile.ui.signals import Touched
from casefile.ui.text import tr
from casefile.ui.widgets.flow import FlowLayout
from casefile.ui.widgets.labels import Heading, PlainLabel
from casefile.ui.workspace import Workspace, nouns_of

_SOON = 1500  # ms after a case was opened; its first screens come first
_REMEMBERED = "recognised_languages"
_NAMES = {
    "ara": "Arabic",
    "bel": "Belarusian",
    "chi_sim": "Chinese, simplified",
    "chi_tra": "Chinese, traditional",
    "deu": "German",
    "eng": "English",
    "fas": "Persian",
    "fra": "French",
    "heb": "Hebrew",
    "jpn": "Japanese",
    "kat": "Georgian",
    "kor": "Korean",
    "kor_vert": "Korean, vertical",
    "nld": "Dutch",
    "pol": "Polish",
    "por": "Portuguese",
    "ron": "Romanian",
    "rus": "Russian",
    "spa": "Spanish",
    "swa": "Swahili",
    "tur": "Turkish",
    "ukr": "Ukrainian",
}
"""Tesseract's names of some languages; others are shown as Tesseract calls them."""


class TextRuns(QObject):
    """Reads documents of the open case, one run after the other. Get it with `runs(workspace)`.

    `unreadable(failures)` when some of several documents could not be read; what came of a single one its item says.
    """

    unreadable = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.workspace = workspace
        self.job: Job | None = None
        self._next: list[tuple[Sequence[UUID] | None, str]] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.read_unread)
        workspace.case_changed.connect(self._case_changed)
        self._soon.start()

    def read_unread(self) -> None:
        """Read what nobody has read yet, if there is any; an intake, or an earlier run, left it."""
        case = self.workspace.case
        if case is not None and not case.read_only and self.workspace.read(texts.unread):
            self.start(None, "")

    def start(self, items: Sequence[UUID] | None, languages: str) -> None:
        """Read `items`, or all that is unread, after what is being read now."""
        if (items, languages) not in self._next:
            self._next.append((items, languages))
        self._go_on()

    def _go_on(self) -> None:
        case = self.workspace.case
        if case is None or self.job is not None or not self._next:
            return
        items, languages = self._next.pop(0)
        tessdata = self.workspace.settings.tessdata()
        self.job = self.workspace.jobs.start(
            tr("Recognising characters") if languages else tr("Reading documents"),
            lambda progress, cancelled: extraction.extract(
                case, items, languages, progress, cancelled, tessdata=tessdata
            ),
            lambda report: self._tell(report, items, asked=items is not None or bool(languages)),
        )
        self.job.ended.connect(self._ended)

    def _ended(self) -> None:
        self.job = None
        QTimer.singleShot(0, self, self._go_on)

    def _tell(self, report: Report, items: Sequence[UUID] | None, *, asked: bool) -> None:
        if report.failures:
            several = items is None or len(items) > 1
            if several:
                self.unreadable.emit(report.failures)
            here = self.workspace.trail.here
            if not several or here is None or here.place != "evidence":  # where the report stands it is enough
                first, more = report.failures[0], len(report.failures) - 1
                words = tr("{number} was not read: {problem}").format(number=first.number, problem=first.problem)
                self.workspace.said.emit(words + (tr(" And {count} more.").format(count=more) if more else ""))
        elif asked and not report.stopped:
            words = tr("{read} read, {empty} without words.")
            self.workspace.said.emit(words.format(read=f"{report.read:,}", empty=f"{report.empty:,}"))

    def _case_changed(self) -> None:
        self._next.clear()
        if self.workspace.case is not None:
            self._soon.start()


def runs(workspace: Workspace) -> TextRuns:
    """The runs of this window."""
    found = workspace.findChild(TextRuns)
    return found if isinstance(found, TextRuns) else TextRuns(workspace)


class Languages(QWidget):
    """The languages that can be recognised here, to be ticked; where there are none it says what to do."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.boxes: dict[str, QCheckBox] = {}
        self.none = PlainLabel(tone="muted", wrap=True)
        self._room = QWidget()
        self._flow = FlowLayout(self._room, gap=12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.none)
        column.addWidget(self._room)
        self.look()

    def look(self) -> None:
        """See again which languages are installed; the ticks stay."""
        tessdata = self.workspace.settings.tessdata()
        installed = ocr.installed(tessdata)
        if tuple(self.boxes) != installed:
            ticked = self.chosen.split("+") if self.boxes else self._remembered()
            for box in self.boxes.values():
                self._flow.removeWidget(box)
                box.deleteLater()
            self.boxes = {name: QCheckBox(tr(_NAMES.get(name, name))) for name in installed}
            for name, box in self.boxes.items():
                box.setChecked(name in ticked)
                box.setToolTip(name)
                box.setAccessibleName(tr("Recognise {language}").format(language=box.text()))
                self._flow.addWidget(box)
        self.none.setText("" if installed else ocr.missing(tessdata))
        self.none.setVisible(not installed)
        self._room.setVisible(bool(installed))

    @property
    def chosen(self) -> str:
        """Such as kor+eng; "" where none is ticked."""
        return "+".join(name for name, box in self.boxes.items() if box.isChecked())

    def remember(self) -> None:
        self.workspace.settings.remember(_REMEMBERED, self.chosen)

    def _remembered(self) -> list[str]:
        stored = self.workspace.settings.remembered(_REMEMBERED, "")
        return stored.split("+") if isinstance(stored, str) else []


class Texts(QWidget):
    """What came of reading one document, "Read again", and recognising characters in languages of one's choice."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.item: UUID | None = None
        self.state = PlainLabel(wrap=True)
        self.detail = PlainLabel(tone="muted", wrap=True)
        self.again = QPushButton(tr("Read again"))
        self.heading = PlainLabel(tr("Recognise characters in"), tone="muted")
        self.languages = Languages(workspace)
        self.recognise = QPushButton(tr("Recognise characters"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.again)
        buttons.addWidget(self.recognise)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.state, self.detail, self.heading, self.languages):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.again.clicked.connect(lambda: self._start(""))
        self.recognise.clicked.connect(self._recognise)

    def show_item(self, row: Row, found: TextState | None, *, locked: bool) -> None:
        self.item = row.id
        has_file, scan = bool(row["sha256"]), may_be_scan(str(row["mime"]))
        self.state.setText(state_words(row, found))
        self.detail.setText("" if found is None else _detail_words(found))
        self.detail.setVisible(found is not None)
        self.again.setVisible(has_file)
        self.again.setText(tr("Read now") if found is None else tr("Read again"))
        if scan:
            self.languages.look()
        for widget in (self.heading, self.languages):
            widget.setVisible(has_file and scan)
        self.recognise.setVisible(has_file and scan and bool(self.languages.boxes))
        for button in (self.again, self.recognise):
            button.setEnabled(not locked)

    def _recognise(self) -> None:
        if not self.languages.chosen:
            self.workspace.said.emit(tr("Tick the languages that the document is written in."))
            return
        self.languages.remember()
        self._start(self.languages.chosen)

    def _start(self, languages: str) -> None:
        if self.item is not None:
            runs(self.workspace).start([self.item], languages)


class TextSection(Section):
    """The section of an item; it follows what is read beside the window."""

    def __init__(self, workspace: Workspace, locked: Callable[[], bool]) -> None:
        self.workspace = workspace
        super().__init__(
            tr("Text"),
            lambda: Texts(workspace),
            lambda row: state_words(row, self._state(row)),
            lambda inside, row: inside.show_item(row, self._state(row), locked=locked()),
        )
        workspace.touched.connect(self._touched)

    def _state(self, row: Row) -> TextState | None:
        digest = str(row["sha256"])
        return self.workspace.read(texts.state, digest) if digest else None

    def _touched(self, touched: Touched) -> None:
        if "text" in nouns_of(touched) and self._row is not None and self.workspace.case is not None:
            self.show_row(self._row)


class ReadAll(QDialog):
    """Reads everything that is unread, and recognises the characters of scans where languages are ticked."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.window)
        self.workspace = workspace
        self.setWindowTitle(tr("Read the text of all evidence"))
        self.setMinimumWidth(480)
        self.languages = Languages(workspace)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.read = buttons.addButton(tr("Read"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        unread = len(workspace.read(texts.unread))
        words = tr("{count} documents are unread. They are read beside the window; you can work on, or stop it.")
        if not unread:
            words = tr("Every document was read. The characters of pictures and scans can still be recognised.")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(Heading(tr("Read the text of all evidence"), 1))
        column.addWidget(PlainLabel(words.format(count=f"{unread:,}"), wrap=True))
        column.addWidget(PlainLabel(tr("Recognise the characters of pictures and scans in"), tone="muted"))
        column.addWidget(self.languages)
        column.addStretch()
        column.addWidget(buttons)

    def accept(self) -> None:
        self.languages.remember()
        runs(self.workspace).start(None, self.languages.chosen)
        super().accept()


def may_be_scan(mime: str) -> bool:
    """Whether there may be words in it that only recognising characters finds."""
    return mime == "application/pdf" or mime.startswith("image/")


def state_words(row: Row, found: TextState | None) -> str:
    """What came of reading a document, in one line."""
    if not row["sha256"]:
        return tr("Recorded without a file.")
    if found is None:
        return tr("Not read yet")
    if found.state == "failed":
        return found.problem
    if found.state == "empty":
        return _empty_words(str(row["mime"]), found)
    pages = tr("{count} pages").format(count=f"{found.parts:,}") if row["mime"] == "application/pdf" else ""
    pages = tr("1 page") if pages and found.parts == 1 else pages
    sure = tr("read by machine, {percent} % sure").format(percent=found.confidence) if found.recognised else tr("read")
    return "  ·  ".join(part for part in (pages, sure, found.problem) if part)


def _empty_words(mime: str, found: TextState) -> str:
    if not may_be_scan(mime):
        return tr("No words in this kind of file")
    if found.languages:
        return tr("No characters were recognised ({languages})").format(languages=found.languages)
    return tr("No text: a picture. Its characters can be recognised.")


def _detail_words(found: TextState) -> str:
    when = tr("{when} with {tool}").format(when=local_words(found.at), tool=found.tool)
    return f"{when}  ·  {found.languages}" if found.languages else when
