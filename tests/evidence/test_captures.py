"""Captures tell address, time and tool; their own digests are compared; pictures in them become items."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from casefile.evidence import contents, kinds
from tests.evidence import mixed_folder
from tests.evidence.members import look_at_child, looked

COLLECTED = {"collected_url": "https://news.example/page", "collected_at": "2024-02-03T04:05:06+00:00"}


@pytest.mark.parametrize("compressed", [True, False])
def test_a_warc_tells_where_it_is_from_and_gives_its_pictures(tmp_path: Path, compressed: bool) -> None:
    (tmp_path / "a.warc").write_bytes(mixed_folder.warc(compressed))
    found = looked(tmp_path / "a.warc")
    assert found.values == COLLECTED | {
        "collected_tool": "Tester/1.0",
        "collected_how": "Web capture (WARC)",
        "embedded": "Records: 3\nAnswers: 2\nFormat: WARC File Format 1.1",
    }
    assert found.events == (
        {
            "action": "collected",
            "at": COLLECTED["collected_at"],
            "note": "Captured from https://news.example/page. "
            "Digests in the capture: 2 agree with their records, 0 do not.",
        },
    )
    (child,) = found.children()
    assert (child.name, child.relation) == ("photo.png", "derived_from_id")
    assert child.values["collected_url"] == "https://news.example/photo.png"
    with child.open() as stream:
        assert Image.open(io.BytesIO(stream.read())).size == (200, 200)
    assert look_at_child(child)[0] == "image/png"


def test_a_digest_that_differs_is_said(tmp_path: Path) -> None:
    data = mixed_folder.warc(compressed=False).replace("зруйновано".encode(), "збудована!".encode())
    (tmp_path / "a.warc").write_bytes(data)
    assert "1 agree with their records, 1 do not" in looked(tmp_path / "a.warc").events[0]["note"]


def test_a_warc_that_breaks_off_gives_what_comes_before(tmp_path: Path) -> None:
    data = mixed_folder.warc()
    (tmp_path / "a.warc.gz").write_bytes(data[:-400])
    found = looked(tmp_path / "a.warc.gz")
    assert found.values["collected_url"] == COLLECTED["collected_url"]
    for child in found.children():
        look_at_child(child)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=12), st.booleans())
def test_no_warc_is_too_broken(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]], compressed: bool
) -> None:
    data = bytearray(mixed_folder.warc(compressed)[:6000])
    for place, value in changes:
        data[place % len(data)] = value
    path = tmp_path_factory.getbasetemp() / "broken.warc"
    path.write_bytes(data)
    for child in contents.look(path, kinds.WARC).children():
        look_at_child(child)


def wacz(path: Path, *, digest: str = "") -> None:
    data = mixed_folder.warc()
    package = {
        "software": "ArchiveWeb.page 0.11",
        "title": "News",
        "created": "2024-02-03T04:06:00Z",
        "resources": [
            {
                "name": "data.warc.gz",
                "path": "archive/data.warc.gz",
                "hash": digest or f"sha256:{hashlib.sha256(data).hexdigest()}",
                "bytes": len(data),
            }
        ],
    }
    told = json.dumps(package).encode()
    signed = {"created": "2024-02-03T04:07:00Z", "software": "ArchiveWeb.page 0.11", "signature": "x", "publicKey": "y"}
    pages = '{"format": "json-pages-1.0"}\n{"url": "https://news.example/page", "ts": "2024-02-03T04:05:06Z"}\n'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.warc.gz", data)
        archive.writestr("pages/pages.jsonl", pages)
        archive.writestr("datapackage.json", told)
        hashed = f"sha256:{hashlib.sha256(told).hexdigest()}"
        archive.writestr(
            "datapackage-digest.json", json.dumps({"path": "datapackage.json", "hash": hashed, "signedData": signed})
        )


def test_a_wacz_has_its_digests_compared_and_its_signature_kept(tmp_path: Path) -> None:
    wacz(tmp_path / "a.wacz")
    found = looked(tmp_path / "a.wacz")
    told = {name: found.values[name] for name in ("collected_url", "collected_at", "collected_tool", "collected_how")}
    assert told == COLLECTED | {"collected_tool": "ArchiveWeb.page 0.11", "collected_how": "Web capture (WACZ)"}
    assert found.events[0]["note"] == (
        "Captured from https://news.example/page. Digests in the package: 1 agree, 0 do not."
    )
    (receipt,) = found.receipts
    assert receipt.event == {
        "action": "collected",
        "at": "2024-02-03T04:07:00+00:00",
        "note": "Digest of the capture's list of files: it agrees. Signed by ArchiveWeb.page 0.11; "
        "the signature is not checked here.",
    }
    assert [child.name for child in found.children()] == ["photo.png"]
    assert look_at_child(next(found.children()))[0] == "image/png"
    wacz(tmp_path / "b.wacz", digest=f"sha256:{'0' * 64}")
    assert "0 agree, 1 do not" in looked(tmp_path / "b.wacz").events[0]["note"]


def test_mhtml_tells_page_and_time(tmp_path: Path) -> None:
    (tmp_path / "4711.mhtml").write_bytes(mixed_folder.MHTML)
    found = looked(tmp_path / "4711.mhtml")
    assert found.values == COLLECTED | {
        "collected_tool": "Chromium (Blink)",
        "collected_how": "Page saved whole in one file (MHTML)",
        "embedded_title": "News",
    }
    assert "a page of Hunchly" in found.events[0]["note"]
    assert list(found.children()) == []  # a picture of one point is an ornament


def test_single_file_tells_address_and_time_with_its_zone(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(mixed_folder.SINGLE_FILE)
    assert looked(tmp_path / "a.html").values == {
        "collected_url": "https://news.example/page",
        "collected_at": "2024-02-03T04:05:06+02:00",
        "collected_tool": "SingleFile",
        "collected_how": "Page saved whole in one file",
        "embedded_title": "News",
    }


def test_a_saved_page_brings_its_folder_and_follows_no_link(tmp_path: Path) -> None:
    page = tmp_path / "Новини.html"
    page.write_text(
        "<!DOCTYPE html>\n<!-- saved from url=(0025)https://news.example/page -->\n<html><title>A &amp; B</title>",
        encoding="utf-8",
    )
    folder = tmp_path / "Новини_files"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.css").write_bytes(b"x")
    (folder / "deep" / "b.png").write_bytes(b"y")
    (folder / "out.txt").symlink_to("/etc/hostname")
    found = looked(page)
    assert (found.values["collected_url"], found.values["embedded_title"]) == ("https://news.example/page", "A & B")
    assert [(child.folder, child.name, child.relation) for child in found.children()] == [
        ("Новини_files", "a.css", "attached_to_id"),
        ("Новини_files/deep", "b.png", "attached_to_id"),
    ]
    assert contents.belongs_to(folder) == page
    page.unlink()
    assert contents.belongs_to(folder) is None


def test_a_screenshot_with_a_sidecar_knows_where_it_is_from(tmp_path: Path) -> None:
    picture = tmp_path / "shot.png"
    Image.new("L", (9, 9)).save(picture)
    digest = hashlib.sha256(picture.read_bytes()).hexdigest()
    told = {
        "url": "https://t.example/post/7",
        "captured_at": "2024-02-03T04:05:06+02:00",
        "tool": "Shot 2.1",
        "uploader": "@channel",
        "upload_date": "20240131",
        "description": "first line\nsecond",
        "sha256": digest,
    }
    (tmp_path / "shot.json").write_text(json.dumps(told), encoding="utf-8")
    found = looked(picture)
    assert found.values == {
        "collected_url": "https://t.example/post/7",
        "collected_at": "2024-02-03T04:05:06+02:00",
        "collected_tool": "Shot 2.1",
        "uploader": "@channel",
        "uploaded": "2024-01-31",
        "context": "first line second",
        "embedded": "Size: 9 × 9",
    }
    assert found.events[0]["sha256"] == digest
    assert found.events[0]["note"] == (
        "Collection data from “shot.json”, which lay beside it. Its SHA-256 is that of this file."
    )
    (tmp_path / "shot.json").unlink()
    (tmp_path / "shot.txt").write_text("URL: https://t.example/8\nTime: 2024-02-03T04:05:06Z\n", encoding="utf-8")
    assert looked(picture).values["collected_url"] == "https://t.example/8"
    (tmp_path / "shot.txt").write_text("A text about something: else\n", encoding="utf-8")
    assert "collected_url" not in looked(picture).values


def test_the_lists_of_auto_archiver_are_found(tmp_path: Path) -> None:
    Image.new("L", (9, 9)).save(tmp_path / "one.png")
    Image.new("L", (9, 9)).save(tmp_path / "two.png")
    Image.new("L", (8, 9)).save(tmp_path / "three.png")
    digest = hashlib.sha256((tmp_path / "one.png").read_bytes()).hexdigest()
    entry = {
        "status": "telegram: success",
        "metadata": {"url": "https://t.example/1", "title": "Post", "_processed_at": "2024-02-03T04:05:06+00:00"},
        "media": [{"filename": "/tmp/x/one.png", "key": "a/one.png", "properties": {"hash": f"SHA-256:{digest}"}}],
    }
    (tmp_path / "db.json").write_text(json.dumps([entry]), encoding="utf-8")
    metadata = "{'_processed_at': datetime.datetime(2024, 2, 3), 'url': 'https://t.example/2', 'title': 'It\\'s'}"
    media = "[{'filename': 'tmp/two.png', 'key': 'k/two.png', 'urls': [], 'properties': {'hash': 'SHA-256:00'}}]"
    (tmp_path / "db.csv").write_text(f'status,metadata,media\nok,"{metadata}","{media}"\n', encoding="utf-8")
    (tmp_path / "sheet.csv").write_text(
        "Link,Archive status,Archive location,Archive date\n"
        "https://t.example/3,ok,https://store.example/a/three.png,2024-02-03T04:05:06+00:00\n",
        encoding="utf-8",
    )
    one, two, three = (looked(tmp_path / f"{name}.png") for name in ("one", "two", "three"))
    assert (one.values["collected_url"], one.values["collected_tool"]) == ("https://t.example/1", "auto-archiver")
    assert one.values["collected_at"] == "2024-02-03T04:05:06+00:00"
    assert one.events[0]["note"].endswith("Its SHA-256 is that of this file.")
    assert two.values["collected_url"] == "https://t.example/2"
    assert three.values["collected_url"] == "https://t.example/3"


def test_the_time_of_a_post_is_not_that_of_its_capture(tmp_path: Path) -> None:
    """Auto-archiver and yt-dlp call the time of the post `timestamp`, and write times in seconds or as Python shows them."""
    names = ("post.png", "film.png", "row.png")
    for place, name in enumerate(names):
        Image.new("L", (9, place + 1)).save(tmp_path / name)
    posted, archived = 1706781600.0, 1706933106.5  # 1 February 2024, 10:00 UTC; 3 February, 04:05:06 UTC
    entry = {
        "metadata": {"url": "https://t.example/1", "_processed_at": archived, "timestamp": posted},
        "media": [{"filename": "/tmp/x/post.png", "properties": {}}],
    }
    (tmp_path / "post list.json").write_text(json.dumps(entry), encoding="utf-8")
    told = {"webpage_url": "https://v.example/1", "extractor": "v", "epoch": int(archived), "timestamp": int(posted)}
    (tmp_path / "film.info.json").write_text(
        json.dumps(told | {"_version": {"version": "2024.01.01"}}), encoding="utf-8"
    )
    utc = "tzinfo=datetime.timezone.utc"
    metadata = (
        f"{{'_processed_at': datetime.datetime(2024, 2, 3, 4, 5, 6, 123456, {utc}), 'url': 'https://t.example/2', "
        f"'timestamp': datetime.datetime(2024, 2, 1, 10, 0, {utc})}}"
    )
    (tmp_path / "db.csv").write_text(f"status,metadata,media\nok,\"{metadata}\",\"[{{'filename': 'row.png'}}]\"\n")
    for name in names:
        values = looked(tmp_path / name).values
        assert (values["collected_at"], values["uploaded"]) == ("2024-02-03T04:05:06+00:00", "2024-02-01"), name
    assert looked(tmp_path / "film.png").values["collected_tool"] == "yt-dlp 2024.01.01"


def test_a_hash_of_other_bytes_is_told_in_the_report(tmp_path: Path) -> None:
    picture = tmp_path / "shot.png"
    Image.new("L", (9, 9)).save(picture)
    told = {"url": "https://t.example/7", "timestamp": "2024-02-03 04:05:06", "sha256": "0" * 64}
    (tmp_path / "shot.json").write_text(json.dumps(told), encoding="utf-8")
    (tmp_path / "shot.png.sha256").write_text("1" * 64)
    found = looked(picture)
    assert [note.partition(" is not that of this file")[0] for note in found.notes] == [
        "The hash in “shot.json”",
        "The hash in “shot.png.sha256”",
    ]
    assert "the time “2024-02-03 04:05:06” without a zone" in found.events[0]["note"]
    page = tmp_path / "a.warc"
    page.write_bytes(mixed_folder.warc(compressed=False).replace("Школу".encode(), "школу".encode()))
    assert looked(page).notes == (
        "Digests in it that do not agree with what they are of: 1. It was changed, or is damaged.",
    )


@pytest.mark.parametrize("kind", ["zip", "tar", "gztar"])
def test_what_lies_beside_a_file_in_an_archive_speaks_of_it_too(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "in" / "posts"
    folder.mkdir(parents=True)
    for place, name in enumerate(("shot.png", "post.png", "alone.png")):
        Image.new("L", (9, place + 1)).save(folder / name)
    digest = hashlib.sha256((folder / "shot.png").read_bytes()).hexdigest()
    told = {"url": "https://t.example/7", "timestamp": "2024-02-03T04:05:06Z", "sha256": digest}
    (folder / "shot.json").write_text(json.dumps(told), encoding="utf-8")
    entry = {"metadata": {"url": "https://t.example/8"}, "media": [{"filename": "/tmp/x/post.png", "properties": {}}]}
    (folder / "list.json").write_text(json.dumps(entry), encoding="utf-8")
    path = Path(shutil.make_archive(str(tmp_path / "posts"), kind, tmp_path / "in"))
    found = {child.name: child.known for child in looked(path).children()}
    told_of = {name: known.values.get("collected_url", "") for name, known in found.items() if name.endswith(".png")}
    # in a compressed tar one would have to unpack all that stands before, again and again
    there = kind != "gztar"
    assert told_of == {
        "shot.png": "https://t.example/7" if there else "",
        "post.png": "https://t.example/8" if there else "",
        "alone.png": "",
    }
    if there:
        assert found["shot.png"].events[0]["sha256"] == digest


def test_proofmode_proves_each_of_its_pictures(tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("L", (9, 9)).save(picture, "JPEG")
    digest = hashlib.sha256(picture.getvalue()).hexdigest()
    proof = {
        "File Hash SHA256": digest,
        "Proof Generated": "2024-02-03T04:05:06Z",
        "Location.Latitude": "50.4501",
        "Location.Longitude": "30.5234",
        "Manufacturer": "Google",
        "Hardware": "Pixel 6",
        "Locale": "UKR",
    }
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("IMG_1.jpg", picture.getvalue())
        archive.writestr(f"{digest}.proof.json", json.dumps(proof))
        archive.writestr(f"{digest}.asc", "signature")
        archive.writestr("IMG_2.jpg", b"another")
        archive.writestr("pubkey.asc", "key")
    found = looked(tmp_path / "a.zip")
    first, second, key = found.children()
    assert [child.name for child in (first, second, key)] == ["IMG_1.jpg", "IMG_2.jpg", "pubkey.asc"]
    mime, known = look_at_child(first)
    expected = {
        "collected_at": "2024-02-03T04:05:06+00:00",
        "collected_tool": "ProofMode",
        "embedded_device": "Google Pixel 6",
        "embedded_latitude": "50.4501",
        "embedded_longitude": "30.5234",
    }
    assert mime == "image/jpeg"
    assert {name: known.values[name] for name in expected} == expected
    assert [receipt.name for receipt in known.receipts] == [f"{digest}.proof.json", f"{digest}.asc"]
    assert known.receipts[0].event["sha256"] == digest
    assert second.known.events[0]["note"] == "No proof in its ProofMode archive has its SHA-256."
    assert (second.known.notes, key.known.notes) == (("No proof in its ProofMode archive has its SHA-256.",), ())


def test_receipts_in_an_archive_belong_to_their_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x/photo.jpg", b"bytes")
        archive.writestr("x/photo.jpg.sha256", hashlib.sha256(b"bytes").hexdigest())
        archive.writestr("alone.jpg.ots", b"x")
    children = list(looked(tmp_path / "a.zip").children())
    assert [child.name for child in children] == ["photo.jpg", "alone.jpg.ots"]
    assert [receipt.name for receipt in children[0].known.receipts] == ["photo.jpg.sha256"]
    assert "is that of this file" in children[0].known.receipts[0].event["note"]
