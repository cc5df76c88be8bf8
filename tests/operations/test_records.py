"""What can be done with a record of any noun: add, edit, bin, restore, get, list by pages, find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.model import NOUNS
from casefile.model.base import fields_of, table_of
from casefile.operations import records
from casefile.operations.records import Query
from tests.cases import add, edit, get, new_case, visible, whole


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CaseFile, dict[str, UUID]]]:
    """A case with one of every noun, for tests that leave it as it is."""
    with new_case(tmp_path_factory.mktemp("full") / "a.casefile") as case:
        yield case, filled(case)


def filled(case: CaseFile) -> dict[str, UUID]:
    """One record of every noun."""
    made: dict[str, UUID] = {}
    with case.change("Add one of each") as session:
        made["case"] = records.page(session, "case")[0].id
        for noun in NOUNS:
            if noun != "case":
                made[noun] = records.add(session, noun, smallest(noun, made))
    return made


def smallest(noun: str, made: dict[str, UUID]) -> dict[str, Any]:
    """Values with which a record of the noun can be added."""
    codes = {"crime": "8(2)(b)(ii)", "liability": "25(3)(a)", "state": "UA", "kind": "party"}
    values: dict[str, Any] = {}
    for one in records.fields(noun):
        if one.required:
            values[one.name] = made[one.noun] if one.noun else codes.get(one.name, f"{noun} x")
    if noun == "assessment":
        values["topic"] = "temporal"
    if noun == "custody_event":
        values["action"] = "received"
    if noun == "proof_link":
        values["act_id"] = made["act"]
    if noun == "element_assessment":
        values |= {"charge_id": made["charge"], "element": 1}
    if noun == "consent":
        values |= {"recipient": "icc", "actor_id": made["actor"]}
    if noun == "number_block":
        values["first"] = 100
    if noun in ("tagging", "question"):
        values |= {"about_noun": "act", "about_id": made["act"]}
    return values


def test_every_noun_can_be_added_listed_edited_binned_and_restored(case: CaseFile) -> None:
    made = filled(case)
    for noun, identity in made.items():
        record = NOUNS[noun]
        assert get(case, noun, identity).noun == noun
        with case.reading() as session:
            assert [row.id for row in records.page(session, record.plural)] == [identity]
            assert records.count(session, noun) == 1
        if record.append_only or noun == "case":
            continue
        prose = next((one.name for one in records.fields(noun) if one.kind == "prose"), None)
        if prose:
            edit(case, noun, identity, **{prose: "edited"})
            assert get(case, noun, identity)[prose] == "edited"
        with case.change("Bin") as session:
            records.bin_(session, noun, identity)
        with case.reading() as session:
            assert records.page(session, noun) == ()
            assert [row.id for row in records.page(session, noun, Query(binned=True))] == [identity]
        with case.change("Restore") as session:
            records.restore(session, noun, identity)
        with case.reading() as session:
            assert records.count(session, noun) == 1
    assert whole(case)
    while case.undo_label:
        case.undo()
    assert all(not rows for noun, rows in visible(case).items() if noun != "case")
    assert whole(case)


def test_every_required_field_is_asked_for(case: CaseFile) -> None:
    made = filled(case)
    for noun in NOUNS:
        values = smallest(noun, made)
        for one in records.fields(noun):
            if one.required and one.default in (None, "", ()):
                less = {name: value for name, value in values.items() if name != one.name}
                with pytest.raises(UserError), case.change("Less") as session:
                    records.add(session, noun, less)


@pytest.mark.parametrize(
    ("noun", "field"),
    [
        (noun, name)
        for noun, record in NOUNS.items()
        for name, one in fields_of(record).items()
        if one.kind == "reference"
    ],
)
def test_a_reference_to_nothing_is_refused(full: tuple[CaseFile, dict[str, UUID]], noun: str, field: str) -> None:
    case, made = full
    values = smallest(noun, made) | {field: uuid4()}
    with (
        pytest.raises(
            UserError, match=r"here is no such|exactly one thing|exactly one person|one element of one charge"
        ),
        case.change("Dangle") as session,
    ):
        records.add(session, noun, values)


def test_what_is_unknown_is_refused_in_a_sentence(case: CaseFile) -> None:
    act = add(case, "act", title="x")
    with pytest.raises(UserError, match=r"^There is no field “colour” in acts; there are number, title"):
        edit(case, "act", act, colour="red")
    with pytest.raises(UserError, match=r"^There is no “unicorn” in a case; choose one of cases, places"):
        add(case, "unicorn", title="x")
    with pytest.raises(UserError, match=r"^There is no such act in this case; it may be from another file\.$"):
        get(case, "act", uuid4())
    with pytest.raises(UserError, match="The case itself cannot be binned"), case.change("Bin") as session:
        records.bin_(session, "case", records.page(session, "case")[0].id)
    with pytest.raises(UserError, match=r"^A list of acts cannot be sorted by “colour”"), case.reading() as session:
        records.page(session, "act", Query(sort="colour"))


def test_what_belongs_to_something_binned_is_hidden_with_it(case: CaseFile) -> None:
    made = filled(case)
    hidden_by: dict[str, set[str]] = {}
    for noun in ("act", "charge", "evidence", "passage", "actor", "proceeding", "section", "tag"):
        before = {word for word, rows in visible(case).items() if rows}
        with case.change("Bin") as session:
            records.bin_(session, noun, made[noun])
        hidden_by[noun] = before - {word for word, rows in visible(case).items() if rows}
        case.undo()
    assert hidden_by == {
        "act": {"act", "charge", "attribution", "proof_link", "element_assessment"},
        "charge": {"charge", "attribution", "element_assessment"},
        "evidence": {"evidence", "passage", "proof_link", "custody_event", "grade", "reading"},
        "passage": {"passage", "proof_link"},
        "actor": {"actor", "posting", "proceeding_actor"} | (hidden_by["actor"] & {"attribution"}),
        "proceeding": {"proceeding", "proceeding_actor"},
        "section": {"section", "paragraph"},
        "tag": {"tag", "tagging"},
    }


def test_numbers_go_up_and_are_not_used_again(case: CaseFile) -> None:
    first, second = add(case, "act", title="a"), add(case, "act", title="b")
    assert [get(case, "act", one).number for one in (first, second)] == ["A-0001", "A-0002"]
    with case.change("Bin") as session:
        records.bin_(session, "act", second)
    assert get(case, "act", add(case, "act", title="c")).number == "A-0003"
    add(case, "act", title="d", number="A-9999")
    with case.change("Two") as session:
        more = [records.add(session, "act", {"title": "e"}) for _ in range(2)]
    assert [get(case, "act", one).number for one in more] == ["A-10000", "A-10001"]
    assert get(case, "evidence", add(case, "evidence", title="e")).number == "NKR-0001"
    edit(case, "act", first, number="")
    assert get(case, "act", first).number == "A-10002"
    with case.reading() as session:
        assert [row.number for row in records.page(session, "act")][-3:] == ["A-10000", "A-10001", "A-10002"]


@pytest.mark.parametrize(("prefix", "number"), [("", "E-0001"), ("ХРК", "ХРК-0001"), ("a_%", "a_%-0001")])
def test_evidence_numbers_begin_as_the_case_says(tmp_path: Path, prefix: str, number: str) -> None:
    with new_case(tmp_path / "p.casefile", prefix=prefix) as case:
        item = add(case, "evidence", title="x")
        assert get(case, "evidence", item).number == number
        with case.reading() as session:
            assert records.by_number(session, f" {number} ").id == item


def test_a_record_is_found_by_the_number_that_people_write(case: CaseFile) -> None:
    act = add(case, "act", title="x")
    with case.reading() as session:
        assert records.by_number(session, "a-0001").id == act
        with pytest.raises(UserError, match=r"^Nothing in this case has the number “A-7”"):
            records.by_number(session, "A-7")
    edit(case, "act", act, number="хрк-1")
    with case.reading() as session:
        assert records.by_number(session, "хрк-1").id == act


def test_of_two_with_one_number_the_one_outside_the_bin_is_found(case: CaseFile) -> None:
    ids = [add(case, "act", title="x", number="A-0005") for _ in range(2)]
    for gone, left in (ids, ids[::-1]):
        with case.change("Bin") as session:
            records.bin_(session, "act", gone)
        with case.reading() as session:
            assert records.by_number(session, "A-0005").id == left
        case.undo()


def test_pickers_find_all_words_in_number_or_title(case: CaseFile) -> None:
    wanted = add(case, "act", title="Shelling of 100% of the School")
    add(case, "act", title="Shelling of the bridge")
    with case.reading() as session:
        for text in ("school shell", "0001", "100%", "SCHOOL"):
            assert [row.id for row in records.find(session, "act", text)] == [wanted]
        assert records.find(session, "act", "school bridge") == ()


def test_labels_mark_what_is_in_the_bin(case: CaseFile) -> None:
    act = add(case, "act", title="x")
    with case.change("Bin") as session:
        records.bin_(session, "act", act)
    with case.reading() as session:
        assert records.labels(session, [("act", act), ("act", uuid4())]) == {act: "A-0001 x (in the bin)"}


SORTED = [
    (noun, name)
    for noun in ("act", "actor", "evidence", "charge", "posting", "proof_link", "passage")
    for name in ("", *table_of(NOUNS[noun]).columns.keys())
]
VALUES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["a", "B", "ä", "é", "", "학교", "Я", "a b", "10", "9", "\U0001f600"]),
        "date": st.sampled_from(["", "2024", "2023-08/2024-07", "../2022", "2022-05/.."]),
        "least": st.sampled_from([None, 0, 3, 20]),
        "number": st.sampled_from(["A-1", "A-02", "A-10000", "B"]),
        "placed": st.booleans(),
        "binned": st.booleans(),
    }
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(VALUES, max_size=14), limit=st.integers(1, 5), step=st.integers(1, 4))
def test_pages_in_both_directions_are_the_full_list(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], limit: int, step: int
) -> None:
    with new_case(tmp_path_factory.mktemp("pages") / "a.casefile") as case:
        place = add(case, "place", name="p")
        with case.change("Fill") as session:
            for row in rows:
                values = {"date": row["date"], "victims_min": row["least"], "number": row["number"]}
                values |= {"title": row["title"] or "-", "place_id": place if row["placed"] else None}
                act = records.add(session, "act", values)
                if row["binned"]:
                    records.bin_(session, "act", act)
        with case.reading() as session:
            for sort in ("", "title", "number", "first_day", "last_day", "victims_min", "place_id", "binned", "id"):
                for binned in (False, True):
                    _compare_pages(session, Query(sort=sort, binned=binned), limit, step)


def _compare_pages(session: Any, query: Query, limit: int, step: int) -> None:
    up = records.page(session, "act", query)
    down_query = Query(sort=query.sort, binned=query.binned, descending=True)
    for one_way, wanted in ((query, up), (down_query, tuple(reversed(up)))):
        paged: list[records.Row] = []
        while page := records.page(session, "act", one_way, paged[-1].key if paged else None, limit):
            paged += page
        assert tuple(paged) == wanted
        assert [records.position(session, "act", one_way, row.id) for row in wanted] == list(range(len(wanted)))
        assert records.keys(session, "act", one_way, step) == [row.key for row in wanted[step - 1 :: step]]
    assert records.count(session, "act", query) == len(up)


@pytest.mark.parametrize(("noun", "sort"), SORTED)
def test_every_column_can_be_sorted_by(full: tuple[CaseFile, dict[str, UUID]], noun: str, sort: str) -> None:
    with full[0].reading() as session:
        first = records.page(session, noun, Query(sort=sort))
        assert records.page(session, noun, Query(sort=sort), first[-1].key) == ()
        assert records.position(session, noun, Query(sort=sort), first[0].id) == 0


def test_a_record_that_is_not_in_the_list_has_no_position(case: CaseFile) -> None:
    act = add(case, "act", title="x")
    with case.reading() as session:
        assert records.position(session, "act", Query(binned=True), act) is None
        assert records.position(session, "act", Query(text="y"), act) is None


def test_rows_are_filtered_by_exact_values(case: CaseFile) -> None:
    place = add(case, "place", name="p")
    there, nowhere = add(case, "act", title="x", place_id=place), add(case, "act", title="y")
    with case.reading() as session:
        for where, wanted in (({"place_id": place}, there), ({"place_id": None}, nowhere), ({"title": "x"}, there)):
            assert [row.id for row in records.page(session, "act", Query(where=where))] == [wanted]
