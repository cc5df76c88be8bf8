"""Annex E: the in-depth analysis chart, one row an element and passage, by act and charge."""

from __future__ import annotations

from casefile.brief.document import Run, Table
from casefile.brief.parts import proof, words
from casefile.brief.parts.draft import WITHHELD, Draft
from casefile.law.catalogue import catalogue
from casefile.operations.matrix import Cell, State
from casefile.operations.proof_links import LinkRow
from casefile.operations.records import Row

Cells = tuple[tuple[Run, ...], ...]
_HEADER = ("Element", "Paragraph", "Exhibit and pin cite", "Quotation or summary", "Bearing", "Grade")
_WIDTHS = (0.2, 0.085, 0.16, 0.38, 0.11, 0.065)
_BEARINGS = {"supports": "supports", "undermines": "undermines", "context": "background"}
_LONGEST = 600  # characters of a quotation: the chart points to the passage, the text quotes it


def write(draft: Draft) -> None:
    material = draft.material
    if material.findings:
        rows = [row for finding in material.findings for row in _finding(draft, finding)]
        _table(draft, "Contextual elements", rows)
    for act in material.acts:
        for charge in material.charges.get(act.id, ()):
            crime = catalogue().crime(charge["crime"])
            of = f"{act.number}, {act.title}: {crime.title}, article {crime.code}"
            _table(draft, of, _elements(draft, "charge", charge))
            for attribution in material.attributions.get(charge.id, ()):
                mode = catalogue().mode(attribution["liability"])
                name = draft.name(attribution["actor_id"])
                of = f"{act.number}, article {crime.code}: {name}, {mode.title[:1].lower()}{mode.title[1:]}, article {mode.key}"
                _table(draft, of, _elements(draft, "attribution", attribution))


def _table(draft: Draft, caption: str, rows: list[Cells]) -> None:
    if rows:
        header = tuple((Run(text),) for text in _HEADER)
        draft.add(Table(_WIDTHS, (header,), tuple(rows), caption, size=8.5))


def _finding(draft: Draft, row: Row) -> list[Cells]:
    lead = ((Run(row.title),), (Run(link=draft.anchor("finding", row.id)),))
    links = draft.material.link("context_finding", row.id)
    return [(*lead, *_passage(draft, link)) for link in links] or [(*lead, *_nothing())]


def _elements(draft: Draft, noun: str, owner: Row) -> list[Cells]:
    rows: list[Cells] = []
    for cell in draft.material.cells.get(owner.id, ()):
        number = cell.element.number
        lead = (
            (Run(f"{number}. {cell.element.label} "), Run(proof.GLYPHS[cell.state])),
            (Run(link=draft.anchor("element", (owner.id, number))),),
        )
        links = draft.material.link(noun, owner.id, number)
        rows += [(*lead, *_passage(draft, link)) for link in links]
        rows += [(*lead, *shared) for shared in _shared(draft, owner, cell)]
        if cell.state is State.GAP:
            rows.append((*lead, *_nothing()))
    return rows


def _passage(draft: Draft, link: LinkRow) -> Cells:
    place = f", {link.locator}" if link.locator else ""
    told = WITHHELD if draft.withheld(link.evidence_id) else _told(link)
    weight = f"\n({link.weight})" if link.weight else ""
    return (
        (draft.exhibit(link.evidence_id), Run(place)),
        (Run(told),),
        (Run(f"{_BEARINGS[link.bearing]}{weight}", bold=link.bearing == "undermines"),),
        (Run(f"{link.reliability}{link.credibility}"),),
    )


def _told(link: LinkRow) -> str:
    quote = " ".join((link.translation or link.quote).split())
    quote = f"{quote[:_LONGEST].rsplit(' ', 1)[0]} …" if len(quote) > _LONGEST else quote
    quoted = f"“{quote.strip('“”')}”" if quote else ""
    return "\n".join(part for part in (quoted, words.sentence(link.note)) if part) or "–"


def _shared(draft: Draft, owner: Row, cell: Cell) -> list[Cells]:
    """A contextual element proved once for the case: one row that leads to the findings."""
    findings = draft.material.findings_of(owner.id, cell.element.context) if cell.element.context else ()
    if not findings:
        return []
    runs: list[Run] = []
    for row in findings:
        runs += [
            Run("; " if runs else "See paragraph "),
            Run(link=draft.anchor("finding", row.id)),
            Run(f", {row.title}"),
        ]
    return [((Run("Contextual finding"),), tuple(runs), (Run("–"),), (Run("–"),))]


def _nothing() -> Cells:
    glyph = proof.GLYPHS[State.GAP]
    return ((Run("–"),), (Run("No proof has been found so far."),), (Run(f"{glyph} gap"),), (Run("–"),))
