"""Evidence bytes beside a data file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError
from casefile.evidence import intake
from casefile.exchange import jsonl
from tests.cases import new_case, whole
from tests.exchange.data import ACT, CASE, ITEM, case_of, exported, ident, put, records, write

HTML = b"<!doctype html><p>\xea\xb9\x80</p>"


def leftovers(case: CaseFile) -> int:
    return len(case.originals.hashes())


def test_what_a_line_leaves_out_is_read_from_the_bytes(tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl"
    digest = put(data, "Стаття 1.html", HTML)
    write(data, CASE, {**ITEM, "file": "Стаття 1.html"})
    out = tmp_path / "out.jsonl"
    with case_of(tmp_path / "case.casefile", data) as case:
        assert b"".join(case.originals.read(digest)) == HTML
        assert whole(case)
        assert jsonl.export(case, out).files == 1
    assert records(out)[ITEM["id"]] == {
        **ITEM,
        "file_name": "Стаття 1.html",
        "mime": "text/html",
        "size": len(HTML),
        "sha256": digest,
        "file": f"{digest}.html",
    }
    assert (tmp_path / "out.evidence" / f"{digest}.html").read_bytes() == HTML


def test_what_a_line_leaves_empty_stays_empty(tmp_path: Path) -> None:
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    digest = put(data, "x", HTML)
    write(data, CASE, {**ITEM, "file": "x", "mime": "", "file_name": "", "size": None})
    with case_of(tmp_path / "case.casefile", data) as case:
        exported(case, out)
    empty = {"file_name": "", "mime": "", "size": None, "sha256": digest, "file": digest}
    assert records(out)[ITEM["id"]] == {**ITEM, **empty}


def test_identical_bytes_are_one_file(tmp_path: Path) -> None:
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    digest = put(data, "a.html", HTML)
    put(data, "b.htm", HTML)
    second = {**ITEM, "id": ident(31), "number": "NKR-0002"}
    write(data, CASE, {**ITEM, "file": "a.html"}, {**second, "file": "b.htm"})
    with case_of(tmp_path / "case.casefile", data) as case:
        assert jsonl.export(case, out).files == 1
        assert whole(case)
    assert [path.name for path in (tmp_path / "out.evidence").iterdir()] == [f"{digest}.html"]
    assert {record.get("file") for record in records(out).values()} == {None, f"{digest}.html"}


def test_an_item_without_bytes_has_no_file(tmp_path: Path) -> None:
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    write(data, CASE, {**ITEM, "sha256": "ab" * 32})
    with case_of(tmp_path / "case.casefile", data) as case:
        assert jsonl.export(case, out).files == 0
    assert not (tmp_path / "out.evidence").exists()
    assert records(out)[ITEM["id"]] == {**ITEM, "sha256": "ab" * 32}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"file": "none.pdf"}, "line 3, evidence, file: there is no file “data.evidence/none.pdf” beside the data."),
        ({"file": "../data.jsonl"}, "line 3, evidence, file: “../data.jsonl” is not a plain file name."),
        ({"file": "/etc/passwd"}, "line 3, evidence, file: “/etc/passwd” is not a plain file name."),
        ({"file": ".."}, "line 3, evidence, file: “..” is not a plain file name."),
        ({"file": "a\\b"}, "line 3, evidence, file: “a\\b” is not a plain file name."),
        ({"file": "C:x"}, "line 3, evidence, file: “C:x” is not a plain file name."),
        ({"file": ""}, "line 3, evidence, file: “” is not a plain file name."),
        ({"file": 7}, "line 3, evidence, file: it must be the name of a file."),
        ({"file": "link"}, "line 3, evidence, file: “data.evidence/link” is a link;"),
        ({"file": "folder"}, "line 3, evidence, file: there is no file “data.evidence/folder”"),
        ({"file": "x", "sha256": "ab" * 32}, "line 3, evidence, sha256: the bytes of “x” have another SHA-256,"),
        ({"file": "x", "size": 3}, f"line 3, evidence, size: “x” has {len(HTML)} bytes."),
        ({"file": "x", "date": "never"}, "line 3, evidence, date: “never” is not a date."),
    ],
)
def test_refused(line: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl"
    put(data, "x", HTML)
    (tmp_path / "data.evidence" / "folder").mkdir()
    (tmp_path / "data.evidence" / "link").symlink_to(tmp_path / "data.evidence" / "x")
    write(data, CASE, {**ITEM, **line})
    with new_case(tmp_path / "case.casefile") as case:
        before = exported(case, tmp_path / "before.jsonl")
        with pytest.raises(UserError) as caught:
            jsonl.load(case, data)
        assert str(caught.value).startswith(sentence)
        assert exported(case, tmp_path / "after.jsonl") == before
        assert leftovers(case) == 0
        assert whole(case)


def test_bytes_that_the_case_has_are_kept_once(tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl"
    digest = put(data, "x.html", HTML)
    write(data, {**ITEM, "file": "x.html"})
    with new_case(tmp_path / "case.casefile") as case:
        intake.take_in(case, [tmp_path / "data.evidence" / "x.html"])
        assert jsonl.load(case, data).files == 1
        assert case.originals.hashes() == {digest}
        case.undo()
        assert whole(case)


def test_cancel_while_bytes_come_in(tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl"
    put(data, "a", b"a" * 600_000)
    put(data, "b", b"b" * 600_000)
    write(data, ACT, {**ITEM, "file": "a"}, {**ITEM, "id": ident(31), "file": "b"})
    names: list[str] = []
    with new_case(tmp_path / "case.casefile") as case:
        with pytest.raises(CancelledError):
            jsonl.load(case, data, lambda _done, _total, name: names.append(name), lambda: "b" in names)
        assert leftovers(case) == 0
        assert whole(case)
        assert jsonl.load(case, data).files == 2
        assert whole(case)


def test_endings_are_plain(tmp_path: Path) -> None:
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    digests = [put(data, str(number), bytes([number])) for number in range(3)]
    names = ["a.tar.gz", "b.p/../df", "c.ж"]
    items = [
        {**ITEM, "id": ident(30 + number), "file": str(number), "file_name": name} for number, name in enumerate(names)
    ]
    write(data, CASE, *items)
    with case_of(tmp_path / "case.casefile", data) as case:
        exported(case, out)
    written = sorted(path.name for path in (tmp_path / "out.evidence").iterdir())
    assert written == sorted([f"{digests[0]}.gz", digests[1], digests[2]])


def test_a_receipt_goes_out_and_comes_in_with_its_custody_event(tmp_path: Path) -> None:
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    digest = put(data, "page.ots", b"\x00OpenTimestamps")
    event = {"noun": "custody_event", "id": ident(60), "evidence_id": ITEM["id"], "action": "timestamped"}
    write(data, CASE, ITEM, {**event, "file": "page.ots"})
    with case_of(tmp_path / "case.casefile", data) as case:
        assert b"".join(case.originals.read(digest)) == b"\x00OpenTimestamps"
        assert whole(case)
        first = exported(case, out)
    assert records(out)[ident(60)] == {
        **event,
        "receipt_name": "page.ots",
        "receipt_sha256": digest,
        "file": f"{digest}.ots",
    }
    with case_of(tmp_path / "again.casefile", out) as case:
        assert whole(case)
        assert exported(case, tmp_path / "again.jsonl") == first


def test_a_receipt_with_other_bytes_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "data.jsonl"
    put(data, "page.ots", b"other")
    event = {"noun": "custody_event", "id": ident(60), "evidence_id": ITEM["id"], "action": "timestamped"}
    write(data, CASE, ITEM, {**event, "file": "page.ots", "receipt_sha256": "0" * 64})
    with pytest.raises(UserError, match="have another SHA-256"):
        case_of(tmp_path / "case.casefile", data)
