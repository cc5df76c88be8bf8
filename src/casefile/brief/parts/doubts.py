"""What speaks against the allegations and what is still missing, put together in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.brief.document import Run, Table
from casefile.brief.parts import proof, words
from casefile.brief.parts.draft import Draft
from casefile.operations.matrix import Cell, State
from casefile.operations.proof_links import LinkRow
from casefile.operations.records import Row


@dataclass(frozen=True, slots=True)
class Place:
    """Something that is to be proved: what it is part of, its name, where it is analysed, how it stands, what bears on it."""

    of: str
    name: str
    anchor: str
    cell: Cell | None
    links: tuple[LinkRow, ...]


def places(draft: Draft) -> Iterator[Place]:
    """Everything that is to be proved, in the order of the brief."""
    material = draft.material
    for row in material.findings:
        yield Place("", row.title, draft.anchor("finding", row.id), None, material.link("context_finding", row.id))
    for act in material.acts:
        yield Place(act.number, "statement", draft.anchor("act", act.id), None, material.link("act", act.id))
        for charge in material.charges.get(act.id, ()):
            yield from _elements(draft, f"{act.number}, {charge['crime']}", "charge", charge)
            for attribution in material.attributions.get(charge.id, ()):
                name = draft.name(attribution["actor_id"])
                of = f"{act.number}, {charge['crime']}, {attribution['liability']} {name}"
                yield from _elements(draft, of, "attribution", attribution)


def _elements(draft: Draft, of: str, noun: str, owner: Row) -> Iterator[Place]:
    for cell in draft.material.cells.get(owner.id, ()):
        number = cell.element.number
        anchor = draft.anchor("element", (owner.id, number))
        name = f"element {number}, {cell.element.label}"
        yield Place(of, name, anchor, cell, draft.material.link(noun, owner.id, number))


def write(draft: Draft) -> None:
    found = list(places(draft))
    if not found:
        return
    draft.heading(1, "Contrary evidence and gaps")
    _contrary(draft, found)
    _gaps(draft, [place for place in found if place.cell and place.cell.state in (State.GAP, State.UNDERMINED)])


def _contrary(draft: Draft, found: list[Place]) -> None:
    draft.heading(2, "Contrary evidence")
    contrary = [(place, link) for place in found for link in place.links if link.bearing == "undermines"]
    if not contrary:
        draft.say("The case file holds no passage that is recorded as speaking against an allegation.")
        return
    anchor = draft.say(
        f"{words.capital(words.count(len(contrary), 'passage'))} {'speaks' if len(contrary) == 1 else 'speak'} against "
        "what is alleged (compare articles 54(1)(a) and 67(2) of the Statute):"
    )
    items: list[list[Run | str]] = []
    for place, link in contrary:
        items.append(
            [
                f"{place.of}, {place.name} (paragraph " if place.of else f"{place.name} (paragraph ",
                Run(link=place.anchor),
                "): ",
                *draft.mention(link),
            ]
        )
    draft.bullets(items, anchor)


def _gaps(draft: Draft, open_places: list[Place]) -> None:
    draft.heading(2, "Gaps")
    if not open_places:
        draft.say("Every element of every charge and mode of liability is supported by at least one passage.")
        return
    verb = "element has" if len(open_places) == 1 else "elements have"
    draft.say(
        f"{words.capital(words.number(len(open_places)))} {verb} no supporting proof in the case file "
        f"({proof.GLYPHS[State.GAP]} gap, {proof.GLYPHS[State.UNDERMINED]} undermined). They are listed with the paragraph "
        "that analyses them, so that the reader may see what remains to be investigated."
    )
    groups: dict[str, list[Place]] = {}
    for place in open_places:
        groups.setdefault(place.of, []).append(place)
    header = ((Run("Charge or mode of liability"),), (Run("Elements without support"),))
    draft.add(Table((0.36, 0.64), (header,), tuple(_row(of, group) for of, group in groups.items())))


def _row(of: str, group: list[Place]) -> tuple[tuple[Run, ...], ...]:
    runs: list[Run] = []
    for place in group:
        assert place.cell
        glyph = proof.GLYPHS[place.cell.state]
        runs += [Run("; " if runs else ""), Run(f"{glyph} {place.name} (paragraph "), Run(link=place.anchor), Run(")")]
    return ((Run(of),), tuple(runs))
