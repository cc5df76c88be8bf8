"""The Statute as a tree: articles, under them paragraphs, crimes and modes of liability, each below the next that holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from casefile.errors import UserError
from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.law.codes import Code


@dataclass(frozen=True, slots=True)
class Node:
    """One provision with a page of its own. `key` is what is stored for it, `kind` one of article, paragraph, crime, mode.

    Keys of modes may carry a form (`25(3)(a) jointly`). A paragraph that only the Elements of Crimes split, such as
    8(2)(a)(ii), is a node though the catalogue has no record of it.
    """

    key: str
    code: str
    title: str
    kind: str
    parent: str
    children: tuple[str, ...]


@lru_cache(maxsize=1)
def nodes() -> Mapping[str, Node]:
    """Every node by key, in the order of the Statute."""
    entries = sorted(_entries().items(), key=lambda entry: codes.sort_key(entry[1][0]))
    by_code = {code: key for key, (code, _, _) in reversed(entries)}
    parents = {key: _parent(key, code, by_code) for key, (code, _, _) in entries}
    children = defaultdict(list)
    for key, parent in parents.items():
        children[parent].append(key)
    return {
        key: Node(key, code, title, kind, parents[key], tuple(children[key])) for key, (code, title, kind) in entries
    }


def above(key: str) -> tuple[str, ...]:
    """What a node stands under, from its article down; without itself."""
    found: list[str] = []
    while parent := nodes()[key].parent:
        found.insert(0, parent)
        key = parent
    return tuple(found)


def below(key: str) -> tuple[str, ...]:
    """Everything under a node, in the order of the Statute; without itself."""
    return tuple(each for child in nodes()[key].children for each in (child, *below(child)))


def nearest(code: str) -> str | None:
    """The key of the provision, or of the closest one above it that has a page; None for what is no code of the Statute."""
    if code in nodes():
        return code
    try:
        wanted = codes.parse(code)
    except UserError:
        return None
    known = _by_code()
    return next((known[str(each)] for each in (wanted, *_levels(wanted)) if str(each) in known), None)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, str]:
    """Of a mode with several forms the key without one."""
    return {node.code: node.key for node in reversed(tuple(nodes().values()))}


def _entries() -> dict[str, tuple[str, str, str]]:
    """Code, title and kind by key; a crime or a mode stands before a paragraph of the same code."""
    law = catalogue()
    found = {article.code: (article.code, article.title, "article") for article in law.articles}
    found |= {paragraph.code: (paragraph.code, paragraph.title, "paragraph") for paragraph in law.paragraphs}
    splits = defaultdict(list)
    for crime in law.crimes:
        if crime.code != crime.statute_code:
            splits[crime.statute_code].append(crime.short_title)
    for code, titles in splits.items():
        found.setdefault(code, (code, _sentence(titles), "paragraph"))
    found |= {crime.key: (crime.code, crime.title, "crime") for crime in law.crimes}
    return found | {mode.key: (mode.code, mode.title, "mode") for mode in law.modes}


def _sentence(titles: list[str]) -> str:
    words = "; ".join(title[:1].lower() + title[1:] for title in titles)
    return words[:1].upper() + words[1:]


def _parent(key: str, code: str, by_code: Mapping[str, str]) -> str:
    if by_code[code] != key:  # a form of the mode that stands first
        return by_code[code]
    return next((by_code[str(level)] for level in _levels(codes.parse(code)) if str(level) in by_code), "")


def _levels(code: Code) -> tuple[Code, ...]:
    """The code without its last level, without its last two …, up to the article."""
    head = (code.article, code.article_suffix)
    number = (code.paragraph, code.paragraph_suffix)
    shorter = (
        Code(*head, *number, code.letter, code.roman),
        Code(*head, *number, code.letter),
        Code(*head, *number),
        Code(*head),
    )
    return tuple(dict.fromkeys(each for each in shorter if each != code))
