"""Writing a brief: the same document gives the same bytes, whoever writes it and whenever, with the same release of Casefile."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from casefile.brief import cover, numbering, styles
from casefile.brief.document import Document, Heading
from casefile.brief.embed import Embedder
from casefile.brief.flow import Flow
from casefile.brief.layout import Filler
from casefile.brief.paint import Painter
from casefile.brief.slabs import Turn
from casefile.brief.text import Typesetter
from casefile.errors import CancelledError, unwritable

INITIAL_FONT = "casefile-none"


# What the canvas starts a page with: ReportLab sets no font for one that is dynamic, so that Helvetica is never named.
_NO_FONT: Any = SimpleNamespace(
    fontName=INITIAL_FONT, face=SimpleNamespace(name=INITIAL_FONT), _dynamicFont=True, _multiByte=False
)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: pages in all, cover included, and the SHA-256 of the file in hexadecimal."""

    pages: int
    sha256: str


def write(
    document: Document,
    target: Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Lay out `document` and write it to `target`, whole or not at all.

    `progress(done, total)` counts blocks laid out up to half of the total, then pages drawn. Raises CancelledError once
    `cancelled()` is true, UserError where the file cannot be written.
    """

    def tick() -> None:
        if cancelled and cancelled():
            raise CancelledError

    with unwritable(target):
        handle, name = tempfile.mkstemp(prefix=".casefile-", suffix=".pdf", dir=target.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            pages = _draw(document, temporary, progress or (lambda _done, _total: None), tick)
            _finish(document, temporary)
            tick()
            digest = _settle(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    return Written(pages, digest)


def _draw(document: Document, path: Path, progress: Callable[[int, int], None], tick: Callable[[], None]) -> int:
    setter, fonts = Typesetter(), Embedder()
    filler = lay_out(document, setter, progress, tick)
    canvas = _canvas(document, path, fonts)
    painter = Painter(canvas, document, setter, fonts)
    count = len(filler.pages)
    painter.start(count, filler.where)
    for index, page in enumerate(filler.pages):
        tick()
        painter.page(index, page)
        progress(count + index + 1, 2 * count)
    canvas.save()
    return count


def lay_out(
    document: Document, setter: Typesetter, progress: Callable[[int, int], None], tick: Callable[[], None]
) -> Filler:
    """Every page filled, nothing drawn."""
    named = numbering.anchors(document)
    flow = Flow(document, setter, numbering.number(document), named, tick)
    filler = Filler(flow)
    if document.cover:
        filler.pages += cover.pages(flow, document.cover)
    items = flow.items(lambda done: progress(done, 2 * len(document.blocks)))
    filler.fill(items if items and isinstance(items[0], Turn) else [Turn(landscape=False), *items])
    return filler


def _canvas(document: Document, path: Path, fonts: Embedder) -> Any:
    """A canvas that names no font of its own, no user and no time."""
    if INITIAL_FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(_NO_FONT)
    rl_config.useA85 = 0  # plain bytes: pikepdf compresses each stream once, at the end
    meta = document.meta
    make: Any = Canvas  # its type stubs have initialFontName for a number
    canvas = make(
        str(path), pagesize=styles.A4, invariant=1, pageCompression=0, initialFontName=INITIAL_FONT, lang=meta.language
    )
    canvas.setTitle(meta.title)
    canvas.setAuthor(meta.author)
    canvas.setSubject(meta.subject)
    canvas.setCreator("Casefile")
    canvas.setProducer("Casefile")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if any(isinstance(block, Heading) for block in document.blocks):
        canvas.showOutline()
    document_ = canvas._doc  # noqa: SLF001 -- ReportLab's list of fonts to be written last has no other door
    document_.delayedFonts.append(fonts)
    return canvas


def _finish(document: Document, path: Path) -> None:
    """Last step: drop what ReportLab says of itself and write with an identifier made from the content."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        meta = document.meta
        del pdf.docinfo
        info = {"/Title": meta.title, "/Author": meta.author, "/Subject": meta.subject, "/Creator": "Casefile"}
        for key, value in info.items():
            if value:
                pdf.docinfo[key] = value
        pdf.Root.Lang = pikepdf.String(meta.language)
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _settle(temporary: Path, target: Path) -> str:
    """Flush to disk and take the place of `target` in one step; the digest of what was written."""
    with temporary.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    temporary.replace(target)
    return digest
