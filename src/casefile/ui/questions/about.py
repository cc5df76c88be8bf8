"""What a question is about: any record, found by search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from casefile.model import NOUNS
from casefile.operations import proof_links, records, search
from casefile.operations.proof_links import Target
from casefile.operations.records import Row
from casefile.ui.addresses import PLACES, go_to
from casefile.ui.text import tr
from casefile.ui.widgets.picker import Finder
from casefile.ui.widgets.suggest import Choice
from casefile.ui.workspace import Workspace

About = tuple[str, UUID]
_FIRST = ("act", "evidence", "actor")


def finder(workspace: Workspace) -> Finder:
    """Records of every noun that has a place; a value is (noun, id)."""

    def find(text: str) -> list[Choice]:
        if text:
            found = workspace.read(search.search, text, 20)
            hits = [Choice((hit.noun, hit.id), _label(hit.number, hit.title), noun_words(hit.noun)) for hit in found]
            return [choice for choice in hits if choice.value[0] in PLACES]
        rows = [row for noun in _FIRST for row in workspace.read(records.find, noun, "", 6)]
        return [Choice((row.noun, row.id), row.label, noun_words(row.noun)) for row in rows]

    def name(value: About) -> str:
        return workspace.read(records.labels, [value]).get(value[1], tr("(not in this case)"))

    return Finder(find, name, None, lambda value: go_to(workspace, *value))


def words_of(session: Any, questions: Sequence[Row]) -> dict[UUID, str]:
    """What each question is about: an element with its act and its crime or mode, any other record by its label."""
    elements = {row.id: target for row in questions if (target := element_of(row)) is not None}
    named = proof_links.name_targets(session, list(elements.values()))
    abouts = {row.id: row["about_id"] for row in questions if row["about_id"] is not None}
    nouns = {row.id: row["about_noun"] for row in questions}
    labels = records.labels(session, [(nouns[one], about) for one, about in abouts.items()])
    words = {one: labels.get(about, "") for one, about in abouts.items()}
    return words | {one: named[target].text for one, target in elements.items() if target in named}


def element_of(question: Row) -> Target | None:
    """The element that a question asks about."""
    if question["about_id"] is None or question["element"] is None:
        return None
    return Target(question["about_noun"], question["about_id"], question["element"])


def noun_words(noun: str) -> str:
    """The noun as people say it."""
    return tr(NOUNS[noun].noun.replace("_", " ").capitalize()) if noun in NOUNS else noun


def _label(number: str, title: str) -> str:
    return " ".join(part for part in (number, title) if part)
