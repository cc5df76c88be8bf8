"""A real folder as a researcher sends it: every kind of file, many scripts, and what goes wrong with files.

`make(folder)` writes it and says for each file what it is. Nothing in it is taken from anywhere; nothing is harmful beyond
being odd. Where the file system refuses a name, that file is left out.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import os
import struct
import tarfile
import wave
import zipfile
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import docx
import openpyxl
import pikepdf
from PIL import ExifTags, Image
from reportlab.pdfgen.canvas import Canvas

from casefile.evidence import kinds

TEXTS = {
    "korean cp949.txt": ("증인은 학교에서 총성을 들었다고 말했다. 마을 주민들이 모였다.", "cp949"),
    "korean utf-16.txt": ("증인은 학교에서 총성을 들었다고 말했다.", "utf-16"),
    "ukrainian cp1251.txt": ("Свідок бачив військових біля школи. Її вивезли з міста вночі.", "cp1251"),
    "ukrainian koi8-u.txt": ("Свідок бачив військових біля школи. Її вивезли з міста вночі.", "koi8-u"),
    "russian cp866.txt": ("Свидетель видел военных возле школы, и слышал выстрелы ночью.", "cp866"),
    "russian utf-8.txt": ("Свидетель видел военных возле школы — ещё ночью.", "utf-8-sig"),
    "arabic cp1256.txt": ("قال الشاهد إنه رأى الجنود قرب المدرسة في الليل", "cp1256"),
    "arabic utf-8.txt": ("قَالَ الشَّاهِدُ إنه رأى الجنود قرب المدرسة", "utf-8"),
    "english.txt": ("The witness saw soldiers near the school at night.", "utf-8"),
}
"""Name, words and encoding of the plain texts."""

HTML = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Новини</title>'
    '<link rel="stylesheet" href="http://remote.invalid/s.css"><script src="http://remote.invalid/x.js"></script></head>'
    '<body onload="fetch(\'http://remote.invalid/\')"><p>Школу зруйновано.</p><img src="http://remote.invalid/i.png">'
    '<img src="file:///etc/passwd"><iframe src="http://remote.invalid/"></iframe></body></html>'
)


def make(folder: Path) -> dict[str, str]:
    """Write the folder; the MIME type of each file that can be taken in, by its path inside the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, str] = {}
    for write in (
        _texts,
        _documents,
        _pictures,
        _media,
        _mails,
        _captures,
        _tables,
        _programs,
        _archives,
        _damaged,
        _odd,
    ):
        made |= write(folder)
    return made


def _put(folder: Path, files: dict[str, tuple[bytes, str]]) -> dict[str, str]:
    for name, (data, _) in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return {name: mime for name, (_, mime) in files.items()}


def _texts(folder: Path) -> dict[str, str]:
    files = {f"texts/{name}": (words.encode(encoding), "text/plain") for name, (words, encoding) in TEXTS.items()}
    files["texts/talk.srt"] = (b"1\n00:00:01,000 --> 00:00:02,500\nHello\n", "application/x-subrip")
    files["texts/talk.vtt"] = (b"WEBVTT\n\n00:01.000 --> 00:02.500\nHello\n", "text/vtt")
    files["texts/talk.ass"] = (b"[Script Info]\nTitle: x\n", "text/x-ssa")
    return _put(folder, files)


