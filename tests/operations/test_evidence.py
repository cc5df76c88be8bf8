"""An item with its passages and custody, each in the order in which people look for them."""

from __future__ import annotations

from pathlib import Path

from casefile.operations import evidence
from tests.cases import add, new_case


def test_passages_stand_by_page_and_paragraph_as_numbers(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        item = add(case, "evidence", title="Report")
        for place in ("p. 10", "", "p. 2, para. 11", "p. 2, para. 7", "p. 2"):
            add(case, "passage", evidence_id=item, locator=place)
        with case.reading() as session:
            detail = evidence.detail(session, item)
    assert [row["locator"] for row in detail.passages] == ["p. 2", "p. 2, para. 7", "p. 2, para. 11", "p. 10", ""]


def test_custody_stands_in_order_of_time_whatever_the_zone(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        item = add(case, "evidence", title="Report")
        for action, at in (
            ("verified", "2026-11-21T09:00:00+00:00"),
            ("received", "2026-11-21T09:00:00+00:00"),
            ("collected", "2026-11-21T10:30:00+02:00"),
        ):
            add(case, "custody_event", evidence_id=item, action=action, at=at)
        with case.reading() as session:
            detail = evidence.detail(session, item)
    assert [row["action"] for row in detail.custody] == ["collected", "received", "verified"]
