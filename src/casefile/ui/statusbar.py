"""The lower edge: file, saved state, journal head, and long work with its list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QPushButton, QStatusBar, QToolButton, QWidget

from casefile.ui.jobs import Job
from casefile.ui.text import plain, tr
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.workspace import Workspace


class StatusBar(QStatusBar):
    """What holds for the whole file; the long work stands at the right."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setSizeGripEnabled(False)
        self.state = PlainLabel(tone="muted")
        self.state.setContentsMargins(12, 4, 0, 4)
        self.addWidget(self.state, 1)
        self.jobs = JobsButton(workspace, self)
        self.addPermanentWidget(self.jobs)
        workspace.case_changed.connect(self.refresh)
        workspace.names_changed.connect(self.refresh)
        workspace.touched.connect(lambda _touched: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        case = self._workspace.case
        if case is None:
            self.state.setText(tr("No case open"))
            return
        saved = tr("read only") if case.read_only else tr("saved")
        head = f"{case.head[:4]}…{case.head[-2:]}" if case.head else tr("empty")
        parts = [self._workspace.shown(case.path.name), saved, tr("journal {head}").format(head=head)]
        if self._workspace.hides_names:
            parts.append(tr("protected names are hidden"))
        self.state.setText("  ·  ".join(parts))
        self.state.setToolTip(case.head)


class JobsButton(QToolButton):
    """The newest work and how far it is; a click opens the list of all with Cancel."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs = workspace.jobs
        self._shown: list[Job] = []
        self.list = JobsList(workspace, self.window())
        self.setToolTip(tr("Show what is running"))
        self.clicked.connect(self._open)
        jobs.changed.connect(self._changed)
        self._changed()

    def _changed(self) -> None:
        for job in self._jobs.running:
            if job not in self._shown:
                job.progressed.connect(self._tell)
        self._shown = list(self._jobs.running)
        self.setVisible(bool(self._shown))
        if not self._shown:
            self.list.hide()
        self._tell()

    def _tell(self) -> None:
        if self._shown:
            job = self._shown[-1]
            more = f"  (+{len(self._shown) - 1})" if len(self._shown) > 1 else ""
            self.setText(plain(f"{job.title}  {_share(job)}{more}"))
            self.setAccessibleName(f"{job.title} {_share(job)}")

    def _open(self) -> None:
        self.list.setParent(self.window())
        self.list.open_over(self)


class JobsList(QFrame):
    """Each work with its bar, what it is at, and Cancel."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._jobs = jobs = workspace.jobs
        self._room = QGridLayout(self)
        self._room.setContentsMargins(16, 12, 16, 12)
        self._room.setHorizontalSpacing(16)
        self.setProperty("card", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rows: list[tuple[Job, QProgressBar, PlainLabel, QPushButton]] = []
        self._clock = QTimer(self)
        self._clock.setInterval(200)
        self._clock.timeout.connect(self._tell)
        self.hide()
        jobs.changed.connect(self._rebuild)

    def open_over(self, button: QWidget) -> None:
        if self.isVisible():
            self.hide()
            return
        self._rebuild()
        self.resize(420, self.sizeHint().height())
        corner = button.mapTo(self.window(), QPoint(button.width(), 0))
        self.move(corner.x() - self.width() - 8, corner.y() - self.height() - 8)
        self.show()
        self.raise_()
        self._clock.start()
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self.hide()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        super().hideEvent(event)

    def _rebuild(self) -> None:
        self._rows = []
        while (item := self._room.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for row, job in enumerate(self._jobs.running):
            self._add(row * 3, job)
        self._tell()

    def _add(self, row: int, job: Job) -> None:
        bar, text, cancel = QProgressBar(), PlainLabel(tone="muted"), QPushButton(tr("Cancel"))
        bar.setTextVisible(False)
        bar.setAccessibleName(job.title)
        cancel.setAccessibleName(f"{tr('Cancel')}: {job.title}")
        cancel.clicked.connect(job.cancel)
        cancel.clicked.connect(self._tell)
        self._room.addWidget(PlainLabel(job.title), row, 0)
        self._room.addWidget(bar, row + 1, 0)
        self._room.addWidget(text, row + 2, 0)
        self._room.addWidget(cancel, row, 1, 3, 1, Qt.AlignmentFlag.AlignVCenter)
        self._rows.append((job, bar, text, cancel))

    def _tell(self) -> None:
        for job, bar, text, cancel in self._rows:
            scale = max(1, job.total // 1000)  # a bar counts in 32 bits, bytes do not
            bar.setRange(0, job.total // scale)
            bar.setValue(job.done // scale)
            words = tr("Stopping …") if job.cancelled else self._workspace.shown(job.text)
            text.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, 260))
            cancel.setEnabled(not job.cancelled)


def _share(job: Job) -> str:
    return f"{100 * job.done // job.total} %" if job.total else "…"
