"""What a file holds, and a file inside another, as an intake gets to know them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casefile.evidence import contents, kinds, looking, told
from casefile.evidence.found import Child, Contents


def looked(path: Path) -> Contents:
    """What the file holds, with the values that an item can store."""
    found = contents.look(path, kinds.kind_of(path))
    return replace(found, values=told.values(found.values))


def look_at_child(child: Child) -> tuple[str, Contents]:
    """Its MIME type and what is known of it; its bytes are read to their end or to where they break."""
    announced, *_pieces = looking.read(child)
    return announced["mime"], told.from_answer(announced["known"])
