"""Where the data that ships with the program is: law, fonts, icons, the sample case."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def path(*parts: str) -> Path:
    """The file or folder at `parts` below resources/, in an installed wheel or in a checkout."""
    root = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)
