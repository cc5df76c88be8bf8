"""Buttons that look the same everywhere."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from casefile.ui import icons


def icon_button(icon: str, words: str) -> QToolButton:
    """A quiet button with an icon only; `words` are its tooltip and its name."""
    button = QToolButton()
    dress(button, icon, words)
    button.setProperty("faint", "true")
    return button


def dress(button: QToolButton, icon: str, words: str) -> None:
    """Give `button` another icon, tooltip and name: what it does now."""
    button.setIcon(icons.icon(icon, "muted"))
    button.setToolTip(words)
    button.setAccessibleName(words)
