"""Before the substance: terms and signs, a summary in figures, the standard of proof and the method."""

from __future__ import annotations

from casefile.brief.document import Definitions, Run
from casefile.brief.parts import cover, narrative, proof, words
from casefile.brief.parts.draft import Draft
from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.model.evidence import CREDIBILITY, RELIABILITY
from casefile.operations import matrix
from casefile.operations.matrix import State

_TERMS = (
    ("Statute", "Rome Statute of the International Criminal Court, 17 July 1998, as amended."),
    ("Elements", "Elements of Crimes under article 9 of the Statute."),
    ("Court", "International Criminal Court."),
)


def _scale(grades: tuple[tuple[str, str], ...]) -> str:
    return "; ".join(label.replace(": ", " ", 1) for _, label in grades)


_GRADE = (
    f"Reliability of the source: {_scale(RELIABILITY)}. Credibility of the information: {_scale(CREDIBILITY)}. "
    "F and 6 say that no judgement is possible; they are not the worst grades."
)


def terms(draft: Draft) -> None:
    """Abbreviations and signs; those of proof only where there is something to prove."""
    draft.heading(1, "Abbreviations and terms", numbered=False)
    items = [
        *_TERMS,
        ("Alleged act", "The smallest unit of this document: one assertion of who did what to whom (A-0001)."),
    ]
    if draft.material.items:
        first = next(iter(draft.material.items.values())).number
        items += [
            ("Exhibit", f"An item of evidence ({first}), listed with its SHA-256 value in Annex D."),
            ("Pin cite", "The number of an exhibit with the place in it: page, paragraph, line or time."),
            ("Grade", _GRADE),
        ]
    if draft.material.charges or draft.material.findings:
        items += [(proof.mark(state), f"Of an element: {meaning}.") for state, meaning in proof.MEANINGS.items()]
    draft.add(Definitions(tuple(((Run(term),), (Run(meaning),)) for term, meaning in items), 0.24))


def summary(draft: Draft) -> None:
    narrative.write(draft, "summary", chapter=True)
    material = draft.material
    if not material.acts:
        draft.say(f"No alleged act is recorded in the case file yet; this {draft.kind} is a draft without allegations.")
        return
    incidents = len({act["incident_id"] for act in material.acts if act["incident_id"]})
    within = f" in {words.count(incidents, 'incident')}" if incidents else ""
    draft.say(
        f"This {draft.kind} sets out {words.count(len(material.acts), 'alleged act')}{within}{_crimes(draft)}. "
        f"It rests on {words.count(len(material.items), 'item')} of evidence and "
        f"{words.count(len(material.passages), 'passage')} in them."
    )
    if material.cells:
        draft.say(_coverage(draft), " Contrary evidence and gaps are stated where they arise.")


def _crimes(draft: Draft) -> str:
    crimes = {charge["crime"] for charges in draft.material.charges.values() for charge in charges}
    ordered = sorted(crimes, key=lambda code: codes.parse(code).sort_key)
    return f", which it characterises under {words.articles(ordered)} of the Statute" if ordered else ""


def _coverage(draft: Draft) -> str:
    found = matrix.summed([cell for cells in draft.material.cells.values() for cell in cells])
    parts = [
        f"{number:,} {'is' if number == 1 else 'are'} {proof.STATES[state].lower()} ({proof.GLYPHS[state]})"
        if state is not State.GAP
        else f"{number:,} {'is a gap' if number == 1 else 'are gaps'} ({proof.GLYPHS[state]})"
        for state, number in (
            (State.COVERED, found.covered),
            (State.CONTESTED, found.contested),
            (State.UNDERMINED, found.undermined),
            (State.GAP, found.gap),
        )
        if number
    ]
    return f"Of {found.total:,} elements of charges and modes of liability, {words.listed(parts)}."


def method(draft: Draft) -> None:
    """What the reader must know to weigh what follows."""
    narrative.write(draft, "sources", chapter=True)
    draft.heading(2, "Standard of proof and manner of presentation")
    draft.say(_standard(draft))
    draft.say(
        "Nothing here is a finding of fact or of responsibility. Acts are alleged; persons are named as alleged perpetrators "
        "or as persons to whom evidence points, and everyone is presumed innocent (Statute, article 66(1)). Evidence "
        "that speaks against an allegation is stated beside what supports it, since the Prosecutor investigates incriminating "
        "and exonerating circumstances equally (Statute, article 54(1)(a))."
    )
    if draft.material.cells:
        draft.say(
            "The elements of each crime and mode of liability are given as short summaries in plain words, so marked and "
            "cited; the official text prevails. Where the elements of a crime are silent on the mental element, article 30 "
            "of the Statute applies. An element is called covered as soon as one passage supports it: this tells that proof "
            "has been found, not that it suffices. No corroboration is required (Rules of Procedure and Evidence, "
            "rule 63(4)); the number of sources, counted by origin and not by item, is stated for information."
        )
    draft.say(*_classified(draft))


def _standard(draft: Draft) -> str:
    law = catalogue().standard(draft.material.case["standard"])
    stage = f"{law.stage[:1].lower()}{law.stage[1:]}"
    return (
        f"This {draft.kind} is written to the standard “{law.title.lower()}” ({law.citation}), which applies to the "
        f"following stage: {stage}. {law.text} "
        "The words “alleged”, “appears” and “it is submitted” are used in that sense."
    )


def _classified(draft: Draft) -> list[str]:
    case = draft.material.case
    basis = case["classification_basis"].strip()
    level = cover.classification(draft)
    if case["classification"] == "public":
        return ["This document is public. Names of protected persons are replaced by pseudonyms."]
    why = f"Basis: {words.sentence(basis)}" if basis else "No basis for this classification is stated in the case file."
    return [
        f"This document is classified “{level}”. ",
        why,
        " Names of protected persons are replaced by pseudonyms.",
    ]
