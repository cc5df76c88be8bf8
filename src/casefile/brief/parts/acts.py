"""The alleged acts by incident: statement, particulars, proof, charges element by element, alleged responsibility."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from casefile.brief.document import Run
from casefile.brief.parts import context, proof, words
from casefile.brief.parts.draft import Draft
from casefile.law.catalogue import catalogue
from casefile.operations.matrix import Cell, Proof, State
from casefile.operations.proof_links import Target
from casefile.operations.records import Row

OPENINGS = {
    "reasonable_basis": "there appears to be a reasonable basis to believe",
    "reasonable_grounds": "there appear to be reasonable grounds to believe",
    "substantial_grounds": "there appear to be substantial grounds to believe",
    "beyond_reasonable_doubt": "the evidence appears capable of proving beyond reasonable doubt",
}


def write(draft: Draft) -> None:
    if not draft.material.acts:
        return
    draft.heading(1, "Alleged acts")
    groups: defaultdict[UUID | None, list[Row]] = defaultdict(list)
    known = {row.id for row in draft.material.incidents}
    for act in draft.material.acts:
        groups[act["incident_id"] if act["incident_id"] in known else None].append(act)
    for incident in draft.material.incidents:
        if groups[incident.id]:
            _incident(draft, incident, groups[incident.id])
    if groups[None]:
        draft.heading(2, "Acts outside an incident" if len(groups) > 1 else "Acts")
        for act in groups[None]:
            _act(draft, act)


def _incident(draft: Draft, incident: Row, acts: list[Row]) -> None:
    draft.heading(2, incident.title)
    place = draft.place(incident)
    when = words.dated(incident["date"])
    where = f"; place: {place}" if place else ""
    numbers = words.listed([act.number for act in acts])
    holds = f"It comprises {words.count(len(acts), 'alleged act')}: {numbers}."
    draft.say(f"Date: {when}{where}. ", *context.conflict(draft, incident), f" {holds}")
    for act in acts:
        _act(draft, act)


def _act(draft: Draft, act: Row) -> None:
    draft.heading(3, f"{act.number}: {act.title}")
    statement = act["statement"].strip() or act.title
    lead = Run(f"Alleged act {act.number}. ", bold=True)
    draft.say(lead, *draft.marked(words.sentence(statement)), anchor=draft.anchor("act", act.id))
    particulars = [f"Date: {words.dated(act['date'])}.", f"Place: {draft.place(act) or 'not established'}."]
    victims = words.victims(act)
    draft.say(" ".join([*particulars, f"Alleged victims: {victims}." if victims else ""]).strip())
    standing = draft.material.proofs.get(act.id, Proof())
    proof.whole(draft, "Proof of the act.", standing, draft.material.link("act", act.id), "this statement")
    charges = draft.material.charges.get(act.id, ())
    if not charges:
        draft.say("No legal characterisation of this act is put forward.")
    for charge in charges:
        _charge(draft, charge)


def _charge(draft: Draft, charge: Row) -> None:
    crime = catalogue().crime(charge["crime"])
    cells = draft.material.cells.get(charge.id, ())
    draft.heading(4, f"{crime.title}, article {crime.code}", draft.anchor("charge", charge.id))
    claim = f"the act amounts to {_named(crime.title)} ({words.cited(crime.citation)})"
    draft.say(_submission(draft, claim, cells))
    draft.prose(charge["reasoning"], "Characterisation.")
    if not cells:
        draft.say(f"The catalogue holds no elements of this crime. {words.sentence(crime.notes)}".strip())
    for cell in cells:
        shared = context.shared(draft, charge, cell.element.context)
        nexus = charge["nexus"] if cell.element.context else ""
        proof.element(draft, Target("charge", charge.id, cell.element.number), cell, shared, nexus)
    for attribution in draft.material.attributions.get(charge.id, ()):
        _attribution(draft, charge, attribution)


def _attribution(draft: Draft, charge: Row, attribution: Row) -> None:
    mode = catalogue().mode(attribution["liability"])
    cells = draft.material.cells.get(attribution.id, ())
    name = draft.name(attribution["actor_id"])
    anchor = draft.anchor("attribution", attribution.id)
    draft.heading(4, f"Alleged responsibility of {name}: {_lower(mode.title)}, article {mode.key}", anchor)
    under = mode.citation.removeprefix("Rome Statute, ")
    claim = f"{name} is responsible under {under} ({_lower(mode.title)}) for the conduct charged under article {charge['crime']}"
    draft.say(_submission(draft, claim, cells) + _own_conduct(draft, attribution))
    draft.prose(attribution["reasoning"], "Reasoning.")
    for cell in cells:
        proof.element(draft, Target("attribution", attribution.id, cell.element.number), cell)


def _own_conduct(draft: Draft, attribution: Row) -> str:
    """When and where the person acted, if other than the act itself: an accomplice may act elsewhere."""
    date = words.dated(attribution["date"]) if attribution["date"] else ""
    parts = [part for part in (date, draft.place(attribution)) if part]
    return f" The person’s own conduct: {'; '.join(parts)}." if parts else ""


def _submission(draft: Draft, claim: str, cells: tuple[Cell, ...]) -> str:
    """What is submitted and how far: elements without support are named, not hidden."""
    opening = OPENINGS[draft.material.case["standard"]]
    bare = [str(cell.element.number) for cell in cells if cell.state in (State.GAP, State.UNDERMINED)]
    contested = [str(cell.element.number) for cell in cells if cell.state is State.CONTESTED]
    against = f", with contrary evidence on {_elements(contested)}" if contested else ""
    if not bare:
        return f"On the material cited here, {opening} that {claim}{against}."
    if len(bare) == len(cells):
        return f"It is alleged that {claim}. This is a question to be investigated: no element has support in the case file yet."
    lacks = "lacks" if len(bare) == 1 else "lack"
    return (
        f"It is alleged that {claim}. This is put forward provisionally: {_elements(bare)} still {lacks} support in the "
        f"case file. As to the other elements, {opening} that they are met{against}."
    )


def _elements(numbers: list[str]) -> str:
    return f"element{'' if len(numbers) == 1 else 's'} {words.listed(numbers)}"


def _named(title: str) -> str:
    """The title in a sentence: the war crime of …, genocide by …"""
    return _lower(title) if title.startswith(("Genocide", "The ")) else f"the {_lower(title)}"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
