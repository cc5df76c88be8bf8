"""Annex A: incidents, alleged acts and proceedings by day."""

from __future__ import annotations

from casefile.brief.document import Run, Table
from casefile.brief.parts import words
from casefile.brief.parts.draft import Draft
from casefile.operations.records import Row

_KINDS = ("incident", "act", "proceeding")


def write(draft: Draft) -> None:
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
