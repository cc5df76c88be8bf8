from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from casefile.ui import icons, theme
from casefile.ui.theme import DARK, LIGHT, Colours


def luminance(tone: str) -> float:
    """WCAG 2.2, relative luminance."""
    colour = QColor(tone)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_every_ground(tones: Colours) -> None:
    texts = ("text", "muted", "accent", "covered", "contested", "gap", "undermined", "mistake")
    grounds = ("page", "raised", "side")
    pairs = [(text, ground) for text in texts for ground in grounds]
    pairs += [
        ("text", "selected"),
        ("text", "hover"),
        ("accent", "selected"),
        ("on_accent", "accent"),
        ("text", "mark"),
    ]
    weak = [pair for pair in pairs if contrast(getattr(tones, pair[0]), getattr(tones, pair[1])) < 4.5]
    assert weak == []


def test_the_palette_changes_at_once(qapp: QApplication) -> None:
    theme.theme().apply("dark")
    assert qapp.palette().window().color().name() == DARK.page
    theme.theme().apply("light")
    assert qapp.palette().window().color().name() == LIGHT.page


def test_icons_are_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    image = icons.pixmap("add", 24, "#ff0000").toImage()
    assert image.pixelColor(12, 12).name() == "#ff0000"
    assert icons.icon("there is none").isNull()
