"""How likely bytes are a text in an old encoding, by the letters that it would have.

General detectors look for what tells encodings apart anywhere in the world, and take a few Russian letters in KOI8-R for
half-width Japanese; here each encoding is asked what its bytes would say, and the text whose letters are the most
frequent ones of its languages wins. A letter costs the logarithm of how rare it is, by its place in the order of
frequency of a language; what does not belong into words costs much.
"""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_UKRAINIAN = "оаниівтеросклудпмязьбгчйїхцжшюєщфґ"
_ARABIC = "اليمنرتوبةعدسفهكقأحجشطصخىإءذثغئضزؤظآ"
_PERSIAN = "اینردمهتبوسشزکلگفخقپعجحصطچضغثذظژآ"
_HEBREW = "יוהלארתבשמנםדעחקפטגסצןכזךףץ"
_GREEK = "αοιετσνηυρπκμλςάίγέόδήωύθχφβώξζψ"
_WESTERN = "éàèêçôîûùœäöüßñáíóúãõøåæ"
_CENTRAL = "ąęłżśćóńźáéíýčšřžěůúťďňäöüőűôľăâîșțşţđ"
_TURKISH = "ıişğüçöâî"
_BALTIC = "āēīūčšžģķļņąęėįųåäöõü"

_FIRST, _STEP = 2.2, 0.11
"""The cost of the most frequent letter of an alphabet, and how much more each further one costs."""
_ACCENT, _LITTLE = 4.0, 0.04
_FOREIGN, _MARK, _SIGN, _WRONG, _BROKEN = 8.5, 6.0, 10.0, 13.0, 12.0
_MIXED, _HUMP = 3.0, 7.0
"""For a letter of one script beside one of another, and for a capital behind a small letter."""
_MOST = 8 * 1024  # bytes that are looked at
_ENOUGH = 7.0
"""Cost of a byte beyond ASCII, in the mean, from which on a reading is not believed."""

_OFTEN, _COMMON, _RARE, _UNKNOWN = 4.8, 7.6, 13.0, 15.0
"""For syllables and ideographs, which take two bytes."""
_EASTERN = (
    ("\u3041", "\u3096", 4.2),  # hiragana
    ("\u3097", "\u30fc", 5.5),  # katakana
    ("\uff61", "\uff9f", 9.0),  # half-width forms, a byte each
    ("\u3001", "\u3011", 5.5),  # punctuation
    ("\uff01", "\uff5e", 5.5),  # full-width forms
)

Costs = Callable[[str], float]
_LETTERS = re.compile(r"[^\W\d_]+")
_ASCII_BESIDE = re.compile(r"[A-Za-z](?=[^\x00-\x7f\W\d_])|(?<=[^\x00-\x7f\W\d_])[A-Za-z]|ς(?=\w)")
"""Letters of ASCII beside those of another script, and a final sigma that is none."""
_ACCENTS_BESIDE = re.compile(r"[^\x00-\x7f\W\d_](?=[^\x00-\x7f\W\d_])")


def guessed(data: bytes) -> str:
    """The name of the encoding in which `data` makes the likeliest text; "" where none makes any."""
    sample = _sample(data)
    high = sum(byte > 0x7F for byte in sample)
    best, least = "", _ENOUGH * max(high, 1)
    for one in _ENCODINGS:
        cost = one.cost(sample, least)
        if cost < least:
            best, least = one.name, cost
    wide, cost = _wide(data[:_MOST])
    return wide if wide and cost < max(least, _ENOUGH) else best


