"""Names found in texts however they are written: in other case, spacing and order, joined as in file names, inflected.

A name of several words is found with its first or last word at the other end (“Prykhodko, Oksana”), with underscores,
dots or hyphens between its words, and without anything between them (“OksanaPrykhodko.pdf”). Ukrainian and Russian names
are found in every case of the singular; a single word so inflected must begin with a capital, as “вовк” is a wolf too.
Where endings and articles follow without a space (Korean, Arabic, Hebrew) a word has no boundary. Accents of Latin letters,
vowel signs of Arabic ones and the composition of letters (file names of a Mac) make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

_JOINT = "\x01"
"""Stands in a folded text where only a capital begins a word: “StatementPrykhodko”."""
_SMALL, _CAPITAL = "a-zß-öø-ÿа-џґ", "A-ZÀ-ÖØ-ÞЀ-ЯҐ"
_UNSEEN = "\u00ad\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069"
"""Vowel signs, and characters that have no width or turn the direction."""
_CUT = re.compile(f"[{_CAPITAL}{_UNSEEN}](?:(?<=[{_UNSEEN}])[{_UNSEEN}]*|(?<=[{_SMALL}][{_CAPITAL}]))")
"""Where a joint comes before a capital, and what is left out. It begins with one set, which is looked for quickly."""
_LETTER = r"[^\W\d_]"
_GAP = r"(?:\s*[_+-]+\s*|\s+|\.|%20|\x01)"
_TURNED = r"(?:,\s*|\s*[_+-]+\s*|\s+|\.|%20|\x01)"
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_CASED = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f\u1e00-\u1fff]")
_CYRILLIC = re.compile("[\u0400-\u052f']+(?:-[\u0400-\u052f']+)*")
_HANGUL = re.compile("[가-힣]+")
_MORE = "…"
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_LONG = 6
"""Letters of a name from which on it is found with an unknown ending of up to three letters."""
_JOINED = 8
"""Letters of a name of several words from which on they are found with nothing between them, whatever stands around."""
_STEM = 3
"""Letters of a single word that an ending must leave."""
_ADJECTIVAL = ("ий", "ій", "ый", "ой", "ая", "яя")
_VOWELS = "аеєиіїоуыэюяй"
_FLEETING = "оеєі"
"""Vowels that may go, or become another, when an ending follows: Павел, Павла; Федір, Федора."""
_TURNS = {"г": "[гзж]", "к": "[кцч]", "х": "[хсш]"}
"""Consonants that may become others before an ending: Ольга, Ользі."""
_ENDING = re.compile(r"[оеєі]{1,2}ві|[оеьй]{1,2}(?:го|му)|'?[аеєиіїоуыэюяйь]{0,3}м?")
"""Of nouns and adjectives in the singular, Ukrainian and Russian, ё written as е; or none."""
_ANY_ENDING = rf"({_LETTER}{{0,5}})"
_KEYS = (3, 6)
"""Letters by which a name is looked for that begins a word, or that may stand within one."""


class Names:
    """Finds names, and puts what stands for them in their place."""

    def __init__(self, names: Sequence[str]) -> None:
        """Where two of `names` fit, the longer one is found."""
        longest_first = sorted(range(len(names)), key=lambda one: len(names[one]), reverse=True)
        self._folded = [_fold(_composed(name))[0] for name in names]
        self._ways = [way for place in longest_first for way in _ways_of(self._folded[place], place)]
        self._near: dict[str, tuple[_Way, ...]] = {}
        self._alike: dict[str, list[_Way]] = {}
        for way in self._ways:
            self._alike.setdefault(way.key[0], []).append(way)
        self._key = _key_of(self._alike)

    def replaced(self, text: str, stands: Mapping[int, str] | Sequence[str]) -> str:
        """`text` with each name replaced by what `stands` for the place that it has among the names."""
        whole = _composed(text)
        folded, places = _fold(whole)
        parts: list[str] = []
        done = at = 0
        while (candidate := self._key.search(folded, at)) is not None:
            start = candidate.start()
            found = self._found(folded, start, candidate[0], capital=whole[places[start]].isupper())
            if found is None:
                at = start + 1
                continue
            place, at = found
            parts += (whole[done : places[start]], stands[place])
            done = places[at]
        shown = "".join((*parts, whole[done:])) if parts else text
        return self._without_parts(shown) if _MORE in (shown[:1], shown[-1:]) else shown

    def _without_parts(self, text: str) -> str:
        """A text that was cut out of a longer one, without what may be left of a name at its ends."""
        if text[:1] == _MORE:
            words = text[1:].split(" ")
            while words and self._is_part(words[0]):
                del words[0]
            text = text if len(words) == text.count(" ") + 1 else _MORE + " ".join(words)
        if text[-1:] == _MORE and len(text) > 1:
            words = text[:-1].split(" ")
            while words and self._is_part(words[-1]):
                del words[-1]
            text = text if len(words) == text.count(" ") + 1 else " ".join(words) + _MORE
        return text

    def _is_part(self, word: str) -> bool:
        """Whether a word is one of a name of several."""
        folded = _EDGES.sub("", _fold(_composed(word))[0])
        near = (one for length in (1, 2, 3) for one in self._parts.get(folded[:length], ()) if len(folded) >= length)
        found = (_compiled(pattern).match(folded) for pattern in near)
        return any(one is not None and all(map(_ENDING.fullmatch, one.groups())) for one in found)

    @cached_property
    def _parts(self) -> dict[str, set[str]]:
        """The words of names of several words, by their first letters; of Korean ones what follows the family name."""
        found: dict[str, set[str]] = {}
        for name in self._folded:
            words = _words_of(name)
            given = [name[1:]] if len(words) == 1 and _HANGUL.fullmatch(name) and len(name) > 2 else []
            for word in given or (words if len(words) > 1 else []):
                start, pattern = _inflected(word, _STEM) or (_plain_start(word), _spelt(word))
                end = "" if _HANGUL.match(word) else f"(?!{_LETTER})"
                found.setdefault(start[: _KEYS[0]], set()).add(pattern + end)
        return found

    def _found(self, folded: str, start: int, key: str, *, capital: bool) -> tuple[int, int] | None:
        """The place of the name that begins at `start`, and where it ends."""
        near = self._near.get(key)
        if near is None:
            alike = self._alike[key[0]]
            near = tuple(way for way in alike if way.key.startswith(key) or key.startswith(way.key))
            self._near[key] = near
        for way in near:
            found = _compiled(way.pattern).match(folded, start)
            if found is not None and (capital or not way.capital) and all(map(_ENDING.fullmatch, found.groups())):
                return way.place, found.end()
        return None


# --- texts --------------------------------------------------------------------------------------------------------


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """A composed text in the letters that names are looked for in, and for each of them (and the end) its place."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for cut in _CUT.finditer(text):
        pieces.append(text[done : cut.start()])
        places.extend(range(done, cut.start()))
        done = cut.end()
        if cut[0].isupper():
            done = cut.start()
            pieces.append(_JOINT)
            places.append(done)
    if pieces:
        places.extend(range(done, len(text) + 1))
        return _small("".join((*pieces, text[done:]))), places
    return _small(text), range(len(text) + 1)


