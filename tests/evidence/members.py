"""A file inside another, as the child announces it."""

from __future__ import annotations

from casefile.evidence import looking, told
from casefile.evidence.found import Child, Contents


def look_at_child(child: Child) -> tuple[str, Contents]:
    """Its MIME type and what is known of it; its bytes are read to their end or to where they break."""
    announced, *_pieces = looking.read(child)
    return announced["mime"], told.from_answer(announced["known"])
