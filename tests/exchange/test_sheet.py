"""Metadata sheets: any common CSV, XLSX, matched by number or file name, all or nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.exchange import sheet
from casefile.exchange.sheet import Mapper, Plan
from casefile.exchange.sheet.planning import guarded, unguarded
from tests.cases import add, edit, get, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "c.casefile") as made:
        for name in ("a.pdf", "b.pdf", "b.pdf"):
            add(made, "evidence", title="x", file_name=name)
        yield made


def planned(case: CaseFile, path: Path, mapper: Mapper | None = None) -> Plan:
    table = sheet.read(path)
    with case.reading() as session:
        return sheet.plan(session, table, mapper or sheet.guess(table.headings))


def written(case: CaseFile, path: Path) -> int:
    plan = planned(case, path)
    with case.change(sheet.LABEL) as session:
        return sheet.write(session, plan)


def item(case: CaseFile, number: str) -> UUID:
    from casefile.operations import records

    with case.reading() as session:
        return records.by_number(session, number).id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encodings_and_delimiters(case: CaseFile, tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "s.csv"
    rows = [["Number", "Title", "Languages"], ["NKR-0001", "Показання, свідка; 1", "uk; ru"]]
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    assert written(case, path) == 1
    row = get(case, "evidence", item(case, "NKR-0001"))
    assert (row["title"], row["languages"]) == ("Показання, свідка; 1", ("uk", "ru"))
    assert case.undo() == sheet.LABEL
    assert get(case, "evidence", item(case, "NKR-0001"))["title"] == "x"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u"])
def test_an_old_encoding_is_found_by_its_bytes(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "s.csv"
    told = "Свідок розповів про обстріл ринку ввечері, коли на вулиці було багато людей."
    path.write_bytes(f'Number,Summary\r\nNKR-0001,"{told}"\r\n'.encode(encoding))
    assert sheet.read(path).rows == ((2, ("NKR-0001", told)),)


def test_a_workbook_with_dates_numbers_and_formulas_as_text(case: CaseFile, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    book, path = Workbook(), tmp_path / "s.xlsx"
    page = book.active
    assert page is not None
    page.append(
        ["File name", "Date", "Pages", "Graphic", "Classification", "Basis of the classification", "Note", "Author(s)"]
    )
    page.append(
        [
            "A.PDF",
            datetime(2024, 2, 1, tzinfo=UTC).replace(tzinfo=None),
            12.0,
            True,
            "under seal",
            "Court order",
            "=1+1",
            "N",
        ]
    )
    book.save(path)
    assert written(case, path) == 1
    row = get(case, "evidence", item(case, "NKR-0001"))
    assert (row["date"], row["pages"], row["graphic"]) == ("2024-02-01", 12, True)
    assert (row["classification"], row["note"], row["authors"]) == ("under_seal", "=1+1", ())


def test_every_mistake_is_told_by_row_and_nothing_is_written(case: CaseFile, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        "number,file name,date,graphic,title\nNKR-0001,,2024-13,maybe,New\nNKR-9,,,perhaps,\n,b.pdf,,,\n,,,,lost\nNKR-0001,,,,\n",
        "utf-8",
    )
    plan = planned(case, path)
    assert [(one.row, one.column) for one in plan.problems] == [
        (2, "date"), (2, "graphic"), (3, ""), (3, "graphic"), (4, ""), (5, ""), (6, ""),
    ]  # fmt: skip
    assert [one.sentence for one in plan.problems][1:] == [
        "Graphic must be yes or no, not “maybe”.",
        "No item of this case has the number “NKR-9”.",
        "Graphic must be yes or no, not “perhaps”.",
        "2 items have the file name “b.pdf”; give the number instead.",
        "It has neither a number nor a file name.",
        "It is about the same item as row 2.",
    ]
    with pytest.raises(UserError, match=r"Nothing was written"), case.change("x") as session:
        sheet.write(session, plan)
    assert get(case, "evidence", item(case, "NKR-0001"))["title"] == "x"


def test_a_level_above_public_needs_its_basis(case: CaseFile, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("Number,Classification\nNKR-0001,Secret\nNKR-0002,public\n", "utf-8")
    (problem,) = planned(case, path).problems
    assert (problem.row, problem.column) == (2, "Classification")
    assert problem.sentence.startswith("Say first why")


def test_a_source_is_found_by_its_name_or_made_once(case: CaseFile, tmp_path: Path) -> None:
    known = add(case, "source", name="Reuters")
    path = tmp_path / "s.csv"
    path.write_text("Number,Source\nNKR-0001,reuters\nNKR-0002,Оксана\nNKR-0003,оксана\n", "utf-8")
    assert written(case, path) == 3
    sources = [get(case, "evidence", item(case, f"NKR-000{number}"))["source_id"] for number in (1, 2, 3)]
    assert sources[0] == known
    assert sources[1] == sources[2]
    assert get(case, "source", sources[1])["name"] == "Оксана"
    assert planned(case, path).changed == ()


def test_the_template_comes_back_unchanged_and_holds_no_formula(case: CaseFile, tmp_path: Path) -> None:
    edit(
        case, "evidence", item(case, "NKR-0001"), title="=cmd|' /C calc'!A0", summary="-1\n+2", note="'@x", graphic=True
    )
    path = tmp_path / "t.csv"
    with case.reading() as session:
        assert sheet.template(session, path) == 3
    cells = [cell for _, row in sheet.read(path).rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    plan = planned(case, path)
    assert (plan.problems, plan.changed) == ((), ())


@given(st.text(max_size=20))
def test_guarding_is_taken_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_columns_are_mapped_by_hand(case: CaseFile, tmp_path: Path) -> None:
    headings = ("Exhibit", "Wer", "Title")
    assert sheet.guess(headings) == Mapper(("number", "", "title"))
    assert sheet.named(headings, ["wer=title"]) == Mapper(("number", "title", ""))
    assert sheet.named(headings, ["Title=", "wer=authors"]) == Mapper(("number", "authors", ""))
    for pair, words in (
        ("x=title", "names no column"),
        ("Wer=nonsense", "no field “nonsense”"),
        ("Wer", "COLUMN=FIELD"),
    ):
        with pytest.raises(UserError, match=words):
            sheet.named(headings, [pair])
    path = tmp_path / "s.csv"
    path.write_text("Wer\nX\n", "utf-8")
    with pytest.raises(UserError, match="which column holds the number"):
        planned(case, path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no table"),
        (b"Number,Title\n", "holds no table"),
        (b"Title,title\nx,y\n", "two columns called"),
        (b"PK\x03\x04 broken", "no workbook"),
    ],
)
def test_what_is_no_table_is_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words):
        sheet.read(path)
