from __future__ import annotations

import pytest

from casefile.errors import UserError
from casefile.law.countries import countries, name


def test_un_members_observers_and_two_more_states() -> None:
    codes = [country.iso2 for country in countries()]
    assert len(codes) == len(set(codes)) == 193 + 2 + 2
    assert {"VA", "PS", "CK", "NU"} < set(codes)
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in codes)


@pytest.mark.parametrize(
    ("iso2", "expected"),
    [
        ("KP", "Democratic People’s Republic of Korea"),
        ("KR", "Republic of Korea"),
        ("ru", "Russian Federation"),
        (" ua ", "Ukraine"),
        ("US", "United States of America"),
        ("CN", "China"),
    ],
)
def test_name_of_a_state(iso2: str, expected: str) -> None:
    assert name(iso2) == expected


def test_common_names_are_kept_for_searching() -> None:
    also = {country.iso2: country.also for country in countries()}
    assert "North Korea" in also["KP"]
    assert "Russia" in also["RU"]
    assert also["UA"] == ()


def test_names_are_in_order_and_none_stands_twice() -> None:
    names = [country.name for country in countries()]
    assert len(names) == len(set(names))
    assert names == sorted(names, key=lambda text: text.replace("ô", "o").replace("ü", "u").casefold())


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UserError, match="“XX” is not the two-letter code of a State"):
        name("XX")
