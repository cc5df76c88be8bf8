"""The one palette: light and dark, one accent, greys for the rest; and the few style rules that Fusion needs.

Every pair of text and ground has a contrast of at least 4.5:1 (`tests/ui/test_theme.py` measures it).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from casefile import resources

SANS = "Noto Sans"


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette; `#rrggbb` each. `side` is the ground of navigation, `page` that of lists and forms."""

    side: str
    page: str
    raised: str
    text: str
    muted: str
    line: str
    hover: str
    selected: str
    accent: str
    on_accent: str
    covered: str
    contested: str
    gap: str
    undermined: str
    mistake: str
    mark: str


LIGHT = Colours(
    side="#f4f4f1",
    page="#ffffff",
    raised="#ffffff",
    text="#1f2428",
    muted="#5d646b",
    line="#dddeda",
    hover="#ecece8",
    selected="#dfebf4",
    accent="#1d5c88",
    on_accent="#ffffff",
    covered="#1b7444",
    contested="#8a5a00",
    gap="#5d646b",
    undermined="#ad2b22",
    mistake="#ad2b22",
    mark="#ffe28a",
)
DARK = Colours(
    side="#1a1c1f",
    page="#212428",
    raised="#2a2e33",
    text="#e5e7e9",
    muted="#a3a9b0",
    line="#3a3f45",
    hover="#2b2f34",
    selected="#2c4356",
    accent="#86bfe8",
    on_accent="#10202c",
    covered="#68c996",
    contested="#e2b553",
    gap="#a3a9b0",
    undermined="#f28f87",
    mistake="#f28f87",
    mark="#6b5510",
)


class Theme(QObject):
    """The palette in force. Widgets that paint for themselves ask `colours()` each time; `changed` tells icons.

    `sheet` is for windows to wear, and what they hold inherits it. The application does not wear it: Qt would then go
    through every part of a page again each time that a part is put into another, and a page of 600 parts would take
    seven times as long to make.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours = LIGHT
        self.sheet = ""
        self._choice = "light"
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def apply(self, choice: str, text_size: int = 10) -> None:
        """Show `choice` ("system", "light" or "dark") everywhere at once, text at `text_size` points."""
        self._choice, self._size = choice, text_size
        dark = choice == "dark" or (choice == "system" and _system_is_dark())
        self.colours = DARK if dark else LIGHT
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setFont(base_font(text_size))
        application.setPalette(_palette(self.colours))
        self.sheet = _style_sheet(self.colours)
        self.changed.emit()

    def _system_changed(self) -> None:
        if self._choice == "system":
            self.apply("system", self._size)


_themes: list[Theme] = []


def theme() -> Theme:
    """The theme of this application; there is one, as there is one QApplication."""
    if not _themes:
        _themes.append(Theme())
    return _themes[0]


def colours() -> Colours:
    return theme().colours


def colour(name: str) -> QColor:
    """The colour called `name` in the palette in force."""
    return QColor(getattr(colours(), name))


def load_fonts() -> None:
    """Add the bundled fonts, so that Korean and Arabic show on a machine without fonts for them."""
    folder = resources.path("fonts")
    for path in sorted(folder.glob("*.ttf")) if folder.is_dir() else []:
        QFontDatabase.addApplicationFont(str(path))


def base_font(size: int) -> QFont:
    font = QFont()
    if SANS in QFontDatabase.families():
        font.setFamilies([SANS, *[family for family in QFontDatabase.applicationFontFamilies(0) if family != SANS]])
    font.setPointSize(size)
    return font


def scaled_font(points: int, *, strong: bool = False) -> QFont:
    """The application's font for text that is `points` high when the base is 10."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * points / 10)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(tones: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, tone in {
        role.Window: tones.page,
        role.WindowText: tones.text,
        role.Base: tones.page,
        role.AlternateBase: tones.side,
        role.Text: tones.text,
        role.PlaceholderText: tones.muted,
        role.Button: tones.side,
        role.ButtonText: tones.text,
        role.BrightText: tones.mistake,
        role.ToolTipBase: tones.raised,
        role.ToolTipText: tones.text,
        role.Highlight: tones.selected,
        role.HighlightedText: tones.text,
        role.Link: tones.accent,
        role.LinkVisited: tones.accent,
        role.Accent: tones.accent,
        role.Light: tones.raised,
        role.Midlight: tones.hover,
        role.Mid: tones.line,
        role.Dark: tones.line,
        role.Shadow: tones.line,
    }.items():
        palette.setColor(where, QColor(tone))
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(tones.muted))
    return palette


