"""What a person types to search, taken apart.

Words are all needed. "Words in quotes" stand together; word* is a beginning, and so is the last word while it is being
typed; -word must be absent; OR stands between two alternatives; field:value narrows (`FIELDS`). A part that cannot be
used is left out and said in one sentence (`problems`), and the rest still searches.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from casefile.storage import common_words, normaliser

FIELDS = ("type", "lang", "date", "grade", "by", "number", "tag", "folder", "is")
MOST_TERMS = 60
"""Terms that are looked for; a page pasted into the box by mistake is not."""
_LONGEST = 200  # letters of one term
_PART = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[A-Za-z]+):(?P<op>>=|<=|>|<|=|)(?P<value>"[^"]*"|\S*)'
    r'|"(?P<phrase>[^"]+)"(?P<star>\*?)|(?P<word>[^\s"]+)|")'
)
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


def parse(typed: str) -> Query:
    """Take apart what was typed."""
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    filters: list[Filter] = []
    problems: list[str] = []
    parts = list(_PART.finditer(typed))
    either = False
    for part in parts[:MOST_TERMS]:
        if part["word"] == "OR" and not part["minus"]:
            either = bool(wanted)
        elif part["field"] and part["field"].lower() in FIELDS:
            _add_filter(part, filters, problems)
        elif term := _term(part, last=part is parts[-1] and not typed[-1:].isspace()):
            if part["minus"]:
                unwanted.append(term)
            elif either:
                wanted[-1] = (*wanted[-1], term)
            else:
                wanted.append((term,))
            either = False
    if len(parts) > MOST_TERMS:
        problems.append(f"Only the first {MOST_TERMS} words are looked for.")
    if unwanted and not wanted:
        problems.append(f"“-{' '.join(unwanted[0].shown)}” only takes away; say also what to look for.")
    return Query(tuple(wanted), tuple(unwanted), tuple(filters), tuple(problems))


def _add_filter(part: re.Match[str], filters: list[Filter], problems: list[str]) -> None:
    value = part["value"].strip('"').strip()
    if value:
        op = "" if part["op"] == "=" else part["op"]
        filters.append(Filter(part["field"].lower(), op, value, bool(part["minus"])))
    else:
        problems.append(f"“{part[0]}” lacks what to look for; write it behind the colon.")


def _term(part: re.Match[str], *, last: bool) -> Term | None:
    """A word, quoted words, or something like 8:2 that only looks like a field."""
    body = (part["phrase"] or part["word"] or part[0].lstrip("-") or "")[:_LONGEST]
    tokens = tuple(normaliser.words(body))
    if not tokens:
        return None
    starred = bool(part["star"]) or (not part["phrase"] and (last or body.endswith("*")))
    shown = tuple(comparable(word) for word in normaliser.runs(body))
    return Term(tokens, shown, starred and _open(tokens[-1], body), body.strip("*"))


def _open(token: str, body: str) -> bool:
    """Whether a term can be a beginning: pairs of characters are found inside words anyway; one alone begins a pair."""
    return len(token) == 1 or not normaliser.is_paired(body)


def comparable(text: str) -> str:
    """`text` in the one form of the index, accents of Latin letters away as the index drops them; й and ї are no accents."""
    folded = normaliser.fold(text)
    if folded.isascii():
        return folded
    bare = _MARKS.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", bare)
