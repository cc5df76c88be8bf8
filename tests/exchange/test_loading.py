"""Importing: what is refused, with line and field; all or nothing; into a case that exists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError
from casefile.exchange import jsonl
from casefile.exchange.jsonl import ahead, lines
from casefile.exchange.jsonl.format import HEADER
from tests.cases import add, as_me, edit, get, new_case, whole
from tests.exchange.data import ACT, CASE, CHARGE, ITEM, LINK, PASSAGE, Line, case_of, exported, ident, records, write

QUESTION: Line = {"noun": "question", "id": ident(60), "text": "Who?"}


@pytest.fixture
def case(tmp_path: Path) -> Any:
    with new_case(tmp_path / "case.casefile") as made:
        yield made


REFUSED: dict[str, tuple[list[Line | str | bytes], str]] = {
    "a date": ([{**ACT, "date": "2024-13"}], "line 3, act, date: “2024-13” is not a date."),
    "a choice": ([{**ACT, "status": "done"}], "line 3, act, status: Status must be one of draft,"),
    "a choice of another type": ([{**ACT, "status": ["draft"]}], "line 3, act, status: Status must be one of draft,"),
    "a number with a point": ([{**ACT, "victims_min": 1.0}], "line 3, act, victims_min: "),
    "a negative number": ([{**ACT, "victims_min": -1}], "line 3, act, victims_min: "),
    "a flag": ([{**ACT, "binned": "yes"}], "line 3, act, binned: Binned must be true or false."),
    "text of another type": ([{**ACT, "statement": 5}], "line 3, act, statement: Statement must be text."),
    "a line break in a line": ([{**ACT, "title": "a\nb"}], "line 3, act, title: Title takes one line only;"),
    "half a character pair": ([f'{{"noun":"act","id":"{ident(10)}","title":"\\ud800"}}'], "line 3, act, title: "),
    "a missing field": ([{"noun": "act", "id": ident(10)}], "line 3, act, title: Title must not be empty."),
    "an empty field": ([{**ACT, "title": " "}], "line 3, act, title: Title must not be empty."),
    "an unknown field": ([{**ACT, "place": "Kyiv"}], "line 3, act, place: there is no such field; there are number,"),
    "an unknown noun": ([{"noun": "crime", "id": ident(9)}], "line 3, crime: there is no such noun; it must be one of"),
    "no noun": ([{"id": ident(9)}], "line 3: it does not say its noun."),
    "no id": ([{"noun": "act", "title": "x"}], "line 3, act, id: every record must have an id"),
    "a bad id": ([{**ACT, "id": "10"}], "line 3, act, id: every record must have an id"),
    "an id twice": ([ACT, {**CHARGE, "id": ACT["id"]}], "line 4, charge, id: another record of the data has the id"),
    "no JSON": (["{act}"], "line 3: it is not valid JSON (Expecting property name"),
    "a list": (["[1]"], "line 3: a line must be one JSON object"),
    "a key twice": (['{"noun":"act","noun":"act"}'], "line 3: it is not valid JSON (a key stands twice)."),
    "NaN": (['{"noun":"act","victims_min":NaN}'], "line 3: it is not valid JSON (NaN is no value)."),
    "depth": (["[" * 100_000], "line 3: it is not valid JSON (brackets nest too deep)."),
    "digits": ([f'{{"noun":"act","victims_min":{"9" * 5_000}}}'], "line 3: it is not valid JSON (a number is too"),
    "other encodings": (['{"noun":"act"}'.encode("utf-16")], "line 3: it is not UTF-8 text."),
    "a reference into nothing": ([{**CHARGE}], "line 3, charge, act_id: there is no act"),
    "a reference to another noun": (
        [{**ACT, "incident_id": CASE["id"]}],
        "line 3, act, incident_id: there is no incident",
    ),
    "a reference to its own noun": (
        [{**ITEM, "derived_from_id": ident(31)}],
        "line 3, evidence, derived_from_id: there is no evidence",
    ),
    "what it descends from is itself": ([{**ITEM, "derived_from_id": ITEM["id"]}], "line 3, evidence: An item cannot"),
    "about nothing": (
        [ACT, {**QUESTION, "about_noun": "act", "about_id": ident(99)}],
        "line 4, question, about_id: there is no act",
    ),
    "about another noun": (
        [ACT, {**QUESTION, "about_noun": "actor", "about_id": ACT["id"]}],
        "line 4, question, about_id: there is no actor",
    ),
    "a crime": ([ACT, {**CHARGE, "crime": "9(9)"}], "line 4, charge, crime: There is no "),
    "a mode": (
        [
            {"noun": "actor", "id": ident(5), "name": "X"},
            ACT,
            CHARGE,
            {
                "noun": "attribution",
                "id": ident(21),
                "charge_id": CHARGE["id"],
                "actor_id": ident(5),
                "liability": "25(9)",
            },
        ],
        "line 6, attribution, liability: There is no ",
    ),
    "an element": (
        [ACT, CHARGE, ITEM, PASSAGE, {**LINK, "element": 77}],
        "line 7, proof_link, element: Article 8(2)(b)(ii) has no element 77",
    ),
    "two targets": (
        [ACT, CHARGE, ITEM, PASSAGE, {**LINK, "act_id": ACT["id"]}],
        "line 7, proof_link, element: A proof",
    ),
    "the order": ([ITEM, ACT], "line 4, act: it comes too late; put the lines in the order case, place,"),
    "a second case": ([{**CASE, "id": ident(2)}], "line 3, case: there is another case already;"),
    "bytes of an act": (
        [{**ACT, "file": "x.pdf"}],
        "line 3, act, file: only an item of evidence and a receipt of a custody event have bytes.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_line_and_field(name: str, tmp_path: Path, case: CaseFile) -> None:
    given, sentence = REFUSED[name]
    data = write(tmp_path / "data.jsonl", CASE, *given)
    before = case.path.read_bytes()
    with pytest.raises(UserError, match="^" + re.escape(sentence)):
        jsonl.load(case, data)
    assert case.path.read_bytes() == before
    with pytest.raises(UserError, match="^" + re.escape(sentence)):
        jsonl.new_case_from(tmp_path / "new.casefile", data, as_me)
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")) == [
        "case.casefile",
        "data.jsonl",
    ]


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("", "line 1: this is not a data file of Casefile"),
        ("SQLite format 3\0", "line 1: this is not a data file of Casefile"),
        ('{"casefile":"csv","version":1}', "line 1: this is not a data file of Casefile"),
        ('{"casefile":"jsonl"}', "line 1, version: it must be a whole number"),
        (
            '{"casefile":"jsonl","version":2}',
            "line 1, version: the data are of version 2, this Casefile reads up to 1;",
        ),
    ],
)
def test_other_headers_are_refused(header: str, sentence: str, tmp_path: Path, case: CaseFile) -> None:
    with pytest.raises(UserError, match="^" + re.escape(sentence)):
        jsonl.load(case, write(tmp_path / "data.jsonl", CASE, header=header))


def test_what_is_not_there_is_said(tmp_path: Path, case: CaseFile) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        jsonl.load(case, tmp_path / "none.jsonl")
    with pytest.raises(UserError, match=r"“data.jsonl” holds no case"):
        jsonl.new_case_from(tmp_path / "new.casefile", write(tmp_path / "data.jsonl", ACT), as_me)


def test_long_lines_are_refused(tmp_path: Path, case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST_LINE", 200)
    with pytest.raises(UserError, match=r"^line 3: it is longer than 200 bytes"):
        jsonl.load(case, write(tmp_path / "data.jsonl", CASE, {**ACT, "statement": "x" * 300}))


def test_a_reader_is_lenient_about_form(tmp_path: Path, case: CaseFile) -> None:
    data = tmp_path / "data.jsonl"
    act = f'{{ "title" : "Shelling", "date": null, "id": "{ident(10).upper()}", "noun": "act" }}'
    data.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n\r\n{act}".encode())
    assert jsonl.load(case, data).records == {"act": 1}


def test_a_load_is_one_step_that_undo_takes_back(tmp_path: Path, case: CaseFile) -> None:
    data = write(tmp_path / "data.jsonl", CASE, ACT, CHARGE, ITEM, PASSAGE, LINK)
    touched: list[Any] = []
    case.listen(touched.append)
    loaded = jsonl.load(case, data)
    assert loaded.records == {"act": 1, "charge": 1, "evidence": 1, "passage": 1, "proof_link": 1}
    assert {noun for noun, _ in touched[0]} == set(loaded.records)
    assert case.undo() == "Import records"
    assert all(found.get("binned", noun == "case") for noun, found in _by_noun(case, tmp_path))
    assert whole(case)


def _by_noun(case: CaseFile, folder: Path) -> list[tuple[str, dict[str, Any]]]:
    exported(case, folder / "out.jsonl")
    return [(found["noun"], found) for found in records(folder / "out.jsonl").values()]


def test_the_own_case_stays_and_is_referred_to(tmp_path: Path, case: CaseFile) -> None:
    about = {**QUESTION, "about_noun": "case", "about_id": CASE["id"]}
    jsonl.load(case, write(tmp_path / "data.jsonl", {**CASE, "title": "Theirs"}, about))
    found = dict(_by_noun(case, tmp_path))
    assert found["case"]["title"] == "Test case"
    assert found["question"]["about_id"] == found["case"]["id"]
    assert whole(case)


def test_what_the_case_has_can_be_referred_to_but_not_brought_again(tmp_path: Path, case: CaseFile) -> None:
    jsonl.load(case, write(tmp_path / "first.jsonl", ACT, CHARGE, ITEM, PASSAGE))
    jsonl.load(case, write(tmp_path / "second.jsonl", LINK))
    with pytest.raises(UserError, match=f"^line 2, proof_link, id: the case has a record {LINK['id']} already"):
        jsonl.load(case, write(tmp_path / "second.jsonl", LINK))
    with pytest.raises(UserError, match=r"^line 2, proof_link, element: Article .* has no element 77"):
        jsonl.load(case, write(tmp_path / "third.jsonl", {**LINK, "id": ident(51), "element": 77}))
    assert whole(case)


def test_numbers_are_given_in_the_order_of_the_file(tmp_path: Path, case: CaseFile) -> None:
    add(case, "act", title="There already")
    acts = [{"noun": "act", "id": ident(number), "title": "x"} for number in (12, 11, 13)]
    acts[1]["number"] = "A-0007"
    item = {"noun": "evidence", "id": ident(30), "title": "x"}
    jsonl.load(case, write(tmp_path / "data.jsonl", *acts, item))
    exported(case, tmp_path / "out.jsonl")
    found = records(tmp_path / "out.jsonl")
    assert [found[ident(number)]["number"] for number in (12, 11, 13, 30)] == ["A-0008", "A-0007", "A-0009", "NKR-0001"]
    assert get(case, "act", add(case, "act", title="Next")).number == "A-0010"


def test_numbers_of_a_new_case_have_the_prefix_of_its_data(tmp_path: Path) -> None:
    item = {"noun": "evidence", "id": ident(30), "title": "x"}
    with case_of(tmp_path / "a.casefile", write(tmp_path / "a.jsonl", {**CASE, "prefix": " UKR "}, item)) as case:
        exported(case, tmp_path / "out.jsonl")
    assert records(tmp_path / "out.jsonl")[ident(30)]["number"] == "UKR-0001"
    with case_of(tmp_path / "b.casefile", write(tmp_path / "b.jsonl", {**CASE, "prefix": None}, item)) as case:
        exported(case, tmp_path / "out.jsonl")
    assert records(tmp_path / "out.jsonl")[ident(30)]["number"] == "E-0001"


@pytest.mark.parametrize("helper", [False, True])
def test_cancel_leaves_the_case_as_it_was(
    helper: bool, tmp_path: Path, case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "WORTH_A_PROCESS", 0 if helper else 10**9)
    acts = [{"noun": "act", "id": ident(number), "title": "x"} for number in range(100, 4_100)]
    data = write(tmp_path / "data.jsonl", *acts)
    before = case.path.read_bytes()
    done: list[int] = []
    with pytest.raises(CancelledError):
        jsonl.load(case, data, lambda now, _total, _text: done.append(now), lambda: len(done) >= 2)
    assert len(done) == 2
    assert case.path.read_bytes() == before
    edit(case, "act", add(case, "act", title="Still writable"), title="Indeed")


def test_progress_reaches_its_end(tmp_path: Path, case: CaseFile) -> None:
    heard: list[tuple[int, int]] = []
    data = write(tmp_path / "data.jsonl", ACT, CHARGE)
    jsonl.load(case, data, lambda done, total, _text: heard.append((done, total)))
    assert heard == sorted(heard)
    assert heard[-1] == (data.stat().st_size, data.stat().st_size)


def test_a_long_change_that_fails_does_not_lock_the_case(tmp_path: Path, case: CaseFile) -> None:
    """SQLite spills a long transaction into the file; taking it back must not look like another program's write."""
    acts = [
        {"noun": "act", "id": ident(number), "title": "x", "statement": "y" * 40_000} for number in range(100, 2_600)
    ]
    before = case.path.read_bytes()
    with pytest.raises(UserError, match=r"^line 2503, act, date: "):
        jsonl.load(case, write(tmp_path / "data.jsonl", CASE, *acts, {**ACT, "date": "never"}))
    assert case.path.read_bytes() == before
    add(case, "act", title="Still writable")
