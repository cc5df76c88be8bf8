"""What a person types to search, taken apart (query.py says into what).

Words are all needed. "Words in quotes" stand together, in quotation marks of any kind; word* is a beginning, and so is
the last word while it is being typed, or the last of an open quotation; -word must be absent; OR stands between two
alternatives; field:value narrows (`FIELDS`). What an input method or a word processor makes of these signs is taken for
them. A part that cannot be used is left out and said in one sentence (`problems`), and the rest still searches.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field

from casefile.operations.search.query import FIELDS, Filter, Query, Term, comparable
from casefile.storage import normaliser

MOST_TERMS = 60
"""Terms that are looked for; a page pasted into the box by mistake is not."""
_LONGEST = 200  # letters of one term
_ALSO = {"kind": "type", "language": "lang", "author": "by", "grading": "grade", "tags": "tag", "path": "folder"}
"""Names that people give to fields."""
_SIGNS = str.maketrans(
    {
        **{chr(sign + 0xFEE0): chr(sign) for sign in range(0x21, 0x7F)},  # full-width forms
        "\u3000": " ",
        **dict.fromkeys("“”„‟«»「」『』《》〝〞〟", '"'),
        **dict.fromkeys("−–‐‑﹣", "-"),
        **dict.fromkeys("＊∗﹡", "*"),
    }
)
"""One sign for one, so that places stay the same."""
_COMPARED = {"≥": ">=", "=>": ">=", "≤": "<=", "=<": "<=", "=": ""}
_OP = "(?:>=|=>|<=|=<|[≥≤><=])"
_NAMES = "|".join((*FIELDS, *_ALSO))
_VALUE = rf'"[^"]*"?|(?!(?:{_NAMES})\s?:)[^\s"]*'
_PART = re.compile(
    rf"(?P<minus>-?)(?:(?P<field>{_NAMES})(?:\s?:\s*(?P<op>{_OP}?)|(?P<bare>{_OP}))\s*(?P<value>{_VALUE})"
    r'|(?P<other>[^\W\d_]{2,}):(?:(?=")|[^\s"/:][^\s"]*)'
    r'|(?<!\d)"(?P<phrase>[^"]+)"(?P<star>\*?)|(?<![^\s(-])"(?P<open>[^"]+)$|(?P<word>[^\s"]+)|")',
    re.IGNORECASE,
)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’‘ʼʹ`′＇](?=[^\W\d_])")
_NEAR = 0.6


@dataclass
class _Found:
    """What was understood so far."""

    wanted: list[tuple[Term, ...]] = field(default_factory=list)
    unwanted: list[Term] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    either: bool = False

    def take(self, terms: tuple[Term, ...], *, without: bool) -> None:
        if without:
            self.unwanted += terms
        elif self.either:
            self.wanted[-1] += terms
        else:
            self.wanted.append(terms)
        self.either = False


def parse(typed: str) -> Query:
    """Take apart what was typed."""
    found = _Found()
    plain = typed.translate(_SIGNS)
    parts = list(_PART.finditer(plain))
    for part in parts[:MOST_TERMS]:
        if part[0] == "OR" and len(parts) > 1:
            found.either = bool(found.wanted)
        elif part[0] == "AND" and len(parts) > 1:
            continue
        elif part["field"]:
            _add_filter(part, found)
        else:
            still_typed = part is parts[-1] and not plain[-1:].isspace()
            terms = _terms(part, typed, last=still_typed)
            if terms:
                found.take(terms, without=bool(part["minus"]))
                found.problems += _doubts(part)
    found.problems += _of_all(parts, plain, found)
    problems = tuple(dict.fromkeys(found.problems))
    return Query(tuple(found.wanted), tuple(found.unwanted), tuple(found.filters), problems)


def _add_filter(part: re.Match[str], found: _Found) -> None:
    name = part["field"].casefold()
    value, op = part["value"].strip('"').strip(), part["op"] or part["bare"] or ""
    if value:
        found.filters.append(Filter(_ALSO.get(name, name), _COMPARED.get(op, op), value, bool(part["minus"])))
    else:
        found.problems.append(f"“{part[0].strip()}” lacks what to look for; write it behind the colon.")


def _terms(part: re.Match[str], typed: str, *, last: bool) -> tuple[Term, ...]:
    """A word, quoted words, or something like 8:2 that only looks like a field; in each way in which it may be written."""
    quoted = "phrase" if part["phrase"] else "open"
    start, end = part.span(quoted if part[quoted] else 0)
    start += bool(part["minus"]) and not part[quoted]
    body = part.string[start:end][:_LONGEST]
    starred = bool(part["star"]) or (not part["phrase"] and (last or body.endswith("*")))
    terms = (_term(one, starred=starred) for one in _spellings(body, typed[start:end][:_LONGEST]))
    return tuple({(term.tokens, term.prefix): term for term in terms if term is not None}.values())


def _spellings(body: str, as_typed: str) -> dict[str, None]:
    """The ways in which a text may write these words: full-width letters, and the letter apostrophe of Ukrainian."""
    found = dict.fromkeys([body, as_typed if as_typed != body and normaliser.words(as_typed) else body])
    if _APOSTROPHE.search(body):
        found |= dict.fromkeys([_APOSTROPHE.sub("'", body), _APOSTROPHE.sub("ʼ", body)])
    return found


def _term(body: str, *, starred: bool) -> Term | None:
    tokens = tuple(normaliser.words(body))
    if not tokens:
        return None
    shown = tuple(comparable(word) for word in normaliser.runs(body))
    return Term(tokens, shown, starred and _open(tokens[-1], body), body.strip("*"))


def _open(token: str, body: str) -> bool:
    """Whether a term can be a beginning: pairs of characters are found inside words anyway; one alone begins a pair."""
    return len(token) == 1 or not normaliser.is_paired(body)


# --- what was not understood --------------------------------------------------------------------------------------


def _doubts(part: re.Match[str]) -> list[str]:
    """What is to be said of a part that is looked for as words."""
    said, word = [], part["word"] or ""
    if part["other"]:
        near = difflib.get_close_matches(part["other"].casefold(), FIELDS, 1, _NEAR)
        fields = f"did you mean {near[0]}:?" if near else f"fields are {' '.join(f'{name}:' for name in FIELDS)}"
        said.append(f"“{part['other']}:” is no field and is looked for as a word; {fields}")
    if "*" in word.strip("*") or (word.startswith("*") and word.strip("*")):
        said.append(f"“{word}”: a star stands for letters at the end of a word only; what is before it is left out.")
    if word == "NOT":
        said.append("“NOT” is looked for as a word; write -word for what must not be there.")
    return said


def _of_all(parts: list[re.Match[str]], plain: str, found: _Found) -> list[str]:
    """What is to be said of the whole."""
    said = []
    if len(parts) > MOST_TERMS:
        said.append(f"Only the first {MOST_TERMS} words are looked for.")
    either = [place for place, part in enumerate(parts) if part[0] == "OR"]
    if either and any(part[0].startswith("(") or part[0].endswith(")") for part in parts):
        said.append("Brackets do not group words here; OR stands between the two words beside it.")
    if any(part["field"] for place in either for part in (*parts[place - 1 : place], *parts[place + 1 : place + 2])):
        said.append(
            "OR stands between words, not between filters; type: and lang: take several, as in type:photo,video."
        )
    if plain.strip() and not (found.wanted or found.unwanted or found.filters or found.problems):
        said.append("There is no letter or digit in this; write a word to look for.")
    return said
