"""The one palette: light and dark, one accent, greys for the rest; and the few style rules that Fusion needs.

Every pair of text and ground has a contrast of at least 4.5:1 (`tests/ui/test_theme.py` measures it).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

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
    """The rules of resources/window.qss in these colours."""
    icons = {"check": f"check-{'dark' if tones is DARK else 'light'}.svg", "arrow": "arrow.svg"}
    known = asdict(tones) | {name: resources.path("icons", file).as_posix() for name, file in icons.items()}
    return Template(resources.path("window.qss").read_text("utf-8")).substitute(known)