def _small(text: str) -> str:
    """In small letters without accents, letter for letter."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one if len(one.lower()) != 1 else one.lower() for one in text)
    return small if small.isascii() else small.translate(_table())


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """What each letter is folded to."""
    latin = (chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    table = {ord(one): apart[0] for one in latin if (apart := unicodedata.normalize("NFD", one)) != one}
    for kin in ("её", "'’ʼ`‘", "اأإآٱ", "يىی", "هة", "كک", "-‐‑‒–—―"):
        table |= dict.fromkeys(map(ord, kin[1:]), kin[0])
    return table


# --- the ways to write a name -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to write the name at `place`: a pattern that begins with the letters of `key`.

    `bounded`: a word begins with it. `capital`: it must begin with one. What its groups catch must be endings.
    """

    place: int
    key: str
    pattern: str
    bounded: bool
    capital: bool = False


@lru_cache(maxsize=20_000)
def _compiled(pattern: str) -> re.Pattern[str]:
    """When it is first wanted: most names never are."""
    return re.compile(pattern)


def _ways_of(name: str, place: int) -> Iterator[_Way]:
    """The ways to write a folded name."""
    words = _words_of(name)
    if words and all(map(_HANGUL.fullmatch, words)):
        yield from _hangul("".join(words), place)
        words = words if len(words) > 1 else []
    for turn, order in enumerate(_orders(words)):
        yield _spaced(order, place, _TURNED if turn == 1 else _GAP)
        joined = "".join(order)
        if len(words) > 1 and turn < 2 and len(joined) >= _JOINED:
            yield _Way(place, _plain_start(joined)[: _KEYS[1]], _spelt(joined), bounded=False)
    if len(words) == 1 and (known := _inflected(words[0], _STEM)):
        start, pattern = known
        yield _Way(place, start[: _KEYS[0]], f"(?<!{_LETTER}){pattern}(?!{_LETTER})", bounded=True, capital=True)


