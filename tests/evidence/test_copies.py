"""Bytes that came twice become another item, which keeps what came with them the second time."""

from __future__ import annotations

import hashlib
import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from casefile.case_file import CaseFile
from casefile.evidence import intake
from casefile.operations import evidence


@pytest.mark.parametrize("at_once", [True, False])
def test_a_copy_of_a_second_source_keeps_its_receipt_and_its_address(
    case: CaseFile, tmp_path: Path, at_once: bool
) -> None:
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    for path in (first, second):
        Image.new("L", (9, 9)).save(path)
    digest = hashlib.sha256(first.read_bytes()).hexdigest()
    intake.take_in(case, [first])
    (tmp_path / "second.json").write_text(json.dumps({"url": "https://t.example/7"}), encoding="utf-8")
    (tmp_path / "second.png.sha256").write_text(digest)
    report = intake.take_in(case, [second], copies=at_once)
    (copy,) = report if at_once else intake.add_copies(case, report)
    assert not copy.already_there
    with case.reading() as session:
        assert copy.id is not None
        shown = evidence.detail(session, copy.id)
    assert (shown.item["collected_url"], shown.item["sha256"]) == ("https://t.example/7", digest)
    told = {(event["action"], event["receipt_name"]): event["receipt_sha256"] for event in shown.custody}
    assert set(told) == {("received", ""), ("collected", ""), ("received", "second.png.sha256")}
    assert b"".join(case.originals.read(told["received", "second.png.sha256"])) == digest.encode()


def test_a_copy_of_an_attachment_is_attached_where_it_came_from(case: CaseFile, tmp_path: Path) -> None:
    for name in ("one", "two"):
        message = EmailMessage()
        message["From"], message["Subject"], message["Message-ID"] = "a@example.org", name, f"<{name}@example.org>"
        message.set_content(name)
        message.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="list.csv")
        (tmp_path / f"{name}.eml").write_bytes(message.as_bytes())
    one, first, two, again = intake.take_in(case, [tmp_path / "one.eml", tmp_path / "two.eml"])
    assert (again.already_there, again.number) == (True, first.number)
    (copy,) = intake.add_copies(case, [again])
    with case.reading() as session:
        assert copy.id is not None
        shown = evidence.detail(session, copy.id)
    assert shown.item["attached_to_id"] == two.id != one.id
    assert str(shown.custody[0]["note"]).startswith("Taken out of “two.eml”")
