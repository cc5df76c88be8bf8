"""Where the user has been: Back and Forward as in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Location:
    """A place of the navigation, and the record shown there."""

    place: str
    record: UUID | None = None


class Trail:
    """The locations visited and where in them one stands."""

    def __init__(self) -> None:
        self._visited: list[Location] = []
        self._at = -1

    @property
    def here(self) -> Location | None:
        return self._visited[self._at] if self._visited else None

    @property
    def can_back(self) -> bool:
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        return self._at < len(self._visited) - 1

    def visit(self, location: Location) -> None:
        """Stand at `location`; what lay ahead is forgotten. A place gains its record without a step of its own.

        A place alone is no step where one stands in it already: it leaves the record as it is.
        """
        here = self.here
        if location == here or (here is not None and location == Location(here.place)):
            return
        if here is not None and here == Location(location.place):
            self._visited[self._at] = location
            return
        self._visited = [*self._visited[: self._at + 1], location][-_LONGEST:]
        self._at = len(self._visited) - 1

    def settle(self, location: Location) -> None:
        """Another row of the same list was chosen: the step one stands on changes, so that Back leaves the list."""
        here = self.here
        if here is not None and here.place == location.place:
            self._visited[self._at] = location
        else:
            self.visit(location)

    def last(self, place: str) -> UUID | None:
        """The record that was shown last at `place`, behind where one stands."""
        behind = reversed(self._visited[: self._at + 1])
        return next((seen.record for seen in behind if seen.place == place and seen.record is not None), None)

    @property
    def came_from(self) -> Location | None:
        """The step before this one."""
        return self._visited[self._at - 1] if self._at > 0 else None

    def back(self) -> Location | None:
        self._at = max(self._at - 1, min(0, len(self._visited) - 1))
        return self.here

    def forward(self) -> Location | None:
        self._at = min(self._at + 1, len(self._visited) - 1)
        return self.here

    def clear(self) -> None:
        self._visited, self._at = [], -1
