"""From runs to atoms: pieces of text that no line end divides, measured once, with where a line may end.

Lines are broken in logical order; the bidirectional algorithm (Unicode UAX #9, levels from python-bidi) gives each atom
its level here, and `lines` puts each line in visual order. Where a line may end follows UAX #14 for the scripts of a
brief: after spaces, after hyphens and dashes inside words, between Hangul syllables and hanja, inside long addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bidi import algorithm

from casefile.brief.document import Run
from casefile.brief.fonts import Piece, Stack, stack
from casefile.brief.styles import Style

CJK = "\u2e80-\u2fff\u3005-\u3007\u3041-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
CLOSING = "、。，．）」』】〕》〉！？：；"
OPENING = "（「『【〔《〈"
TOKEN = re.compile(r"\n| +|[^ \n]+")
INNER = re.compile(
    rf"(?<=\w[-‐–—/])(?=[^\W\d_])|(?<=—)(?=\w)|(?<=[{CJK}{CLOSING}])(?=[{CJK}{OPENING}])",
)
LONG = re.compile(rf"{INNER.pattern}|(?<=[-/?&=_.:;,%#@+~|\\])(?=[\w<(\[])|(?<=[0-9A-Fa-f]{{8}})(?=[0-9A-Fa-f]{{8}})")
ENDLESS = re.compile(
    r".(?:.{0,14}[^\u0300-\u036f\u0610-\u061a\u064b-\u065f])?[\u0300-\u036f\u0610-\u061a\u064b-\u065f]*", re.DOTALL
)
LONG_FROM = 25  # characters: words of any language are shorter, addresses and hashes longer
RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
KEPT = 80  # a longer token is seldom met twice


@dataclass(slots=True, eq=False)
class Atom:
    """Text that stays together, shaped. `width` in points; `level` is odd for right-to-left text."""

    text: str
    voice: Voice
    width: float
    pieces: tuple[Piece, ...]
    level: int = 0
    link: str = ""
    anchor: str = ""
    note: int = 0
    space: bool = field(init=False)

    def __post_init__(self) -> None:
        self.space = self.text[:1] == " "


class Voice:
    """Sets words in one style, each word once."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.stack: Stack = stack(style.family, style.bold, style.italic)
        self._atoms: dict[str, Atom] = {}
        self._turned: dict[tuple[str, int], Atom] = {}

    def atom(self, text: str) -> Atom:
        """The shared atom for left-to-right `text` without link or mark."""
        found = self._atoms.get(text)
        if found is None:
            found = self.make(text)
            if len(text) <= KEPT:
                self._atoms[text] = found
        return found

    def at_level(self, text: str, level: int) -> Atom:
        """The shared atom for `text` at a level of the bidirectional algorithm."""
        if (text, level) not in self._turned:
            self._turned[text, level] = self.make(text, level)
        return self._turned[text, level]

    def make(self, text: str, level: int = 0) -> Atom:
        if text == "\n":
            return Atom(text, self, 0.0, (), level)
        pieces = self.stack.pieces(text, rtl=bool(level % 2))
        return Atom(text, self, sum(piece.width for piece in pieces) * self.style.size / 1000, pieces, level)

    def again(self, atom: Atom, text: str, level: int) -> Atom:
        """An atom for part of the text of `atom`, with the same link."""
        if not (atom.link or atom.anchor or atom.note):
            return self.at_level(text, level)
        new = self.make(text, level)
        new.link, new.anchor, new.note = atom.link, atom.anchor, atom.note
        return new


@dataclass(slots=True)
class Text:
    """A paragraph ready for line breaking: atoms in logical order; `stops[i]` tells if a line may end after atom i."""

    atoms: list[Atom] = field(default_factory=list)
    stops: list[bool] = field(default_factory=list)
    rtl: bool = False
    bidi: bool = False

    def add(self, atom: Atom, stop: bool) -> None:
        self.atoms.append(atom)
        self.stops.append(stop)


def tokens(text: str) -> Iterator[str]:
    """Spaces, line feeds and the parts of words between which a line may end; joined they are `text`."""
    for chunk in TOKEN.findall(text):
        if chunk[0] in " \n" or (len(chunk) < LONG_FROM and chunk.isalpha() and chunk.isascii()):
            yield chunk
        else:
            for part in (LONG if len(chunk) >= LONG_FROM else INNER).split(chunk):
                yield from ENDLESS.findall(part) if len(part) >= LONG_FROM else (part,)


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character; `text` holds no bidirectional controls (Stack.visible has shown them)."""
    storage = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = "R" if base else "L"
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [character["level"] for character in storage["chars"]]


class Typesetter:
    """Makes text of runs. One serves one document, so that each word of it is shaped once."""

    def __init__(self) -> None:
        self._voices: dict[Style, Voice] = {}

    def voice(self, style: Style) -> Voice:
        if style not in self._voices:
            self._voices[style] = Voice(style)
        return self._voices[style]

    def text(self, runs: tuple[Run, ...], style: Style, marks: dict[int, int] | None = None) -> Text:
        """`runs` in `style`; `marks` gives the number of the footnote of the run at an index."""
        result = Text()
        for index, run in enumerate(runs):
            voice = self.voice(style.but(bold=run.bold, italic=run.italic))
            self._add(result, voice, run)
            if marks and index in marks:
                self._mark(result, self.voice(style.mark()), marks[index])
        whole = "".join(atom.text for atom in result.atoms)
        return _with_levels(result, whole) if RTL.search(whole) else result

    def plain(self, text: str, style: Style) -> Text:
        return self.text((Run(text),), style)

    @staticmethod
    def _add(result: Text, voice: Voice, run: Run) -> None:
        shown = voice.stack.visible(run.text)
        first = True
        for token in tokens(shown):
            if first and result.atoms:
                result.stops[-1] = _may_part(result.atoms[-1].text, token)
            if run.link or (run.anchor and first):
                atom = voice.make(token)
                atom.link, atom.anchor = run.link, run.anchor if first else ""
            else:
                atom = voice.atom(token)
            result.add(atom, stop=True)
            first = False

    @staticmethod
    def _mark(result: Text, voice: Voice, number: int) -> None:
        """The mark of a footnote, close to the word before it; space that followed the word follows the mark."""
        after = len(result.atoms)
        while after and result.atoms[after - 1].space:
            after -= 1
        if after:
            result.stops[after - 1] = False
        atom = voice.make(str(number))
        atom.link, atom.anchor, atom.note = f"note-{number}", f"cited-{number}", number
        result.atoms.insert(after, atom)
        result.stops.insert(after, True)


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between the last token of a run and the first of the next."""
    return before[-1] in " \n" or INNER.split(before[-2:] + after[0])[-1] == after[0]


def _with_levels(source: Text, whole: str) -> Text:
    """The same text with atoms divided where the direction changes."""
    base = algorithm.get_base_level(whole)
    level_of = levels(whole, base)
    result = Text(rtl=bool(base), bidi=True)
    position = 0
    for atom, stop in zip(source.atoms, source.stops, strict=True):
        start, end = position, position + len(atom.text)
        while position < end:
            until = position + 1
            while until < end and level_of[until] == level_of[position]:
                until += 1
            part = atom.voice.again(atom, whole[position:until], level_of[position])
            if position > start and part.anchor:
                part.anchor = ""
            result.add(part, stop and until == end)
            position = until
    return result
