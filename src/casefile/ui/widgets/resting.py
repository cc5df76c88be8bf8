"""Laying out once what changes in many places."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout, QWidget


@contextmanager
def layouts_rest(widget: QWidget) -> Generator[None]:
    """Lay out what is in `widget` once at the end, when the window draws itself next.

    Qt lays out the whole page at once each time that a part of it is shown, since the part is to have its size before
    it is seen; a page of which forty parts are shown or hidden is laid out forty times.
    """
    resting = [layout for layout in widget.findChildren(QLayout) if layout.isEnabled()]
    for layout in resting:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in resting:
            layout.setEnabled(True)
