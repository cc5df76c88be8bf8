"""What shows the bytes of an item inside the window, one viewer a kind of document."""

from casefile.ui.evidence.viewers.text import (
    MOST_BYTES,
    PictureView,
    TextView,
    decoded,
    page_words,
    picture_of,
    text_of,
)

__all__ = ["MOST_BYTES", "PictureView", "TextView", "decoded", "page_words", "picture_of", "text_of"]
