"""What figures of a brief have in common: how much fits on a page with letters of 7 points at least."""

from __future__ import annotations

from casefile.brief import styles
from casefile.figures.drawing import Drawing

LEAST_TEXT = 7.0
UPRIGHT = (styles.A4[0] - 2 * styles.MARGIN, styles.A4[1] - 2 * styles.MARGIN)
ACROSS = (styles.A4[1] - 2 * styles.MARGIN, styles.A4[0] - 2 * styles.MARGIN)
TAKEN = 92.0  # points of a page for its heading, the caption and the lines that describe the figure


def scale(drawing: Drawing, room: tuple[float, float]) -> float:
    """How much smaller a drawing becomes on a page with `room`; never larger than it is."""
    return min(1.0, room[0] / drawing.width, (room[1] - TAKEN) / drawing.height)


def legible(drawing: Drawing, room: tuple[float, float]) -> bool:
    """Whether its smallest letters can then still be read."""
    return scale(drawing, room) * drawing.smallest >= LEAST_TEXT - 0.01
