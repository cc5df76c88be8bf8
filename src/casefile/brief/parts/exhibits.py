"""Annex D: the list of evidence, every item with its hash and where it is cited."""

from __future__ import annotations

from uuid import UUID

from casefile.brief.document import Run, Table
from casefile.brief.parts import words
from casefile.brief.parts.draft import WITHHELD, Draft
from casefile.operations.records import Row

Cell = tuple[Run, ...]
_HEADER = (
    "No.",
    "Title and type",
    "Date",
    "Language",
    "Grade",
    "Classification",
    "SHA-256 and size",
    "Cited at paragraph",
)
# Of the page held sideways. The hash has room for half of the widest there is: 32 times b or d.
_WIDTHS = (0.08, 0.19, 0.085, 0.075, 0.055, 0.1, 0.251, 0.164)


def write(draft: Draft) -> None:
    header = tuple((Run(text),) for text in _HEADER)
    rows = tuple(_row(draft, item) for item in draft.material.items.values())
    draft.add(Table(_WIDTHS, (header,), rows, size=8.5))


def _row(draft: Draft, item: Row) -> tuple[Cell, ...]:
    kind = words.label("evidence", "type", item["type"])
    shown = not draft.withheld(item.id)
    title = item.title if shown else WITHHELD
    extent = ", ".join(part for part in (kind, _extent(item), _descent(draft, item)) if part) if shown else ""
    date = words.capital(words.dated(item["date"])) + (" (estimated)" if item["date_estimated"] else "")
    languages = ", ".join(words.language(code) for code in item["languages"]) or "–"
    level = words.label("evidence", "classification", item["classification"])
    return (
        (Run(item.number, bold=True, anchor=draft.anchor("exhibit", item.id)),),
        (Run(f"{title}\n" if extent else title), Run(extent, italic=True)),
        (Run(date if shown else "–"),),
        (Run(languages if shown else "–"),),
        (Run(f"{item['reliability']}{item['credibility']}"),),
        (Run(level),),
        (Run(_bytes(item) if shown else "–"),),
        _cited(draft, item.id),
    )


def _extent(item: Row) -> str:
    if item["pages"]:
        return words.count(item["pages"], "page")
    return str(item["duration"])


def _descent(draft: Draft, item: Row) -> str:
    """What the item was made from, so that copies are not taken for more sources."""
    parts = []
    for field, words_before in (
        ("translation_of_id", "translation of"),
        ("derived_from_id", "derived from"),
        ("attached_to_id", "attached to"),
    ):
        parent = draft.material.items.get(item[field]) if item[field] else None
        if parent:
            parts.append(f"{words_before} {parent.number}")
    return ", ".join(parts)


def _bytes(item: Row) -> str:
    size = f"\n{item['size']:,} bytes" if item["size"] is not None else ""
    return f"{words.hashed(item['sha256'])}{size}" if item["sha256"] else "no file in the case"


def _cited(draft: Draft, evidence: UUID) -> Cell:
    """Paragraphs and annexes, runs of neighbours drawn together."""
    places = draft.used.get(evidence, {})
    numbered = sorted((where, anchor) for anchor, where in places.items() if isinstance(where, int))
    spans: list[list[tuple[int, str]]] = []
    for where, anchor in numbered:
        if spans and spans[-1][-1][0] == where - 1:
            spans[-1].append((where, anchor))
        else:
            spans.append([(where, anchor)])
    runs: list[Run] = []
    for span in spans:
        runs += [Run(", ")] if runs else []
        runs.append(Run(link=span[0][1]))
        if len(span) > 1:
            runs += [Run("–" if len(span) > 2 else ", "), Run(link=span[-1][1])]
    for anchor, named in places.items():
        if isinstance(named, str):
            runs += [Run(", ")] if runs else []
            runs.append(Run(named, link=anchor))
    return tuple(runs) or (Run("–"),)
