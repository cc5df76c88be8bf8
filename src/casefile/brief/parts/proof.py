"""What stands behind a statement, a finding or an element, in prose: support, contrary evidence, background, gaps."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.brief.document import Run
from casefile.brief.parts import words
from casefile.brief.parts.draft import Draft
from casefile.operations.element_assessments import standing_words
from casefile.operations.matrix import Cell, Proof, State
from casefile.operations.proof_links import LinkRow, Target

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


def told(proof: Proof, what: str, found: Sequence[LinkRow]) -> str:
    """How `what` ("this element") stands, in words that allege and do not find; `found` are the links behind it."""
    if proof.state is State.GAP:
        return f"No proof of {what} has been found so far."
    against = f"{words.count(proof.undermines, 'passage')} {'speaks' if proof.undermines == 1 else 'speak'} against it"
    if proof.state is State.UNDERMINED:
        return words.capital(f"no passage supports {what}; {against}.")
    verb = "appears" if proof.supports == 1 else "appear"
    sources = len({link.origin for link in found if link.bearing == "supports"})
    source = f", from {words.count(sources, 'source')}," if proof.supports > 1 and sources else ""
    support = f"{words.count(proof.supports, 'passage')}{source} {verb} to support {what}"
    return words.capital(f"{support}; {against}." if proof.undermines else f"{support}.")


def say(draft: Draft, runs: list[Run | str], found: Sequence[LinkRow], anchor: str = "") -> None:
    """A paragraph with the passages that bear on it: one in the text itself, several in a list below."""
    if len(found) == 1:
        own = found[0]
        if own.bearing != "context" and isinstance(runs[-1], str):
            runs[-1] = f"{runs[-1].removesuffix('.')}:"
        draft.say(*runs, " ", *_one(draft, own, alone=True), anchor=anchor)
        return
    anchor = draft.say(*runs, anchor=anchor)
    draft.bullets([_one(draft, link) for link in found], anchor)


def _one(draft: Draft, link: LinkRow, *, alone: bool = False) -> list[Run | str]:
    """A passage, said to speak against what it bears on wherever the sentence before does not say so."""
    lead = {"undermines": "" if alone else "Against this: ", "context": "As background: "}.get(link.bearing, "")
    return [*([Run(lead, bold=link.bearing == "undermines")] if lead else []), *draft.cite(link)]


def whole(draft: Draft, lead: str, proof: Proof, found: Sequence[LinkRow], what: str) -> None:
    """How something without elements is proved: an act's statement, a finding."""
    say(draft, [Run(f"{lead} ", bold=True), _standing(proof.state), told(proof, what, found)], found)


def element(draft: Draft, target: Target, cell: Cell, shared: Sequence[Run | str] = (), nexus: str = "") -> None:
    """One element of a charge or an attribution; `shared` says where what it inherits is set out, `nexus` what ties the
    act to that context.
    """
    own, found = cell.element, draft.material.link(target.noun, target.id, target.element)
    runs: list[Run | str] = [
        Run(f"Element {own.number}: {own.label}", bold=True),
        f" ({own.kind}). ",
        Run("In summary: ", italic=True),
        f"{words.sentence(own.text).removesuffix('.')} ({words.cited(own.citation)}).\n",
        _standing(cell.state),
        *_assessment(draft, target),
    ]
    tie = _nexus(draft, nexus)
    if shared:
        runs += [*shared, *([" ", *tie] if tie else []), *_beside(cell, found)]
    else:
        runs += [*tie, " " if tie else "", told(cell.proof, "this element", found)]
    say(draft, runs, found, draft.anchor("element", (target.id, own.number)))


def _assessment(draft: Draft, target: Target) -> list[str]:
    """The newest judgement of those who file; their notes are for themselves."""
    found = draft.material.assessed.get(target)
    if not found:
        return []
    return [f"Assessment of the submitting organisation: {standing_words(found[0].standing)}. "]


def _nexus(draft: Draft, nexus: str) -> list[Run | str]:
    if not nexus.strip():
        return []
    return ["Link of the act with this context: ", *draft.marked(words.sentence(" ".join(nexus.split())))]


def _beside(cell: Cell, found: Sequence[LinkRow]) -> list[str]:
    """What the charge itself adds to a contextual element that the case proves once."""
    if cell.state is State.GAP:
        return [f" {told(cell.proof, 'this element', found)}"]
    if cell.nexus is State.GAP and not found:
        return [" No passage that ties this act in particular to it has been linked so far."]
    return [" On this charge in particular:"] if found else []


def _standing(state: State) -> Run:
    return Run(f"{mark(state)}. ", bold=True)
