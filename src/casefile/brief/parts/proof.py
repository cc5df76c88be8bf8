"""What stands behind a statement, a finding or an element, in prose: support, contrary evidence, background, gaps."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from casefile.brief.document import Run
from casefile.brief.parts import words
from casefile.brief.parts.draft import Draft
from casefile.law.records import Element
from casefile.operations.matrix import Cell, Proof, State
from casefile.operations.proof_links import LinkRow

GLYPHS = {State.COVERED: "●", State.CONTESTED: "◐", State.UNDERMINED: "⊘", State.GAP: "○"}
STATES = {
    State.COVERED: "Covered",
    State.CONTESTED: "Contested",
    State.UNDERMINED: "Undermined",
    State.GAP: "Gap",
}
MEANINGS = {
    State.COVERED: "at least one passage of evidence supports it and none undermines it",
    State.CONTESTED: "some passages support it and others undermine it",
    State.UNDERMINED: "passages undermine it and none supports it",
    State.GAP: "no passage has been found that supports or undermines it",
}


def mark(state: State) -> str:
    """Glyph and word, such as "● Covered"."""
    return f"{GLYPHS[state]} {STATES[state]}"


def told(state: State, proof: Proof, what: str) -> str:
    """How `what` ("this element") stands, in words that allege and do not find."""
    if state is State.GAP:
        return f"No proof of {what} has been found; it remains to be established."
    against = f"{words.count(proof.undermines, 'passage')} {'speaks' if proof.undermines == 1 else 'speak'} against it"
    if state is State.UNDERMINED:
        return words.capital(f"no passage supports {what}; {against}.")
    verb = "appears" if proof.supports == 1 else "appear"
    source = words.count(proof.sources, "source")
    support = f"{words.count(proof.supports, 'passage')}, from {source}, {verb} to support {what}"
    return words.capital(f"{support}; {against}." if proof.undermines else f"{support}.")


def links(draft: Draft, found: Sequence[LinkRow], anchor: str) -> None:
    """The passages one by one, below the paragraph of `anchor`: what supports, then what speaks against."""
    items: list[list[Run | str]] = []
    for link in found:
        lead = {"undermines": "Against this: ", "context": "As background: "}.get(link.bearing, "")
        items.append([*([Run(lead, bold=link.bearing == "undermines")] if lead else []), *draft.cite(link)])
    draft.bullets(items, anchor)


def whole(draft: Draft, lead: str, proof: Proof, found: Sequence[LinkRow], what: str) -> None:
    """How something without elements is proved: an act's statement, a finding."""
    anchor = draft.say(Run(f"{lead} ", bold=True), *_standing(proof.state), told(proof.state, proof, what))
    links(draft, found, anchor)


def element(
    draft: Draft, owner: tuple[str, Hashable], cell: Cell, found: Sequence[LinkRow], shared: Sequence[Run | str]
) -> None:
    """One element of a charge or an attribution; `shared` says where what it inherits is set out."""
    noun, identity = owner
    own = cell.element
    runs: list[Run | str] = [
        Run(f"Element {own.number}: {own.label}", bold=True),
        f" ({own.kind}). ",
        Run("In summary: ", italic=True),
        f"{words.sentence(own.text)} ({_source(own)}.)\n",
        *_standing(cell.state),
    ]
    if cell.inherited or shared:
        runs += [*shared, *_beside(cell, found)]
    else:
        runs.append(told(cell.state, cell.proof, "this element"))
    links(draft, found, draft.say(*runs, anchor=draft.anchor(noun, (identity, own.number))))


def _source(own: Element) -> str:
    return own.citation


def _beside(cell: Cell, found: Sequence[LinkRow]) -> list[Run | str]:
    """What the charge itself adds to a contextual element that the case proves once."""
    if cell.state is State.GAP:
        return [" ", told(cell.state, cell.proof, "this element")]
    supports = sum(link.bearing == "supports" for link in found)
    return (
        [
            f" {words.capital(words.count(supports, 'passage'))} on this charge in particular {'appears' if supports == 1 else 'appear'} to support it too."
        ]
        if supports
        else []
    )


def _standing(state: State) -> tuple[Run, ...]:
    return (Run(f"{mark(state)}. ", bold=True),)
