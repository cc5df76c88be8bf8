"""verify: a file as it was written is clean; whatever is altered in it is found, and its place is named."""

from __future__ import annotations

import json
import random
from pathlib import Path
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as driver

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.evidence import intake
from casefile.journal import canonical
from casefile.operations import records
from tests.cases import add, as_me, edit, new_case


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("original")
    path = folder / "v.casefile"
    (folder / "a.txt").write_bytes(b"evidence" * 50_000)
    with new_case(path) as case:
        act = add(case, "act", title="One", date="2024")
        edit(case, "act", act, title="Two")
        charge = add(case, "charge", act_id=act, crime="8(2)(b)(ii)")
        edit(case, "charge", charge, reasoning="Because")
        intake.take_in(case, [folder / "a.txt"])
        edit(case, "act", act, note="Note")
        case.undo()
    return path.read_bytes()


@pytest.fixture
def path(original: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "v.casefile"
    path.write_bytes(original)
    return path


def altered(path: Path, *statements: str) -> list[str]:
    """Places of what verify finds after these statements."""
    file = driver.connect(str(path))
    file.create_function("flip", 1, lambda data: bytes([data[0] ^ 1]) + data[1:])
    for statement in statements:
        assert file.execute(statement).rowcount != 0, statement
    file.commit()
    file.close()
    return found(path)


def found(path: Path) -> list[str]:
    with CaseFile.open(path, as_me, read_only=True) as case:
        return [one.place for one in case.verify(read_data=True)]


def test_a_file_as_it_was_written_is_clean(path: Path) -> None:
    assert found(path) == []


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("""UPDATE edit SET "values" = replace("values", 'Two', 'Six')""", "act "),
        ("""UPDATE edit SET "values" = '{}' WHERE entity = 'charge' AND pred IS NOT NULL""", "charge "),
        ("UPDATE edit SET salt = flip(salt) WHERE seq = 2", "act "),
        ("UPDATE edit SET id = flip(id) WHERE seq = 2", "change set 2"),
        ("""UPDATE edit SET pred = '{"title":[]}' WHERE seq = 3""", "act "),
        ("UPDATE edit SET pred = NULL WHERE seq = 3", "act "),
        ("UPDATE edit SET entity = 'tag' WHERE seq = 2", "tag "),
        ("DELETE FROM edit WHERE seq = 3", "change set 3"),
        ("UPDATE edit SET change_set = 2 WHERE seq = 3", "change set 2"),
        ("UPDATE edit SET change_set = 99 WHERE seq = 3", "edits"),
        ("UPDATE edit SET seq = seq + 100 WHERE seq = 6", "change set 6"),
        ("UPDATE change_set SET label = 'Other' WHERE seq = 3", "change set 3"),
        ("UPDATE change_set SET wall = '2020-01-01T00:00:00+00:00' WHERE seq = 3", "change set 3"),
        ("UPDATE change_set SET author = flip(author) WHERE seq = 3", "change set 3"),
        ("UPDATE change_set SET lamport = 1 WHERE seq = 3", "change set 3"),
        ("UPDATE change_set SET parents = x'' WHERE seq = 3", "change set 3"),
        ("UPDATE change_set SET target = NULL WHERE kind = 'undo'", "change set 8"),
        ("UPDATE change_set SET kind = 'edit' WHERE kind = 'undo'", "change set 8"),
        ("UPDATE change_set SET digest = flip(digest) WHERE seq = 3", "change set 3"),
        ("DELETE FROM change_set WHERE seq = 8", "journal head"),
        ("UPDATE head SET id = flip(id)", "journal head"),
        ("DELETE FROM head", "journal head"),
        ("UPDATE act SET title = 'Six'", "act "),
        ("UPDATE act SET binned = 1", "act "),
        ("UPDATE act SET first_day = '2023-12-31'", "act "),
        ("UPDATE charge SET act_id = x'00112233445566778899aabbccddeeff'", "charge "),
        ("DELETE FROM charge", "charge "),
        ("INSERT INTO tag SELECT x'00112233445566778899aabbccddeeff', 'x', '', 0", "table tag"),
        ("UPDATE chunk SET data = flip(data) WHERE position = 1", "bytes "),
        ("DELETE FROM chunk WHERE position = 1", "bytes "),
        ("UPDATE blob SET size = 7", "bytes "),
        ("UPDATE blob SET state = 'incoming'", "evidence NKR-0001"),
        ("UPDATE search_text SET text = 'hidden' WHERE noun = 'act'", "act "),
        ("INSERT INTO search_text(noun, record, text) VALUES ('act', x'00', 'hidden')", "search index"),
    ],
)
def test_whatever_is_altered_is_found_and_placed(path: Path, statement: str, place: str) -> None:
    assert any(one.startswith(place) for one in altered(path, statement))


