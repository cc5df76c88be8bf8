"""Which rows of the matrix are shown, and in which order. Knows no widget; for a large case it works beside the window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from uuid import UUID

from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.operations.matrix import STATES, Coverage, Matrix, State, open_in
from casefile.operations.veil import Veil


@dataclass(frozen=True, slots=True)
class Wanted:
    """`text`: words that a row must hold; `state`: one that some cell must have; `provision`: an article or a crime;
    `actor` and `incident` by id; `by_gaps`: most open elements first.
    """

    text: str = ""
    state: State | None = None
    provision: str = ""
    actor: UUID | None = None
    incident: UUID | None = None
    by_gaps: bool = False


class Arranger:
    """The rows of one matrix, chosen and ordered as often as somebody wants."""

    def __init__(self, table: Matrix, *, veiled: bool = False) -> None:
        self.table, self._veiled = table, veiled

    def under(self, veil: Veil) -> Arranger:
        """The same rows without protected names; once is enough."""
        if self._veiled:
            return self
        made = Arranger(self.table.under(veil), veiled=True)
        made.get_ready()
        return made

    def arranged(self, wanted: Wanted) -> list[int]:
        """The rows that fit, by their places in the matrix; a charge stands above its attributions even when only one of
        those fits. An actor leaves the attributions of that actor, and the charges that have one.
        """
        fits = self._fits(wanted)
        kept = [rows for group in self._groups(wanted) if (rows := _shown(group, fits))]
        if wanted.by_gaps:
            kept.sort(key=lambda rows: -sum(map(self._open.__getitem__, rows)))
        return list(chain.from_iterable(kept))

    @cached_property
    def provisions(self) -> list[str]:
        """The crimes that are charged, as their codes sort."""
        return sorted({charge[2] for _, charge, _ in self.table.lines}, key=codes.sort_key)

    @cached_property
    def actors(self) -> dict[UUID, str]:
        """Who is said to answer for a charge, by name."""
        found = {below[3]: below[4] for _, _, below in self.table.lines if below is not None}
        return {UUID(bytes=one): name for one, name in sorted(found.items(), key=lambda item: item[1].casefold())}

    @cached_property
    def incidents(self) -> dict[UUID, str]:
        """The incidents whose acts are charged, by title."""
        found = {act[7]: act[8] for act, _, _ in self.table.lines if act[7] is not None}
        return {UUID(bytes=one): title for one, title in sorted(found.items(), key=lambda item: item[1].casefold())}

    @cached_property
    def charges(self) -> int:
        """How many charges there are."""
        return sum(below is None for _, _, below in self.table.lines)

    @cached_property
    def coverage(self) -> Coverage:
        """How many elements stand where."""
        return self.table.coverage()

    @cached_property
    def elements(self) -> int:
        """How many columns the longest row needs; the same however rows are chosen, so that columns stay."""
        return max(map(len, self.table.states), default=0)

    def get_ready(self) -> None:
        """Work out what is shown of them all, and what the filters offer."""
        _ = self.provisions, self.actors, self.incidents, self.charges, self.coverage, self.elements

    # --- within

    @cached_property
    def _starts(self) -> list[int]:
        return [place for place, (_, _, below) in enumerate(self.table.lines) if below is None]

    @cached_property
    def _texts(self) -> list[str]:
        """What a row can be found by."""
        titles = {crime: full_title_of(crime) for crime in self.provisions}
        crimes = (charge[2] for _, charge, _ in self.table.lines)
        return [f"{self.table.words(place)} {titles[crime]}".casefold() for place, crime in enumerate(crimes)]

    @cached_property
    def _open(self) -> list[int]:
        return [open_in(states) for states in self.table.states]

    def _groups(self, wanted: Wanted) -> Iterator[range]:
        """Each charge with its attributions, as far as provision, incident and actor want them."""
        lines = self.table.lines
        crimes = {crime for crime in self.provisions if wanted.provision in ("", crime, article_of(crime))}
        incident = wanted.incident.bytes if wanted.incident else None
        charges = self._charges_of(wanted.actor) if wanted.actor else None
        for start, stop in pairwise([*self._starts, len(lines)]):
            act, charge, _ = lines[start]
            if charge[2] not in crimes or (incident is not None and act[7] != incident):
                continue
            if charges is None or charge[0] in charges:
                yield range(start, stop)

    def _charges_of(self, actor: UUID) -> set[bytes]:
        return {below[1] for _, _, below in self.table.lines if below is not None and below[3] == actor.bytes}

    def _fits(self, wanted: Wanted) -> list[bool] | None:
        """Of each row, whether state, words and actor want it; None when nothing is wanted of single rows."""
        tests: list[Iterable[bool]] = []
        if wanted.state is not None:
            state = STATES.index(wanted.state)
            tests.append(state in states for states in self.table.states)
        if words := wanted.text.casefold().split():
            tests.append(all(word in text for word in words) for text in self._texts)
        if wanted.actor is not None:
            actor = wanted.actor.bytes
            tests.append(below is None or below[3] == actor for _, _, below in self.table.lines)
        return list(map(all, zip(*tests, strict=True))) if tests else None


def _shown(group: range, fits: Sequence[bool] | None) -> Sequence[int]:
    """The rows of a group that fit, below its charge."""
    if fits is None:
        return group
    found = [place for place in group if fits[place]]
    if found and found[0] != group[0]:
        found.insert(0, group[0])
    return found


@lru_cache(maxsize=1000)
def title_of(crime: str) -> str:
    """The short title of a crime."""
    return catalogue().crime(crime).short_title


@lru_cache(maxsize=1000)
def full_title_of(crime: str) -> str:
    """The official title of a crime, and ours."""
    return f"{catalogue().crime(crime).title} {title_of(crime)}"


@lru_cache(maxsize=1000)
def article_of(crime: str) -> str:
    """The article that a crime stands in."""
    return catalogue().crime(crime).article