def _words_of(name: str) -> list[str]:
    return [word for word in re.split(r"[\s_]+", name) if word.strip(_JOINT)]


def _orders(words: Sequence[str]) -> list[Sequence[str]]:
    """The words as they are, with the last one first, with the first one last."""
    return [words, [*words[-1:], *words[:-1]], [*words[1:], *words[:1]]][: min(len(words), 3)]


def _hangul(name: str, place: int) -> Iterator[_Way]:
    """Particles follow the name directly; the family name, of one syllable or two, may stand apart."""
    yield _Way(place, name[: _KEYS[0]], name, bounded=False)
    for length in range(1, min(2, len(name) - 2) + 1):
        pattern = f"(?<![가-힣]){name[:length]}{_GAP}{name[length:]}"
        yield _Way(place, name[:length], pattern, bounded=True)


def _spaced(words: Sequence[str], place: int, gap: str) -> _Way:
    """These words, `gap` between the first two, and nothing around them that belongs to another word."""
    known = [_inflected(word, 1) if len(words) > 1 else None for word in words]
    forms = [_spelt(word) if form is None else form[1] for word, form in zip(words, known, strict=True)]
    pattern = _GAP.join([gap.join(forms[:2]), *forms[2:]])
    first, last = words[0][0], words[-1][-1]
    start = _plain_start(words[0]) if known[0] is None else known[0][0]
    bounded = _CASED.match(first) is not None
    if bounded:
        pattern = f"(?<!{_LETTER}){pattern}"
    elif first.isdecimal():
        pattern = rf"(?<!\d){pattern}"
    if last.isdecimal():
        pattern += r"(?!\d)"
    elif _LATIN.match(last) and sum(map(len, words)) >= _LONG:
        pattern += f"(?!{_LETTER}{{4}})"
    elif _CASED.match(last):
        pattern += f"(?!{_LETTER})"
    return _Way(place, start[: _KEYS[0]], pattern, bounded)


def _inflected(word: str, least: int) -> tuple[str, str] | None:
    """A Ukrainian or Russian word in any case: the letters that do not change, and the pattern with them.

    None where an ending would leave less than `least` letters.
    """
    if not _CYRILLIC.fullmatch(word):
        return None
    if "-" in word:
        parts = [_inflected(part, 1) or (part, part) for part in word.split("-") if part]
        return parts[0][0], r"[\s_-]?".join(pattern for _, pattern in parts)
    if len(word) >= _STEM + 2 and word.endswith(_ADJECTIVAL):
        stem = word[:-2]
    else:
        stem = word[:-1] if word[-1] in (*_VOWELS, "ь") else word
    if len(stem) < least:
        return None
    kept, end = stem, ""
    if word[-1] not in _VOWELS and len(stem) > 2 and stem[-2] in _FLEETING:
        kept, end = stem[:-2], f"{_LETTER}?{stem[-1]}"
    elif word[-1] in _VOWELS and stem[-1] in _TURNS and len(stem) > 1:
        kept, end = stem[:-1], _TURNS[stem[-1]]
    return kept, f"{kept}{end}{_ANY_ENDING}"


def _spelt(word: str) -> str:
    """A word letter for letter: hyphens may be missing, dots too, and a capital within need not be one."""
    softened = {"-": r"[\s_-]?", ".": r"\.?\s*", _JOINT: f"{_JOINT}?"}
    return "".join(softened.get(one) or re.escape(one) for one in word)


def _plain_start(word: str) -> str:
    """The letters with which every spelling of a word begins."""
    found = re.match(rf"{_LETTER}+", word)
    return found[0] if found else word[0]


def _key_of(alike: Mapping[str, Sequence[_Way]]) -> re.Pattern[str]:
    """What finds the keys of ways that stand by their first letters; it begins with one set, which is looked for quickly."""
    branches = []
    for first, ways in alike.items():
        within = "|".join({re.escape(way.key[1:]) for way in ways if not way.bounded})
        begun = "|".join({re.escape(way.key[1:]) for way in ways if way.bounded})
        kinds = [f"(?:{within})"] if not all(way.bounded for way in ways) else []
        kinds += [f"(?<!{_LETTER}.)(?:{begun})"] if any(way.bounded for way in ways) else []
        branches.append(f"(?<={re.escape(first)})(?:{'|'.join(kinds)})")
    return re.compile(f"[{re.escape(''.join(alike))}](?:{'|'.join(branches)})" if alike else "(?!)")


@lru_cache(maxsize=8)
def finder(names: tuple[str, ...]) -> Names:
    """What finds `names`; made once for as long as they are the same."""
    return Names(names)
