"""The official text that the user loaded: kept in the profile, never in a case, and shown beside the summary."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from casefile.errors import UserError
from casefile.evidence import pdf_text
from casefile.law import codes, official_text, tree
from casefile.law.official_lines import Block
from casefile.law.official_text import OfficialArticle, OfficialText
from casefile.ui.law.paper import Paper, Piece
from casefile.ui.law.provision import Law, Load
from casefile.ui.moments import local_day
from casefile.ui.text import tr

_NAME = "official_text.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Loaded:
    """The text of one file. `sha256` is the file's, `when` an ISO instant."""

    name: str
    sha256: str
    when: str
    text: OfficialText


def read_pdf(path: Path, progress: Callable[[int, int, str], None], cancelled: Callable[[], bool]) -> Loaded:
    """The Statute in a PDF; `UserError` if it is not to be found there."""
    try:
        if path.stat().st_size > pdf_text.MOST_BYTES:
            raise UserError(f"“{path.name}” is too long to be the Statute; choose the Court’s own PDF.")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"“{path.name}” cannot be read; look whether it is still there.") from error
    text = official_text.split(pdf_text.read(data, progress, cancelled))
    return Loaded(path.name, hashlib.sha256(data).hexdigest(), datetime.now(UTC).isoformat(timespec="seconds"), text)


def keep(folder: Path, loaded: Loaded) -> None:
    """Keep a text in the profile in place of the one before."""
    stored = {"version": _VERSION, **asdict(loaded)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{_NAME}.new"
        draft.write_text(json.dumps(stored, ensure_ascii=False), "utf-8")
        draft.replace(folder / _NAME)
    except OSError as error:
        raise UserError(
            f"The text cannot be kept in {folder}; look whether there is room and leave to write."
        ) from error


def remove(folder: Path) -> None:
    """Forget the text."""
    (folder / _NAME).unlink(missing_ok=True)


def kept(folder: Path) -> Loaded | None:
    """The text in the profile; None if there is none, or none that this version can read."""
    stamp = stamp_of(folder)
    return _read(folder / _NAME, stamp) if stamp is not None else None


def stamp_of(folder: Path) -> tuple[int, int] | None:
    """What changes when another text is kept; None if there is none."""
    try:
        found = (folder / _NAME).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=1)
def _read(path: Path, _stamp: tuple[int, int]) -> Loaded | None:
    try:
        return _loaded(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UserError):
        return None


def _loaded(stored: dict[str, Any]) -> Loaded | None:
    if stored["version"] != _VERSION:
        return None
    articles = tuple(
        OfficialArticle(
            codes.canonical(each["code"]),
            str(each["heading"]),
            tuple(Block(codes.canonical(one["code"]), str(one["text"])) for one in each["blocks"]),
            tuple(str(note) for note in each["notes"]),
        )
        for each in stored["text"]["articles"]
    )
    name, sha256, when = (str(stored[key]) for key in ("name", "sha256", "when"))
    return Loaded(name, sha256, when, OfficialText(articles, str(stored["text"]["edition"])))


# --- on the sheet -------------------------------------------------------------------------------------------------


def write(paper: Paper, key: str, loaded: Loaded | None) -> None:
    """The official text of a provision; without one, how to get it."""
    paper.heading(tr("Official text"))
    if loaded is None:
        load = Piece(tr("Load the Court’s own PDF of the Statute"), target=Load())
        paper.quiet(load, tr(" to read it here. It stays in your profile and never goes into a case."))
        return
    paper.quiet(_source(loaded))
    code = tree.nodes()[key].code
    article = loaded.text.article(code)
    if article is None:
        paper.quiet(tr("This article was not found in the file."))
        return
    blocks = loaded.text.excerpt(code)
    if article.heading:
        paper.line(
            Piece(tr("Article {code}. {heading}").format(code=article.code, heading=article.heading), strong=True)
        )
    if article.renumbered:
        paper.quiet(tr("The file prints 1. and (a) where the Statute has (a) and (i)."))
    for block in blocks:
        paper.line(block.text, indent=max(0, block.code.count("(") - 1))
    for note in article.notes:
        paper.quiet(note)
    if len(blocks) < len(article.blocks):
        whole = tr("The whole of article {code}").format(code=article.code)
        paper.quiet(Piece(whole, target=Law(article.code)))


def _source(loaded: Loaded) -> str:
    words = tr("From {name}, loaded on {day}").format(name=loaded.name, day=local_day(loaded.when))
    return f"{words} ({loaded.text.edition})" if loaded.text.edition else words
