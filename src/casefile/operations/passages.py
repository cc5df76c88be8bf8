"""Citing: what is selected in a document becomes a passage, and is linked to what it bears on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.model import Passage, locators
from casefile.model.base import table_of
from casefile.operations import proof_links, records
from casefile.operations.proof_links import Target

_SELECTED = ("locator", "quote", "before", "after")
_SCRIPTS = (
    ("hangul", re.compile("[\u1100-\u11ff\uac00-\ud7a3]")),
    ("kana", re.compile("[\u3040-\u30ff]")),
    ("han", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("arabic", re.compile("[\u0600-\u06ff]")),
    ("hebrew", re.compile("[\u0590-\u05ff]")),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f]")),
)
_WRITTEN_IN = {
    "ko": "hangul", "ja": "kana", "zh": "han", "he": "hebrew", "yi": "hebrew",
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "ug"), "arabic"),
    **dict.fromkeys(("uk", "ru", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg"), "cyrillic"),
}  # fmt: skip
"""ISO 639 codes by script; every other language is taken to be written in Latin letters."""
_SURE = {"hangul": "ko", "kana": "ja", "hebrew": "he"}
_UKRAINIAN, _RUSSIAN = re.compile("[іїєґІЇЄҐ]"), re.compile("[ыэъёЫЭЪЁ]")


def cite(session: Session, item_id: UUID, selected: Mapping[str, str]) -> UUID:
    """The passage of what is selected: `locator`, and `quote`, `before`, `after` where it is words.

    It is made, its language guessed, unless the very same place and words are a passage already.
    """
    values = {name: selected.get(name, "") for name in _SELECTED}
    known = _same(session, item_id, values["locator"], values["quote"])
    if known is not None:
        return known
    languages = records.get(session, "evidence", item_id)["languages"]
    language = language_of(values["quote"], languages)
    return records.add(session, "passage", {"evidence_id": item_id, "language": language, **values})


def cite_and_link(
    session: Session,
    item_id: UUID,
    selected: Mapping[str, str],
    targets: Sequence[Target],
    values: Mapping[str, Any] | None = None,
) -> UUID:
    """Cite what is selected and link it to each target, with bearing, weight and note in `values`; the passage."""
    passage = cite(session, item_id, selected)
    link_all(session, passage, targets, values)
    return passage


def link_all(
    session: Session, passage_id: UUID, targets: Sequence[Target], values: Mapping[str, Any] | None = None
) -> None:
    """Link a passage to several targets, in the same way to each."""
    for target in targets:
        proof_links.link(session, passage_id, target, values)


def _same(session: Session, item_id: UUID, locator: str, quote: str) -> UUID | None:
    table = table_of(Passage).c
    place = locators.canonical(locator) if locator else ""
    statement = select(table.id).where(
        table.evidence_id == item_id, table.binned.is_(False), table.locator == place, table.quote == quote
    )
    return session.scalars(statement.order_by(table.id).limit(1)).first()


def language_of(quote: str, known: Sequence[str]) -> str:
    """The language of a quote: of those `known` of its item the one that its letters fit, else what the script tells.

    "" where neither says it.
    """
    script = script_of(quote)
    fitting = [code for code in known if not script or _WRITTEN_IN.get(code.split("-")[0], "latin") == script]
    if len(fitting) > 1 and script == "cyrillic":
        fitting = [_cyrillic(quote) or fitting[0]]
    if fitting and (len(fitting) == 1 or script):
        return fitting[0]
    return _cyrillic(quote) if script == "cyrillic" else _SURE.get(script, "")


def script_of(text: str) -> str:
    """The script of most letters of `text`; kana anywhere make Japanese of Chinese characters. "" without letters."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    if counts["kana"]:
        counts["kana"] += counts.pop("han")
    most = max(counts, key=lambda name: counts[name])
    return most if counts[most] else ""


def _cyrillic(text: str) -> str:
    ukrainian, russian = len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
    if ukrainian == russian:
        return ""
    return "uk" if ukrainian > russian else "ru"