def pdf_with_script() -> bytes:
    """A PDF of two pages with words, a link to a remote place and JavaScript that would open it."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 700, "Order number seven")
    canvas.linkURL("http://remote.invalid/", (72, 690, 200, 720))
    canvas.showPage()
    canvas.drawString(72, 700, "Second page")
    canvas.save()
    with pikepdf.open(out) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.launchURL('http://remote.invalid/')")
        pdf.Root.OpenAction = script
        pdf.docinfo["/Title"] = "Order 7"
        saved = io.BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def _documents(folder: Path) -> dict[str, str]:
    text, book, slides = io.BytesIO(), io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.core_properties.author = "О. Коваль"
    document.add_paragraph("Звіт про події біля школи")
    document.save(text)
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(["name", "=1+1"])
    workbook.save(book)
    for stream, names in ((slides, ("[Content_Types].xml", "ppt/presentation.xml")),):
        with zipfile.ZipFile(stream, "w") as package:
            for name in names:
                package.writestr(name, "<x/>")
    open_document = {kinds.ODT: "office:text", kinds.ODS: "office:spreadsheet"}
    files = {
        "documents/order.pdf": (pdf_with_script(), "application/pdf"),
        "documents/report.docx": (text.getvalue(), kinds.DOCX),
        "documents/list.xlsx": (book.getvalue(), kinds.XLSX),
        "documents/talk.pptx": (slides.getvalue(), kinds.PPTX),
        "documents/not a pdf.pdf": (b"only words", "text/plain"),
        "documents/empty.txt": (b"", "application/octet-stream"),
    }
    for number, (mime, body) in enumerate(open_document.items()):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr("mimetype", mime)
            package.writestr(
                "content.xml", f'<d xmlns:office="o" xmlns:text="t"><{body}><text:p>Слово</text:p></{body}></d>'
            )
        files[f"documents/open {number}"] = (stream.getvalue(), mime)
    return _put(folder, files)


def _pictures(folder: Path) -> dict[str, str]:
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "SM-A525F"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    files = {}
    for ending, mime in (
        ("jpeg", "jpeg"),
        ("png", "png"),
        ("webp", "webp"),
        ("gif", "gif"),
        ("tiff", "tiff"),
        ("bmp", "bmp"),
    ):
        out = io.BytesIO()
        Image.linear_gradient("L").convert("RGB").save(out, ending, **({"exif": exif} if ending == "jpeg" else {}))
        files[f"pictures/a.{ending}"] = (out.getvalue(), f"image/{mime}")
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)
    files["pictures/a.heic"] = (heic, "image/heic")
    files["pictures/drawing.svg"] = (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "image/svg+xml")
    return _put(folder, files)


def _media(folder: Path) -> dict[str, str]:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(1)
        wav.setframerate(8000)
        wav.writeframes(bytes(8000))
    header = struct.pack(">I4sIIIII", 108, b"mvhd", 0, 0, 0, 600, 6000) + bytes(80)
    film = b"\0\0\0\x10ftypisom\0\0\2\0" + struct.pack(">I4s", len(header) + 8, b"moov") + header
    playlist = b"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:10,\nhttp://remote.invalid/1.ts\nfile:///etc/passwd\n"
    files = {
        "media/a.wav": (sound.getvalue(), "audio/x-wav"),
        "media/a.mp4": (film, "video/mp4"),
        "media/live.m3u8": (playlist, kinds.PLAYLIST),
        "media/photo.mp4": (playlist, kinds.PLAYLIST),
    }
    return _put(folder, files)


def letter() -> bytes:
    """A message in Ukrainian with one attachment."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "olena@example.org", "office@example.org", "Список"
    message["Date"] = "Sat, 03 Feb 2024 10:11:12 +0200"
    message.set_content("Добрий день, список у вкладенні.")
    message.add_attachment("ім'я,вік\n".encode(), maintype="text", subtype="csv", filename="список.csv")
    return message.as_bytes()


def _mails(folder: Path) -> dict[str, str]:
    box = b"From olena@example.org Sat Feb  3 10:11:12 2024\n" + letter() + b"\n"
    return _put(folder, {"mail/a.eml": (letter(), kinds.EMAIL), "mail/all.mbox": (box * 2, kinds.MAILBOX)})


def warc(compressed: bool = True, address: str = "https://news.example/page") -> bytes:
    """A capture of one page and a picture on it, as ISO 28500 has it."""
    picture = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(picture, "PNG")
    info = b"software: Tester/1.0\r\nformat: WARC File Format 1.1\r\n"
    records = [_record("warcinfo", "", "application/warc-fields", info, "")]
    for at, kind, body in (
        (address, "text/html; charset=utf-8", HTML.encode()),
        ("https://news.example/photo.png", "image/png", picture.getvalue()),
    ):
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        digest = "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()
        records.append(_record("response", at, "application/http; msgtype=response", http, digest))
    return b"".join(gzip.compress(record, mtime=0) if compressed else record for record in records)


def _record(kind: str, address: str, content: str, body: bytes, digest: str) -> bytes:
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{UUID(int=len(body))}>",
        "WARC-Date: 2024-02-03T04:05:06Z",
        *([f"WARC-Target-URI: {address}", f"WARC-Payload-Digest: {digest}"] if address else []),
        f"Content-Type: {content}",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/page\r\nSubject: News\r\n"
    b"Date: Sat, 3 Feb 2024 04:05:06 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    b'\ttype="text/html";\r\n\tboundary="----B"\r\n\r\n------B\r\nContent-Type: text/html\r\n'
    b"Content-Location: https://news.example/page\r\n\r\n<html><body><p>News</p></body></html>\r\n"
    b"------B\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n"
    b"Content-Location: https://news.example/a.gif\r\n\r\nR0lGODlhAQABAAAAACw=\r\n------B--\r\n"
)
SINGLE_FILE = (
    b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://news.example/page \n "
    b"saved date: Sat Feb 03 2024 04:05:06 GMT+0200 (Eastern European Standard Time)\n--><head><title>News</title></head>"
    b"<body>News</body></html>"
)


