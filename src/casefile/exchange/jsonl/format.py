"""What reader and writer of the format share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

FORMAT = "jsonl"
VERSION = 1
HEADER = f'{{"casefile":"{FORMAT}","version":{VERSION}}}'
LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of one line; some twenty million characters of Korean."""
FILE = "file"
"""The key that names bytes in the evidence folder; no noun has a field of this name."""
FILED = {"evidence": ("sha256", "file_name"), "custody_event": ("receipt_sha256", "receipt_name")}
"""The nouns whose records have bytes: the fields of their hash and of the name that they came with."""
BYTES_FIELDS = ("file_name", "mime", "size", "sha256")
"""What a reader computes from the bytes where a line with a file leaves it out; a writer never leaves it out."""
STEP = 1_000
"""Records between two looks at progress and cancel."""

Progress = Callable[[int, int, str], None]
"""Called with how much is done, how much there is, and what is at hand."""
Cancelled = Callable[[], bool]


def silent(done: int, total: int, text: str) -> None:
    """Progress that nobody follows."""


def never() -> bool:
    """Not to be cancelled."""
    return False


def evidence_folder(data: Path) -> Path:
    """Where the evidence bytes of a data file lie: `x.evidence` beside `x.jsonl`."""
    return data.with_name(f"{data.stem}.evidence")
