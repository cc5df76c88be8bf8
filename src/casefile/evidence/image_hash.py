"""A perceptual hash of a picture: copies that were made smaller, brighter or were saved again differ in few bits.

The picture is made grey and 32 by 32, its cosine transform taken, and each of the 64 lowest frequencies compared with
their median (the usual "pHash"). It is a hint for people, never proof that two pictures are one.
"""

from __future__ import annotations

import io
import math
from functools import cache
from statistics import median

from PIL import Image

MIMES = frozenset({"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff", "image/webp"})
MOST_BYTES = 64 * 1024**2
MOST_PIXELS = 100_000_000
_SIDE, _KEPT = 32, 8
_FLAT = 2.0  # below this, frequencies are noise: an empty page looks like any other


def of(data: bytes) -> str:
    """64 bits in 16 hexadecimal digits; "" where there is no picture, too big a one, or nothing on it."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")) as image:
            if image.width * image.height > MOST_PIXELS:
                return ""
            image.draft("L", (_SIDE * 4, _SIDE * 4))  # a JPEG is decoded at an eighth of its size
            grey = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        return ""
    return _bits(_frequencies(grey.tobytes()))


def distance(one: str, other: str) -> int:
    """How many of the 64 bits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _bits(frequencies: list[float]) -> str:
    if max(map(abs, frequencies[1:])) < _FLAT:
        return ""
    middle = median(frequencies[1:])
    return f"{sum((value > middle) << place for place, value in enumerate(frequencies)):016x}"


@cache
def _cosines() -> list[list[float]]:
    return [
        [math.cos(math.pi * wave * (2 * place + 1) / (2 * _SIDE)) / _SIDE for place in range(_SIDE)]
        for wave in range(_KEPT)
    ]


def _frequencies(pixels: bytes) -> list[float]:
    waves = _cosines()
    rows = [pixels[start : start + _SIDE] for start in range(0, _SIDE * _SIDE, _SIDE)]
    across = [[sum(map(float.__mul__, wave, map(float, row))) for wave in waves] for row in rows]
    return [
        sum(wave[place] * across[place][column] for place in range(_SIDE)) for wave in waves for column in range(_KEPT)
    ]
