"""A sign (shape, word, colour) as a label."""

from __future__ import annotations

from casefile.ui.jurisdiction.words import Sign, shown
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel


class SignLabel(PlainLabel):
    """Glyph and word in the colour of the sign, with more words behind."""

    def show_sign(self, sign: Sign, more: str = "") -> None:
        """Show `sign`, then `more`."""
        self.setText(f"{shown(sign)}{more}")
        self.setAccessibleName(f"{tr(sign[1])}{more}")
        if self.property("tone") != sign[2]:
            self.setProperty("tone", sign[2])
            self.style().polish(self)
