"""The first page, in the manner of a filing: by route and classification, with a date that the case itself holds."""

from __future__ import annotations

import re

from casefile.brief.document import Cover
from casefile.brief.parts import words
from casefile.brief.parts.draft import Draft

_TITLED = re.compile(r"(the|mr|mrs|ms|dr|his|her|h\.e)\b", re.IGNORECASE)
ADDRESSEES = {
    "art15": "To the Office of the Prosecutor of the International Criminal Court",
    "art13a": "To the Office of the Prosecutor of the International Criminal Court",
    "art13b": "To the Security Council of the United Nations",
}
KINDS = {
    "art15": "COMMUNICATION PURSUANT TO ARTICLE 15 OF THE ROME STATUTE",
    "art13a": "REFERRAL OF A SITUATION PURSUANT TO ARTICLES 13(a) AND 14 OF THE ROME STATUTE",
    "art13b": "CALL FOR A REFERRAL BY THE SECURITY COUNCIL PURSUANT TO ARTICLE 13(b) OF THE ROME STATUTE",
}
ANNEXES = {
    "A": "Chronology",
    "B": "Persons and organisations",
    "C": "Procedural history",
    "D": "List of evidence",
    "E": "In-depth analysis chart",
    "F": "Linkage",
}


def write(draft: Draft, head: str) -> Cover:
    case = draft.material.case
    return Cover(
        reference=case["reference"],
        date=words.day(draft.material.wall),
        title=case.title,
        version=f"State {head[:8]}",
        classification=classification(draft),
        original_language=words.language(case["language"] or "en"),
        addressee=_addressee(case["addressee"]) or ADDRESSEES[case["route"]],
        situation=_situation(case["situation"]),
        kind=KINDS[case["route"]],
        classification_line=_classified(draft),
        submitted_by=(case["organisation"],) if case["organisation"] else (),
        annexes=tuple(f"Annex {letter}: {title}" for letter, title in ANNEXES.items() if has_annex(draft, letter)),
    )


def classification(draft: Draft) -> str:
    return words.label("case", "classification", draft.material.case["classification"])


def has_annex(draft: Draft, letter: str) -> bool:
    """Whether there is anything to put into an annex."""
    material = draft.material
    return {
        "A": bool(material.acts or material.incidents or material.proceedings),
        "B": bool(material.actors),
        "C": bool(material.proceedings),
        "D": bool(material.items),
        "E": bool(material.charges or material.findings),
        "F": bool(material.linkage.postings or material.linkage.attributions),
    }[letter]


def _classified(draft: Draft) -> str:
    """The level and, above public, its basis in fact and law (Regulations of the Court, regulation 23 bis)."""
    case = draft.material.case
    level = f"{classification(draft)} document" if case["classification"] == "public" else classification(draft)
    basis = " ".join(case["classification_basis"].split())
    return f"{level}: {basis}" if basis and case["classification"] != "public" else level


def _addressee(written: str) -> str:
    if not written or written.lower().startswith("to "):
        return written
    return f"To {written}" if _TITLED.match(written) else f"To the {written}"


def _situation(written: str) -> str:
    named = re.sub(r"^(the\s+)?situation\s+in\s+", "", written.strip(), flags=re.IGNORECASE)
    return f"SITUATION IN {named.upper()}" if named else ""
