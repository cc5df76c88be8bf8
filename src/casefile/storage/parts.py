"""A part of a document as it is kept. By itself, so that the child that reads documents need not know the database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one page, sheet or body. `confidence` in percent where characters were recognised, else None."""

    label: str
    text: str
    confidence: int | None = None
