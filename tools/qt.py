"""Qt's wheels bring Qt, but not the system libraries below it. Desktops have them; bare machines lack them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tools import debian
from tools.console import StopError

PACKAGES = (
    # drawing without a screen
    "libgl1",
    "libegl1",
    "libx11-6",
    "libdbus-1-3",
    "libfontconfig1",
    "libfreetype6",
    "libglib2.0-0",
    "libgssapi-krb5-2",
    "libxkbcommon0",
    # a real window
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-util1",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)

# The platform plug-in for X11 is loaded only when a window opens, so it is tried by hand.
_PROBE = """
import ctypes, pathlib, PySide6
from PySide6 import QtGui, QtNetwork, QtPrintSupport, QtSvg, QtWidgets
QtWidgets.QApplication([])
ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"))
"""


def require_libraries(python: Path) -> None:
    """Make sure that Qt loads in the environment of `python`; raise StopError when it cannot be brought to."""
    if not sys.platform.startswith("linux") or _trouble(python) is None:
        return
    if debian.is_debian():
        debian.require(PACKAGES, "Qt")
    if trouble := _trouble(python):
        raise StopError(
            f"Qt does not load: {trouble}\nInstall your system's package that holds the library, then retry."
        )


def _trouble(python: Path) -> str | None:
    """What the loader says, or None when Qt starts."""
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    probe = subprocess.run([python, "-c", _PROBE], env=offscreen, capture_output=True, text=True, check=False)
    if probe.returncode == 0:
        return None
    return (probe.stderr.strip() or f"it ended with {probe.returncode}").splitlines()[-1]
