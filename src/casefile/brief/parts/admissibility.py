"""Complementarity and gravity as recorded: where national proceedings lead, and the figures of the charged acts."""

from __future__ import annotations

from collections import defaultdict

from casefile.brief.document import Run, Table
from casefile.brief.parts import words
from casefile.brief.parts.draft import Draft
from casefile.model.assessments import TOPICS
from casefile.operations.admissibility import National, Standing

_LEADS = {
    Standing.INACTIVITY: "no national proceeding is recorded; nothing in article 17(1)(a) to (c) then stands in the way",
    Standing.OTHER_CASE: "the national proceedings recorded are about other persons or other conduct; nothing in article "
    "17(1)(a) to (c) then stands in the way",
    Standing.NOT_GENUINE: "a national proceeding on the same case is recorded and assessed as not genuine (article 17(2) and "
    "(3), after a trial article 20(3))",
    Standing.OPEN: "a national proceeding is recorded whose scope, stage or genuineness is not assessed yet",
    Standing.BARRED: "a national proceeding on the same case is recorded and assessed as genuine (article 17(1)(a) to (c))",
}
_TOPICS = dict(TOPICS)


def complementarity(draft: Draft) -> None:
    """Where the log leads for each suspect, then the log itself."""
    found = draft.material.complementarity
    if not (found.suspects or found.log):
        return
    draft.heading(2, "National proceedings")
    by_standing: defaultdict[Standing, list[str]] = defaultdict(list)
    for suspect in found.suspects:
        name = draft.name(suspect.id)
        if name:
            by_standing[suspect.standing].append(name)
    for standing in Standing:
        if by_standing[standing]:
            draft.say(f"For {words.listed(sorted(set(by_standing[standing])))}: {_LEADS[standing]}.")
    if found.log:
        header = tuple((Run(text),) for text in ("Proceeding", "Persons and conduct", "Stage", "Assessed"))
        rows = tuple(_national(draft, one) for one in found.log)
        draft.add(Table((0.34, 0.26, 0.2, 0.2), (header,), rows, "National proceedings", size=8.5))


def _national(draft: Draft, one: National) -> tuple[tuple[Run, ...], ...]:
    row = one.row
    state = words.state(row["state"]) if row["state"] else ""
    known = "\n".join(part for part in (state, row["body"], row["reference"], words.dated(row["date"])) if part)
    names = sorted({name for actor, _ in one.subjects if (name := draft.name(actor))})
    conduct = words.dated(row["conduct"]) if row["conduct"] else ""
    about = "\n".join((*names, *((f"Conduct: {conduct}",) if conduct else ()), *row["crimes"])) or "–"
    stage = "\n".join(part for part in (_label("stage", row["stage"]), row["outcome"]) if part) or "–"
    tests = (_label("same_case", row["same_case"]), _label("genuineness", row["genuineness"]))
    assessed = "\n".join(part for part in tests if part) or "Not assessed"
    return (Run(row.title, bold=True), Run(f"\n{known}")), (Run(about),), (Run(stage),), (Run(assessed),)


def _label(field: str, value: str) -> str:
    return words.label("proceeding", field, value) if value else ""


def gravity(draft: Draft) -> None:
    """The figures under the four factors."""
    figures = draft.material.gravity
    if not figures:
        return
    draft.heading(2, "Gravity in figures")
    draft.say(
        "The figures are counted from the charged acts as they are recorded (article 17(1)(d); Regulations of the Office of "
        "the Prosecutor, regulation 29(2)). They weigh nothing by themselves."
    )
    header = tuple((Run(text),) for text in ("Factor", "Counted", "Figure"))
    rows = []
    before = ""
    for figure in figures:
        factor = _TOPICS[figure.topic].removeprefix("Gravity: ") if figure.topic != before else ""
        before = figure.topic
        value = [Run(figure.value), *([Run(f"\n{figure.note}", italic=True)] if figure.note else [])]
        rows.append(((Run(words.capital(factor)),), (Run(figure.label),), tuple(value)))
    draft.add(Table((0.16, 0.34, 0.5), (header,), tuple(rows), "Gravity in figures", size=8.5))
