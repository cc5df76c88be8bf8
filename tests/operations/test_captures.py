"""The letters of paragraph 155 of the Berkeley Protocol: met by the item, or by what belongs to its capture."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.case_file import CaseFile
from casefile.operations import captures
from tests.cases import add, edit, new_case

DIGEST = "ab" * 32


@pytest.fixture
def case(tmp_path: Path) -> CaseFile:
    return new_case(tmp_path / "a.casefile")


def missing(case: CaseFile, item: object) -> str:
    with case.reading() as session:
        found = captures.completeness(session, item)  # type: ignore[arg-type]
    assert [one.is_met for one in found] == [not one.missing for one in found]
    return "".join(one.letter for one in found if not one.is_met)


def test_only_pages_and_posts_are_asked(case: CaseFile) -> None:
    assert missing(case, add(case, "evidence", title="x", type="photograph")) == ""
    assert missing(case, add(case, "evidence", title="x", type="post")) == "abcdefgh"


def test_a_whole_capture_has_every_letter(case: CaseFile) -> None:
    page = add(
        case,
        "evidence",
        title="x",
        type="web",
        mime="application/wacz",
        sha256=DIGEST,
        collected_url="https://a.example",
        collected_at="2024-02-03T04:05:06Z",
        collected_by="me",
        collected_tool="tool",
        embedded_title="News",
    )
    assert missing(case, page) == "cfgh"
    add(
        case,
        "evidence",
        title="shot",
        mime="image/png",
        attached_to_id=page,
        collected_at="2024-02-03T04:05:00Z",
    )
    assert missing(case, page) == "fgh"
    edit(case, "evidence", page, context="comments", uploader="@a", collected_with="VPN, clock by NTP")
    assert missing(case, page) == "h"
    add(case, "custody_event", evidence_id=page, action="collected", sha256=DIGEST)
    assert missing(case, page) == ""


def test_a_picture_on_the_page_is_no_picture_of_the_page(case: CaseFile) -> None:
    page = add(case, "evidence", title="x", type="web", mime="text/html")
    add(case, "evidence", title="i", mime="image/png", derived_from_id=page, collected_at="2024-02-03T04:05:00Z")
    assert missing(case, page) == "acefgh"


def test_a_screenshot_counts_the_page_it_is_attached_to(case: CaseFile) -> None:
    page = add(case, "evidence", title="x", type="web", mime="text/html")
    shot = add(case, "evidence", title="s", type="post", mime="image/png", attached_to_id=page)
    with case.reading() as session:
        found = {one.letter: one for one in captures.completeness(session, shot)}
    assert found["b"].is_met
    assert found["c"].missing == "date and time of the picture of the page"
