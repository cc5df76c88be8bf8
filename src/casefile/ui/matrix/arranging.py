"""Which rows of the matrix are shown, and in which order. Knows no widget; for a large case it works beside the window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from uuid import UUID

from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.operations.matrix import STATES, Matrix, State, open_in


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

    def __init__(self, table: Matrix) -> None:
        self.table = table

    def arranged(self, wanted: Wanted) -> list[int]:
        """The rows that fit, by their places in the matrix; a charge stands above its attributions even when only one of
        those fits. An actor leaves the attributions of that actor, and the charges that have one.
        """
        kept = []
        for group in self._groups(wanted):
            fitting = self._fitting(group, wanted)
            if fitting and fitting[0] != group[0]:
                fitting.insert(0, group[0])
            if fitting:
                kept.append(fitting)
        if wanted.by_gaps:
            kept.sort(key=lambda group: -sum(open_in(self.table.states[place]) for place in group))
        return [place for group in kept for place in group]

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

    def get_ready(self) -> None:
        """Work out what the filters offer."""
        _ = self.provisions, self.actors, self.incidents, self.charges

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

    def _groups(self, wanted: Wanted) -> Iterator[list[int]]:
        """Each charge with its attributions, as far as provision, incident and actor want them."""
        lines = self.table.lines
        crimes = {crime for crime in self.provisions if wanted.provision in ("", crime, article_of(crime))}
        incident = wanted.incident.bytes if wanted.incident else None
        actor = wanted.actor.bytes if wanted.actor else None
        for start, stop in zip(self._starts, [*self._starts[1:], len(lines)], strict=False):
            act, charge, _ = lines[start]
            if charge[2] not in crimes or (incident is not None and act[7] != incident):
                continue
            if actor is None:
                yield list(range(start, stop))
            else:
                own = [place for place in range(start + 1, stop) if self._actor(place) == actor]
                if own:
                    yield [start, *own]

    def _actor(self, place: int) -> bytes | None:
        below = self.table.lines[place][2]
        return None if below is None else below[3]

    def _fitting(self, group: list[int], wanted: Wanted) -> list[int]:
        found: Iterable[int] = group
        if wanted.state is not None:
            state, states = STATES.index(wanted.state), self.table.states
            found = [place for place in found if state in states[place]]
        words = wanted.text.casefold().split()
        if words:
            found = [place for place in found if _holds(self._texts[place], words)]
        return list(found)


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


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
