"""The quick roads give what the plain ones define: docs/file-format.md knows only the plain ones."""

from __future__ import annotations

import hmac
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from casefile.case_file import add_many, prepare_many
from casefile.journal import canonical
from casefile.model import NOUNS
from casefile.operations.search import search
from tests.cases import get, new_case, whole

NAMES = st.text(max_size=8)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(0, 2**53), st.text(max_size=20), st.lists(st.text(max_size=5), max_size=3)
)


@given(st.binary(max_size=150), NAMES)
def test_field_salts_are_hmac(salt: bytes, field: str) -> None:
    assert canonical.field_salt(salt, field) == hmac.digest(salt, field.encode(), "sha256")[:16]


@given(st.binary(max_size=150), NAMES, st.uuids(), st.dictionaries(NAMES, VALUES, max_size=4))
def test_commitments_are_hashes_of_canonical_json(
    salt: bytes, entity: str, record: UUID, values: dict[str, str | int | bool | list[str] | None]
) -> None:
    expected = {
        field: sha256(
            b"casefile-field-1\0"
            + hmac.digest(salt, field.encode(), "sha256")[:16]
            + canonical.encode([entity, record.hex, field, value]).encode()
        ).hexdigest()
        for field, value in values.items()
    }
    assert canonical.commitments(salt, entity, record, values) == expected
    identity = sha256(b"casefile-edit-1\0" + canonical.encode([entity, record.hex, expected, None]).encode()).digest()
    assert canonical.edit_id(entity, record, expected, None) == identity
    assert canonical.joined(canonical.written(values)) == canonical.encode(values)


def test_many_records_are_one_change_set_that_verifies(tmp_path: Path) -> None:
    ids = [uuid4() for _ in range(2_500)]
    told: list[frozenset[tuple[str, UUID]]] = []
    with new_case(tmp_path / "case.casefile") as case:
        case.listen(told.append)
        rows = [{"id": one, "title": f"Shelling {place}", "date": "2024-02"} for place, one in enumerate(ids)]
        with case.change("Import records", kind="import") as session:
            add_many(session, prepare_many(NOUNS["act"], rows))
        assert told == [frozenset({("act", ids[0])})]
        row = get(case, "act", ids[7])
        assert (row["title"], row["first_day"], row["last_day"]) == ("Shelling 7", "2024-02-01", "2024-02-29")
        with case.reading() as session:
            assert [found.id for found in search(session, '"Shelling 7"')] == [ids[7]]
        assert whole(case)
        assert case.undo() == "Import records"
        assert get(case, "act", ids[7]).binned
        assert whole(case)


def test_what_is_binned_is_not_found(tmp_path: Path) -> None:
    with new_case(tmp_path / "case.casefile") as case:
        with case.change("Import records") as session:
            add_many(session, prepare_many(NOUNS["tag"], [{"id": uuid4(), "name": "Hidden", "binned": True}]))
        with case.reading() as session:
            assert search(session, "hidden") == ()
        assert whole(case)


def test_nothing_is_no_change(tmp_path: Path) -> None:
    with new_case(tmp_path / "case.casefile") as case:
        head = case.head
        with case.change("Import records") as session:
            add_many(session, prepare_many(NOUNS["tag"], []))
        assert case.head == head
