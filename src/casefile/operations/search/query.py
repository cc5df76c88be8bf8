"""A search as it was understood: terms that are wanted or must be absent, filters, and what could not be used.

parsing.py says how it is typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from casefile.storage import common_words, normaliser

FIELDS = ("type", "lang", "date", "grade", "by", "number", "tag", "folder", "is")
_MARKS = re.compile("(?<=[a-z])[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together, as the index holds them; the last is a beginning where `prefix` says so.

    `shown` are the same words as they are compared with text: without accents, runs of Hangul, Han and Kana whole.
    `typed` is what to look for in an open document.
    """

    tokens: tuple[str, ...]
    shown: tuple[str, ...]
    prefix: bool
    typed: str

    @property
    def match(self) -> str:
        """The term in the language of FTS5."""
        return f'"{" ".join(self.tokens)}"' + (" *" if self.prefix else "")

    def in_pairs(self, common: common_words.Letters) -> Term:
        """The same term as the index of documents finds it quickest."""
        pairs = () if self.prefix else common_words.as_pairs(self.tokens, common)
        return replace(self, tokens=pairs) if pairs else self


@dataclass(frozen=True, slots=True)
class Filter:
    """`field:value` as it was typed: `op` is "", ">=", "<=", ">" or "<"; `without` where a minus stood before it."""

    field: str
    op: str
    value: str
    without: bool

    @property
    def typed(self) -> str:
        return f"{'-' if self.without else ''}{self.field}:{self.op}{self.value}"


@dataclass(frozen=True, slots=True)
class Query:
    """`wanted`: of each group one term must be there. `unwanted`: none may be."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...]
    filters: tuple[Filter, ...]
    problems: tuple[str, ...]

    @property
    def match(self) -> str:
        """What is looked for in the language of FTS5; "" where only filters say what is wanted."""
        if not self.wanted:
            return ""
        match = " AND ".join(f"({group})" for group in self.groups)
        return f"({match}) NOT ({self.away})" if self.unwanted else match

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of which each is needed, in the language of FTS5."""
        return tuple(_any_of(group) for group in self.wanted)

    @property
    def away(self) -> str:
        """What must be absent, in the language of FTS5."""
        return _any_of(self.unwanted)

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is to be marked in what was found."""
        return tuple(dict.fromkeys(term for group in self.wanted for term in group))

    def in_pairs(self, common: common_words.Letters) -> Query:
        """The same query as the index of documents finds it quickest; `common` are the words whose pairs it holds."""
        if not common:
            return self
        wanted = tuple(tuple(term.in_pairs(common) for term in group) for group in self.wanted)
        return replace(self, wanted=wanted, unwanted=tuple(term.in_pairs(common) for term in self.unwanted))

    @property
    def empty(self) -> bool:
        """Nothing is asked."""
        return not (self.wanted or self.filters)


def _any_of(terms: tuple[Term, ...]) -> str:
    return " OR ".join(term.match for term in terms)


def comparable(text: str) -> str:
    """`text` in the one form of the index, accents of Latin letters away as the index drops them; й and ї are no accents."""
    folded = normaliser.fold(text)
    if folded.isascii():
        return folded
    bare = _MARKS.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", bare)