def _sample(data: bytes) -> bytes:
    """A stretch from the line with the first byte beyond ASCII on."""
    first = next((found.start() for found in re.finditer(rb"[\x80-\xff]", data)), 0)
    start = data.rfind(b"\n", max(0, first - _MOST // 4), first) + 1 or max(0, first - 200)
    return data[start : start + _MOST]


@dataclass(frozen=True)
class _Encoding:
    """An encoding with what its letters cost. `latin`: its letters stand among those of ASCII, others apart from them."""

    name: str
    costs: tuple[Costs, ...]
    latin: bool = False

    def cost(self, sample: bytes, most: float) -> float:
        """What the bytes cost in this encoding, in the cheapest of its languages; beyond `most` only that it is more."""
        text = codecs.decode(sample, self.name, "replace")
        if len(sample) == _MOST:  # the last character may be cut
            text = text.removesuffix("\ufffd")
        counts = {letter: many for letter, many in Counter(text).items() if letter > "\x7f" or letter < " "}
        cheapest = min(sum(many * _cost(letter, costs) for letter, many in counts.items()) for costs in self.costs)
        if cheapest >= most:
            return cheapest
        beside = _ACCENTS_BESIDE if self.latin else _ASCII_BESIDE
        return cheapest + _MIXED * len(beside.findall(text)) + (0.0 if self.latin else _of_case(text))


def _cost(letter: str, costs: Costs) -> float:
    found = costs(letter)
    return found if found >= 0 else _other(letter)


@lru_cache(maxsize=4096)
def _other(letter: str) -> float:
    """What a character costs that is no letter of the language."""
    if letter == "\ufffd":
        return _BROKEN
    kind = unicodedata.category(letter)
    if kind[0] == "L":
        return _FOREIGN
    if kind == "Cc" and letter in "\t\n\r\f\x1a":
        return 0.0
    return _MARK if kind[0] in "PZM" or letter in "№°§" else _WRONG if kind[0] == "C" else _SIGN


def _of_case(text: str) -> float:
    """Capitals stand at the beginning of words, or take the whole word."""
    cost = 0.0
    for word in _LETTERS.findall(text):
        if word.isascii() or word.islower():
            continue
        humps = sum(small.islower() and large.isupper() for small, large in pairwise(word))
        cost += 1.6 + _HUMP * humps
    return cost


# --- what letters cost in a language; -1 for what is none of its letters


def _alphabet(letters: str) -> Costs:
    ranks = {letter: _FIRST + _STEP * place for place, letter in enumerate(letters)}
    return lambda letter: ranks.get(letter.lower(), -1.0)


def _accents(letters: str) -> Costs:
    ranks = {letter: _ACCENT + _LITTLE * place for place, letter in enumerate(letters)}
    return lambda letter: ranks.get(letter.lower(), -1.0)


def _characters(codec: str, often: str, leads: Iterable[int]) -> Costs:
    """Syllables and ideographs: those that stand often, those that a standard puts among the common ones by their first
    byte in `codec`, and the others.
    """
    frequent, common = frozenset(often), frozenset(leads)

    @lru_cache(maxsize=8192)
    def cost(letter: str) -> float:
        if letter in frequent:
            return _OFTEN
        for first, last, known in _EASTERN:
            if first <= letter <= last:
                return known
        if unicodedata.category(letter) != "Lo":
            return -1.0
        lead = letter.encode(codec, "ignore")[:1]
        return _UNKNOWN if not lead else _COMMON if lead[0] in common else _RARE

    return cost


_CYRILLIC = (_alphabet(_RUSSIAN), _alphabet(_UKRAINIAN))
_HANGUL = _characters(
    "euc_kr",
    "이다는의에가을를은도하고지사한기로자어인대그리나해시스아여서부정전원일보수만게있장으관과조제군라비상미연무제주동구공국와거",
    range(0xB0, 0xC9),
)
_SIMPLIFIED = _characters(
    "gb2312", "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生", range(0xB0, 0xD8)
)
_TRADITIONAL = _characters(
    "big5", "的一是不了人我在有他這為之大來以個中上們到說國和地也子時道出而要於就下得可你年生", range(0xA4, 0xC7)
)
_JAPANESE = _characters(
    "cp932", "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八", range(0x88, 0x99)
)
_ENCODINGS = (
    _Encoding("cp1252", (_accents(_WESTERN),), latin=True),
    _Encoding("cp1250", (_accents(_CENTRAL),), latin=True),
    _Encoding("iso8859_2", (_accents(_CENTRAL),), latin=True),
    _Encoding("cp1254", (_accents(_TURKISH),), latin=True),
    _Encoding("cp1257", (_accents(_BALTIC),), latin=True),
    _Encoding("cp1251", _CYRILLIC),
    _Encoding("koi8_u", _CYRILLIC),
    _Encoding("koi8_r", _CYRILLIC),
    _Encoding("cp866", _CYRILLIC),
    _Encoding("cp1125", _CYRILLIC),
    _Encoding("iso8859_5", _CYRILLIC),
    _Encoding("mac_cyrillic", _CYRILLIC),
    _Encoding("cp1256", (_alphabet(_ARABIC), _alphabet(_PERSIAN))),
    _Encoding("iso8859_6", (_alphabet(_ARABIC),)),
    _Encoding("cp1255", (_alphabet(_HEBREW),)),
    _Encoding("cp1253", (_alphabet(_GREEK),)),
    _Encoding("iso8859_7", (_alphabet(_GREEK),)),
    _Encoding("cp949", (_HANGUL,)),
    _Encoding("johab", (_HANGUL,)),
    _Encoding("cp932", (_JAPANESE,)),
    _Encoding("euc_jp", (_JAPANESE,)),
    _Encoding("gb18030", (_SIMPLIFIED,)),
    _Encoding("big5", (_TRADITIONAL,)),
)


# --- UTF-16 and UTF-32 without a mark


def _wide(data: bytes) -> tuple[str, float]:
    """The form of two or four bytes that makes the likeliest text, and what it costs; "" where none does."""
    best, least = "", len(data) / 2 * _FOREIGN
    for name, width in (("utf_16_le", 2), ("utf_16_be", 2), ("utf_32_le", 4), ("utf_32_be", 4)):
        with contextlib.suppress(UnicodeDecodeError):
            cost = _wide_cost(data[: len(data) // width * width].decode(name)) if len(data) >= width else least
            best, least = (name, cost) if cost < least else (best, least)
    return best, least


def _wide_cost(text: str) -> float:
    counts = Counter(text)
    scripts: Counter[str] = Counter()
    cost = 0.0
    for letter, many in counts.items():
        if " " <= letter <= "\x7f" or letter in "\t\n\r":
            scripts["ascii"] += many
        else:
            cheapest = min((costs(letter) for costs in _ALL if costs(letter) >= 0), default=_other(letter))
            cost += many * cheapest
            scripts[f"{ord(letter) >> 8 if ord(letter) < 0x3000 else 0x30:x}"] += many
    return cost + 2.0 * sum(scripts[one] for one in list(scripts)[2:])


_EAST = (_HANGUL, _JAPANESE, _SIMPLIFIED, _TRADITIONAL)
_ALL = (*_CYRILLIC, _alphabet(_ARABIC), _alphabet(_HEBREW), _alphabet(_GREEK), _accents(_WESTERN), *_EAST)
