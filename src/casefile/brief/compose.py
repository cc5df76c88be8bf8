"""From a case to a brief: what is written, in which order. `write_brief` is the one entry; the parts are in parts/."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from casefile.brief import pdf
from casefile.brief.document import Contents, Document, Meta, Section
from casefile.brief.parts import (
    acts,
    chart,
    chronology,
    close,
    context,
    cover,
    doubts,
    exhibits,
    front,
    jurisdiction,
    linkage,
    narrative,
    persons,
    registers,
    words,
)
from casefile.brief.parts.draft import Draft
from casefile.brief.pdf import Written
from casefile.brief.veil import veiled
from casefile.case_file import CaseFile
from casefile.operations.brief import gather

Progress = Callable[[int, int, str], None]
"""Called with how much is done, of how much, and what is being done."""
MANY_ACTS = 40
"""With more acts than this the contents name incidents only, or they would run over many pages."""
_ANNEXES: dict[str, Callable[[Draft], None]] = {
    "A": chronology.write,
    "B": registers.actors,
    "C": registers.proceedings,
    "D": exhibits.write,
    "E": chart.write,
    "F": linkage.write,
}
_LANDSCAPE = ("D", "E")


def write_brief(
    case: CaseFile,
    target: Path,
    progress: Progress = lambda _done, _total, _text: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write the brief of a case to `target`, whole or not at all; an older file there is replaced.

    Raises CancelledError once `cancelled()` is true.
    """
    progress(0, 0, "Reading the case")
    document = _settled(case)
    return pdf.write(document, target, lambda done, total: progress(done, total, "Laying out the brief"), cancelled)


def _settled(case: CaseFile) -> Document:
    """The document, of one state of the case and with that state's head, though somebody may be writing meanwhile."""
    while True:
        head = case.head
        with case.reading() as session:
            document = compose(session, case.case_id, head)
        if case.head == head:
            return document


def compose(session: Session, case_id: UUID, head: str) -> Document:
    """The brief of the case in `session`; `head` is the journal's, hexadecimal, several joined by +."""
    material = gather(session)
    draft = Draft(material)
    _front(draft)
    _body(draft)
    _annexes(draft)
    close.anchored(draft, case_id, head)
    case = material.case
    document = Document(
        meta=Meta(case.title, case["organisation"], cover.KINDS[case["route"]], case["language"] or "en"),
        blocks=tuple(draft.blocks),
        cover=cover.write(draft, head),
        foot_reference=case["reference"] or case.title[:60],
        foot_date=words.day(material.wall),
        head=cover.classification(draft),
    )
    return veiled(document, draft.withheld_names)


def _front(draft: Draft) -> None:
    depth = 2 if len(draft.material.acts) > MANY_ACTS else 3
    draft.add(Contents(depth=depth))
    front.terms(draft)


def _body(draft: Draft) -> None:
    front.summary(draft)
    narrative.write(draft, "introduction")
    front.method(draft)
    narrative.write(draft, "background")
    jurisdiction.write(draft)
    context.write(draft)
    acts.write(draft)
    persons.write(draft)
    jurisdiction.admissibility(draft)
    doubts.write(draft)
    close.requests(draft)


def _annexes(draft: Draft) -> None:
    for letter, write in _ANNEXES.items():
        if cover.has_annex(draft, letter):
            draft.add(Section(landscape=letter in _LANDSCAPE))
            title = f"Annex {letter}: {cover.ANNEXES[letter]}"
            draft.heading(1, title, draft.anchor("annex", letter), numbered=False)
            write(draft)
    draft.add(Section(landscape=False))
