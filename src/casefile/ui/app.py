"""The application: style, palette, fonts, error hook, window."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from casefile import resources
from casefile.case_file import warm_up
from casefile.law.search import find
from casefile.model.dates import words
from casefile.settings import Settings
from casefile.ui import errors, files, places, theme
from casefile.ui.evidence import outside
from casefile.ui.rehearsal import rehearse
from casefile.ui.window import MainWindow

_SELFTEST_MS = 400


def build(settings: Settings) -> QApplication:
    """The one QApplication, dressed."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("casefile")
    application.setApplicationDisplayName("Casefile")
    application.setDesktopFileName("casefile")
    application.setStyle("Fusion")
    _translate(application, settings.text("language"))
    theme.load_fonts()
    theme.theme().apply(settings.text("theme"), settings.number("text_size"))
    places.load_nouns()
    gc.freeze()  # what was made so far stays: Python need not look through it again while the window waits
    return application


def run(path: Path | None = None, *, selftest: bool = False) -> int:
    """Show the window, on the case at `path` if one is given, until it is closed; the exit code.

    `selftest` opens the window (and the case), lets it paint, closes it, and ends with 0 only when nothing went wrong.
    """
    settings = Settings()
    application = build(settings)
    faults: list[BaseException] = []
    errors.log_to(settings.folder)
    errors.log_qt_messages()
    errors.ErrorHook(faults.append if selftest else None).install()
    outside.sweep(settings)
    window = MainWindow(settings)
    window.show()
    Thread(target=prepare, name="warm-up", daemon=True).start()
    if path is not None:
        QTimer.singleShot(0, lambda: window.workspace.attempt(lambda: files.open_path(window.workspace, path)))
    if selftest:
        said: list[str] = []
        window.workspace.said.connect(said.append)
        QTimer.singleShot(_SELFTEST_MS, window.close)
        application.exec()
        sys.stderr.writelines(f"{line}\n" for line in [*(errors.describe(fault) for fault in faults), *said])
        return 1 if faults or said else 0
    return application.exec()


def prepare() -> None:
    """Know the tables, the first questions, the grammar of dates and the catalogue while the window is painted: a case
    opens quicker then.
    """
    warm_up(rehearse)
    words("2024-02~/2024-07")
    find("8(2)(b)(i) attacking civilians")


def _translate(application: QApplication, choice: str) -> None:
    """Load our translation and Qt's own, where there are any."""
    locale = QLocale.system() if choice == "system" else QLocale(choice)
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("casefile", str(resources.path("translations"))),
    ):
        translator = QTranslator(application)
        if translator.load(locale, name, "_", folder):
            application.installTranslator(translator)
