"""The words of an HTML page. Python's own parser: nothing is loaded, nothing runs, and no C code reads hostile mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from casefile.evidence.words.encodings import decode
from casefile.evidence.words.parts import Part, paragraphs

_SILENT = {"script", "style", "head", "template", "noscript"}
_BLOCKS = frozenset(
    word
    for words in (
        "p div br hr li dt dd dl ul ol pre h1 h2 h3 h4 h5 h6 table tr caption section article blockquote header",
        "footer main nav aside figure figcaption form fieldset address details summary option body",
    )
    for word in words.split()
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


class _Words(HTMLParser):
    """A line for each block; scripts and styles are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, _attrs: Any) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS:
            if tag == "body":  # a head that nobody closed
                self._silent.clear()
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(" ".join(data.split("\n")))


def blocks(markup: str) -> list[str]:
    """The blocks of an HTML page, each with its spaces drawn together; those without words are left out."""
    words = _Words()
    words.feed(markup)
    words.close()
    found = (" ".join(line.split()) for line in "".join(words.parts).split("\n"))
    return [line for line in found if line]


def page_words(markup: str) -> str:
    """The text of an HTML page, an empty line between two blocks."""
    return "\n\n".join(blocks(markup))


def markup_of(data: bytes) -> str:
    """The mark-up of a page in the encoding that it shows or names."""
    named = _CHARSET.search(data[:4096])
    return decode(data, named.group(1).decode("ascii", "ignore") if named else "")


def read(data: bytes) -> Iterator[Part]:
    return paragraphs(blocks(markup_of(data)))
