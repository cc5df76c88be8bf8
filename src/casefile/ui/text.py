"""Translation of what the user reads. Texts of registries are kept in English and pass through `tr` when shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale


def tr(text: str) -> str:
    """`text` in the user's language."""
    return QCoreApplication.translate("casefile", text)


def plain(text: str) -> str:
    """Case text for places where `&` would become a mnemonic (menus, buttons)."""
    return text.replace("&", "&&")


def language_words(code: str) -> str:
    """The name of a language by its ISO 639 code (`ko`, `kor`, `ko-KP`); the code itself where Qt knows no name for it."""
    language = QLocale.codeToLanguage(code.split("-", maxsplit=1)[0])
    return code if language is QLocale.Language.AnyLanguage else tr(QLocale.languageToString(language))
