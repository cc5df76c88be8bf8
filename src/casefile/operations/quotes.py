"""Whether the quote of a passage still stands in its document, and on the page that its locator names.

Compared is what a reader takes as the same words: white space, hyphens between letters (a line's end puts some in),
typographic quotation marks and what the search normaliser folds do not count; "…" or "[...]" in a quote stands for words
left out. From a table one may have cited some columns of several rows. Words that were recognised in a picture prove nothing against a quote, since it may have been read better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from casefile.model import EvidenceItem, Passage, locators
from casefile.model.base import table_of
from casefile.operations import records, tables
from casefile.storage import normaliser
from casefile.storage.texts import text_part, text_state

_TABLES = ("text/csv", "text/tab-separated-values", "application/vnd.o")
"""How the kinds of files begin that are shown as tables; Office formats without sheets have no lines."""
_BATCH = 500
_DOCUMENTS = 50
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\x02]\s*(?=[^\W\d_])")
_LINES = re.compile(r"(?:ll?\.|paras?\.) (?:\d+-)?(\d+)")
_HYPHENS = "-\u2010\u2011"
"""At the end of a quote one may be that of a word which goes on in the document."""
_IGNORED = re.compile("[\\s\x00-\x1f\u2060]+")
_MARKS = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`", "'"), "–": "-", "—": "-"})
_OMISSION = re.compile(r"\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3}")


class Standing(StrEnum):
    """How a quote stands to its document."""

    MATCHES = "matches"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Checked:
    """A passage with a quote, and how the quote stands; `found` is the label of the part where it stands instead."""

    id: UUID
    evidence_id: UUID
    number: str
    title: str
    locator: str
    quote: str
    standing: Standing
    found: str = ""

    @property
    def pin_cite(self) -> str:
        """Exhibit number and place in it."""
        return ", ".join(part for part in (self.number, self.locator) if part)

    @property
    def problem(self) -> str:
        """What is wrong, as the rest of a sentence that begins with the pin cite; "" when nothing is."""
        if self.standing is Standing.ELSEWHERE:
            return f"its quote stands elsewhere in the document ({self.found})"
        if self.standing is Standing.MISSING:
            return "its quote does not stand in the document"
        return ""

    def holds(self, words: Sequence[str]) -> bool:
        """Whether all of these folded words stand in what is shown of it."""
        text = f"{self.number} {self.title} {self.locator} {self.quote}".casefold()
        return all(word in text for word in words)


class _Words:
    """One part of a document; its words are made comparable when they are first compared."""

    def __init__(self, label: str, text: str, confidence: int | None) -> None:
        self.label, self.text, self.recognised = label, text, confidence is not None

    @cached_property
    def plain(self) -> str:
        return comparable(self.text)


def comparable(text: str) -> str:
    """The letters of `text` as quotes are compared: two texts that a reader takes as the same give the same."""
    return _IGNORED.sub("", _HYPHEN.sub("", normaliser.fold(text.translate(_MARKS))))


def of_item(session: Session, item_id: UUID) -> dict[UUID, Checked]:
    """The passages of one item that have a quote, checked."""
    return {one.id: one for one in _checked(session, _passages().where(table_of(Passage).c.evidence_id == item_id))}


def doubtful(session: Session) -> tuple[Checked, ...]:
    """The passages of the case whose quote stands elsewhere or nowhere, by exhibit number."""
    found = [one for one in _checked(session, _passages()) if one.problem]
    return tuple(sorted(found, key=lambda one: (len(one.number), one.number, one.locator, one.id)))


def parts_of(session: Session, item_id: UUID) -> int:
    """How many parts the text of an item has: how long `of_item` may have to read."""
    digest = records.get(session, "evidence", item_id)["sha256"]
    mine = select(func.count()).where(text_part.c.sha256 == bytes.fromhex(digest))
    return session.scalar(mine) or 0


def count(session: Session) -> int:
    """How many passages have a quote that could be checked: how long `doubtful` has to read."""
    quoted = records.Query(filled=frozenset({"quote"}))
    return records.count(session, "passage", quoted)


def _passages() -> Select[Any]:
    """Passages with a quote, those of the same bytes together."""
    passages, items = table_of(Passage).c, table_of(EvidenceItem).c
    return (
        select(passages.id, passages.evidence_id, items.number, items.title, passages.locator, passages.quote)
        .add_columns(items.sha256, items.mime)
        .join(passages.evidence_id.table, passages.evidence_id == items.id)
        .where(records.visible(Passage), passages.quote != "")
        .order_by(items.sha256, passages.id)
    )


def _checked(session: Session, statement: Select[Any]) -> Iterator[Checked]:
    """In batches: first the pages that locators name, then whole documents for what does not stand there."""
    rows = list(session.execute(statement))
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        named = _named_parts(session, batch)
        left = []
        for row in batch:
            parts = named.get(row.id, ())
            if parts and _stands(row.quote, parts):
                yield _answer(row, Standing.MATCHES)
            else:
                left.append(row)
        yield from _in_whole_documents(session, left)


def _named_parts(session: Session, rows: Sequence[Any]) -> dict[UUID, list[_Words]]:
    """For each passage the parts of its document that its locator names, in their order."""
    wanted = {row.id: labels for row in rows if row.sha256 and (labels := named_labels(row.locator))}
    digests = sorted({bytes.fromhex(row.sha256) for row in rows if row.id in wanted})
    labels = sorted({label for some in wanted.values() for label in some})
    known: dict[tuple[bytes, str], _Words] = {}
    columns = (text_part.c.sha256, text_part.c.label, text_part.c.text, text_part.c.confidence)
    for start in range(0, len(labels), _BATCH):
        among = text_part.c.label.in_(labels[start : start + _BATCH])
        for part in session.execute(select(*columns).where(text_part.c.sha256.in_(digests), among)):
            known[part.sha256, part.label] = _Words(part.label, part.text, part.confidence)
    return {
        row.id: [known[key] for label in wanted[row.id] if (key := (bytes.fromhex(row.sha256), label)) in known]
        for row in rows
        if row.id in wanted
    }


def named_labels(locator: str) -> list[str]:
    """The labels of the parts that a locator names: its pages (at most ten of them), or a part with a name."""
    try:
        place = locators.parse(locator)
    except ValueError:
        return []
    if place.page:
        first, _, last = place.page.partition("-")
        end = min(int(last or first), int(first) + 9)
        return [str(locators.Locator(page=str(page))) for page in range(int(first), end + 1)]
    return [str(locators.Locator(named=place.named))] if place.named else []


def _in_whole_documents(session: Session, rows: Sequence[Any]) -> Iterator[Checked]:
    """Each document is held alone: there are files of a thousand pages."""
    by_digest = {digest: list(some) for digest, some in groupby(rows, attrgetter("sha256"))}
    digests = [bytes.fromhex(digest) for digest in by_digest if digest]
    seen: set[str] = set()
    for start in range(0, len(digests), _DOCUMENTS):
        some = digests[start : start + _DOCUMENTS]
        unended = _unended(session, some)
        for digest, parts in _documents(session, some):
            seen.add(digest)
            for row in by_digest[digest]:
                standing, found = _judge(row, parts)
                if standing is Standing.MISSING and digest in unended and _beyond(row.locator, parts):
                    standing = Standing.UNCHECKED
                yield _answer(row, standing, found)
    for digest, some in by_digest.items():
        if digest not in seen:
            yield from (_answer(row, Standing.UNCHECKED) for row in some)


def _documents(session: Session, digests: Sequence[bytes]) -> Iterator[tuple[str, list[_Words]]]:
    statement = (
        select(text_part.c.sha256, text_part.c.label, text_part.c.text, text_part.c.confidence)
        .where(text_part.c.sha256.in_(digests))
        .order_by(text_part.c.sha256, text_part.c.position)
    )
    rows = session.execute(statement, execution_options={"yield_per": 50})
    for digest, parts in groupby(rows, attrgetter("sha256")):
        yield digest.hex(), [_Words(part.label, part.text, part.confidence) for part in parts]


def _unended(session: Session, digests: Sequence[bytes]) -> set[str]:
    """The documents in whose text something is wanting: a very long one is not read to its end."""
    wanting = select(text_state.c.sha256).where(text_state.c.sha256.in_(digests), text_state.c.problem != "")
    return {digest.hex() for digest in session.scalars(wanting)}


def _beyond(locator: str, parts: Sequence[_Words]) -> bool:
    """Whether a place lies behind the last page, the last line or the last sheet that was read, or may do so."""
    try:
        place = locators.parse(locator)
    except ValueError:
        return False
    if not (place.page or place.line or place.paragraph or place.named):
        return True
    if place.page:
        return (place.first_page or 0) > len(parts)
    mine = [part for part in parts if not place.named or f"“{place.named}”" in part.label]
    first = int((place.line or place.paragraph or "1").partition("-")[0])
    return first > max(map(_last_line, mine), default=0)


def _last_line(part: _Words) -> int:
    """The number of the last line (or paragraph) of a part."""
    named = _LINES.match(part.label)
    return int(named[1]) if named else part.text.count("\n") + 1


def _judge(row: Any, parts: list[_Words]) -> tuple[Standing, str]:
    """How a quote stands in a document none of whose parts that its locator names holds it alone."""
    if not _pieces(row.quote) or not any(part.plain for part in parts):
        return Standing.UNCHECKED, ""
    labels = _known_labels(row.locator, parts)
    mine = [place for place, part in enumerate(parts) if part.label in labels]
    if mine and _runs_on(row.quote, parts[mine[0] : mine[-1] + 1], parts[mine[-1] + 1 : mine[-1] + 2]):
        return Standing.MATCHES, ""
    for part in parts:
        if _stands(row.quote, [part]):
            return (Standing.ELSEWHERE if labels else Standing.MATCHES), part.label
    if not labels and _stands(row.quote, parts):
        return Standing.MATCHES, ""
    if _in_cells(row, parts):
        return Standing.MATCHES, ""
    read_off = any(parts[place].recognised for place in mine or range(len(parts)))
    return (Standing.UNCHECKED if read_off else Standing.MISSING), ""


def _in_cells(row: Any, parts: Sequence[_Words]) -> bool:
    """Whether a quote is some columns of the rows of a table that its locator names."""
    try:
        place = locators.parse(row.locator)
    except ValueError:
        return False
    if not place.line or not row.mime.startswith(_TABLES):
        return False
    mine = [part for part in parts if not place.named or f"“{place.named}”" in part.label]
    first, _, last = place.line.partition("-")
    if row.mime.startswith("text/"):
        rows: Sequence[Sequence[str]] = tables.delimited("\n".join(part.text for part in mine), int(last or first))
    else:
        rows = tables.numbered(((part.label, part.text) for part in mine), int(last or first))
    return tables.rectangle(rows[max(0, int(first) - 1) :], row.quote, comparable) is not None


def _known_labels(locator: str, parts: Sequence[_Words]) -> list[str]:
    """The labels that a locator names, none where the text of the document has no parts of that kind."""
    labels = named_labels(locator)
    kinds = {label[:1] for label in labels}  # "p" of a page or the quotation mark of a name
    return labels if any(part.label[:1] in kinds for part in parts) else []


def _runs_on(quote: str, mine: list[_Words], following: list[_Words]) -> bool:
    """Whether `quote` begins in `mine` and ends there or in what follows."""
    return 0 <= _place(quote, [*mine, *following]) < sum(len(part.plain) for part in mine)


def _stands(quote: str, parts: Sequence[_Words]) -> bool:
    """Whether the words of `quote`, in their order, stand in `parts` taken together."""
    if len(parts) == 1 and quote in parts[0].text:  # the most common case is the quickest
        return True
    return _place(quote, parts) >= 0


def _place(quote: str, parts: Sequence[_Words]) -> int:
    """Where the words of `quote` begin in the comparable letters of `parts`; -1 where they do not stand."""
    whole, first, end = "".join(part.plain for part in parts), -1, 0
    for piece in _pieces(quote):
        place = whole.find(piece, end)
        if place < 0:
            return -1
        first, end = (place if first < 0 else first), place + len(piece)
    return first


def _pieces(quote: str) -> list[str]:
    """The words of a quote between its omissions, quotation marks around it aside."""
    return _filled(comparable(piece).strip("\"'").rstrip(_HYPHENS) for piece in _OMISSION.split(quote))


def _filled(pieces: Iterable[str]) -> list[str]:
    return [piece for piece in pieces if piece]


def _answer(row: Any, standing: Standing, found: str = "") -> Checked:
    return Checked(
        row.id, row.evidence_id, row.number, row.title, row.locator, row.quote, standing,
        found if standing is Standing.ELSEWHERE else "",
    )  # fmt: skip
