"""The search at the top: numbers first, then records by kind, then the law."""

from __future__ import annotations

import re

from casefile.errors import UserError
from casefile.law import search as law_search
from casefile.operations import records
from casefile.operations.search import Hit as Found
from casefile.operations.search import search
from casefile.ui.addresses import address_of
from casefile.ui.hooks import Hit
from casefile.ui.law.keys import address
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace

MOST = 40
_MOST_LAW = 6
_NUMBER = re.compile(r"\s*[^\W\d_][\w.]*-\d+\s*")
_CODE = re.compile(r"\s*(?:art(?:icle)?s?\.?\s*)?\d{1,3}\b.*", re.IGNORECASE)
_NOUNS = {
    "act": "Act",
    "evidence": "Evidence",
    "passage": "Passage",
    "actor": "Actor",
    "charge": "Charge",
    "attribution": "Attribution",
    "incident": "Incident",
    "context_finding": "Context finding",
    "proof_link": "Link",
    "proceeding": "Proceeding",
    "posting": "Posting",
    "place": "Place",
    "source": "Source",
    "assessment": "Jurisdiction",
    "section": "Section of the brief",
    "paragraph": "Paragraph of the brief",
    "question": "Question",
    "custody_event": "Custody",
    "case": "Case",
}
"""Kinds of records in the order in which their hits are listed."""


def find(workspace: Workspace, typed: str) -> list[Hit]:
    """Records that hold all words, by kind, best first within one; a number or a provision stands before them."""
    found = _by_words(workspace, typed)
    law = _law(typed)
    first = _by_number(workspace, typed)
    hits = law + found if _CODE.fullmatch(typed) else found + law
    return first + [hit for hit in hits if hit.location not in [one.location for one in first]]


def noun_words(noun: str) -> str:
    """What one record of a noun is called in a list of several kinds."""
    return tr(_NOUNS.get(noun, noun.replace("_", " ").capitalize()))


def _by_number(workspace: Workspace, typed: str) -> list[Hit]:
    if not _NUMBER.fullmatch(typed):
        return []
    try:
        row = workspace.read(records.by_number, typed)
    except UserError:  # no such number: what the words find is shown
        return []
    location = address_of(workspace, row.noun, row.id)
    return [Hit(row.label, noun_words(row.noun), location)] if location is not None else []


def _by_words(workspace: Workspace, typed: str) -> list[Hit]:
    order = {noun: place for place, noun in enumerate(_NOUNS)}
    found = sorted(workspace.read(search, typed, MOST), key=lambda one: order.get(one.noun, len(order)))
    return [hit for one in found if (hit := _hit(workspace, one)) is not None]


def _hit(workspace: Workspace, found: Found) -> Hit | None:
    location = address_of(workspace, found.noun, found.id)
    if location is None:
        return None
    title = " ".join(part for part in (found.number, found.title) if part)
    words = "" if found.snippet == found.title else found.snippet
    return Hit(title, " · ".join(part for part in (noun_words(found.noun), words) if part), location)


def _law(typed: str) -> list[Hit]:
    hits = law_search.find(typed, limit=_MOST_LAW)
    return [Hit(f"{hit.key}  {hit.title}", f"{tr('Law')} · {hit.citation}", address(hit.key)) for hit in hits]
