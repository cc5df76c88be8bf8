"""A sign (shape, word, colour) as a label."""

from __future__ import annotations

from casefile.ui.jurisdiction.words import Sign, shown
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel


class SignLabel(PlainLabel):
    """Glyph and word in the colour of the sign."""

    def show_sign(self, sign: Sign, sentence: str = "") -> None:
        """Show `sign`, with `sentence` in place of its word if one is given."""
        self.setText(f"{sign[0]} {sentence}" if sentence else shown(sign))
        self.setAccessibleName(sentence or tr(sign[1]))
        if self.property("tone") != sign[2]:
            self.setProperty("tone", sign[2])
            self.style().polish(self)