def _style_sheet(tones: Colours) -> str:
    """Rules by object name or property only where a palette cannot say it."""
    check = resources.path("icons", f"check-{'dark' if tones is DARK else 'light'}.svg").as_posix()
    return f"""
QToolTip {{ color: {tones.text}; background: {tones.raised}; border: 1px solid {tones.line}; padding: 4px; }}
QMainWindow::separator {{ width: 0; height: 0; }}
QSplitter::handle {{ background: {tones.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QMenuBar {{ background: {tones.side}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {tones.selected}; }}
QMenu {{ background: {tones.raised}; border: 1px solid {tones.line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {tones.selected}; }}
QMenu::item:disabled {{ color: {tones.muted}; }}
QMenu::separator {{ height: 1px; background: {tones.line}; margin: 4px 8px; }}
QToolBar {{ background: {tones.page}; border: none; border-bottom: 1px solid {tones.line}; padding: 6px 8px; spacing: 4px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 4px 6px; background: transparent; }}
QToolButton:hover {{ background: {tones.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {tones.selected}; }}
QToolButton:focus {{ border-color: {tones.accent}; }}
QToolButton[link="true"] {{ color: {tones.accent}; padding: 0 2px; }}
QToolButton[link="true"]:hover {{ background: transparent; text-decoration: underline; }}
QPushButton {{ background: {tones.page}; border: 1px solid {tones.line}; border-radius: 4px; padding: 5px 14px; }}
QPushButton:hover {{ background: {tones.hover}; }}
QPushButton:pressed {{ background: {tones.selected}; }}
QPushButton:focus {{ border-color: {tones.accent}; }}
QPushButton:disabled {{ color: {tones.muted}; background: {tones.side}; }}
QPushButton[first="true"] {{ background: {tones.accent}; color: {tones.on_accent}; border-color: {tones.accent}; }}
QPushButton[first="true"]:focus {{ border: 2px solid {tones.text}; padding: 4px 13px; }}
QPushButton[first="true"]:disabled {{ background: {tones.side}; color: {tones.muted}; border-color: {tones.line}; }}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{ background: {tones.page}; border: 1px solid {tones.line};
  border-radius: 4px; padding: 4px 6px; selection-background-color: {tones.accent}; selection-color: {tones.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {{ border-color: {tones.accent}; }}
QLineEdit[quiet="true"], QPlainTextEdit[quiet="true"], QComboBox[quiet="true"] {{ border-color: transparent;
  background: transparent; }}
QLineEdit[quiet="true"]:hover, QPlainTextEdit[quiet="true"]:hover, QComboBox[quiet="true"]:hover {{
  background: {tones.hover}; }}
QLineEdit[quiet="true"]:focus, QPlainTextEdit[quiet="true"]:focus, QComboBox[quiet="true"]:focus {{
  background: {tones.page}; border-color: {tones.accent}; }}
QLineEdit[quiet="true"]:read-only:hover, QPlainTextEdit[quiet="true"]:read-only:hover {{ background: transparent; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border-color: {tones.mistake}; }}
QComboBox {{ padding-left: 8px; }}
QSpinBox[bare="true"]::up-button, QSpinBox[bare="true"]::down-button {{ width: 0; border: none; }}
QSpinBox[bare="true"]::up-arrow, QSpinBox[bare="true"]::down-arrow {{ image: none; width: 0; height: 0; }}
QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {tones.muted}; border-radius: 3px;
  background: {tones.page}; }}
QCheckBox::indicator:focus, QCheckBox::indicator:hover {{ border-color: {tones.accent}; }}
QCheckBox::indicator:checked {{ background: {tones.accent}; border-color: {tones.accent}; image: url("{check}"); }}
QCheckBox:focus, QRadioButton:focus {{ color: {tones.accent}; }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {tones.muted}; border-radius: 8px;
  background: {tones.page}; }}
QRadioButton::indicator:focus, QRadioButton::indicator:hover {{ border-color: {tones.accent}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {tones.accent}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{resources.path("icons", "arrow.svg").as_posix()}"); width: 12px; height: 12px; }}
QComboBox[quiet="true"]:!hover:!focus::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {tones.raised}; border: 1px solid {tones.line}; outline: 0; }}
QTableView, QListView, QTreeView {{ background: {tones.page}; border: none; outline: 0; }}
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {{
  background: {tones.selected}; color: {tones.text}; }}
QTableView::item {{ padding: 0 6px; }}
QHeaderView {{ background: {tones.page}; }}
QHeaderView::section {{ background: {tones.page}; color: {tones.muted}; border: none;
  border-bottom: 1px solid {tones.line}; padding: 6px 8px; }}
QTableCornerButton::section {{ background: {tones.page}; border: none; border-bottom: 1px solid {tones.line}; }}
QAbstractScrollArea::corner {{ background: {tones.page}; border: none; }}
QProgressBar {{ border: none; border-radius: 3px; background: {tones.line}; max-height: 6px; }}
QProgressBar::chunk {{ background: {tones.accent}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {tones.line}; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 1px; }}
QScrollBar::handle:hover {{ background: {tones.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QStatusBar {{ background: {tones.side}; border-top: 1px solid {tones.line}; color: {tones.muted}; }}
QStatusBar::item {{ border: none; }}
QFrame[card="true"] {{ background: {tones.raised}; border: 1px solid {tones.line}; border-radius: 6px; }}
QFrame[pointed="true"] {{ border: 2px solid {tones.accent}; }}
QWidget[side="true"] {{ background: {tones.side}; }}
QLabel[tone="muted"] {{ color: {tones.muted}; }}
QLabel[tone="mistake"] {{ color: {tones.mistake}; }}
QLabel[tone="accent"] {{ color: {tones.accent}; }}
QLabel[tone="covered"] {{ color: {tones.covered}; }}
QLabel[tone="contested"] {{ color: {tones.contested}; }}
QLabel[tone="gap"] {{ color: {tones.gap}; }}
QLabel[tone="undermined"] {{ color: {tones.undermined}; }}
QFrame[row="true"] {{ border: 1px solid transparent; border-radius: 4px; }}
QFrame[row="true"]:focus {{ border-color: {tones.accent}; }}
QToolButton[faint="true"] {{ color: {tones.muted}; padding: 1px 4px; }}
QToolButton[segment="true"] {{ color: {tones.muted}; padding: 4px 10px; }}
QToolButton[segment="true"]:checked {{ color: {tones.text}; background: {tones.selected}; }}
"""
