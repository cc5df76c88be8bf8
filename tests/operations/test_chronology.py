"""What happened when, as far as it is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.operations import chronology
from casefile.operations.chronology import Entry, Wanted, narrowed
from tests.cases import add, new_case


@pytest.fixture
def entries(tmp_path: Path) -> tuple[Entry, ...]:
    with new_case(tmp_path / "T.casefile") as case:
        place = add(case, "place", name="Dovhe", state="UA")
        add(case, "act", title="Undated act")
        add(case, "act", title="Shelling", date="2024-03-14~", place_id=place)
        add(case, "incident", title="Siege", date="2023-08/2024-07", place_id=place)
        add(case, "proceeding", title="Warrant", kind="warrant", body="Pre-Trial Chamber", date="2024-06-24")
        add(case, "proceeding", title="Declaration", kind="declaration", date="2015-09-08/..")
        with case.reading() as session:
            return chronology.chronology(session)


def titles(entries: tuple[Entry, ...], **wanted: object) -> list[str]:
    return [entry.title for entry in narrowed(entries, Wanted(**wanted))]  # type: ignore[arg-type]


def test_entries_stand_by_day_and_those_without_one_last(entries: tuple[Entry, ...]) -> None:
    assert [entry.title for entry in entries] == ["Declaration", "Siege", "Shelling", "Warrant", "Undated act"]


def test_an_entry_knows_its_days_and_what_kind_of_date_it_has(entries: tuple[Entry, ...]) -> None:
    declaration, siege, shelling, warrant, undated = entries
    assert (siege.first, siege.last, siege.throughout) == (date(2023, 8, 1), date(2024, 7, 31), True)
    assert (shelling.approximate, shelling.throughout, shelling.label) == (True, False, "A-0002 Shelling")
    assert (declaration.last, declaration.dated) == (None, True)
    assert (warrant.kind, warrant.more) == ("Warrant", "Pre-Trial Chamber")
    assert siege.more == "Dovhe"
    assert (undated.dated, undated.words) == (False, "")


def test_narrowed_by_kind_words_and_period(entries: tuple[Entry, ...]) -> None:
    assert titles(entries, lanes=("act",)) == ["Shelling", "Undated act"]
    assert titles(entries, text="dovhe march") == ["Shelling"]
    assert titles(entries, text="pre-trial") == ["Warrant"]
    assert titles(entries, period="2024-06") == ["Declaration", "Siege", "Warrant"]
    assert titles(entries, period="/2016") == ["Declaration"]
    assert titles(entries, period="2024-08/..") == ["Declaration"]
    with pytest.raises(ValueError, match="not a date"):
        titles(entries, period="yesterday")
