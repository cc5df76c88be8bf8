"""States by name or code."""

from __future__ import annotations

from casefile.errors import UserError
from casefile.law.countries import countries, name
from casefile.ui.widgets.picker import Finder
from casefile.ui.widgets.suggest import Choice

_MOST = 40


def states() -> Finder:
    """The States of ISO 3166, found by any of their names or their code."""

    def find(text: str) -> list[Choice]:
        words = text.casefold().split()
        found = []
        for country in countries():
            known = f"{country.iso2} {country.name} {' '.join(country.also)}".casefold()
            if all(word in known for word in words):
                first = (
                    country.iso2.casefold() != text.casefold(),
                    not country.name.casefold().startswith(text.casefold()),
                )
                found.append((first, Choice(country.iso2, country.name, country.iso2, beside=True)))
        return [choice for _first, choice in sorted(found, key=lambda pair: pair[0])[:_MOST]]

    return Finder(find, state_name)


def state_name(iso2: str) -> str:
    """The State's name; the code itself where it is none of the list."""
    try:
        return name(iso2)
    except UserError:
        return iso2
