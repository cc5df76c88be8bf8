"""The item shows how it was collected, what a capture still lacks, and what is written in the file itself."""

from __future__ import annotations

from pathlib import Path

from casefile.evidence import intake
from casefile.operations import records
from casefile.ui.evidence.capture import Collection, Embedded
from tests.evidence import mixed_folder
from tests.evidence.test_metadata import photograph
from tests.ui.acts.desk import Desk


def shown(desk: Desk, path: Path, name: str) -> object:
    taken = intake.take_in(desk.case, [path])[0]
    desk.workspace.go("evidence", taken.id)
    desk.settle()
    section = desk.window.view("evidence").detail.sections[name]  # type: ignore[attr-defined]
    section.unfold()
    desk.settle()
    return section.inside


def test_a_capture_says_what_it_still_lacks_and_less_when_it_is_added(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "page.warc.gz"
    path.write_bytes(mixed_folder.warc())
    inside = shown(desk, path, "how")
    assert isinstance(inside, Collection)
    assert inside.state.text() == "Capture: 3 of the 8 parts that the Berkeley Protocol asks for (paragraph 155)."
    lines = inside.lacking.text().splitlines()
    assert [line[:3] for line in lines[1:]] == ["(c)", "(e)", "(f)", "(g)", "(h)"]
    item = desk.window.view("evidence").items.current  # type: ignore[attr-defined]
    values = {"context": "Three comments <b>below</b>", "uploader": "@channel"}
    desk.workspace.write("Edit", records.edit, "evidence", item, values)
    desk.settle()
    assert inside.state.text() == "Capture: 4 of the 8 parts that the Berkeley Protocol asks for (paragraph 155)."


def test_a_photograph_is_not_asked_and_shows_what_the_camera_wrote(desk: Desk, tmp_path: Path) -> None:
    photograph(tmp_path / "a.jpg")
    inside = shown(desk, tmp_path / "a.jpg", "embedded")
    assert isinstance(inside, Embedded)
    assert inside.values["embedded_created"].text() == "2024:02:03 10:11:12 +02:00"
    assert inside.values["place"].text() == "50.4501000, -30.5200000"
    assert inside.values["embedded_title"].isHidden()
    assert inside.none.isHidden()
    section = desk.window.view("evidence").detail.sections["how"]  # type: ignore[attr-defined]
    section.unfold()
    assert section.inside.state.isHidden()
