"""OpenDocument texts, sheets and slides (OASIS OpenDocument 1.3)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from casefile.evidence.words.parts import Part, cell, damaged, named, paragraphs, rows
from casefile.evidence.words.zipped import Zipped

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_BLOCKS = (_TEXT + "p", _TEXT + "h")
_MOST_REPEATED = 200
"""Sheets write "the next 16,000 cells are the same" as one cell: so many are told."""
_LONGEST_NUMBER = 9


def read(data: bytes) -> Iterator[Part]:
    """Texts by paragraph, sheets a part each, slides a part each."""
    archive = Zipped(data, "OpenDocument file")
    root = archive.xml("content.xml")
    body = None if root is None else root.find(f"{_OFFICE}body")
    if body is None or not len(body):
        raise damaged("OpenDocument file")
    content = body[0]
    if content.tag == _OFFICE + "spreadsheet":
        for table in content.iterchildren(_TABLE + "table"):
            yield from rows(table.get(_TABLE + "name", ""), _rows(table))
    elif content.tag == _OFFICE + "presentation":
        for number, page in enumerate(content.iterchildren(_DRAW + "page"), 1):
            yield Part(f"p. {number}", "\n\n".join(_blocks(page)))
    else:
        yield from paragraphs(_blocks(content))
        styles = archive.xml("styles.xml")
        masters = None if styles is None else styles.find(f"{_OFFICE}master-styles")
        beside = [] if masters is None else list(dict.fromkeys(_blocks(masters)))
        if beside:
            yield Part(named("headers and footers"), "\n\n".join(beside))


def _blocks(root: etree._Element) -> Iterator[str]:
    """Paragraphs and headings with words; what stands within one (a note, a frame) is told with it."""
    for element in root.iter(*_BLOCKS, _TABLE + "table-row"):
        if next(element.iterancestors(*_BLOCKS, _TABLE + "table-row"), None) is not None:
            continue
        cells = element.iterchildren(_TABLE + "table-cell")
        row = element.tag == _TABLE + "table-row"
        text = "\t".join(_words(cell) for cell in cells) if row else _words(element)
        if text.strip():
            yield text.strip("\n")


def _rows(table: etree._Element) -> Iterator[tuple[int, str]]:
    """The rows that hold something, each with the number that a spreadsheet program shows."""
    number = 0
    for row in table.iter(_TABLE + "table-row"):
        found: list[str] = []
        for one in row.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            found += [cell(_words(one))] * min(_times(one, "number-columns-repeated"), _MOST_REPEATED)
        text, times = "\t".join(found).rstrip("\t"), _times(row, "number-rows-repeated")
        if text:
            yield from ((number + place, text) for place in range(1, min(times, _MOST_REPEATED) + 1))
        number += times


def _times(element: etree._Element, name: str) -> int:
    """How often a row or a cell stands there; sheets write equal ones once."""
    repeated = element.get(_TABLE + name, "1")
    return max(1, int(repeated)) if repeated.isdecimal() and len(repeated) < _LONGEST_NUMBER else 1


def _words(element: etree._Element) -> str:
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts).strip()


def _gather(element: etree._Element, parts: list[str]) -> None:
    tag = element.tag
    if tag == _TEXT + "s":
        count = element.get(_TEXT + "c", "1")
        parts.append(" " * (min(int(count), 1000) if count.isdecimal() else 1))
    elif tag == _TEXT + "tab":
        parts.append("\t")
    elif tag == _TEXT + "line-break":
        parts.append("\n")
    elif tag in _BLOCKS and parts:
        parts.append(" ")
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _gather(child, parts)
        parts.append(child.tail or "")
