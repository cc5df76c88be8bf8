"""The sections that the submitting organisation wrote itself, each in its part of the brief."""

from __future__ import annotations

from typing import Literal, cast

from casefile.brief.parts.draft import Draft
from casefile.model.sections import PLACES

TITLES = dict(PLACES)


def has(draft: Draft, part: str) -> bool:
    """Whether anything was written for this part."""
    return any(section["part"] == part for section in draft.material.sections)


def write(draft: Draft, part: str, *, chapter: bool = False) -> None:
    """The sections of a part; where they do not open with a chapter heading of their own, the usual one comes first.

    With `chapter` the heading comes even if nothing was written, since more follows.
    """
    sections = [section for section in draft.material.sections if section["part"] == part]
    own = bool(sections) and sections[0]["level"] == "1"
    if not own and (sections or chapter):
        draft.heading(1, TITLES[part])
    for section in sections:
        draft.heading(cast("Literal[1, 2, 3, 4]", int(section["level"])), section.title)
        for paragraph in draft.material.paragraphs.get(section.id, ()):
            draft.prose(paragraph["text"])
