"""Embedded metadata comes out as it was written, in its own fields; a damaged file costs a note."""

from __future__ import annotations

import io
import struct
import wave
import zipfile
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from casefile.evidence import kinds
from tests.evidence.members import looked


def photograph(path: Path, **extra: Any) -> None:
    """A JPEG as a telephone in Kyiv writes it."""
    exif, base = Image.Exif(), ExifTags.Base
    exif[base.Make], exif[base.Model], exif[base.Software] = "Samsung", "SM-A525F", "A525FXXU4"
    exif[base.DateTime] = "2024:02:03 10:20:30"
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[base.DateTimeOriginal], inner[base.OffsetTimeOriginal] = "2024:02:03 10:11:12", "+02:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    tags = ExifTags.GPS
    gps[tags.GPSLatitudeRef], gps[tags.GPSLongitudeRef] = "N", "W"
    gps[tags.GPSLatitude] = (Fraction(50), Fraction(27), Fraction(36, 100))
    gps[tags.GPSLongitude] = (Fraction(30), Fraction(31), Fraction(12, 1))
    Image.new("RGB", (40, 30), "red").save(path, exif=exif, **extra)


def test_a_photograph_tells_camera_time_and_place(tmp_path: Path) -> None:
    photograph(tmp_path / "a.jpg")
    assert looked(tmp_path / "a.jpg").values == {
        "embedded_created": "2024:02:03 10:11:12 +02:00",
        "embedded_modified": "2024:02:03 10:20:30",
        "embedded_software": "A525FXXU4",
        "embedded_device": "Samsung SM-A525F",
        "embedded_latitude": "50.4501000",
        "embedded_longitude": "-30.5200000",
        "embedded": "Size: 40 × 30",
    }


def test_xmp_fills_what_exif_leaves_open(tmp_path: Path) -> None:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="GIMP 2.10" '
        'xmp:CreateDate="2023-05-06T07:08:09+09:00"><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Seq>'
        "<rdf:li>김민준</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    photograph(tmp_path / "a.jpg", xmp=packet.encode())
    values = looked(tmp_path / "a.jpg").values
    assert (values["embedded_author"], values["embedded_software"]) == ("김민준", "A525FXXU4")
    hostile = f'<!DOCTYPE x [<!ENTITY a "{"b" * 50}">]>{packet}'
    photograph(tmp_path / "b.jpg", xmp=hostile.encode())
    assert "embedded_author" not in looked(tmp_path / "b.jpg").values


def test_texts_of_a_png_and_marks_in_them_stay_plain(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Software", "Shot <img src=x> 1.0")
    info.add_itxt("Comment", "first\nsecond\u202egnp.exe")
    Image.new("L", (5, 4)).save(tmp_path / "a.png", pnginfo=info)
    values = looked(tmp_path / "a.png").values
    assert values["embedded_software"] == "Shot <img src=x> 1.0"
    assert values["embedded"] == "Size: 5 × 4\nComment: first second\u202egnp.exe"


def test_a_pdf_tells_its_pages_and_its_maker(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = "Наказ № 7"
        pdf.docinfo["/Producer"] = "Writer"
        pdf.docinfo["/CreationDate"] = "D:20240203101112+02'00'"
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
        pdf.attachments["list.csv"] = b"a,b\n"
        pdf.save(tmp_path / "a.pdf")
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="x", user="y"))
    found = looked(tmp_path / "a.pdf")
    expected = {
        "embedded_title": "Наказ № 7",
        "embedded_created": "D:20240203101112+02'00'",
        "embedded_software": "Writer",
        "pages": 2,
    }
    assert {name: found.values[name] for name in expected} == expected
    assert found.notes == ("It holds JavaScript, which is never run here.",)
    attached = list(found.children())
    assert [(child.name, child.relation, child.open().read()) for child in attached] == [
        ("list.csv", "attached_to_id", b"a,b\n")
    ]
    assert looked(tmp_path / "locked.pdf").notes == (
        "It is locked with a password; its text and metadata cannot be read.",
    )


