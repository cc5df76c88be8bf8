"""docs/file-format.md: its example holds, its tables are those of a real file, and a stranger's reader can check one."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from casefile.case_file import CaseFile
from casefile.evidence import intake
from casefile.journal import canonical
from casefile.operations import records
from casefile.operations.proof_links import Target, link_new_passage
from tests.cases import add, as_me, edit, new_case
from tests.journal import mini_reader
from tests.journal.mini_reader import Reader


def example() -> dict[str, Any]:
    found = re.search(r"```json\n(.*?)\n```", mini_reader.DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_the_edits_of_the_example_can_be_computed() -> None:
    for one in example()["edits"]:
        salt, record = bytes.fromhex(one["salt"]), one["record"]
        salts = {name: mini_reader.field_salt(salt, name) for name in one["values"]}
        assert {name: found.hex() for name, found in salts.items()} == one["field_salts"]
        committed = {
            name: mini_reader.commitment(salts[name], one["entity"], record, name, value)
            for name, value in one["values"].items()
        }
        assert committed == one["commitments"]
        assert mini_reader.edit_id(one["entity"], record, committed, one["pred"]).hex() == one["id"]


def test_the_change_sets_of_the_example_can_be_computed() -> None:
    found = example()
    for one, made in zip(found["change_sets"], found["edits"], strict=True):
        assert mini_reader.sha(bytes.fromhex(made["id"])).hex() == one["digest"]
        assert mini_reader.change_set_id({name: one[name] for name in one if name != "id"}).hex() == one["id"]


def test_the_example_without_its_title_is_the_same_edit() -> None:
    found = example()
    first, withheld = found["edits"][0], found["withheld_title_of_the_first_edit"]
    left = {
        name: mini_reader.commitment(bytes.fromhex(salt), "act", first["record"], name, first["values"][name])
        for name, salt in withheld["salts"].items()
    }
    identity = mini_reader.edit_id("act", first["record"], left | withheld["commitments"], None)
    assert identity.hex() == first["id"]


def test_the_prefixes_of_the_document_are_those_of_the_program() -> None:
    text = mini_reader.DOCUMENT.read_text("utf-8")
    for prefix in (canonical._FIELD, canonical._EDIT, canonical._CHANGE_SET):
        assert f'"{prefix[:-1].decode()}\\0"' in text


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A file with some of everything: edits, undo, redo, the bin, two authors' worth of scripts, bytes."""
    path = tmp_path / "used.casefile"
    source = tmp_path / "note.txt"
    source.write_bytes(b"x" * 300_000)
    case = new_case(path, route="art13b")
    place = add(case, "place", name="Школа № 5", state="UA", latitude="50.45")
    act = add(case, "act", title="Shells \t fell \\ “here” 학교", date="2024-02", place_id=place, victims_min=3)
    charge = add(case, "charge", act_id=act, crime="8(2)(b)(ii)")
    add(case, "actor", name="N", aliases=["나", "ن"], protected=True)
    add(case, "posting", actor_id=add(case, "actor", name="B"), role="x", start="2020/2023-02", end="2024")
    intake.take_in(case, [source])
    with case.reading() as session:
        item = records.page(session, "evidence")[0].id
    with case.change("Link") as session:
        link_new_passage(session, {"evidence_id": item, "quote": "x"}, Target("charge", charge, 1))
    edit(case, "act", act, statement="1")
    edit(case, "act", act, place_id=None, victims_min=None, date="/2024-03-02")
    case.undo()
    case.undo()
    case.redo()
    with case.change("Bin") as session:
        records.bin_(session, "place", place)
    case.undo()
    case.redo()
    case.close()
    return path


def test_a_strangers_reader_finds_the_chain_whole_and_the_same_rows(used: Path) -> None:
    reader = Reader(used)
    assert reader.header[:16] == b"SQLite format 3\0"
    assert reader.header[60:64] == (3).to_bytes(4, "big")
    assert reader.header[68:72] == b"CFS1"
    reader.check_chain()
    for noun, rows in reader.rebuilt().items():
        stored = {row["id"]: dict(row) for row in reader.rows(f'SELECT * FROM "{noun}"')}
        assert rows == stored, noun
    assert reader.problems == []


def test_a_strangers_reader_finds_the_bytes(used: Path) -> None:
    reader = Reader(used)
    row = reader.rows("SELECT b.* FROM evidence e JOIN blob b ON lower(hex(b.sha256)) = e.sha256")[0]
    chunks = [one["data"] for one in reader.rows("SELECT data FROM chunk ORDER BY position")]
    assert (row["state"], row["size"], [len(one) for one in chunks]) == ("complete", 300_000, [262_144, 37_856])
    assert mini_reader.sha(b"".join(chunks)) == row["sha256"]


def test_a_strangers_reader_finds_what_was_altered(used: Path) -> None:
    file = sqlite3.connect(used)
    file.execute("""UPDATE edit SET "values" = replace("values", 'Shells', 'Stones')""")
    file.commit()
    file.close()
    reader = Reader(used)
    reader.rebuilt()
    assert len(reader.problems) == 1


def test_the_document_lists_every_table_and_column(used: Path) -> None:
    text, reader = mini_reader.DOCUMENT.read_text("utf-8"), Reader(used)
    described = mini_reader.nouns()
    for noun, columns in described.items():
        stored = {row["name"] for row in reader.rows(f"PRAGMA table_info('{noun}')")}
        assert {name for name, _, _ in columns} | {"id", "binned"} == stored, noun
    tables = {row["name"] for row in reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    shadows = ("search_", "document_search_")
    others = {name for name in tables - described.keys() if not name.startswith(shadows)} | {"search_text"}
    texts = {"search_text", "search", "text_state", "text_part", "document_search"}
    assert others == {"meta", "change_set", "edit", "head", "blob", "chunk", *texts}
    for table in ("change_set", "edit"):
        for row in reader.rows(f"PRAGMA table_info('{table}')"):
            assert re.search(rf"^\| .*`{row['name']}`.* \|", text, re.MULTILINE), row["name"]
    for table in ("blob", "chunk", "search_text", "text_state", "text_part"):
        names = ", ".join(row["name"] for row in reader.rows(f"PRAGMA table_info('{table}')"))
        assert f"`{table}({names})`" in text
    assert not reader.rows("SELECT name FROM sqlite_schema WHERE type IN ('view', 'trigger')")


def test_a_reopened_file_is_the_same(used: Path) -> None:
    before = used.read_bytes()
    CaseFile.open(used, as_me).close()
    assert used.read_bytes() == before
