"""Contextual elements: what is proved once for the case and holds for the charges that need it."""

from __future__ import annotations

from casefile.brief.document import Run
from casefile.brief.parts import proof, words
from casefile.brief.parts.draft import Draft
from casefile.law.catalogue import catalogue
from casefile.operations.matrix import Proof
from casefile.operations.records import Row


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
    law = catalogue().context(row["kind"])
    draft.heading(2, row.title)
    period = words.dated(row["period"]) if row["period"] else "not stated"
    place = draft.place(row)
    where = f" Place: {place}." if place else ""
    draft.say(
        Run(f"{law.title}. ", bold=True),
        Run("In summary: ", italic=True),
        f"{words.sentence(law.text)} Period: {period}.{where}",
        anchor=draft.anchor("finding", row.id),
    )
    draft.prose(row["reasoning"])
    standing = draft.material.proofs.get(row.id, Proof())
    proof.whole(draft, "Proof.", standing, draft.material.link("context_finding", row.id), "this finding")


def shared(draft: Draft, charge: Row, kind: str | None) -> list[Run | str]:
    """Where the findings that a charge inherits are set out, or that none covers the day and place of its act."""
    if kind is None or all(row["kind"] != kind for row in draft.material.findings):
        return []
    runs: list[Run | str] = []
    for row in draft.material.findings_of(charge.id, kind):
        runs += [" and at " if runs else "This element is common to the charges; it is set out at ", "paragraph "]
        runs += [Run(link=draft.anchor("finding", row.id)), f" ({row.title})"]
    return [*runs, "."] if runs else ["None of the contextual findings covers the day and place of this act."]
