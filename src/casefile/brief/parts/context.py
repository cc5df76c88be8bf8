"""Contextual elements: what is proved once for the case and holds for the charges that need it."""

from __future__ import annotations

from collections.abc import Sequence

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


def shared(draft: Draft, act: Row, kind: str | None) -> list[Run | str]:
    """Where the findings of a kind stand, and whether the act lies outside the period of one."""
    findings = [row for row in draft.material.findings if row["kind"] == kind]
    if not findings:
        return []
    runs: list[Run | str] = ["This element is common to the charges; it is set out at "]
    for count, row in enumerate(findings):
        runs += [
            " and at " if count else "",
            "paragraph ",
            Run(link=draft.anchor("finding", row.id)),
            f" ({row.title})",
        ]
    return [*runs, ".", *_outside(act, findings)]


def _outside(act: Row, findings: Sequence[Row]) -> list[str]:
    """A caution where no finding covers the days of the act."""
    covering = [row for row in findings if _may_overlap(act, row)]
    return [] if covering else [" The act is dated outside the period found there, which remains to be explained."]


def _may_overlap(act: Row, finding: Row) -> bool:
    before = act["last_day"] and finding["first_day"] and act["last_day"] < finding["first_day"]
    after = act["first_day"] and finding["last_day"] and act["first_day"] > finding["last_day"]
    return not (before or after)
