"""The language of search in the filter over the register."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.case_file import CaseFile
from casefile.operations import records, search
from casefile.operations.records import Query
from tests.cases import add, edit, new_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    with new_case(tmp_path_factory.mktemp("listing") / "a.casefile") as case:
        photo = add(case, "evidence", title="Photo of a missile", type="photograph", date="2024-02-03", languages="ko")
        add(case, "evidence", title="Report on shells", summary="The missile fell on a school", reliability="B")
        add(case, "evidence", title="Інтерв'ю з Київ", note="ballistic missile", date="2023", credibility="2")
        add(case, "evidence", title="École de Kyiv", authors=["Ana Lee"], type="press")
        gone = add(case, "evidence", title="Binned missile")
        edit(case, "evidence", gone, note="draft")
        with case.change("Bin") as session:
            records.bin_(session, "evidence", gone)
        tag = add(case, "tag", name="Convoy")
        add(case, "tagging", tag_id=tag, about_noun="evidence", about_id=photo)
        yield case


def found(case: CaseFile, typed: str, *, binned: bool = False) -> list[int]:
    """The numbers of the items that the filter leaves."""
    with case.reading() as session:
        query = search.narrowed(session, "evidence", Query(typed, binned=binned))
        rows = records.page(session, "evidence", query)
        assert records.count(session, "evidence", query) == len(rows)
        assert records.ids(session, "evidence", query, [(0, 99)]) == tuple(row.id for row in rows)
        assert [records.position(session, "evidence", query, row.id) for row in rows] == list(range(len(rows)))
    return [int(row.number[-4:]) for row in rows]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("", [1, 2, 3, 4]),
        ("missile", [1, 2, 3]),
        ("MISSILE shell", [2]),
        ("issil", [1]),  # letters inside a word of the title
        ("NKR-0003", [3]),
        ("003", [3]),
        ('"ballistic missile"', [3]),
        ('"missile ballistic"', []),
        ("miss* -school", [1, 3]),
        ("-missile", [4]),
        ("shells OR київ", [2, 3]),
        ("ecole", [4]),
        ("type:photo", [1]),
        ("type:photo date:2024-02", [1]),
        ("type:photo date:2023", []),
        ("-type:photo missile", [2, 3]),
        ("lang:ko", [1]),
        ("by:ana", [4]),
        ("grade:B", [2]),
        ("tag:convoy", [1]),
        ("is:undated", [2, 4]),
        ("100%", []),
    ],
)
def test_what_is_typed_narrows_the_list(case: CaseFile, typed: str, left: list[int]) -> None:
    assert found(case, typed) == left


def test_the_bin_is_narrowed_by_titles_and_filters(case: CaseFile) -> None:
    assert found(case, "missile", binned=True) == [5]
    assert found(case, "type:photo", binned=True) == []


def told(case: CaseFile, typed: str) -> tuple[str, ...]:
    with case.reading() as session:
        return search.told(session, typed)


def test_what_cannot_be_used_is_said_and_the_rest_narrows(case: CaseFile) -> None:
    assert told(case, "missile type:photo") == ()
    assert told(case, "-missile") == ()
    (problem,) = told(case, "missile type:zeppelin")
    assert "“zeppelin” is no type of evidence" in problem
    assert found(case, "missile type:zeppelin") == [1, 2, 3]
    (note,) = told(case, "grade:>=B2")
    assert note.startswith("Items whose grade cannot be judged")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from(list("mis -:\"*%_()OR'^АК서é0type")), max_size=24))
def test_whatever_is_typed_gives_a_list(case: CaseFile, typed: str) -> None:
    assert set(found(case, typed)) <= {1, 2, 3, 4}
