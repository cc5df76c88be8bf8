"""How the elements of charges and attributions stand: their own links, and for a context those of the findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy.orm import Session

from casefile.law.catalogue import catalogue
from casefile.law.records import Element
from casefile.operations import context_findings
from casefile.operations.context_findings import Reach
from casefile.operations.lineage import Id
from casefile.operations.matrix import links
from casefile.operations.matrix.cells import Cell, Proof
from casefile.operations.matrix.links import Origins, Tally

_NOTHING = Tally()


@dataclass(slots=True)
class Inherited:
    """What some findings prove together: their links by context, and how the elements of a crime stand by them alone."""

    links: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _states: dict[str, bytes] = field(default_factory=dict)

    def states(self, crime: str) -> bytes:
        found = self._states.get(crime)
        if found is None:
            found = self._states[crime] = bytes(self._state(element.context) for element in elements(crime))
        return found

    def _state(self, context: str | None) -> int:
        state = 0
        for text in self.links.get(context or "", ()):
            state |= links.state_of(text)
        return state


class Proving:
    """All links on some charges and attributions (all of the case, if none are named), and on the findings."""

    def __init__(
        self, session: Session, charges: Collection[Id] | None = None, attributions: Collection[Id] | None = None
    ) -> None:
        self.charges = links.read(session, "charge", charges)
        self.attributions = links.read(session, "attribution", attributions)
        linked = links.read(session, "context_finding") if charges is None or charges else {}
        every = context_findings.every(session) if linked else ()
        self._findings = [(one, linked[one.id.bytes]) for one in every if one.id.bytes in linked]
        self._covering: dict[Reach, tuple[int, ...]] = {}
        self._inherited: dict[tuple[int, ...], Inherited] = {}

    def inherited(self, reach: Reach) -> Inherited:
        """What an act of this reach inherits; acts that the same findings cover share it."""
        covering = self._covering.get(reach)
        if covering is None:
            covering = tuple(nth for nth, (one, _) in enumerate(self._findings) if not one.excludes(reach))
            self._covering[reach] = covering
        found = self._inherited.get(covering)
        if found is None:
            found = self._inherited[covering] = Inherited()
            for finding, text in (self._findings[nth] for nth in covering):
                found.links[finding.context].append(text)
        return found

    def states_of_charge(self, charge: Id, crime: str, inherited: Inherited) -> bytes:
        """How its elements stand, a byte each, as cells.STATES has them."""
        return links.marked(inherited.states(crime), self.charges.get(charge, ""))

    def states_of_attribution(self, attribution: Id, mode: str) -> bytes:
        return links.marked(bytes(len(elements(mode))), self.attributions.get(attribution, ""))

    def cells_of_charge(
        self, charge: Id, crime: str, inherited: Inherited, origins: Origins, *, argued: bool
    ) -> tuple[Cell, ...]:
        own = links.tallied(self.charges.get(charge, ""))
        cells = []
        for element in elements(crime):
            mine = own.get(element.number, _NOTHING)
            if element.context is None:
                cells.append(_cell(element, mine, origins))
                continue
            found = inherited.links.get(element.context, ())
            cells.append(_contextual_cell(element, mine, found, origins, argued=argued))
        return tuple(cells)

    def cells_of_attribution(self, attribution: Id, mode: str, origins: Origins) -> tuple[Cell, ...]:
        own = links.tallied(self.attributions.get(attribution, ""))
        return tuple(_cell(element, own.get(element.number, _NOTHING), origins) for element in elements(mode))

    def texts(self) -> list[str]:
        """All links that were read."""
        return [*self.charges.values(), *self.attributions.values(), *(text for _, text in self._findings)]


@cache
def elements(code: str) -> tuple[Element, ...]:
    """The elements of a crime or of a mode of liability."""
    return catalogue().elements(code)


def _cell(element: Element, own: Tally, origins: Origins) -> Cell:
    return Cell(element, own.proof, own.proof, sources=origins.count(own.passages))


def _contextual_cell(element: Element, own: Tally, findings: Sequence[str], origins: Origins, *, argued: bool) -> Cell:
    every = [own, *(links.tallied(text)[0] for text in findings)]
    together = Proof(
        sum(tally.supports for tally in every),
        sum(tally.undermines for tally in every),
        sum(tally.context for tally in every),
    )
    return Cell(
        element,
        together,
        own.proof,
        together.supports - own.supports,
        origins.count(set().union(*(tally.passages for tally in every))),
        own.proof.state,
        argued,
    )
