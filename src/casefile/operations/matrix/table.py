"""The matrix of a whole case: the state of every element at once, in full only the rows that are looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.law.records import Element
from casefile.model import Act, Actor, Attribution, Charge, Incident
from casefile.model.base import table_of
from casefile.operations import context_findings
from casefile.operations.lineage import Id, raw, rows
from casefile.operations.matrix import links
from casefile.operations.matrix.cells import SUPPORTS, Coverage, MatrixRow, counted
from casefile.operations.matrix.links import Origins
from casefile.operations.matrix.proving import Proving, elements
from casefile.operations.veil import Veil

Acted = tuple[Id, str | None, str | None, str | None, str, str, str, Id | None, str]
"""An act as it is read: id, its reach (three), its incident's classification, number, title, incident, its title."""
Charged = tuple[Id, Id, str, int]
"""A charge: id, act, crime, whether it has words for the nexus."""
Attributed = tuple[Id, Id, str, Id, str]
"""An attribution: id, charge, mode of liability, actor, the actor's name."""
Line = tuple[Acted, Charged, Attributed | None]
"""A row that is not looked at yet: a charge, or an attribution below its charge.

Plain tuples, which Python's own housekeeping forgets as soon as it has seen them: among 70,000 objects of any other kind
it would look around for a quarter of a second, and the window would stand still.
"""


class Matrix:
    """All charges by act number, each with its attributions below; a row goes by its place.

    `states` has a byte an element, an index into cells.STATES. Nothing here asks the database again.
    """

    def __init__(self, lines: list[Line], states: list[bytes], proving: Proving, origins: Origins) -> None:
        self.lines, self.states = lines, states
        self._proving, self._origins = proving, origins
        self._places = {(below or charge)[0]: place for place, (_, charge, below) in enumerate(lines)}

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[MatrixRow]:
        return (self.row(place) for place in range(len(self.lines)))

    def under(self, veil: Veil) -> Matrix:
        """The matrix without protected names."""
        acts = {act[0]: (*act[:6], veil.text(act[6]), act[7], veil.text(act[8])) for act, _, _ in self.lines}
        lines: list[Line] = [
            (acts[act[0]], charge, below and (*below[:4], veil.text(below[4]))) for act, charge, below in self.lines
        ]
        return Matrix(lines, self.states, self._proving, self._origins)

    def row(self, place: int) -> MatrixRow:
        """A row in full."""
        act, (charge, _, crime, argued), below = self.lines[place]
        own = (UUID(bytes=act[0]), act[5], act[6], UUID(bytes=charge), crime)
        if below is None:
            inherited = self._proving.inherited(act[1:4])
            cells = self._proving.cells_of_charge(charge, crime, inherited, self._origins, argued=bool(argued))
            return MatrixRow(*own, None, "", "", cells)
        attribution, _, mode, _, actor = below
        cells = self._proving.cells_of_attribution(attribution, mode, self._origins)
        return MatrixRow(*own, UUID(bytes=attribution), mode, actor, cells)

    def find(self, record: UUID) -> int | None:
        """The row of a charge or an attribution."""
        return self._places.get(record.bytes)

    def record(self, place: int) -> tuple[str, UUID]:
        """What a row is of: "charge" or "attribution", and which."""
        _, charge, below = self.lines[place]
        return ("charge" if below is None else "attribution"), UUID(bytes=(below or charge)[0])

    def words(self, place: int) -> str:
        """What a row can be found by: act, crime, mode of liability and actor."""
        act, charge, below = self.lines[place]
        whose = f" {below[2]} {below[4]}" if below else ""
        return f"{act[5]} {act[6]} {charge[2]}{whose}"

    def element(self, place: int, nth: int) -> Element:
        """The `nth` element of a row, from 0."""
        _, charge, below = self.lines[place]
        return elements((below or charge)[2])[nth]

    def coverage(self) -> Coverage:
        """All states, counted."""
        return counted(b"".join(self.states))

    def by_crime(self) -> dict[str, Coverage]:
        """The states of the charges of each crime, counted."""
        found: defaultdict[str, list[bytes]] = defaultdict(list)
        for (_, charge, below), states in zip(self.lines, self.states, strict=True):
            if below is None:
                found[charge[2]].append(states)
        return {crime: counted(b"".join(states)) for crime, states in sorted(found.items())}

    def gaps(self) -> list[tuple[int, int]]:
        """All elements that no passage supports, each as a row and its `nth` element: undermined before unproved, those
        of rows that have the fewest left to close first.
        """
        found = [
            (state == 0, left, place, nth)
            for place, states in enumerate(self.states)
            if (left := open_in(states))
            for nth, state in enumerate(states)
            if not state & SUPPORTS
        ]
        found.sort()
        return [(place, nth) for _, _, place, nth in found]


