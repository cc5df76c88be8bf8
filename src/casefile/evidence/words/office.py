"""Word documents and PowerPoint slides (Office Open XML, ECMA-376)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from casefile.evidence.words.parts import Part, damaged, named, paragraphs
from casefile.evidence.words.zipped import Zipped

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_STRICT_DRAWING = "{http://purl.oclc.org/ooxml/drawingml/main}"
_BESIDE = (
    ("headers", re.compile(r"word/header\d*\.xml")),
    ("footers", re.compile(r"word/footer\d*\.xml")),
    ("footnotes", re.compile(r"word/footnotes\.xml")),
    ("endnotes", re.compile(r"word/endnotes\.xml")),
    ("comments", re.compile(r"word/comments\.xml")),
)
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def word(data: bytes) -> Iterator[Part]:
    """The body in its order, tables row by row; then headers, footers, notes and comments."""
    archive = Zipped(data, "Word document")
    body = archive.xml("word/document.xml")
    if body is None:
        raise damaged("Word document")
    yield from paragraphs(_blocks(body))
    for name, pattern in _BESIDE:
        texts: list[str] = []
        for member in archive.names:
            root = archive.xml(member) if pattern.fullmatch(member) else None
            texts += [] if root is None else [text for text in _blocks(root) if text not in texts]
        if texts:
            yield Part(named(name), "\n\n".join(texts))


def _blocks(root: etree._Element) -> Iterator[str]:
    """Paragraphs with words; a row of a table is one block, its cells apart by a tabulator."""
    rows = {_WORD + "tr", _STRICT_WORD + "tr"}
    whole = {_WORD + "p", _STRICT_WORD + "p"}
    for element in root.iter(*rows, *whole):
        above = next(element.iterancestors(*rows, *whole), None)
        if above is not None:  # told with the row, or the paragraph of a text box, that it stands in
            continue
        if element.tag in rows:
            cells = (element.tag.removesuffix("tr") + "tc") if isinstance(element.tag, str) else ""
            text = "\t".join(_text(cell) for cell in element.iterchildren(cells))
        else:
            text = _text(element)
        if text.strip():
            yield text.strip("\n")


def _text(element: etree._Element) -> str:
    parts: list[str] = []
    for one in element.iter():
        tag = etree.QName(one).localname if isinstance(one.tag, str) else ""
        if tag in ("t", "delText"):
            parts.append(one.text or "")
        elif tag == "p" and one is not element and parts:
            parts.append(" ")
        else:
            parts.append(_BREAKS.get(tag, "") if one.getparent() is not None and _in_run(one) else "")
    return "".join(parts).strip()


def _in_run(element: etree._Element) -> bool:
    """Whether a break stands in the text; a tabulator is also declared among a paragraph's properties."""
    above = element.getparent()
    return above is not None and isinstance(above.tag, str) and etree.QName(above).localname in ("r", "p")


def slides(data: bytes) -> Iterator[Part]:
    """A part for each slide, with its notes."""
    archive = Zipped(data, "presentation")
    numbers = sorted(int(slide.group(1)) for name in archive.names if (slide := _SLIDE.fullmatch(name)))
    if not numbers:
        raise damaged("presentation")
    for number in numbers:
        members = (f"ppt/slides/slide{number}.xml", f"ppt/notesSlides/notesSlide{number}.xml")
        roots = [root for root in map(archive.xml, members) if root is not None]
        found = [_text(one) for root in roots for one in root.iter(_DRAWING + "p", _STRICT_DRAWING + "p")]
        yield Part(f"p. {number}", "\n\n".join(text for text in found if text))
