"""Handing over, taking back, verifying: the register only grows and says what was found."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256, sha512
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.operations import custody, evidence
from casefile.operations.custody import ALTERED, SOUND, Found
from tests.cases import add, new_case

DATA = b"On 2 February 2024 the train left.\n"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def hand(case: CaseFile, item: UUID, action: str, giver: str, taker: str, at: str) -> None:
    with case.change("Hand over") as session:
        custody.hand_over(session, item, action, {"released_by": giver, "received_by": taker, "at": at})


def test_an_item_is_out_until_it_comes_back(case: CaseFile) -> None:
    item = add(case, "evidence", title="Phone")
    hand(case, item, "transferred", "Ana", "Laboratory", "2026-11-01T10:00:00+02:00")
    with case.reading() as session:
        away = custody.out(evidence.detail(session, item).custody)
    assert away is not None
    assert away["received_by"] == "Laboratory"
    hand(case, item, "returned", "Laboratory", "Ana", "2026-11-01T09:00:00+00:00")
    with case.reading() as session:
        assert custody.out(evidence.detail(session, item).custody) is None


def test_a_transfer_names_both_hands(case: CaseFile) -> None:
    item = add(case, "evidence", title="Phone")
    with pytest.raises(UserError, match="To must not be empty"):
        hand(case, item, "transferred", "Ana", " ", "")
    with pytest.raises(UserError, match="From must not be empty"):
        hand(case, item, "returned", "", "Ana", "")


@pytest.mark.parametrize(
    ("found", "sound"),
    [
        (Found(sha256(DATA).hexdigest(), sha512(DATA).hexdigest()), True),
        (Found(sha256(b"").hexdigest(), sha512(DATA).hexdigest()), False),
        (Found(sha256(DATA).hexdigest(), sha512(b"").hexdigest()), False),
    ],
)
def test_a_verification_is_recorded_whatever_it_found(case: CaseFile, found: Found, *, sound: bool) -> None:
    item = add(case, "evidence", title="Log", sha256=sha256(DATA).hexdigest(), sha512=sha512(DATA).hexdigest())
    with case.reading() as session:
        (held,) = custody.bytes_of(session, [item])
    event, said = custody.verification(held, found, "2026-11-01T10:00:00+00:00", "Ana")
    assert said is sound
    assert (event["action"], event["by"], event["sha256"]) == ("verified", "Ana", found.sha256)
    assert event["condition"] == (SOUND if sound else ALTERED)
    assert found.sha512 in event["note"]


def test_an_item_from_before_sha512_is_verified_by_sha256(case: CaseFile) -> None:
    item = add(case, "evidence", title="Log", sha256=sha256(DATA).hexdigest())
    with case.reading() as session:
        (held,) = custody.bytes_of(session, [item])
    event, sound = custody.verification(held, Found(sha256(DATA).hexdigest(), "0" * 128), "", "")
    assert sound
    assert event["note"] == ""


def test_only_items_with_a_file_have_bytes_in_the_order_asked(case: CaseFile) -> None:
    first, second, bare = (
        add(case, "evidence", title=name, sha256=digest)
        for name, digest in (("a", "1" * 64), ("b", "2" * 64), ("c", ""))
    )
    with case.reading() as session:
        held = custody.bytes_of(session, [second, bare, first])
    assert [one.id for one in held] == [second, first]
