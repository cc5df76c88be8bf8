"""One road for writing: what goes through `change` is recorded once and exactly; nothing else writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from casefile.case_file import CaseFile, add_many, prepare_many
from casefile.errors import UserError
from casefile.journal.recorder import WriteOutsideChangeError
from casefile.model import Act, Case, CustodyEvent, EvidenceItem
from casefile.operations import history, records
from tests.cases import add, edit, get, new_case, whole


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def changes(case: CaseFile) -> int:
    with case.reading() as session:
        return history.count(session)


def _delete(session: Session) -> None:
    session.delete(session.scalars(select(Act)).one())
    session.flush()


WRITES: list[Callable[[Session], Any]] = [
    lambda session: session.execute(update(Act).values(title="x")),
    lambda session: session.execute(delete(Act)),
    lambda session: session.execute(insert(Act), [{"title": "x"}]),
    lambda session: session.execute(text("UPDATE act SET title = 'x'")),
    lambda session: session.execute(text("DELETE FROM act")),
    lambda session: session.bulk_insert_mappings(Act, [{"title": "x"}]),
    lambda session: session.bulk_update_mappings(Act, [{"id": uuid4(), "title": "x"}]),
    lambda session: session.bulk_save_objects([Act(title="x")]),
    _delete,
]


@pytest.mark.parametrize("write", WRITES)
def test_other_ways_of_writing_raise_inside_a_change(case: CaseFile, write: Callable[[Session], Any]) -> None:
    act = add(case, "act", title="One")
    with pytest.raises(WriteOutsideChangeError), case.change("Bad") as session:
        write(session)
    assert get(case, "act", act)["title"] == "One"
    assert whole(case)


def _new(session: Session) -> None:
    session.add(Act(title="x"))
    session.flush()


def _dirty(session: Session) -> None:
    session.scalars(select(Act)).one().title = "x"
    session.flush()


@pytest.mark.parametrize("write", [*WRITES, _new, _dirty])
def test_reading_only_reads(case: CaseFile, write: Callable[[Session], Any]) -> None:
    act = add(case, "act", title="One")
    with pytest.raises((WriteOutsideChangeError, SQLAlchemyError)), case.reading() as session:
        write(session)
    assert get(case, "act", act)["title"] == "One"


def test_reading_refuses_what_goes_past_the_session(case: CaseFile) -> None:
    add(case, "act", title="One")
    with pytest.raises(UserError), case.reading() as session:
        session.connection().execute(text("UPDATE act SET title = 'x'"))
    assert whole(case)


def test_a_change_that_changes_nothing_writes_nothing(case: CaseFile) -> None:
    act = add(case, "act", title="One")
    head, count = case.head, changes(case)
    edit(case, "act", act, title="One")
    with case.change("Back and forth") as session:
        records.edit(session, "act", act, {"title": "Two"})
        records.edit(session, "act", act, {"title": "One"})
    with case.change("Nothing"):
        pass
    assert (case.head, changes(case)) == (head, count)


def test_several_flushes_are_one_edit_a_record(case: CaseFile) -> None:
    with case.change("Twice") as session:
        act = records.add(session, "act", {"title": "One"})
        records.edit(session, "act", act, {"title": "Two"})
        records.edit(session, "act", act, {"note": "n"})
    with case.change("Again") as session:
        records.edit(session, "act", act, {"title": "Three"})
        records.edit(session, "act", act, {"title": "Four", "note": "m"})
    with case.reading() as session:
        assert [step.edits for step in history.steps(session)] == [1, 1, 1]
    assert whole(case)
    case.undo()
    row = get(case, "act", act)
    assert (row["title"], row["note"]) == ("Two", "n")


def test_an_error_in_the_block_leaves_nothing(case: CaseFile) -> None:
    head = case.head

    def half() -> None:
        with case.change("Half") as session:
            records.add(session, "act", {"title": "One"})
            records.add(session, "act", {"title": ""})

    with pytest.raises(UserError):
        half()
    assert case.head == head
    assert add(case, "act", title="After")
    assert whole(case)


def test_append_only_records_stay_as_they_are(case: CaseFile) -> None:
    item = add(case, "evidence", title="Item")
    event = add(case, "custody_event", evidence_id=item, action="received", at="2024-01-01T00:00:00+00:00")
    sentence = r"^This custody event is written once and stays as it is; add a new one that corrects it\.$"
    with pytest.raises(UserError, match=sentence):
        edit(case, "custody_event", event, note="x")
    with pytest.raises(UserError, match=r"^This custody event stays in the record"), case.change("Bin") as session:
        records.bin_(session, "custody_event", event)
    with pytest.raises(UserError, match=sentence), case.change("Bin by hand") as session:
        session.get_one(CustodyEvent, event).binned = True


@pytest.mark.parametrize(("name", "value"), [("sha256", "0" * 64), ("size", 2), ("mime", "a/b"), ("file_name", "x")])
def test_once_fields_stay_as_they_are(case: CaseFile, name: str, value: object) -> None:
    item = add(case, "evidence", title="Item")
    with pytest.raises(UserError, match=r"^This evidence is written once"):
        edit(case, "evidence", item, **{name: value})
    edit(case, "evidence", item, title="Another title")


def test_a_change_inside_a_change_is_our_bug(case: CaseFile) -> None:
    def outer() -> None:
        with case.change("Outer") as session:
            records.add(session, "act", {"title": "One"})
            case.undo()

    with pytest.raises(WriteOutsideChangeError):
        outer()
    assert add(case, "act", title="Still works")
    assert whole(case)


def test_many_records_at_once_are_like_single_ones(case: CaseFile) -> None:
    ids = [uuid4() for _ in range(2_500)]
    with case.change("Many", kind="import") as session:
        rows = [{"id": one, "title": f"item {at}", "number": f"NKR-{at:05d}"} for at, one in enumerate(ids)]
        add_many(session, prepare_many(EvidenceItem, rows))
    assert whole(case)
    edit(case, "evidence", ids[7], title="Seven")
    case.undo()
    assert get(case, "evidence", ids[7])["title"] == "item 7"
    case.undo()
    with case.reading() as session:
        assert records.count(session, "evidence") == 0
    case.redo()
    assert whole(case)


def test_what_was_made_in_bulk_is_not_edited_in_the_same_change(case: CaseFile) -> None:
    one = uuid4()

    def both() -> None:
        with case.change("Both", kind="import") as session:
            add_many(session, prepare_many(Act, [{"id": one, "title": "x", "number": "A-0001"}]))
            records.edit(session, "act", one, {"title": "y"})

    with pytest.raises(WriteOutsideChangeError):
        both()
    assert whole(case)


def test_listeners_hear_what_was_touched_after_it_is_written(case: CaseFile) -> None:
    heard: list[tuple[frozenset[tuple[str, UUID]], int]] = []
    stop = case.listen(lambda touched: heard.append((touched, changes(case))))
    act = add(case, "act", title="One")
    edit(case, "act", act, title="One")
    case.undo()
    stop()
    case.redo()
    assert heard == [(frozenset({("act", act)}), 2), (frozenset({("act", act)}), 3)]


def test_threads_write_one_after_the_other(case: CaseFile) -> None:
    errors: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(8):
                act = add(case, "act", title=f"{name} {number}")
                edit(case, "act", act, note=name)
                with case.reading() as session:
                    records.page(session, "act")
        except BaseException as error:  # noqa: BLE001 - told to the test
            errors.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert whole(case)
    with case.reading() as session:
        rows = records.page(session, "act")
        assert sorted(row.number for row in rows) == [f"A-{number:04d}" for number in range(1, 25)]
        assert len(session.scalars(select(Case)).all()) == 1


def test_undo_waits_for_a_change_under_way_and_takes_that_one_back(case: CaseFile) -> None:
    act = add(case, "act", title="One")
    started, label = threading.Event(), []

    def undo() -> None:
        started.set()
        label.append(case.undo())

    other = threading.Thread(target=undo)
    with case.change("Long work") as session:
        other.start()
        started.wait()
        records.edit(session, "act", act, {"title": "Two"})
    other.join()
    assert label == ["Long work"]
    assert get(case, "act", act)["title"] == "One"
