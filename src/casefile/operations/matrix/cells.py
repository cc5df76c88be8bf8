"""What the matrix is made of: how an element stands, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from casefile.law.records import Element


class State(StrEnum):
    """How an element stands."""

    COVERED = "covered"
    CONTESTED = "contested"
    UNDERMINED = "undermined"
    GAP = "gap"


SUPPORTS, UNDERMINES = 1, 2
STATES = (State.GAP, State.COVERED, State.UNDERMINED, State.CONTESTED)
"""By what there is: nothing, SUPPORTS, UNDERMINES, both. A row of the matrix is a byte an element, each an index here."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How many passages bear on something, each way."""

    supports: int = 0
    undermines: int = 0
    context: int = 0

    @property
    def state(self) -> State:
        return STATES[SUPPORTS * bool(self.supports) | UNDERMINES * bool(self.undermines)]


@dataclass(frozen=True, slots=True)
class Cell:
    """One element of one charge or attribution.

    `proof` counts all links, `own` those on the charge or attribution itself; `inherited` are the supporting links that
    stand on context findings. `sources` counts the independent origins (lineage.py) of what supports it.

    A contextual element has a `nexus`: how the link of this conduct with the context stands, by the charge's own links
    alone, since a finding proves the context and never the link; `nexus_argued` when the charge has words for it.
    """

    element: Element
    proof: Proof
    own: Proof = Proof()
    inherited: int = 0
    sources: int = 0
    nexus: State | None = None
    nexus_argued: bool = False

    @property
    def state(self) -> State:
        return self.proof.state

    @property
    def single_source(self) -> bool:
        """Whether all that supports it comes from one origin: worth knowing, no defect in law (rule 63(4))."""
        return self.sources == 1

    @property
    def nexus_open(self) -> bool:
        """Whether a contextual element still lacks proof that ties this conduct to the context."""
        return self.nexus in (State.GAP, State.UNDERMINED)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many elements stand where."""

    covered: int = 0
    contested: int = 0
    undermined: int = 0
    gap: int = 0

    @property
    def total(self) -> int:
        return self.covered + self.contested + self.undermined + self.gap

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.covered + other.covered,
            self.contested + other.contested,
            self.undermined + other.undermined,
            self.gap + other.gap,
        )


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the matrix: a charge (`attribution_id` None), or an attribution below its charge."""

    act_id: UUID
    act_number: str
    act_title: str
    charge_id: UUID
    crime: str
    attribution_id: UUID | None
    liability: str
    actor: str
    cells: tuple[Cell, ...]

    @property
    def id(self) -> UUID:
        return self.attribution_id or self.charge_id

    @property
    def coverage(self) -> Coverage:
        return summed(self.cells)


def summed(cells: Iterable[Cell]) -> Coverage:
    """The states of some cells, counted."""
    return counted(bytes(STATES.index(cell.state) for cell in cells))


def counted(states: bytes) -> Coverage:
    """States, a byte each, counted."""
    counts = {state: states.count(place) for place, state in enumerate(STATES)}
    return Coverage(counts[State.COVERED], counts[State.CONTESTED], counts[State.UNDERMINED], counts[State.GAP])