def test_office_documents_tell_who_wrote_them(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.author, document.core_properties.title = "О. Коваль", "Звіт"
    document.core_properties.created = datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
    document.save(str(tmp_path / "a.docx"))
    values = looked(tmp_path / "a.docx").values
    assert (values["embedded_author"], values["embedded_title"]) == ("О. Коваль", "Звіт")
    assert values["embedded_created"] == "2024-02-03T04:05:06Z"
    book = openpyxl.Workbook()
    book.properties.creator = "이서연"
    book.save(tmp_path / "a.xlsx")
    assert looked(tmp_path / "a.xlsx").values["embedded_author"] == "이서연"
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr("mimetype", kinds.ODT)
        package.writestr(
            "meta.xml",
            '<m xmlns:meta="m" xmlns:dc="d"><meta:generator>LibreOffice/7.4</meta:generator><dc:creator>ليلى</dc:creator>'
            '<meta:document-statistic meta:page-count="12"/></m>',
        )
    values = looked(tmp_path / "a.odt").values
    assert (values["embedded_author"], values["embedded_software"], values["pages"]) == ("ليلى", "LibreOffice/7.4", 12)


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def film(seconds: int) -> bytes:
    made = int((datetime(2024, 2, 3, tzinfo=UTC) - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())
    header = box(b"mvhd", struct.pack(">IIIII", 0, made, made, 600, seconds * 600) + bytes(80))
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+50.4501+030.5234/"))
    return box(b"ftyp", b"isom\0\0\2\0") + box(b"mdat", bytes(5000)) + box(b"moov", header + place)


def test_film_and_sound_tell_how_long_they_last(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(film(3725))
    assert looked(tmp_path / "a.mp4").values == {
        "duration": "01:02:05",
        "embedded_created": "2024-02-03T00:00:00+00:00",
        "embedded_latitude": "50.4501000",
        "embedded_longitude": "30.5234000",
    }
    (tmp_path / "b.mp4").write_bytes(film(5)[:2000])
    assert looked(tmp_path / "b.mp4").notes == (
        "Its header is missing, as of a film that was cut off; it may not play.",
    )
    with wave.open(str(tmp_path / "a.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000 * 2 * 3))
    assert looked(tmp_path / "a.wav").values == {"duration": "00:00:03"}


class Samples(dict[str, bytes]):
    """Whole files by name, told of briefly when a test fails."""

    def __repr__(self) -> str:
        return f"{len(self)} files"


def samples(folder: Path) -> Samples:
    photograph(folder / "a.jpg")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "a.pdf")
    docx.Document().save(str(folder / "a.docx"))
    (folder / "a.mp4").write_bytes(film(5))
    return Samples({path.name: path.read_bytes() for path in folder.iterdir()})


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    return samples(tmp_path_factory.mktemp("whole"))


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(("a.jpg", "a.pdf", "a.docx", "a.mp4")),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=20),
    cut=st.integers(0, 10**6),
)
def test_damage_anywhere_costs_a_note_at_most(
    whole: Samples,
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    changes: list[tuple[int, int]],
    cut: int,
) -> None:
    damaged = bytearray(whole[name])
    for place, value in changes:
        damaged[place % len(damaged)] = value
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(damaged[: len(damaged) - cut % len(damaged)])
    found = looked(path)
    assert all(isinstance(note, str) for note in found.notes)
    list(found.children())


def test_a_picture_too_large_is_never_decoded(tmp_path: Path) -> None:
    image = io.BytesIO()
    Image.new("1", (100, 100)).save(image, "PNG")
    data = bytearray(image.getvalue())
    data[16:24] = struct.pack(">II", 60_000, 60_000)
    (tmp_path / "a.png").write_bytes(data)
    assert len(looked(tmp_path / "a.png").notes) == 1