def open_in(states: bytes) -> int:
    """How many of some states are without support: gaps, and what is only undermined."""
    return states.count(0) + states.count(2)


def whole(session: Session, act_id: UUID | None = None) -> Matrix:
    """The matrix of the case, or of one act."""
    acts, charges, attributions = _acts(session, act_id), _charges(session, act_id), _attributions(session, act_id)
    everything = act_id is None
    proving = Proving(session) if everything else Proving(session, _ids(charges), _ids(attributions))
    of_act, of_charge = _spans(charges), _spans(attributions)
    lines: list[Line] = []
    states: list[bytes] = []
    for act in acts:
        inherited = proving.inherited(act[1:4])
        for charge in charges[of_act.get(act[0], _NONE)]:
            lines.append((act, charge, None))
            states.append(proving.states_of_charge(charge[0], charge[2], inherited))
            if charge[0] not in of_charge:
                continue
            for below in attributions[of_charge[charge[0]]]:
                lines.append((act, charge, below))
                states.append(proving.states_of_attribution(below[0], below[2]))
    return Matrix(lines, states, proving, links.origins(session, None if everything else proving.texts()))


_NONE = slice(0)


def _ids(found: Sequence[tuple[Any, ...]]) -> list[Id]:
    return [row[0] for row in found]


def _spans(found: Sequence[tuple[Any, ...]]) -> dict[Id, slice]:
    """Where the rows of each owner stand: its id comes second in each, and they are ordered by it."""
    starts = [place for place, row in enumerate(found) if not place or row[1] != found[place - 1][1]]
    return {found[start][1]: slice(start, stop) for start, stop in pairwise([*starts, len(found)])}


def _acts(session: Session, act_id: UUID | None) -> list[Acted]:
    """By number."""
    acts, incidents = table_of(Act).c, table_of(Incident).c
    statement = (
        context_findings.reach_of_acts()
        .add_columns(acts.number, acts.title, raw(acts.incident_id), func.coalesce(incidents.title, ""))
        .where(acts.binned.is_(False))
        .order_by(func.length(acts.number), acts.number, acts.id)
    )
    return rows(session, statement if act_id is None else statement.where(acts.id == act_id))


def _charges(session: Session, act_id: UUID | None) -> list[Charged]:
    """By act; of one act as the crimes are ordered."""
    table = table_of(Charge).c
    statement = (
        select(raw(table.id), raw(table.act_id), table.crime, table.nexus != "")
        .where(table.binned.is_(False), table.act_id.is_not(None))
        .order_by(table.act_id, table.crime, table.id)
    )
    return rows(session, statement if act_id is None else statement.where(table.act_id == act_id))


def _attributions(session: Session, act_id: UUID | None) -> list[Attributed]:
    """By charge; of one charge as the modes and the actors are ordered."""
    table, actors, charges = table_of(Attribution).c, table_of(Actor).c, table_of(Charge).c
    statement = (
        select(raw(table.id), raw(table.charge_id), table.liability, raw(actors.id), actors.name)
        .join(table_of(Actor), table.actor_id == actors.id)
        .where(table.binned.is_(False), table.charge_id.is_not(None))
        .order_by(table.charge_id, table.liability, actors.name, table.id)
    )
    of_act = table.charge_id.in_(select(charges.id).where(charges.act_id == act_id))
    return rows(session, statement if act_id is None else statement.where(of_act))
