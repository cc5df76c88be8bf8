"""Breaking text into lines and putting each line in the order in which it is seen.

Justified paragraphs are broken as a whole, so that the spaces of all lines vary as little as they can (after Knuth and
Plass, Breaking Paragraphs into Lines, 1981, with one class of lines and no hyphenation); other text line by line.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from casefile.brief.text import Atom, Text

SHRINK = 0.12  # a space may lose this share of its width in a justified line
STRETCH = 0.6  # a space may gain this share of its width before a line begins to look loose
SPARSE = 0.7  # of the column: a line emptier than this is not considered
NO_SPACE = 1e6  # the cost of a line that cannot be justified
RUNT = 5e3  # the cost of a last line of a syllable or two
FAST = 0.8  # atoms wider than this share of the column on average are dealt with line by line
LOOSE = 0.55  # a line whose spaces would grow by more ems than this stays ragged
SLACK = 0.01  # points: rounding must not break a line


@dataclass(slots=True, eq=False)
class Line:
    """Atoms from left to right. `width` is natural, without trailing space; `gap` is added to each space, in points.

    `offset` moves the line from the left edge of its column; `spoken` is the text in reading order of a
    left-to-right line with right-to-left words; readers turn a line that is right-to-left as a whole round themselves.
    """

    atoms: list[Atom]
    width: float
    gap: float
    offset: float
    spoken: str = ""

    @property
    def notes(self) -> list[int]:
        return [atom.note for atom in self.atoms if atom.note]


def break_lines(text: Text, width: float, align: str = "justify") -> list[Line]:
    """The lines of `text` in a column of `width` points."""
    ends = best_ends(text.atoms, text.stops, width) if align == "justify" else []
    if not ends:
        return first_fit(text, width, align)
    lines = [_line(text, text.atoms[start:end], width, align) for start, end in pairwise((0, *ends[:-1]))]
    return [*lines, _line(text, text.atoms[ends[-2] if len(ends) > 1 else 0 :], width, _loose(align))]


def best_ends(atoms: list[Atom], stops: list[bool], width: float) -> list[int]:
    """Where the lines of a justified paragraph best end (indices of `atoms`); empty if no choice of ends avoids a line too wide."""
    wide, spaces = [0.0], [0.0]
    for atom in atoms:
        wide.append(wide[-1] + atom.width)
        spaces.append(spaces[-1] + (atom.width if atom.space else 0.0))
    if not atoms or wide[-1] > FAST * width * len(atoms) or any(not atom.pieces for atom in atoms):
        return []
    nodes = [(0, 0.0, 0)]  # (start of a line, cost of the lines before it, node before it)
    oldest = 0
    for start, end in _candidates(atoms, stops):
        last = start == len(atoms)
        best, parent = math.inf, -1
        for index in range(oldest, len(nodes)):
            begin, cost, _ = nodes[index]
            natural, gaps = wide[end] - wide[begin], spaces[end] - spaces[begin]
            if natural - gaps * SHRINK > width + SLACK:
                oldest = index + 1
                continue
            if not last and natural < width * SPARSE:
                break
            total = cost + (_last_cost(natural, width) if last else _cost(width - natural, gaps))
            if total < best:
                best, parent = total, index
        if parent >= 0:
            nodes.append((start, best, parent))
        elif oldest == len(nodes):
            return []
    return _path(nodes) if nodes[-1][0] == len(atoms) else []


def _candidates(atoms: list[Atom], stops: list[bool]) -> Iterator[tuple[int, int]]:
    """Possible line ends: where the next line would start, and where this one ends without trailing space."""
    end = 0
    for index, atom in enumerate(atoms):
        space = atom.space
        if not space:
            end = index + 1
        if index + 1 == len(atoms) or ((space or stops[index]) and not atoms[index + 1].space):
            yield index + 1, end


def _cost(room: float, gaps: float) -> float:
    """How bad it is to share `room` points among spaces of `gaps` points together."""
    if not gaps:
        return NO_SPACE
    ratio = room / (gaps * (STRETCH if room > 0 else SHRINK))
    return float((1 + 100 * abs(ratio) ** 3) ** 2)


def _last_cost(natural: float, width: float) -> float:
    return RUNT if natural < width * 0.06 else 1.0


def _path(nodes: list[tuple[int, float, int]]) -> list[int]:
    ends: list[int] = []
    index = len(nodes) - 1
    while index:
        start, _, index = nodes[index]
        ends.append(start)
    return ends[::-1]


def first_fit(text: Text, width: float, align: str) -> list[Line]:
    """Each line as full as it can be; text wider than the column is divided anywhere."""
    atoms, stops = list(text.atoms), list(text.stops)
    shrink = 1 - SHRINK if align == "justify" else 1.0
    lines: list[Line] = []
    start, best, position, used = 0, -1, 0, 0.0
    while position < len(atoms):
        atom = atoms[position]
        if atom.text == "\n":
            lines.append(_line(text, atoms[start:position], width, _loose(align)))
            start, best, used = position + 1, -1, 0.0
        elif atom.space:
            used += atom.width * shrink
            best = position + 1
        else:
            used += atom.width
            if used > width + SLACK:
                if best <= start:
                    best = _divide(atoms, stops, position, width - (used - atom.width), position == start)
                    if best == position == start:
                        raise AssertionError("a line must take something")
                lines.append(_line(text, atoms[start:best], width, align))
                start, position, best, used = best, best, -1, 0.0
                continue
            if stops[position]:
                best = position + 1
        position += 1
    if start < len(atoms) or not lines or atoms[-1].text == "\n":
        lines.append(_line(text, atoms[start:], width, _loose(align)))
    return lines


def _divide(atoms: list[Atom], stops: list[bool], position: int, room: float, whole_line: bool) -> int:
    """Divide the atom at `position` so that its first part fits in `room` points; return where the next line starts."""
    atom = atoms[position]
    count = int(len(atom.text) * room / atom.width) if atom.width else 0
    while count > 0:
        while 0 < count < len(atom.text) and unicodedata.combining(atom.text[count]):
            count -= 1
        first = atom.voice.again(atom, atom.text[:count], atom.level) if count else atom
        if count and first.width <= room + SLACK:
            break
        count -= 1
    if count <= 0:
        if not whole_line:
            return position
        count = 1
        while count < len(atom.text) and unicodedata.combining(atom.text[count]):
            count += 1
        if count == len(atom.text):
            return position + 1
        first = atom.voice.again(atom, atom.text[:count], atom.level)
    rest = atom.voice.again(atom, atom.text[count:], atom.level)
    if rest.anchor or rest.note:
        rest.anchor, rest.note = "", 0
    atoms[position : position + 1] = [first, rest]
    stops[position : position + 1] = [True, stops[position]]
    return position + 1


def _loose(align: str) -> str:
    return "left" if align == "justify" else align


def _line(text: Text, atoms: list[Atom], width: float, align: str) -> Line:
    end = len(atoms)
    while end and atoms[end - 1].space:
        end -= 1
    spoken = ""
    if text.bidi:
        spoken = "" if text.rtl else "".join(atom.text for atom in atoms)
        atoms = reorder(atoms[:end])
    natural = sum(atom.width for atom in atoms[:end])
    if text.rtl and align == "left":
        align = "right"
    if align == "justify" or natural > width + SLACK:
        spaces = sum(len(atom.text) for atom in atoms[:end] if atom.space)
        gap = (width - natural) / spaces if spaces else 0.0
        if gap <= LOOSE * atoms[0].voice.style.size:
            return Line(atoms, width, gap, 0.0, spoken)
        align = "right" if text.rtl else "left"
    room = width - natural
    offset = {"left": 0.0, "centre": room / 2, "right": room}[align]
    return Line(atoms, natural, 0.0, offset, spoken)


def reorder(atoms: list[Atom]) -> list[Atom]:
    """Visual order by rule L2 of the bidirectional algorithm: each run at a level or above is reversed, highest level first."""
    result = list(atoms)
    for level in range(max((atom.level for atom in atoms), default=0), 0, -1):
        start = 0
        while start < len(result):
            end = start
            while end < len(result) and result[end].level >= level:
                end += 1
            result[start:end] = reversed(result[start:end])
            start = max(end, start + 1)
    return result
