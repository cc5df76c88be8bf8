"""Our bugs: noted without case content, and an offer to keep working. Nothing of the case may reach a log."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

from casefile.errors import UserError
from casefile.ui.text import tr

log = logging.getLogger("casefile")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def describe(error: BaseException) -> str:
    """Kinds of error and lines of our code. Never the message: it may quote what a witness said."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    below = f"\nfrom {describe(cause)}" if cause is not None else ""
    return " > ".join([*lines, type(error).__name__]) + below


class ErrorHook(QObject):
    """Takes what nobody caught, from any thread, and shows it on the GUI thread, one box at a time."""

    _raised = Signal(object)

    def __init__(self, show: Callable[[BaseException], None] | None = None) -> None:
        super().__init__(QApplication.instance())
        self._show = show or show_error
        self._showing = False
        self._raised.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _hook(self, _kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
        if error is None or isinstance(error, KeyboardInterrupt):
            return
        if not isinstance(error, UserError):
            log.error("%s", describe(error))
        self._raised.emit(error)

    def _tell(self, error: BaseException) -> None:
        if self._showing:  # the first box says it; a fault in painting would open one a frame
            return
        self._showing = True
        try:
            self._show(error)
        finally:
            self._showing = False


def show_error(error: BaseException) -> None:
    """A sentence for what the user can mend; for our bug what happened, and the choice to go on or close."""
    box = QMessageBox(QApplication.activeWindow())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(tr("Casefile"))
    if isinstance(error, UserError):
        box.setText(str(error))
        box.exec()
        return
    box.setText(tr("Something in Casefile went wrong. It is a fault of the program, not yours."))
    box.setInformativeText(
        tr("Every change that was shown as saved is safe. You can keep working; if it happens again, close and reopen.")
    )
    box.setDetailedText(describe(error))
    keep = box.addButton(tr("Keep working"), QMessageBox.ButtonRole.AcceptRole)
    close = box.addButton(tr("Close Casefile"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    if box.clickedButton() is close:
        QApplication.closeAllWindows()


def log_to(folder: Path) -> None:
    """Keep the last faults in `folder`/casefile.log, half a megabyte at most."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "casefile.log", maxBytes=250_000, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)


def log_qt_messages() -> None:
    """Send Qt's own warnings to the log."""
    qt_log = logging.getLogger("casefile.qt")

    def handle(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        qt_log.log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)

    qInstallMessageHandler(handle)
