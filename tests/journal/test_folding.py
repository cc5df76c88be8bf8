"""What edits add up to, for records that two people changed at once: the same on every copy, whatever the order."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from casefile.case_file import CaseFile
from casefile.journal import canonical, edits, replay
from casefile.journal.edits import Edit, fold
from casefile.journal.writer import Author, ChangeSetWriter, Draft
from casefile.model.fields import Wire
from casefile.operations import records
from casefile.storage import database
from tests.cases import OTHER, add, edit, get, new_case, visible, whole

RECORD = UUID(int=7)


def made(values: dict[str, Wire], lamport: int, replaces: dict[str, list[Edit]] | None = None, salt: int = 1) -> Edit:
    """An edit by hand, as docs/file-format.md says."""
    pred = None if replaces is None else {name: [one.id.hex() for one in old] for name, old in replaces.items()}
    committed = canonical.commitments(bytes([salt] * 16), "act", RECORD, values)
    identity = canonical.edit_id("act", RECORD, committed, pred)
    return Edit(identity, "act", RECORD, values, pred, committed, lamport, lamport)


def test_two_concurrent_edits_fold_alike_in_every_order() -> None:
    first = made({"title": "Base", "note": "n"}, 1)
    mine = made({"title": "Mine"}, 2, {"title": [first]}, salt=2)
    theirs = made({"title": "Theirs"}, 2, {"title": [first]}, salt=3)
    shown = {fold(list(order)).value("title") for order in permutations([first, mine, theirs])}
    greater = max((mine, theirs), key=lambda one: one.commitments["title"])
    assert shown == {greater.values["title"]}
    assert fold([theirs, first, mine]).conflicts() == ["title"]
    assert fold([theirs, first, mine]).values()["note"] == "n"


def test_the_greater_lamport_is_shown() -> None:
    first = made({"title": "Base"}, 1)
    early = made({"title": "Early"}, 2, {"title": [first]}, salt=2)
    late = made({"title": "Late"}, 3, {"title": [first]}, salt=3)
    assert fold([late, early, first]).value("title") == "Late"


def test_equal_values_are_no_conflict() -> None:
    first = made({"title": "Base"}, 1)
    one = made({"title": "Same"}, 2, {"title": [first]}, salt=2)
    other = made({"title": "Same"}, 2, {"title": [first]}, salt=3)
    assert fold([first, one, other]).conflicts() == []


def test_a_decision_replaces_both() -> None:
    first = made({"title": "Base"}, 1)
    mine = made({"title": "Mine"}, 2, {"title": [first]}, salt=2)
    theirs = made({"title": "Theirs"}, 2, {"title": [first]}, salt=3)
    decided = made({"title": "Both"}, 3, {"title": [mine, theirs]}, salt=4)
    for order in permutations([first, mine, theirs, decided]):
        state = fold(list(order))
        assert (state.value("title"), state.conflicts()) == ("Both", [])


def test_edits_of_different_fields_stand_side_by_side() -> None:
    first = made({"title": "Base"}, 1)
    mine = made({"note": "Mine"}, 2, {"note": []}, salt=2)
    theirs = made({"statement": "Theirs"}, 2, {"statement": []}, salt=3)
    assert fold([theirs, mine, first]).values() == {"title": "Base", "note": "Mine", "statement": "Theirs"}


def write_as_other(case: CaseFile, drafts: list[Draft]) -> None:
    """What another person did on this file, arrived in it: the next opening sees it."""
    with database.engine(case.path, "write").begin() as connection:
        writer = ChangeSetWriter(connection, Author(OTHER, "0.1.0", 1))
        for draft in drafts:
            writer.add(draft)
        writer.finish("edit", "Theirs")
        replay.bring_up_to_date(connection, {draft.record for draft in drafts})
    case._connections.look()


def survivors(case: CaseFile, record: UUID, name: str) -> list[str]:
    with case.reading() as session:
        known = edits.of_records(session.connection(), [record])[record]
    return sorted(one.id.hex() for one in fold(known).survivors.get(name, []))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.casefile"


def test_undo_leaves_alone_what_another_has_changed_since(path: Path) -> None:
    with new_case(path) as case:
        act = add(case, "act", title="One")
        edit(case, "act", act, title="Two", note="Mine")
        draft = Draft("act", act, {"title": "Theirs"}, {"title": survivors(case, act, "title")})
        write_as_other(case, [draft])
        assert case.undo() == "Edit act"
        row = get(case, "act", act)
        assert (row["title"], row["note"]) == ("Theirs", "")
        assert case.redo() == "Edit act"
        row = get(case, "act", act)
        assert (row["title"], row["note"]) == ("Theirs", "Mine")


def test_a_change_to_a_contested_field_decides_and_undo_of_it_restores_what_was_shown(path: Path) -> None:
    with new_case(path) as case:
        act = add(case, "act", title="One")
        before = survivors(case, act, "title")
        edit(case, "act", act, title="Mine")
        write_as_other(case, [Draft("act", act, {"title": "Theirs"}, {"title": before})])
        assert len(survivors(case, act, "title")) == 2
        shown = get(case, "act", act)["title"]
        assert shown == "Theirs"  # the greater lamport
        edit(case, "act", act, title="Decided")
        assert len(survivors(case, act, "title")) == 1
        assert list(case.verify()) == [] or [one.problem for one in case.verify()] == [
            "the search index does not hold its words"
        ]
        case.undo()
        assert get(case, "act", act)["title"] == shown


def test_edits_of_one_field_are_undone_one_by_one_and_redone(path: Path) -> None:
    with new_case(path) as case:
        act = add(case, "act", title="1")
        for title in ("2", "3", "4"):
            edit(case, "act", act, title=title)
        back = [case.undo() and get(case, "act", act)["title"] for _ in range(3)]
        assert back == ["3", "2", "1"]
        forth = [case.redo() and get(case, "act", act)["title"] for _ in range(3)]
        assert forth == ["2", "3", "4"]
        assert whole(case)


def test_undo_goes_on_below_what_was_redone(path: Path) -> None:
    """A field that was undone, redone and changed since still leads back, through what each undo brought back."""
    with new_case(path) as case:
        first = visible(case)
        act = add(case, "act", title="0")

        def flip() -> None:
            with case.change("Bin") as session:
                binned = records.get(session, "act", act).binned
                (records.restore if binned else records.bin_)(session, "act", act)

        case.undo()
        case.redo()
        flip()
        flip()
        case.undo()
        case.redo()
        while case.undo_label:
            case.undo()
        assert visible(case) == first
        while case.redo_label:
            case.redo()
        assert get(case, "act", act).binned is False
        assert whole(case)


def test_a_change_after_undo_ends_what_could_be_redone(path: Path) -> None:
    with new_case(path) as case:
        act = add(case, "act", title="1")
        edit(case, "act", act, title="2")
        case.undo()
        assert case.redo_label == "Edit act"
        edit(case, "act", act, title="3")
        assert case.redo_label is None


def test_steps_are_the_same_after_opening_anew(path: Path) -> None:
    from tests.cases import as_me

    with new_case(path) as case:
        act = add(case, "act", title="1")
        edit(case, "act", act, title="2")
        edit(case, "act", act, title="3")
        case.undo()
        labels = (case.undo_label, case.redo_label)
    with CaseFile.open(path, as_me) as case:
        assert (case.undo_label, case.redo_label) == labels == ("Edit act", "Edit act")
        case.undo()
        assert get(case, "act", act)["title"] == "1"


def test_what_made_the_case_cannot_be_undone(path: Path) -> None:
    from casefile.errors import UserError

    with new_case(path) as case:
        assert case.undo_label is None
        with pytest.raises(UserError, match=r"^There is nothing to undo\.$"):
            case.undo()
        with pytest.raises(UserError, match=r"^There is nothing to redo\.$"):
            case.redo()


def test_an_unknown_noun_is_kept_and_has_no_row(path: Path) -> None:
    with new_case(path) as case:
        write_as_other(case, [Draft("future_noun", uuid4(), {"title": "x"}, None)])
        assert list(case.verify()) == []
