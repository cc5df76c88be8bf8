"""How something stands, or bears, as glyph and word in its colour."""

from __future__ import annotations

from PySide6.QtGui import QColor

from casefile.ui import theme
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.widgets.marks import Mark

_BEARINGS = {
    "supports": ("●", "supports", "covered"),
    "undermines": ("⊘", "undermines", "undermined"),
    "context": ("◇", "context", "muted"),
}
_FAINT = 0.2


class StateLabel(PlainLabel):
    """Glyph and word ("● covered") in the colour of the state."""

    def show_mark(self, mark: Mark, *, words: str | None = None) -> None:
        """Show `mark` with its own word, other `words`, or with "" the glyph alone."""
        shown = mark.words if words is None else words
        self._show(f"{mark.glyph} {shown}".strip(), mark.value)
        self.setAccessibleName(shown or mark.words)
        self.setToolTip("" if shown else mark.words)

    def show_bearing(self, bearing: str) -> None:
        """Show how a passage bears: supports, undermines, context."""
        glyph, words, tone = _BEARINGS.get(bearing, ("◇", bearing, "muted"))
        self._show(f"{glyph} {tr(words)}", tone)
        self.setAccessibleName(tr(words))

    def _show(self, text: str, tone: str) -> None:
        self.setText(text)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().polish(self)


def bearing_words(bearing: str) -> str:
    """Glyph and word of a bearing, for a button; "" is that of a passage without links."""
    if not bearing:
        return tr("○ Proves nothing yet")
    glyph, words, _tone = _BEARINGS.get(bearing, ("◇", bearing, "muted"))
    return f"{glyph} {tr(words).capitalize()}"


def bearing_sign(bearing: str) -> tuple[str, str]:
    """Glyph and colour of a bearing; a passage that bears on nothing yet has a ring of its own."""
    glyph, _words, tone = _BEARINGS.get(bearing, ("○", "", "accent"))
    return glyph, tone


def bearing_ground(bearing: str) -> QColor:
    """The ground of words that a passage takes: its colour, faint enough to be read on."""
    if bearing not in _BEARINGS:
        return theme.colour("mark")
    tone, page = theme.colour(bearing_sign(bearing)[1]), theme.colour("page")
    mixed = (round(_FAINT * mine + (1 - _FAINT) * under) for mine, under in zip(_rgb(tone), _rgb(page), strict=True))
    return QColor(*mixed)


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
