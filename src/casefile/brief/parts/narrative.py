"""The sections that the submitting organisation wrote itself, each in its part of the brief."""

from __future__ import annotations

from typing import cast

from casefile.brief.parts.draft import Draft, Level
from casefile.model.sections import PLACES

TITLES = dict(PLACES)


def has(draft: Draft, part: str) -> bool:
    """Whether anything was written for this part."""
    return any(section["part"] == part for section in draft.material.sections)


def write(draft: Draft, part: str, lead: str = "", *, chapter: bool = False) -> None:
    """The sections of a part, with its usual heading where they do not open with a chapter heading of their own.

    With `chapter` the program adds to the part: then its usual heading comes always, the sections stand below it, and
    the paragraph `lead` comes first of all.
    """
    sections = [section for section in draft.material.sections if section["part"] == part]
    own = bool(sections) and sections[0]["level"] == "1"
    same = own and sections[0].title.casefold() == TITLES[part].casefold()
    below = chapter and any(section["level"] == "1" for section in sections[same:])
    if (not own and (sections or chapter)) or (chapter and not same):
        draft.heading(1, TITLES[part])
        if lead:
            draft.say(lead)
    for count, section in enumerate(sections):
        level = int(section["level"]) + (below and not (same and count == 0))
        draft.heading(cast("Level", min(level, 4)), section.title)
        if lead and same and count == 0:
            draft.say(lead)
        for paragraph in draft.material.paragraphs.get(section.id, ()):
            draft.prose(paragraph["text"])
