"""Translation of what the user reads. Texts of registries are kept in English and pass through `tr` when shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """`text` in the user's language."""
    return QCoreApplication.translate("casefile", text)


def plain(text: str) -> str:
    """Case text for places where `&` would become a mnemonic (menus, buttons)."""
    return text.replace("&", "&&")
