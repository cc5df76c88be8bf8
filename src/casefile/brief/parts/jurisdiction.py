"""Jurisdiction and admissibility: the answers of the workbook, by conduct and route."""

from __future__ import annotations

from uuid import UUID

from casefile.brief.document import Run
from casefile.brief.parts import admissibility as recorded
from casefile.brief.parts import computed, narrative, words
from casefile.brief.parts.draft import Draft, paragraphs
from casefile.model.assessments import TOPICS
from casefile.operations.records import Row

ARTICLES = {
    "temporal": "article 11",
    "territorial": "article 12(2)(a)",
    "personal": "article 12(2)(b)",
    "material": "article 5",
    "complementarity": "article 17(1)(a) to (c)",
    "scale": "article 17(1)(d)",
    "nature": "article 17(1)(d)",
    "manner": "article 17(1)(d)",
    "impact": "article 17(1)(d)",
    "interests_of_justice": "article 53(1)(c)",
}
JURISDICTION = ("temporal", "territorial", "personal", "material")
ROUTES = {
    "art15": "article 15, on the Prosecutor’s own initiative",
    "art13a": "articles 13(a) and 14, by referral of a State Party",
    "art13b": "article 13(b), by referral of the Security Council",
    "": "",
}
TRIGGERS = {
    "art15": "This communication is addressed to the Prosecutor, who may initiate investigations proprio motu on the basis of "
    "information on crimes within the jurisdiction of the Court (articles 13(c) and 15(1)) and needs the authorisation of "
    "the Pre-Trial Chamber (article 15(3) and (4)). The Court may then exercise jurisdiction over conduct on the territory "
    "of, or by nationals of, a State that is a Party or has accepted its jurisdiction (article 12(2) and (3)).",
    "art13a": "A State Party may refer a situation to the Prosecutor (articles 13(a) and 14(1)). The Court may then exercise "
    "jurisdiction over conduct on the territory of, or by nationals of, a State that is a Party or has accepted its "
    "jurisdiction (article 12(2) and (3)). As far as possible the relevant circumstances are specified and supporting "
    "documentation is attached (article 14(2)).",
    "art13b": "The Security Council, acting under Chapter VII of the Charter of the United Nations, may refer a situation to the "
    "Prosecutor (article 13(b)). The Court may then exercise jurisdiction without regard to territory or nationality: "
    "article 12(2) does not apply to such a referral.",
}


def write(draft: Draft) -> None:
    """The trigger, what is computed for each charge, then the researcher's answers to the four questions."""
    if not (draft.material.acts or draft.material.assessments or narrative.has(draft, "jurisdiction")):
        return
    narrative.write(draft, "jurisdiction", TRIGGERS[draft.material.case["route"]], chapter=True)
    computed.write(draft)
    _assessments(draft, JURISDICTION, "No assessment of jurisdiction is recorded in the case file.")


def admissibility(draft: Draft) -> None:
    """What national courts do, gravity in figures, then the researcher's answers."""
    topics = tuple(topic for topic, _ in TOPICS if topic not in JURISDICTION)
    if not (draft.material.acts or draft.material.assessments or narrative.has(draft, "admissibility")):
        return
    narrative.write(draft, "admissibility", chapter=True)
    recorded.complementarity(draft)
    recorded.gravity(draft)
    _assessments(
        draft, topics, "No assessment of admissibility or of the interests of justice is recorded in the case file."
    )


def _assessments(draft: Draft, topics: tuple[str, ...], none: str) -> None:
    rows = [row for topic in topics for row in draft.material.assessments if row["topic"] == topic]
    about = {row.id: _about(draft, row) for row in rows}
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(
        rows, key=lambda row: (row["route"] != draft.material.case["route"], row["route"], about[row.id])
    ):
        groups.setdefault((about[row.id], row["route"]), []).append(row)
    if not groups:
        draft.say(none)
    for (of, route), group in groups.items():
        if of or route:
            draft.heading(2, _title(of, route))
        for row in sorted(group, key=lambda row: topics.index(row["topic"])):
            _one(draft, row)


def _about(draft: Draft, row: Row) -> str:
    """The conduct, or the charge and the person, that an assessment is about."""
    parts = (_charge(draft, row["charge_id"]), draft.name(row["actor_id"]), row["scope"])
    return ", ".join(part for part in parts if part)


def _charge(draft: Draft, charge: UUID | None) -> str:
    """Such as "article 8(2)(b)(i), A-0007"; "" for none, or one that is in the bin."""
    found = ((line.crime, line.act_number) for line in draft.material.jurisdiction.lines if line.charge_id == charge)
    return next((f"article {crime}, {number}" for crime, number in found), "") if charge else ""


def _title(of: str, route: str) -> str:
    way = ROUTES[route]
    return words.capital(f"{of} ({way})" if of and way else of or way)


def _one(draft: Draft, row: Row) -> None:
    topic = words.label("assessment", "topic", row["topic"])
    lead = Run(f"{topic} ({ARTICLES[row['topic']]}). ", bold=True)
    finding = words.sentence(row["finding"])
    first, *rest = paragraphs(row["reasoning"]) or [""]
    draft.say(lead, *draft.marked(f"{finding or 'No answer is recorded.'} {first}".rstrip()))
    for part in rest:
        draft.prose(part)
