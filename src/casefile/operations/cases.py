"""The case itself and its overview: what it is, how much there is, where the gaps are, what changed last."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.errors import DamagedFileError
from casefile.law.records import Element
from casefile.model import Case
from casefile.operations import history, matrix, records
from casefile.operations.matrix import Coverage, Matrix, MatrixRow, State

COUNTED = (
    "act",
    "charge",
    "attribution",
    "evidence",
    "passage",
    "proof_link",
    "actor",
    "incident",
    "proceeding",
    "question",
)


@dataclass(frozen=True, slots=True)
class Gap:
    """An element without supporting proof, or one that is undermined."""

    row: MatrixRow
    element: Element
    state: State


@dataclass(frozen=True, slots=True)
class Overview:
    """What a reader wants to see first."""

    case: records.Row
    counts: dict[str, int]
    coverage: Coverage
    by_article: tuple[tuple[str, Coverage], ...]
    gaps: tuple[Gap, ...]
    latest: tuple[history.Step, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing but the case itself is there yet."""
        return not any(self.counts.values())


def case(session: Session) -> records.Row:
    """The one case of the file."""
    found = session.scalars(select(Case.id).limit(1)).first()
    if found is None:
        raise DamagedFileError("This file holds no case; open a backup or ask for it to be sent again.")
    return records.get(session, "case", found)


def edit(session: Session, values: dict[str, object]) -> None:
    """Change fields of the case."""
    records.edit(session, "case", case(session).id, values)


def is_empty(session: Session) -> bool:
    """Whether nothing but the case itself is there yet."""
    return not any(records.count(session, noun) for noun in COUNTED)


def overview(session: Session, gaps: int = 8) -> Overview:
    """Everything for the first screen, with at most `gaps` gaps."""
    whole = matrix.whole(session)
    return Overview(
        case=case(session),
        counts={noun: records.count(session, noun) for noun in COUNTED},
        coverage=whole.coverage(),
        by_article=tuple(whole.by_crime().items()),
        gaps=tuple(_gap(whole, place, nth) for place, nth in whole.gaps()[:gaps]),
        latest=history.steps(session, limit=8),
    )


def _gap(whole: Matrix, place: int, nth: int) -> Gap:
    row = whole.row(place)
    return Gap(row, row.cells[nth].element, row.cells[nth].state)