def _captures(folder: Path) -> dict[str, str]:
    files = {
        "captures/page.html": (HTML.encode(), "text/html"),
        "captures/single.html": (SINGLE_FILE, "text/html"),
        "captures/page.mhtml": (MHTML, kinds.PAGE_ARCHIVE),
        "captures/a.warc": (warc(compressed=False), kinds.WARC),
        "captures/a.warc.gz": (warc(), kinds.WARC),
        "captures/saved.html": (
            b"<!-- saved from url=(0025)https://news.example/page -->\n<html><p>x</p></html>",
            "text/html",
        ),
    }
    beside = {
        "captures/saved_files/style.css": b"p { background: url(http://remote.invalid/b.png) }",
        "captures/page.mhtml.sha256": hashlib.sha256(MHTML).hexdigest().encode(),
    }
    _put(folder, {name: (data, "") for name, data in beside.items()})
    return _put(folder, files)


def _tables(folder: Path) -> dict[str, str]:
    files = {
        "tables/list.csv": (b'name,place\nOlena,=HYPERLINK("http://remote.invalid")\n', "text/csv"),
        "tables/data.json": (json.dumps({"place": "Буча", "count": 3}).encode(), "application/json"),
        "tables/lines.jsonl": (b'{"a": 1}\n{"a": 2}\n', "application/json"),
    }
    return _put(folder, files)


def _programs(folder: Path) -> dict[str, str]:
    files = {
        "programs/photo.jpg": (b"MZ\x90\0" + bytes(300), "application/x-msdownload"),
        "programs/letter.pdf": (b"[Desktop Entry]\nType=Application\nExec=sh -c id\n", "application/x-desktop"),
        "programs/run.txt": (b"#!/bin/sh\nid\n", "application/x-shellscript"),
        "programs/elf": (b"\x7fELF\2\1\1" + bytes(300), "application/x-executable"),
    }
    return _put(folder, files)


def _archives(folder: Path) -> dict[str, str]:
    good, bomb, tar = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(good, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside/a.txt", "words in an archive")
        archive.writestr("../../outside.txt", "a name that leads out")
        archive.writestr("inside/\u202egpj.exe", "a name that hides")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"{number}.txt", bytes(3 << 20))
    with tarfile.open(fileobj=tar, mode="w:gz") as archive:
        member = tarfile.TarInfo("b.txt")
        member.size = 5
        archive.addfile(member, io.BytesIO(b"words"))
    files = {
        "archives/good.zip": (good.getvalue(), "application/zip"),
        "archives/bomb.zip": (bomb.getvalue(), "application/zip"),
        "archives/a.tar.gz": (tar.getvalue(), "application/gzip"),
        "archives/log.gz": (gzip.compress(b"line of a log\n" * 20), "application/gzip"),
    }
    return _put(folder, files)


def _damaged(folder: Path) -> dict[str, str]:
    whole = {
        "cut.pdf": ("documents/order.pdf", "application/pdf"),
        "cut.jpeg": ("pictures/a.jpeg", "image/jpeg"),
        "cut.docx": ("documents/report.docx", kinds.DOCX),
        "cut.zip": ("archives/good.zip", "application/zip"),
        "cut.warc.gz": ("captures/a.warc.gz", kinds.WARC),
    }
    files = {}
    for name, (of, mime) in whole.items():
        data = (folder / of).read_bytes()
        files[f"damaged/{name}"] = (data[: len(data) * 2 // 3], mime)
    return _put(folder, files)


def _odd(folder: Path) -> dict[str, str]:
    """Names with marks and unknown bytes, a loop of links, a link out, a pipe."""
    made = _put(
        folder,
        {
            "odd/photo\u202egpj.txt": (b"its name is turned around", "text/plain"),
            "odd/<img src=x>.txt": (b"its name is mark-up", "text/plain"),
            "odd/=1+1.txt": (b"its name is a formula", "text/plain"),
            "odd/nul.txt": (b"text with \0 in it, as no text has", "application/octet-stream"),
            "odd/сепарація є\u0308.txt": (b"its name is in parts", "text/plain"),
        },
    )
    if os.name == "posix":
        bad = os.fsencode(folder / "odd") + b"/bad \xff\xfe name.txt"
        try:
            with open(bad, "wb") as file:  # noqa: PTH123 - such a name is no Path
                file.write(b"its name is in no encoding")
            made[os.fsdecode(bad[len(os.fsencode(folder)) + 1 :])] = "text/plain"
        except OSError:
            pass  # macOS takes no such name
        (folder / "odd" / "loop").symlink_to(folder)
        (folder / "odd" / "outside.txt").symlink_to("/etc/hostname")
        os.mkfifo(folder / "odd" / "pipe")
    return made
