"""Items with a provenance of their own for bytes that were there already: with what came beside them from another source."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.case_file import CaseFile
from casefile.evidence.intake.items import Ready, Taken, receipts_of, write
from casefile.evidence.intake.looks import Looks
from casefile.operations.evidence import Known


def add_copies(case: CaseFile, taken: Sequence[Taken]) -> tuple[Taken, ...]:
    """Make an item of each file whose bytes were already there; the bytes are shared.

    Where the file is still there, what it says of its collection and the receipts beside it are taken in with it.
    """
    report: list[Taken] = []
    new = [
        Ready(one.path, one.origin, dict(one.values), report, known=Known(one.id, one.number))
        for one in taken
        if one.already_there and one.id is not None
    ]
    if not new:
        return ()
    _look(case, new)
    receipts = receipts_of(new)
    incoming = case.originals.take_in_many(receipts) if receipts else []
    try:
        numbers = write(case, new, incoming, {})
    except BaseException:
        for one in incoming:
            case.originals.discard(one)
        raise
    return tuple(
        Taken(ready.path, ready.id, number, notes=ready.contents.notes if ready.contents else (), values=ready.own)
        for ready, number in zip(new, numbers, strict=True)
    )


def _look(case: CaseFile, new: Sequence[Ready]) -> None:
    looks = Looks(case, lambda: False)
    try:
        for ready in new:
            if _is_as_it_was(ready):
                looks.look(ready)
    finally:
        looks.close()


def _is_as_it_was(ready: Ready) -> bool:
    """Whether the file lies where it lay, and nothing says that it is another one by now."""
    try:
        return ready.path.is_file() and not ready.path.is_symlink() and ready.path.stat().st_size == ready.size
    except OSError:
        return False
