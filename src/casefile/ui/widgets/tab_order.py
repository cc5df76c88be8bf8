"""The Tab key goes as one reads, also through widgets that were made later: Qt puts those at the end of the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def follow_layout(*widgets: QWidget, after: QWidget | None = None) -> None:
    """Let Tab go through `widgets` and what is in them in the order of their layouts, behind `after`, or from where the
    first stands now.
    """
    stops = [stop for widget in widgets for stop in _stops(widget)]
    with _taking_focus(stops):
        for before, behind in pairwise(stops if after is None else [after, *stops]):
            QWidget.setTabOrder(before, behind)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Where Tab may stop in a widget, hidden or not."""
    proxy = widget.focusProxy()
    if proxy is not None and widget.isAncestorOf(proxy):
        yield widget  # a stop too, and moved with all that is in it
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    within = widget.widget() if isinstance(widget, QScrollArea) else None
    if within is not None:
        yield from _stops(within)
    elif (layout := widget.layout()) is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _stops(widget)
        elif (within := item.layout()) is not None:
            yield from _in_layout(within)


@contextmanager
def _taking_focus(stops: Sequence[QWidget]) -> Iterator[None]:
    """Within it, those that hand the focus on take it themselves: else Qt does not move them. A policy that is set is
    handed on as well, so all of them are put back.
    """
    handing = [widget for stop in stops if stop.focusProxy() is not None for widget in _proxies(stop)]
    before = [(widget, widget.focusPolicy()) for widget in handing]
    for widget in handing:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    try:
        yield
    finally:
        for widget, policy in before:
            widget.setFocusPolicy(policy)


def _proxies(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.focusProxy()
