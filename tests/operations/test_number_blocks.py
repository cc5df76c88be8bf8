"""Numbers of contributors: two copies of a case never give the same one twice."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

import pytest

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.exchange import jsonl
from casefile.operations import number_blocks, records
from casefile.operations.records import Query
from tests.cases import ME, OTHER, add, as_me, as_other, edit, get, new_case
from tests.exchange.data import CASE, write


def numbers(case: CaseFile, noun: str) -> list[str]:
    with case.reading() as session:
        return [row.number for row in records.page(session, noun, Query(), limit=1_000)]


def block(case: CaseFile, author: object, first: int, last: int | None, **values: object) -> None:
    add(case, "number_block", contributor="N. N.", author=str(author), first=first, last=last, **values)


def test_two_copies_of_a_case_give_no_number_twice(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine.casefile", tmp_path / "theirs.casefile"
    with new_case(mine) as case:
        add(case, "evidence", title="before the blocks")
        block(case, ME, 100, 199)
        block(case, OTHER, 200, None)
        block(case, ME, 50, 99, series="act")
        block(case, OTHER, 100, 149, series="act")
    shutil.copy(mine, theirs)
    made = []
    for path, author in ((mine, as_me), (theirs, as_other)):
        with CaseFile.open(path, author) as case:
            with case.change("Add several") as session:
                for _ in range(3):
                    records.add(session, "evidence", {"title": "x"})
                    records.add(session, "act", {"title": "x"})
            made.append(set(numbers(case, "evidence")) - {"NKR-0001"} | set(numbers(case, "act")))
    assert made[0] == {"NKR-0100", "NKR-0101", "NKR-0102", "A-0050", "A-0051", "A-0052"}
    assert made[1] == {"NKR-0200", "NKR-0201", "NKR-0202", "A-0100", "A-0101", "A-0102"}


def test_who_has_no_block_takes_what_those_of_others_leave(tmp_path: Path) -> None:
    with new_case(tmp_path / "c.casefile") as case:
        block(case, OTHER, 2, 3)
        block(case, uuid4(), 5, 9)
        for _ in range(4):
            add(case, "evidence", title="x")
        assert numbers(case, "evidence") == ["NKR-0001", "NKR-0004", "NKR-0010", "NKR-0011"]
        block(case, OTHER, 12, None)
        with pytest.raises(UserError, match="All numbers that are left belong to blocks of others"):
            add(case, "evidence", title="x")


def test_a_full_block_says_so_and_the_next_one_is_gone_on_with(tmp_path: Path) -> None:
    with new_case(tmp_path / "c.casefile") as case:
        block(case, ME, 10, 11)
        ids = [add(case, "evidence", title="x") for _ in range(2)]
        with case.change("Bin") as session:
            records.bin_(session, "evidence", ids[1])
        with pytest.raises(UserError, match="Your numbers NKR-0010 to NKR-0011 are used up; add another block"):
            add(case, "evidence", title="x")
        block(case, ME, 30, None, prefix="FLD")
        assert get(case, "evidence", add(case, "evidence", title="x")).number == "FLD-0030"
        with case.reading() as session:
            rows = number_blocks.listed(session, ME)
        assert [(row.numbers, row.used, row.mine) for row in rows] == [
            ("NKR-0010 to NKR-0011", 2, True),
            ("FLD-0030 and on", 1, True),
        ]


def test_blocks_may_not_overlap_or_run_backwards(tmp_path: Path) -> None:
    with new_case(tmp_path / "c.casefile") as case:
        block(case, ME, 10, 19)
        for first, last in ((19, 30), (1, None), (12, 13)):
            with pytest.raises(UserError, match=r"overlap those of N\. N\. \(NKR-0010 to NKR-0019\)"):
                block(case, OTHER, first, last, prefix="NKR")
        with pytest.raises(UserError, match="Last number must not be lower"):
            block(case, OTHER, 30, 29)
        block(case, OTHER, 10, 19, prefix="FLD")
        block(case, OTHER, 10, 19, series="act")
        own = add(case, "number_block", contributor="C", first=20, last=29)
        edit(case, "number_block", own, last=25)
        with pytest.raises(UserError, match="overlap"):
            edit(case, "number_block", own, first=19)


def test_an_import_takes_its_numbers_from_the_block_of_who_imports(tmp_path: Path) -> None:
    data = write(
        tmp_path / "d.jsonl",
        *(
            {"noun": "evidence", "id": str(uuid4()), "title": "x", "number": number}
            for number in ("", "NKR-0011", "NKR-0500", "")
        ),
    )
    with new_case(tmp_path / "c.casefile") as case:
        block(case, ME, 10, 12)
        jsonl.load(case, data)
        assert numbers(case, "evidence") == ["NKR-0010", "NKR-0011", "NKR-0012", "NKR-0500"]
        more = write(tmp_path / "e.jsonl", {"noun": "evidence", "id": str(uuid4()), "title": "x"})
        with pytest.raises(UserError, match="used up"):
            jsonl.load(case, more)


def test_blocks_in_the_data_steer_the_numbers_of_what_comes_with_them(tmp_path: Path) -> None:
    def item(number: str = "") -> dict[str, object]:
        return {"noun": "evidence", "id": str(uuid4()), "title": "x", "number": number}

    def mine(first: int, last: int, **values: object) -> dict[str, object]:
        named = {"contributor": "N. N.", "author": str(ME), "first": first, "last": last}
        return {"noun": "number_block", "id": str(uuid4()), **named, **values}

    act = {"noun": "act", "id": str(uuid4()), "title": "Shelling"}
    with new_case(tmp_path / "c.casefile") as case:
        add(case, "evidence", title="first")
        blocks = (mine(300, 301), mine(40, 49, series="act"), mine(70, 71, author=str(OTHER)))
        jsonl.load(case, write(tmp_path / "d.jsonl", act, item(), item("NKR-0300"), *blocks))
        assert numbers(case, "evidence") == ["NKR-0001", "NKR-0300", "NKR-0301"]
        assert numbers(case, "act") == ["A-0040"]
        with pytest.raises(UserError, match="NKR-0300 to NKR-0301 are used up"):
            add(case, "evidence", title="afterwards")
        more = {"noun": "number_block", "id": str(uuid4()), "contributor": "N. N.", "author": str(ME), "first": "soon"}
        with pytest.raises(UserError, match="line 3, number_block, first"):
            jsonl.load(case, write(tmp_path / "e.jsonl", item("NKR-0400"), more))


def test_a_new_case_from_data_leaves_the_blocks_of_others_alone(tmp_path: Path) -> None:
    block_of_other = {"noun": "number_block", "id": str(uuid4()), "contributor": "N. N.", "first": 2, "last": 8}
    items = ({"noun": "evidence", "id": str(uuid4()), "title": "x"} for _ in range(3))
    data = write(tmp_path / "d.jsonl", CASE, *items, block_of_other)
    with jsonl.new_case_from(tmp_path / "c.casefile", data, as_me) as case:
        assert numbers(case, "evidence") == ["NKR-0001", "NKR-0009", "NKR-0010"]


def test_blocks_in_the_data_may_not_take_numbers_that_the_case_has_given(tmp_path: Path) -> None:
    def other(first: int, last: int | None, **values: object) -> dict[str, object]:
        return {"noun": "number_block", "id": str(uuid4()), "contributor": "C", "first": first, "last": last, **values}

    with new_case(tmp_path / "c.casefile") as case:
        block(case, ME, 100, 199)
        item = {"noun": "evidence", "id": str(uuid4()), "title": "x", "number": "NKR-0500"}
        for wrong in (other(199, 300), other(1, None, prefix="NKR")):
            with pytest.raises(UserError, match=r"line 3, number_block, first.*overlap those of N\. N\. \(NKR-0100"):
                jsonl.load(case, write(tmp_path / "d.jsonl", item, wrong))
        assert numbers(case, "evidence") == []
        jsonl.load(case, write(tmp_path / "d.jsonl", item, other(200, None), other(100, 199, series="act")))
        with case.reading() as session:
            assert number_blocks.overlapping(session) == ()


def test_a_case_whose_blocks_overlap_goes_round_and_says_so(tmp_path: Path) -> None:
    """A file that is sound otherwise must not be locked out; the prefix of the case brought its blocks together."""
    with new_case(tmp_path / "c.casefile") as case:
        block(case, ME, 100, 199, prefix="FLD")
        block(case, OTHER, 150, None)
        with case.reading() as session:
            identity = records.page(session, "case", Query())[0].id
        edit(case, "case", identity, prefix="FLD")
        with case.reading() as session:
            ((one, two),) = number_blocks.overlapping(session)
        assert {one.words, two.words} == {"FLD-0100 to FLD-0199", "FLD-0150 and on"}
        jsonl.export(case, tmp_path / "d")
    with jsonl.new_case_from(tmp_path / "again.casefile", tmp_path / "d", as_me) as again, again.reading() as session:
        assert len(number_blocks.overlapping(session)) == 1
