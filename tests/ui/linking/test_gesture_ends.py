"""A gesture that was put away leaves nothing behind that listens to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from casefile.operations.proof_links import Target
from casefile.ui.linking.gesture import LinkPanel
from casefile.ui.widgets.suggest import SuggestList
from tests.ui.acts.desk import Desk


def test_the_window_can_be_resized_after_the_list_went_with_its_gesture(desk: Desk) -> None:
    before = len(desk.window.findChildren(SuggestList))
    panel = LinkPanel(desk.workspace, Target("act", desk.rows("act")[0].id), desk.window)
    panel.show()
    panel.item.open()
    desk.settle()
    assert len(desk.window.findChildren(SuggestList)) == before + 1
    panel.hide()
    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(desk.window.findChildren(SuggestList)) == before
    desk.window.resize(desk.window.width() - 10, desk.window.height())
    desk.settle()
