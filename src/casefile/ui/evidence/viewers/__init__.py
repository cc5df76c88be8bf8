"""What shows the bytes of an item inside the window, one viewer a kind of document."""

from casefile.ui.evidence.viewers.document import DocumentView
from casefile.ui.evidence.viewers.viewer import Document, Mark, Viewer

__all__ = ["Document", "DocumentView", "Mark", "Viewer"]
