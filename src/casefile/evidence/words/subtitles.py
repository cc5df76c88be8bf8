"""Subtitles (SubRip, WebVTT, SubStation Alpha, TTML, MicroDVD): a line for each, after the time at which it is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pysubs2
from pysubs2.exceptions import Pysubs2Error

from casefile.evidence.words.encodings import decode
from casefile.evidence.words.parts import Part, clean, damaged, spans


def read(data: bytes) -> Iterator[Part]:
    """The parts of a long file are named by the time that they span: 00:01:20-00:12:05."""
    try:
        found = pysubs2.SSAFile.from_string(clean(decode(data)))
    except (Pysubs2Error, ValueError, IndexError, KeyError, OverflowError, SyntaxError) as error:
        raise damaged("file of subtitles") from error
    events = sorted((event for event in found if not event.is_comment), key=lambda event: event.start)

    def label(first: int, last: int) -> str:
        return f"{_clock(events[first - 1].start)}-{_clock(events[last - 1].end)}" if first else ""

    yield from spans((f"{_clock(event.start)} {' '.join(event.plaintext.split())}" for event in events), label)


def _clock(milliseconds: int) -> str:
    seconds = max(0, milliseconds) // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
