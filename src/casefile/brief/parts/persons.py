"""Persons and groups to whom the evidence points: names, postings with their proof, alleged responsibility."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from casefile.brief.document import Run
from casefile.brief.parts import narrative, proof, words
from casefile.brief.parts.draft import Draft
from casefile.law.catalogue import catalogue
from casefile.operations import linkage, matrix
from casefile.operations.records import Row


def write(draft: Draft) -> None:
    alleged = attributed(draft)
    if not (alleged or narrative.has(draft, "responsibility")):
        return
    number = words.count(len(alleged), "person or group", "persons or groups")
    lead = (
        f"The conduct set out above is attributed, as an allegation, to {number}. Each attribution is analysed with the act "
        "that it concerns; here they are put together, with the positions held."
    )
    narrative.write(draft, "responsibility", lead if alleged else "", chapter=True)
    for actor in draft.material.actors.values():
        if actor.id in alleged:
            _person(draft, actor, alleged[actor.id])


def attributed(draft: Draft) -> dict[UUID, list[tuple[Row, Row, Row]]]:
    """By actor: act, charge and attribution, in the order of the acts."""
    found: defaultdict[UUID, list[tuple[Row, Row, Row]]] = defaultdict(list)
    for act in draft.material.acts:
        for charge in draft.material.charges.get(act.id, ()):
            for attribution in draft.material.attributions.get(charge.id, ()):
                found[attribution["actor_id"]].append((act, charge, attribution))
    return dict(found)


def _person(draft: Draft, actor: Row, alleged: list[tuple[Row, Row, Row]]) -> None:
    draft.heading(2, draft.name(actor.id), draft.anchor("person", actor.id))
    told = introduced(actor)
    if told:
        draft.say(told)
    for posting in draft.material.postings.get(actor.id, ()):
        proof.say(draft, [posted(draft, posting)], draft.material.link("posting", posting.id))
    anchor = draft.say(f"{words.capital(words.count(len(alleged), 'attribution'))} of alleged responsibility:")
    draft.bullets([_attribution(draft, *one) for one in alleged], anchor)


def introduced(actor: Row) -> str:
    """Other names, nationality and role in a sentence; what may name a protected person is left out."""
    parts = []
    if actor["aliases"] and not actor["protected"]:
        parts.append(f"Also known as {words.listed(actor['aliases'])}.")
    if actor["nationalities"] and not actor["protected"]:
        states = words.listed([words.state(code) for code in actor["nationalities"]])
        parts.append(f"Nationality: {states}.")
    if actor["role"]:
        parts.append(f"Role: {words.sentence(actor['role'])}")
    return " ".join(parts)


def posted(draft: Draft, posting: Row) -> str:
    """A posting in a sentence."""
    superior = draft.name(posting["superior_id"])
    under = f", in or under {superior}" if superior else ""
    return f"Position: {posting['role']}{under}{term(posting)}."


def term(posting: Row) -> str:
    """From when to when, as far as it is known."""
    known = linkage.term(posting["start"], posting["end"])
    return f", {known}" if known else ""


def _attribution(draft: Draft, act: Row, charge: Row, attribution: Row) -> list[Run | str]:
    mode = catalogue().mode(attribution["liability"])
    found = matrix.summed(draft.material.cells.get(attribution.id, ()))
    standing = f"{found.covered + found.contested} of its {found.total} elements supported"
    return [
        Run(f"{act.number}, article {charge['crime']}", link=draft.anchor("attribution", attribution.id)),
        f": {mode.title[:1].lower()}{mode.title[1:]} (article {mode.key}); {standing}.",
    ]
