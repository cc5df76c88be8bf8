"""Embedded metadata: what cameras, editors and office programs wrote into a file, kept as it stands.

Times are not converted: a camera's clock has no zone, and which it had is for the researcher to say. Headers are read,
pictures are not decoded.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, BinaryIO

import pikepdf
from defusedxml import ElementTree
from PIL import ExifTags, Image

from casefile.evidence import kinds, media, office
from casefile.evidence.found import BAD_FILE, Child, Contents, in_memory, listed, plain

_MOST_XMP = 1 << 20
_MOST_PDF = 1 << 30
_MOST_ATTACHED = 200
_EXIF_WITHIN = 4 << 20  # bytes of a HEIC in which its EXIF block is looked for
_XMP_FIELDS = {
    "CreatorTool": "embedded_software",
    "CreateDate": "embedded_created",
    "ModifyDate": "embedded_modified",
    "creator": "embedded_author",
    "title": "embedded_title",
}
_PDF_FIELDS = {
    "/Title": "embedded_title",
    "/Author": "embedded_author",
    "/CreationDate": "embedded_created",
    "/ModDate": "embedded_modified",
}
_ENDS = {"image/jpeg": b"\xff\xd9", "image/png": b"IEND", "application/pdf": b"%%EOF"}
_TAIL = 1 << 16
_NO_PICTURE = "image/svg+xml"
for _name in ("pikepdf", "PIL"):
    logging.getLogger(_name).setLevel(
        logging.CRITICAL
    )  # they log what is wrong with a file; the log has no case content


def opens(mime: str) -> bool:
    """Whether files of this kind have metadata that can be read."""
    return _reader(mime) is not None


def read(stream: BinaryIO, mime: str) -> Contents:
    """The metadata in a file, from a stream that can be rewound. A file that cannot be read gives a note."""
    reader = _reader(mime)
    if reader is None:
        return Contents()
    try:
        cut = _is_cut_off(stream, mime)
        stream.seek(0)
        found = reader(stream)
    except (*BAD_FILE, pikepdf.PdfError):
        return Contents(notes=("Its embedded metadata cannot be read; it may be damaged.",))
    return replace(found, notes=("Its end is missing, as of a file that was cut off.", *found.notes)) if cut else found


def _is_cut_off(stream: BinaryIO, mime: str) -> bool:
    """Whether the mark that ends such a file is nowhere near its end."""
    mark = _ENDS.get(mime)
    if mark is None:
        return False
    stream.seek(max(0, stream.seek(0, 2) - _TAIL))
    return mark not in stream.read(_TAIL)


def _reader(mime: str) -> Callable[[BinaryIO], Contents] | None:
    if mime == "application/pdf":
        return _pdf
    if mime in ("image/heic", "image/avif"):
        return _heic
    if mime.startswith("image/") and mime != _NO_PICTURE:
        return _picture
    if mime in (kinds.DOCX, kinds.XLSX, kinds.PPTX):
        return office.office
    if mime in (kinds.ODT, kinds.ODS, kinds.ODP):
        return office.open_document
    return media.reader(mime)


# --- pictures ----------------------------------------------------------------------------------------------------


def _picture(stream: BinaryIO) -> Contents:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its size, and of faults in EXIF: nothing is decoded here
        try:
            with Image.open(stream) as image:
                texts = {str(name): value for name, value in image.info.items() if isinstance(value, str)}
                size = f"{image.width} × {image.height}"
                found = _exif(image.getexif())
                packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
        except Image.DecompressionBombError:
            return Contents(notes=("Its picture is too large to be read.",))
    texts.pop("XML:com.adobe.xmp", "")
    _fill(found, xmp(packet.encode() if isinstance(packet, str) else packet))
    written = {"embedded_software": texts.pop("Software", ""), "embedded_author": texts.pop("Author", "")}
    _fill(
        found, written | {"embedded_title": texts.pop("Title", ""), "embedded_created": texts.pop("Creation Time", "")}
    )
    found["embedded"] = "\n".join(part for part in (listed({"Size": size} | texts), found.get("embedded", "")) if part)
    return Contents(found)


def _heic(stream: BinaryIO) -> Contents:
    """Pillow reads no HEIC; its EXIF block stands in it in one piece."""
    block = re.search(rb"Exif\0\0(?=II\*\0|MM\0\*)", head := stream.read(_EXIF_WITHIN))
    if block is None:
        return Contents()
    exif = Image.Exif()
    exif.load(head[block.start() : block.start() + 65_536])
    return Contents(_exif(exif))


def _exif(exif: Image.Exif) -> dict[str, Any]:
    inner, gps = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    base = ExifTags.Base
    zone = inner.get(base.OffsetTimeOriginal, "")
    taken = inner.get(base.DateTimeOriginal) or inner.get(base.DateTimeDigitized) or exif.get(base.DateTime, "")
    rest = {"Artist": "", "Copyright": "", "BodySerialNumber": "", "LensModel": "", "Orientation": ""}
    other = {name: inner.get(base[name], exif.get(base[name], "")) for name in rest}
    other |= {"GPS time": _gps_time(gps), "GPS altitude": _number(gps.get(ExifTags.GPS.GPSAltitude))}
    values = {
        "embedded_title": plain(exif.get(base.ImageDescription, "")),
        "embedded_author": plain(other.pop("Artist")),
        "embedded_created": plain(f"{taken} {zone}"),
        "embedded_modified": plain(exif.get(base.DateTime, "")),
        "embedded_software": plain(exif.get(base.Software, "")),
        "embedded_device": plain(f"{exif.get(base.Make, '')} {exif.get(base.Model, '')}"),
        "embedded": listed(other),
    }
    return {name: value for name, value in (values | _place(gps)).items() if value}


def _place(gps: Mapping[int, Any]) -> dict[str, str]:
    tags = ExifTags.GPS
    latitude = _degrees(gps.get(tags.GPSLatitude), gps.get(tags.GPSLatitudeRef) == "S", 90)
    longitude = _degrees(gps.get(tags.GPSLongitude), gps.get(tags.GPSLongitudeRef) == "W", 180)
    return {"embedded_latitude": latitude, "embedded_longitude": longitude} if latitude and longitude else {}


def _degrees(parts: Any, negative: bool, most: int) -> str:
    """Degrees, minutes and seconds as decimal degrees with seven places (1 cm); "" if they mean no place."""
    try:
        exact = [Decimal(part.numerator) / Decimal(part.denominator) for part in parts]
        degrees = sum((part / 60**power for power, part in enumerate(exact)), Decimal(0))
    except (TypeError, AttributeError, ArithmeticError):
        return ""
    if not 0 <= degrees <= most:
        return ""
    return f"{-degrees if negative else degrees:.7f}"


def _gps_time(gps: Mapping[int, Any]) -> str:
    day, clock = gps.get(ExifTags.GPS.GPSDateStamp, ""), gps.get(ExifTags.GPS.GPSTimeStamp, ())
    if not day or not isinstance(clock, tuple):
        return ""
    return f"{plain(day)} {':'.join(_number(part).zfill(2) for part in clock)} UTC"


def _number(value: Any) -> str:
    try:
        return "" if value is None else f"{float(value):g}"
    except (TypeError, ValueError, ArithmeticError):
        return ""


def _fill(found: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        if value and not found.get(name):
            found[name] = value


def xmp(packet: bytes) -> dict[str, str]:
    """Who made it, when and with what, of an XMP packet (ISO 16684-1); attributes and elements alike."""
    if not packet or len(packet) > _MOST_XMP:
        return {}
    try:
        tree = ElementTree.fromstring(packet.strip(b"\0 \r\n\t"))
    except BAD_FILE:
        return {}
    found: dict[str, str] = {}
    for element in tree.iter():
        told = [(element.tag, " ".join(text for part in element.itertext() if (text := part.strip())))]
        for name, value in [*told, *element.attrib.items()]:
            field = _XMP_FIELDS.get(str(name).rpartition("}")[2])
            if field is not None and value:
                found.setdefault(field, plain(value))
    return found


# --- PDF ---------------------------------------------------------------------------------------------------------


def _pdf(stream: BinaryIO) -> Contents:
    if stream.seek(0, 2) > _MOST_PDF:
        return Contents(notes=("It is too large for its embedded metadata to be read.",))
    stream.seek(0)
    try:
        with pikepdf.open(stream) as pdf:
            return _of_pdf(pdf)
    except pikepdf.PasswordError:
        return Contents(notes=("It is locked with a password; its text and metadata cannot be read.",))


def _of_pdf(pdf: pikepdf.Pdf) -> Contents:
    info = {str(name): plain(value) for name, value in pdf.docinfo.items() if isinstance(value, pikepdf.String)}
    values: dict[str, Any] = {field: info.pop(name, "") for name, field in _PDF_FIELDS.items()}
    maker = [text for text in (info.pop("/Creator", ""), info.pop("/Producer", "")) if text]
    values["embedded_software"] = "; ".join(maker)
    values["pages"] = len(pdf.pages)
    packet = pdf.Root.get("/Metadata")
    if isinstance(packet, pikepdf.Stream):
        _fill(values, xmp(packet.read_bytes()))
    values["embedded"] = listed(
        {name.lstrip("/"): value for name, value in info.items()} | {"Version": pdf.pdf_version}
    )
    notes = ("It holds JavaScript, which is never run here.",) if _has_script(pdf) else ()
    attached = tuple(_attached(pdf))
    return Contents(values, notes=notes, children=lambda: iter(attached))


def _has_script(pdf: pikepdf.Pdf) -> bool:
    names, opened = pdf.Root.get("/Names"), pdf.Root.get("/OpenAction")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        return True
    return isinstance(opened, pikepdf.Dictionary) and opened.get("/S") == pikepdf.Name("/JavaScript")


def _attached(pdf: pikepdf.Pdf) -> Iterator[Child]:
    """Files attached to a PDF, of at most 32 MB together."""
    left = 32 << 20
    for number, (name, spec) in enumerate(pdf.attachments.items()):
        if number == _MOST_ATTACHED:
            return
        data = spec.get_file().read_bytes()
        left -= len(data)
        if left < 0:
            return
        yield Child(plain(name, 255) or "attachment", "", in_memory(data), "attached_to_id")
