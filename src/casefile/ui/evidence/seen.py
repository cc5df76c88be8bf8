"""Which pages one has seen: each person's own, kept in the profile folder by the hash of the bytes, never in the case."""

from __future__ import annotations

from uuid import UUID

from casefile.settings import Settings

_MOST_ITEMS = 20_000


class SeenPages:
    """The pages of documents of one case that its reader has seen, as ranges: "1-12,15"."""

    def __init__(self, settings: Settings, case: UUID) -> None:
        self._settings, self._case = settings, case
        self._seen = settings.seen(case)

    def of(self, item: UUID) -> frozenset[int]:
        """The pages of an item that were seen."""
        return frozenset(_pages(self._seen.get(str(item), "")))

    def add(self, item: UUID, page: int) -> None:
        """Note a page, from 1."""
        known = self.of(item)
        if page not in known:
            self._seen.pop(str(item), None)  # the newest stands last
            self._seen[str(item)] = _ranges(known | {page})
            while len(self._seen) > _MOST_ITEMS:
                self._seen.pop(next(iter(self._seen)))

    def write(self) -> None:
        """Keep what was noted."""
        self._settings.remember_seen(self._case, self._seen)


def _pages(ranges: str) -> set[int]:
    found: set[int] = set()
    for part in ranges.split(","):
        first, _dash, last = part.partition("-")
        if first.isdecimal() and (last or first).isdecimal():
            found.update(range(int(first), min(int(last or first), int(first) + 100_000) + 1))
    return found


def _ranges(pages: set[int] | frozenset[int]) -> str:
    parts: list[list[int]] = []
    for page in sorted(pages):
        if parts and parts[-1][1] == page - 1:
            parts[-1][1] = page
        else:
            parts.append([page, page])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)
