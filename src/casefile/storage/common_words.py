"""Pairs of common words, so that phrases made of them are found as quickly as words.

To find “of the”, FTS5 compares the places of two words on nearly every page. So the index of documents holds, behind the
words of a part, each two neighbours that are both common as one more word: two letters of private use, one for each.
They stand in the order of the text, so that a phrase of three common words is a phrase of two pairs; where one pair only
seems to go on in the next, something stands between them.

Which words are common is chosen out of the texts of the case itself, once, when there are enough of them: it holds in
any language, and for the names that stand everywhere in a case. They are kept in `meta` beside the index, since what the
index is asked, and what it is to forget, must be written as what it was given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, repeat

from casefile.storage import normaliser

ENOUGH = 2_000
"""Parts of which a case tells its common words."""
SAMPLE = 500
"""Parts that are read to choose."""
_MOST = 256
_SHARE = 1 / 16
"""Pairs to a word of text, at most: so the index grows by less than a tenth."""
_LEAST = 1 / 50
"""Of the sample a common word stands in."""
_FIRST, _BETWEEN = 0xE000, "\uf8ff"
_RUN = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST - 1)}]{{2,}}")

Letters = Mapping[str, str]
"""The letter of private use for each common word."""


def words(text: str) -> list[str]:
    """The words of a text exactly as FTS5 holds them."""
    return normaliser.cut(normaliser.held(text))


@lru_cache(maxsize=8)
def letters(common: str) -> Letters:
    """What stands for each of the common words, as they are kept: in their order, with spaces between them."""
    return {word: chr(_FIRST + place) for place, word in enumerate(common.split())}


def pairs(text: Sequence[str], common: Letters) -> list[str]:
    """The pairs in a row of words."""
    made: list[str] = []
    for run in _RUN.findall("".join(map(common.get, text, repeat(" ")))):
        if made and made[-1][-1] == run[0]:
            made.append(_BETWEEN)
        made += [run[at : at + 2] for at in range(len(run) - 1)]
    return made


def as_pairs(phrase: Iterable[str], common: Letters) -> tuple[str, ...]:
    """How a phrase is asked for: as its pairs if all of it is common; () if it is not, and for a single word."""
    bare = [word for each in phrase for word in words(each)]
    if not all(word in common for word in bare):
        return ()
    return tuple(common[one] + common[other] for one, other in pairwise(bare))


def indexed(text: str, common: Letters) -> str:
    """A text as the index of documents is given it."""
    held = normaliser.held(text)
    found = pairs(normaliser.cut(held), common) if common else ()
    return f"{held} {_BETWEEN} {' '.join(found)}" if found else held


def chosen(texts: Iterable[str]) -> str:
    """The common words of a sample of texts, in the form in which they are kept; "" where no word is."""
    sample = [words(text) for text in texts]
    standing = Counter(word for text in sample for word in set(text))
    often = [word for word, count in standing.items() if count >= max(2, _LEAST * len(sample))]
    often.sort(key=lambda word: (-standing[word], word))
    often = often[:_MOST]
    allowed = _SHARE * sum(map(len, sample))
    while often and sum(len(pairs(text, letters(" ".join(often)))) for text in sample) > allowed:
        often = often[: len(often) * 5 // 6]
    return " ".join(often)
