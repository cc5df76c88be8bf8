"""Going to what a search found: a document at its page, a provision, or a record in its place."""

from __future__ import annotations

from casefile.operations.records import Row
from casefile.operations.search import DOCUMENT, LAW, Hit, parse
from casefile.ui.addresses import address_of
from casefile.ui.law.keys import address
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace


def open_hit(workspace: Workspace, hit: Hit, typed: str) -> None:
    """Show `hit`, the words that were `typed` marked where a document is opened."""
    if hit.kind == LAW:
        location = address(hit.provision)
        workspace.go(location.place, location.record)
        return
    assert hit.id is not None
    if hit.kind == DOCUMENT:
        _read(workspace, hit, [term.typed for term in parse(typed).terms])
        return
    found = address_of(workspace, hit.kind, hit.id)
    if found is None:
        workspace.said.emit(tr("This is shown nowhere by itself."))
    else:
        workspace.go(found.place, found.record)


def _read(workspace: Workspace, hit: Hit, words: list[str]) -> None:
    from casefile.ui.evidence.view import PLACE, EvidenceView

    assert hit.id is not None
    workspace.go(PLACE, hit.id)
    view = workspace.view_of(PLACE)
    assert isinstance(view, EvidenceView)
    view.read_document(hit.id)
    if not view.reading or view.reader.item != hit.id:
        return  # something typed before is not right yet; it says so
    view.reader.document.look_for(words)
    if hit.field:
        place = {"quote": "", "before": "", "after": "", "locator": hit.field}
        view.reader.document.mark_passage(Row("passage", hit.id, "", "", place, binned=False))
