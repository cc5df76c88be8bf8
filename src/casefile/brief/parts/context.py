"""Contextual elements: what is proved once for the case and holds for the charges that need it."""

from __future__ import annotations

from casefile.brief.document import Run
from casefile.brief.parts import proof, words
from casefile.brief.parts.draft import Draft
from casefile.law.catalogue import catalogue
from casefile.operations import context_findings
from casefile.operations.matrix import Proof
from casefile.operations.records import Row

NAMED = {
    "international": "it took place in an international armed conflict",
    "non_international": "it took place in a non-international armed conflict",
    "occupation": "it took place under military occupation",
}
CONFLICTS = {
    "unclassified": "Whether it took place in an armed conflict, and of what kind, has not been classified.",
    "international": "It is treated as having taken place in an international armed conflict.",
    "non_international": "It is treated as having taken place in a non-international armed conflict.",
    "occupation": "It is treated as having taken place under military occupation.",
    "none": "It is not treated as having taken place in an armed conflict.",
}


def write(draft: Draft) -> None:
    if not draft.material.findings:
        return
    draft.heading(1, "Contextual elements")
    draft.say(
        "Some elements are common to many charges: the armed conflict of war crimes, the attack on a civilian population "
        "of crimes against humanity, the pattern of similar conduct of genocide. What bears on them is set out here once; "
        "the analysis of each charge refers to it."
    )
    for row in draft.material.findings:
        _finding(draft, row)


def _finding(draft: Draft, row: Row) -> None:
    law = catalogue().context(context_findings.proves(row["kind"]))
    kind = "Occupation, which is an international armed conflict" if row["kind"] == "occupation" else law.title
    draft.heading(2, row.title)
    period = words.dated(row["period"]) if row["period"] else "not stated"
    place = draft.place(row)
    where = f" Place: {place}." if place else ""
    draft.say(
        Run(f"{kind}. ", bold=True),
        Run("In summary: ", italic=True),
        f"{words.sentence(law.text)} Period: {period}.{where}",
        anchor=draft.anchor("finding", row.id),
    )
    draft.prose(row["reasoning"])
    standing = draft.material.proofs.get(row.id, Proof())
    proof.whole(draft, "Proof.", standing, draft.material.link("context_finding", row.id), "this finding")


def shared(draft: Draft, charge: Row, kind: str | None) -> list[Run | str]:
    """Where the findings that a charge inherits are set out, or that none covers the day and place of its act."""
    if kind is None or all(context_findings.proves(row["kind"]) != kind for row in draft.material.findings):
        return []
    runs: list[Run | str] = []
    for row in draft.material.findings_of(charge.id, kind):
        runs += [" and at " if runs else "This element is common to the charges; it is set out at ", "paragraph "]
        runs += [Run(link=draft.anchor("finding", row.id)), f" ({row.title})"]
    return [*runs, "."] if runs else ["None of the contextual findings covers the day and place of this act."]


def conflict(draft: Draft, incident: Row) -> list[Run | str]:
    """In which armed conflict an incident took place: by its own classification, or by the findings that cover it."""
    found = draft.material.conflicts[incident.id]
    if found.own or not found.conflicts:
        return [CONFLICTS[found.conflicts[0] if found.own else "unclassified"]]
    runs: list[Run | str] = ["By the contextual findings at "]
    for place, identity in enumerate(found.findings):
        runs += [" and at paragraph " if place else "paragraph ", Run(link=draft.anchor("finding", identity))]
    if len(found.conflicts) == 1:
        return [*runs, f", {NAMED[found.conflicts[0]]}."]
    named = words.listed([NAMED[one].removeprefix("it took place ") for one in found.conflicts])
    return [*runs, f", it took place {named}: which of these holds remains to be settled."]
