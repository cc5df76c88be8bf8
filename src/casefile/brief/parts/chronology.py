"""Annex A: incidents, alleged acts and proceedings by day, as a figure and as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casefile.brief import measure
from casefile.brief.document import Run, Table
from casefile.brief.parts import figures, words
from casefile.brief.parts.draft import Draft
from casefile.brief.veil import veiled
from casefile.figures import chronology as picture
from casefile.figures.drawing import Drawing
from casefile.operations.chronology import Entry
from casefile.operations.records import Row

MOST_ON_PAGE = 60
MOST_WITH_ACTS = 150
MOST_SHOWN = 400
_WIDE = figures.UPRIGHT[0] * picture.SMALL / figures.LEAST_TEXT
_SOURCE = "Drawn from the dates that the case file gives, as the table in this annex states them"
_KINDS = ("incident", "act", "proceeding")


def write(draft: Draft) -> None:
    _figures(draft)
    material = draft.material
    rows = [*material.incidents, *material.acts, *material.proceedings]
    ordered = sorted(rows, key=_key)
    draft.add(
        Table(
            (0.22, 0.6, 0.18),
            (((Run("Date"),), (Run("Event"),), (Run("See"),)),),
            tuple(_row(draft, row) for row in ordered),
            size=9,
        )
    )


def _figures(draft: Draft) -> None:
    """The time line, over several pages where one would not be legible; the table after it is its whole text."""
    entries = draft.material.entries
    shown = [entry for entry in entries if entry.dated]
    lacking = ""
    if len(shown) > MOST_WITH_ACTS:
        shown = [entry for entry in shown if entry.noun != "act"]
        lacking = " There are too many entries for a figure; it shows incidents and proceedings only."
    if len(shown) > MOST_SHOWN:
        shown = shown[:MOST_SHOWN]
        lacking += f" Of these it shows the first {MOST_SHOWN:,}."
    undated = len(entries) - sum(entry.dated for entry in entries)
    for drawing in _pages(veiled(tuple(shown), draft.withheld_names)):
        draft.diagram(drawing, f"Chronology, {_years(drawing)}" if _years(drawing) else "Chronology", _SOURCE)
        more = (
            f" {words.capital(words.count(undated, 'entry', 'entries'))} without a known date stand in the table only."
        )
        told = f"Description of the figure: {drawing.alt}{lacking}{more if undated else ''}"
        draft.plain(f"{told} Every entry stands in the table that follows.", style="small")


def _years(drawing: Drawing) -> str:
    """From which year to which, as the description of the figure says."""
    found = re.search(r"between (\d+) and (\d+)", drawing.alt)
    return (found[1] if found[1] == found[2] else f"{found[1]} to {found[2]}") if found else ""


def _pages(shown: Sequence[Entry]) -> list[Drawing]:
    """One drawing, or as many of much the same number of entries as are needed for each to be legible."""
    count = -(-len(shown) // MOST_ON_PAGE)
    while 0 < count <= len(shown):
        size = -(-len(shown) // count)
        drawings = [picture.draw(shown[at : at + size], measure.width, _WIDE) for at in range(0, len(shown), size)]
        if all(figures.legible(drawing, figures.UPRIGHT) for drawing in drawings):
            return drawings
        count += max(1, count // 4)
    return []


def _key(row: Row) -> tuple[str, str, int, str, str]:
    """By first day; what has no known day comes last."""
    first = row["first_day"] or row["last_day"] or "9999"
    return (first, row["last_day"] or "9999", _KINDS.index(row.noun), row.number, row.title)


def _row(draft: Draft, row: Row) -> tuple[tuple[Run, ...], ...]:
    date = words.capital(words.dated(row["date"]))
    return ((Run(date),), _event(draft, row), _where(draft, row))


def _event(draft: Draft, row: Row) -> tuple[Run, ...]:
    if row.noun == "proceeding":
        body = f" ({row['body']})" if row["body"] else ""
        return (Run(f"{words.label('proceeding', 'kind', row['kind'])}: "), Run(f"{row.title}{body}"))
    place = draft.material.places.get(row["place_id"]) if row["place_id"] else None
    where = f", {place['name']}" if place else ""
    if row.noun == "incident":
        return (Run(f"Incident: {row.title}{where}", bold=True),)
    return (Run(f"{row.number} (alleged): {row.title}{where}"),)


def _where(draft: Draft, row: Row) -> tuple[Run, ...]:
    if row.noun == "act":
        return (Run("paragraph "), Run(link=draft.anchor("act", row.id)))
    return (Run("Annex C", link=draft.anchor("annex", "C")),) if row.noun == "proceeding" else (Run(""),)