@pytest.mark.parametrize("table", ["change_set", "edit", "head", "charge", "blob"])
@pytest.mark.parametrize("value", ["'nonsense'", "x'0102'", "7", "x''", "NULL"])
def test_a_value_of_another_kind_is_a_finding_never_a_crash(path: Path, table: str, value: str) -> None:
    """Every column in turn; those that no rule reads (key, signature, seq, id of bytes) are left alone."""
    intact = path.read_bytes()
    file = driver.connect(str(path))
    columns = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
    file.close()
    for column in columns:
        if column in ("key", "signature", "seq", "binned", "withheld") or (table, column) == ("blob", "id"):
            continue
        path.write_bytes(intact)
        file = driver.connect(str(path))
        before = file.execute(f'SELECT "{column}" FROM {table} LIMIT 1').fetchone()
        try:
            file.execute(f'UPDATE {table} SET "{column}" = {value} WHERE rowid = (SELECT min(rowid) FROM {table})')
        except driver.IntegrityError:
            continue
        finally:
            after = file.execute(f'SELECT "{column}" FROM {table} LIMIT 1').fetchone()
            file.commit()
            file.close()
        try:
            places = found(path)
        except UserError:
            continue
        assert places or before == after, (table, column, value)


def test_an_edit_moved_out_of_sight_with_its_row_put_back_is_found(path: Path) -> None:
    """Its hash stays in its change set, and no record has it: only counting shows it."""
    assert "edits" in altered(path, "UPDATE edit SET record = 1 WHERE seq = 3", "UPDATE act SET title = 'One'")


def test_an_edit_and_its_hashes_made_anew_are_found_by_the_change_set(path: Path) -> None:
    file = driver.connect(str(path))
    row = file.execute("SELECT entity, record, salt, pred FROM edit WHERE seq = 3").fetchone()
    values = {"title": "Forged"}
    record, pred = UUID(bytes=row[1]), json.loads(row[3])
    made = canonical.edit_id(row[0], record, canonical.commitments(row[2], row[0], record, values), pred)
    file.execute('UPDATE edit SET "values" = ?, id = ? WHERE seq = 3', (canonical.encode(values), made))
    file.execute("UPDATE act SET title = 'Forged'")
    file.commit()
    file.close()
    assert "change set 3" in found(path)


def withhold(path: Path, seq: int, name: str) -> None:
    """Take a value away as docs/file-format.md says."""
    file = driver.connect(str(path))
    entity, record, salt, written = file.execute(
        'SELECT entity, record, salt, "values" FROM edit WHERE seq = ?', (seq,)
    ).fetchone()
    values = json.loads(written)
    committed = canonical.commitments(salt, entity, UUID(bytes=record), values)
    del values[name]
    withheld = {
        "commitments": {name: committed[name]},
        "salts": {other: canonical.field_salt(salt, other).hex() for other in values},
    }
    file.execute(
        'UPDATE edit SET "values" = ?, salt = NULL, withheld = ? WHERE seq = ?',
        (canonical.encode(values), canonical.encode(withheld), seq),
    )
    file.execute(f"UPDATE {entity} SET {name} = ''")
    file.execute("DELETE FROM search_text WHERE record = ?", (record,))
    file.execute("INSERT INTO search(search) VALUES ('rebuild')")
    file.commit()
    file.close()


def test_a_withheld_value_leaves_a_file_that_verifies(path: Path) -> None:
    withhold(path, 5, "reasoning")
    assert [one for one in found(path) if "search" not in one] == found(path)
    with CaseFile.open(path, as_me) as case, case.reading() as session:
        charge = records.page(session, "charge")[0]
        assert charge["reasoning"] == ""
    with CaseFile.open(path, as_me) as case:
        edit(case, "charge", charge.id, reasoning="New")
        assert list(case.verify()) == []


def test_a_withheld_value_cannot_be_put_back_as_another(path: Path) -> None:
    withhold(path, 5, "reasoning")
    assert any(one.startswith("charge ") for one in altered(path, "UPDATE charge SET reasoning = 'Guess'"))


def test_the_journal_is_checked_in_pieces_and_says_how_far_it_is(path: Path) -> None:
    told: list[tuple[int, int]] = []
    with CaseFile.open(path, as_me) as case:
        assert list(case.verify(progress=lambda done, total: told.append((done, total)))) == []
    assert told[-1][0] == told[-1][1] > 0


def test_bytes_flipped_anywhere_never_crash_it(original: bytes, tmp_path: Path) -> None:
    """Identical, refused in a sentence, or found: never another error."""
    chance = random.Random(4)
    path = tmp_path / "flipped.casefile"
    for _ in range(25):
        data = bytearray(original)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        _look_at(path)


@pytest.mark.parametrize("size", [1, 16, 100, 511, 4096, 8192, 20_000, -1])
def test_a_file_cut_short_is_told(original: bytes, tmp_path: Path, size: int) -> None:
    path = tmp_path / "cut.casefile"
    path.write_bytes(original[:size])
    try:
        places = found(path)
    except UserError as error:
        places = [str(error)]
    assert places != []


def _look_at(path: Path) -> None:
    try:
        places = found(path)
        with CaseFile.open(path, as_me, read_only=True) as case, case.reading() as session:
            for row in records.page(session, "act"):
                records.get(session, "act", row.id)
    except UserError:
        return
    except (ValueError, TypeError):  # a value that no reader can hold: verify has named it
        assert places
