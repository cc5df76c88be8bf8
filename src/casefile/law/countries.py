"""States by ISO 3166-1 code, for places and nationalities.

The list holds the members of the United Nations, its two observer States, and Cook Islands and Niue, which join
treaties as States. It takes no position on any territory; names are those used in the United Nations.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from casefile import resources
from casefile.errors import UserError


@dataclass(frozen=True, slots=True)
class Country:
    """A State: two-letter code, name, and other names in use, for searching."""

    iso2: str
    name: str
    also: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All States in the order of their names."""
    with resources.path("law", "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(Country(row["iso2"], row["name"], tuple(filter(None, row["also"].split("|")))) for row in rows)


def name(iso2: str) -> str:
    """The name of the State with this code, in either case; raise UserError if there is none."""
    wanted = iso2.strip().upper()
    for country in countries():
        if country.iso2 == wanted:
            return country.name
    msg = f"“{iso2}” is not the two-letter code of a State, such as UA or KP."
    raise UserError(msg)
