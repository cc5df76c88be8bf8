"""The filter over the register."""

from __future__ import annotations

from typing import cast

from casefile.ui.evidence.view import EvidenceView
from tests.ui.acts.desk import Desk


def test_the_filter_takes_the_language_of_search(desk: Desk) -> None:
    desk.add("evidence", title="Photo of a train", type="photograph", reliability="B", credibility="2")
    desk.add("evidence", title="Report on a train", type="report")
    desk.go("evidence")
    table = cast("EvidenceView", desk.window.view("evidence")).items.table
    table.filter.setFocus()
    desk.type("type:photo tra")
    desk.qtbot.waitUntil(lambda: table.model.rowCount() == 1)
    assert table.noted.isHidden()
    table.filter.clear()
    desk.type("-photo grade:>=B2 type:zeppelin")
    desk.qtbot.waitUntil(table.noted.isVisible)
    assert table.model.rowCount() == 0
    assert table.nothing.isVisible()
    assert "“zeppelin” is no type of evidence" in table.noted.text()
    assert "cannot be judged" in table.noted.text()
    table.filter.clear()
    desk.qtbot.waitUntil(lambda: table.model.rowCount() == 2)
    assert table.noted.isHidden()
