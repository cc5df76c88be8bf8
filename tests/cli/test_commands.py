"""The command line as a user or a script meets it: what is printed, where, and the exit code."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casefile import cli
from casefile.case_file import CaseFile
from casefile.operations import records
from casefile.settings import Settings
from tests.cases import add as add_record
from tests.cases import as_me
from tests.cli.running import Done, Run


@pytest.fixture
def file(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "a.casefile"
    made = run("new", path, "--title", "Prosecutor v. X", "--prefix", "NKR", "--route", "art13b")
    assert made == (0, f"Made {path}.\n", "")
    return path


@pytest.fixture
def filled(file: Path) -> Path:
    """With an act, its charge, an attribution, an item with a passage that bears on an element."""
    with CaseFile.open(file, Settings().author) as case:
        act = add_record(case, "act", title="Shelling", date="2024-02")
        charge = add_record(case, "charge", act_id=act, crime="8(2)(b)(ii)")
        actor = add_record(case, "actor", name="P. \x1b[31mN", aliases=["나"])
        add_record(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(c)")
        item = add_record(case, "evidence", title="Report")
        passage = add_record(case, "passage", evidence_id=item, locator="p. 3", quote="shells fell")
        add_record(case, "proof_link", passage_id=passage, charge_id=charge, element=2)
    return file


def one_sentence(done: Done, code: int, words: str) -> None:
    assert (done.code, done.out) == (code, "")
    assert done.err.count("\n") == 1
    assert words in done.err


def test_info(run: Run, filled: Path) -> None:
    done = run("info", filled)
    assert (done.code, done.err) == (0, "")
    assert "Prosecutor v. X" in done.out
    assert "Security Council referral, article 13(b)" in done.out
    assert "1  acts" in done.out
    found = json.loads(run("info", filled, "--json").out)
    assert (found["case"]["prefix"], found["counts"]["acts"], found["journal"]["change_sets"]) == ("NKR", 1, 8)


def test_list(run: Run, filled: Path) -> None:
    assert run("list", filled, "acts") == (0, "A-0001\tShelling\n", "")
    assert run("list", filled, "evidence", "--filter", "nothing") == (0, "", "")
    assert json.loads(run("list", filled, "act", "--json").out)[0]["date"] == "2024-02"
    assert run("list", filled, "acts", "--bin") == (0, "", "")
    assert run("list", filled, "acts", "--sort", "date").out == "A-0001\tShelling\n"
    one_sentence(run("list", filled, "unicorns"), 2, "There is no “unicorns” in a case; choose one of cases,")
    one_sentence(run("list", filled, "acts", "--sort", "colour"), 2, "cannot be sorted by “colour”")


def test_a_long_list_is_printed_whole(run: Run, file: Path) -> None:
    with CaseFile.open(file, Settings().author) as case, case.change("Many") as session:
        for number in range(600):
            records.add(session, "act", {"title": f"act {number}"})
    for options in ((), ("--sort", "title"), ("--sort", "place_id")):
        assert len(run("list", file, "acts", *options).out.splitlines()) == 600


def test_text_of_a_case_does_not_steer_the_terminal(run: Run, filled: Path) -> None:
    assert run("list", filled, "actors").out.endswith("\tP. \ufffd[31mN\n")
    printed = run("list", filled, "actors", "--json").out
    assert "\x1b" not in printed
    assert json.loads(printed)[0]["name"] == "P. \x1b[31mN"


def test_show(run: Run, filled: Path) -> None:
    done = run("show", filled, "a-0001")
    assert done.code == 0
    assert "● 2." in done.out
    assert "○ 1." in done.out
    assert "25(3)(c)  P. \ufffd[31mN" in done.out
    found = json.loads(run("show", filled, "A-0001", "--json").out)
    assert [one["state"] for one in found["charges"][0]["elements"]][:2] == ["gap", "covered"]
    item = run("show", filled, "NKR-0001")
    assert "p. 3: shells fell\n  supports charge 2" in item.out
    identity = json.loads(run("list", filled, "passages", "--json").out)[0]["id"]
    assert "shells fell" in run("show", filled, identity).out
    one_sentence(run("show", filled, "A-7"), 2, "Nothing in this case has the number “A-7”")
    one_sentence(run("show", filled, "00000000-0000-0000-0000-000000000000"), 2, "Nothing in this case has the id")


def test_search(run: Run, filled: Path) -> None:
    assert run("search", filled, "shells") == (0, "NKR-0001, p. 3\tshells fell\tQuote: shells fell\n", "")
    assert json.loads(run("search", filled, "나", "--json").out)[0]["noun"] == "actor"
    assert run("search", filled, "unicorn") == (0, "", "Nothing holds these words.\n")
    assert len(run("search", filled, "shell", "--limit", 1).out.splitlines()) == 1


def test_matrix(run: Run, filled: Path) -> None:
    lines = run("matrix", filled).out.splitlines()
    assert lines[0].split(maxsplit=2)[:2] == ["A-0001", "8(2)(b)(ii)"]
    assert lines[-1] == "● covered  ◐ contested  ⊘ undermined  ○ gap"
    rows = json.loads(run("matrix", filled, "--json").out)
    assert [row["liability"] for row in rows] == ["", "25(3)(c)"]
    assert rows[0]["elements"][1] == {"element": 2, "state": "covered", "supports": 1, "undermines": 0, "context": 0}


def test_history_undo_and_redo(run: Run, filled: Path) -> None:
    assert run("undo", filled) == (0, "Undone: Add proof_link.\n", "")
    assert run("redo", filled) == (0, "Redone: Add proof_link.\n", "")
    one_sentence(run("redo", filled), 2, "There is nothing to redo.")
    labels = [line.split("\t")[1] for line in run("history", filled).out.splitlines()]
    assert labels[:2] == ["Redo: Add proof_link", "Undo: Add proof_link"]
    assert labels[-1] == "Create case"
    assert "Title" in run("history", filled, "A-0001").out
    assert json.loads(run("history", filled, "--json").out)[0]["kind"] == "redo"
    assert json.loads(run("history", filled, "A-0001", "--json").out)[0]["field"]


def test_undo_goes_back_over_ones_own_changes_only(run: Run, filled: Path) -> None:
    with CaseFile.open(filled, as_me) as other:
        add_record(other, "act", title="Theirs")
    assert run("undo", filled).out == "Undone: Add proof_link.\n"
    assert "Theirs" in run("list", filled, "acts").out


def test_add(run: Run, file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    (folder / "b.txt").write_text("b")
    done = run("add", file, folder / "a.txt", "--title", "Letter", "--reliability", "B", "--credibility", "2")
    assert done == (0, f"NKR-0001\t{folder / 'a.txt'}\n", "")
    assert "B: usually reliable" in run("show", file, "NKR-0001").out
    done = run("add", file, folder, "--classification", "under_seal")
    assert done.out == f"NKR-0001\t{folder / 'a.txt'}\talready there\nNKR-0002\t{folder / 'b.txt'}\n"
    done = run("add", file, folder / "gone.txt", folder / "b.txt")
    assert (done.code, done.err) == (2, "“gone.txt” was not taken in: no such file or directory.\n")
    assert done.out.startswith("NKR-0002\t")
    one_sentence(run("add", file, folder, "--title", "x"), 2, "--title names one item")


def test_verify(run: Run, filled: Path) -> None:
    done = run("verify", filled, "--read-data")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{filled} is whole; journal head ")
    other = sqlite3.connect(filled)
    other.execute("UPDATE act SET title = 'Altered'")
    other.commit()
    other.close()
    done = run("verify", filled)
    assert (done.code, done.err) == (1, f"2 findings: {filled} is not as it was written.\n")
    assert "its field title differs from the journal." in done.out


def test_export_import_and_brief(run: Run, filled: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "out.jsonl", tmp_path / "again.casefile"
    assert run("export", filled, "--format", "jsonl", "-o", out).code == 0
    done = run("import", again, out)
    assert (done.code, done.err) == (0, "1 items stand above public without a basis; give each one before filing.\n")
    assert done.out.startswith("Imported ")
    assert run("list", again, "acts").out == "A-0001\tShelling\n"
    assert run("verify", again).code == 0
    done = run("brief", again, "-o", tmp_path / "brief.pdf")
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")
    out.write_text("nonsense\n")
    done = run("import", tmp_path / "bad.casefile", out)
    one_sentence(done, 2, "1")
    assert not (tmp_path / "bad.casefile").exists()


def test_what_cannot_be_written_is_said(run: Run, filled: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "gone" / "a.pdf"
    said = "“a.pdf” cannot be written (no such file or directory); choose another folder."
    one_sentence(run("brief", filled, "-o", nowhere), 2, said)
    one_sentence(run("custody", filled, "NKR-0001", "-o", nowhere), 2, said)
    one_sentence(run("sheet", filled, "--template", nowhere), 2, said)


def test_sample(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "s.casefile"
    done = run("sample", path)
    assert done == (0, f"Made {path}, the sample case.\n", "")
    assert len(run("list", path, "acts").out.splitlines()) >= 12
    one_sentence(run("sample", path), 2, "exists already; choose another name or open it.")


def test_law_list(run: Run) -> None:
    assert "8(2)(b)(ii)" in run("law", "list").out
    entries = json.loads(run("law", "list", "--json").out)
    assert {entry["kind"] for entry in entries} == {"article", "paragraph", "crime", "mode", "standard"}
    for entry in entries:
        assert entry["code"]
        assert 1 <= entry["part"] <= 13
        assert entry["citation"].startswith("Rome Statute, article")
        # Article 10 alone has no heading
        assert entry["heading"] or entry["code"] == "10"
    crimes = [entry for entry in entries if entry["kind"] == "crime"]
    assert len(crimes) == 103
    kinds = {"conduct", "consequence", "circumstance", "mental", "contextual"}
    assert {element["kind"] for crime in crimes for element in crime["elements"]} == kinds
    assert {crime["code"] for crime in crimes if crime["accepting_parties_only"]} > {"8 bis", "8(2)(e)(xix)"}
    assert {entry["matter"] for entry in entries if entry["kind"] == "paragraph"} > {"definition", "ground", "scope"}


def test_law_show(run: Run) -> None:
    done = run("law", "show", "8 (2)(b)(ii)")
    assert "  1. " in done.out
    assert "Mental element, article 30(2)(a)" in done.out
    assert "Proof to look for: " in done.out
    assert "the official text decides" in done.out
    starvation = run("law", "show", "8(2)(e)(xix)").out
    assert "Added in 2019 by ICC-ASP/18/Res.5; not before 2021-10-14" in starvation
    assert "In the other type of conflict:\n  - 8(2)(b)(xxv) " in starvation
    assert "Often confused with:\n" in starvation
    assert "What researchers usually bring:\n" in starvation
    assert "Only victims younger than 15" in run("law", "show", "8(2)(e)(vii)").out
    assert "article 31(1)(d)\nDuress\n" in run("law", "show", "31 1 d").out
    assert "  - 12(2)(a) State of the territory\n" in run("law", "show", "article 12").out
    assert "Functions and powers of the Trial Chamber" in run("law", "show", "64(6)").out
    assert json.loads(run("law", "show", "64(6)", "--json").out)["kind"] == "provision"
    assert json.loads(run("law", "show", "25(3)(c)", "--json").out)["kind"] == "mode"
    assert json.loads(run("law", "show", "25(3)(a) jointly", "--json").out)["key"] == "25(3)(a) jointly"
    one_sentence(run("law", "show", "999"), 2, "999")
    one_sentence(run("law", "show", "8(2)(b)(xxx)"), 2, "There is no provision 8(2)(b)(xxx)")


def test_law_find(run: Run) -> None:
    assert run("law", "find", "wilful", "killing").out.splitlines()[0].split()[:2] == ["crime", "8(2)(a)(i)"]
    assert [hit["key"] for hit in json.loads(run("law", "find", "art. 8 2 b ii", "--json").out)] == ["8(2)(b)(ii)"]
    assert run("law", "find", "zeppelin").out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["info", "gone.casefile"], "There is no file “gone.casefile”; check its name and folder."),
        (["new", "x.casefile"], "Missing option '--title'. “casefile new --help” tells more."),
        (["new", "no/x.casefile", "--title", "t"], "There is no folder “no”; make it first."),
        (["new", "x.casefile", "--title", ""], "Title must not be empty."),
        (["new", "x.casefile", "--title", "t", "--route", "art99"], "'art99' is not one of"),
        (["unicorn"], "No such command 'unicorn'."),
        (["info"], "Missing argument 'FILE'."),
        (["info", "x", "--yaml"], "No such option '--yaml'"),
        (["search", "x.casefile", "y", "--limit", "many"], "'many' is not a valid integer"),
        (["import", "x.casefile", "gone.jsonl"], "gone.jsonl"),
        (["brief", "gone.casefile", "-o", "x.pdf"], "There is no file"),
        (["undo", "gone.casefile"], "There is no file"),
        (["list", ".", "acts"], "There is no file “.”"),
    ],
)
def test_bad_input_is_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    one_sentence(run(*arguments), 2, words)
    assert list(tmp_path.iterdir()) == []


def test_exit_codes_tell_what_is_wrong(run: Run, file: Path) -> None:
    with CaseFile.open(file, as_me):
        one_sentence(run("undo", file), 5, "is open in another Casefile")
        assert run("info", file).code == 0
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 3])
    for command in (["info"], ["verify"], ["undo"], ["list", "acts"]):
        one_sentence(run(command[0], file, *command[1:]), 3, "is damaged")
    file.write_bytes(b"")
    one_sentence(run("info", file), 3, "is empty")
    file.write_bytes(os.urandom(4096))
    one_sentence(run("info", file), 4, "is encrypted or is not a case file")


def test_help_explains_every_command(run: Run) -> None:
    for name, command in cli.casefile.commands.items():
        done = run(name, "--help")
        assert done.code == 0
        assert command.help
        assert command.help.rstrip().endswith((".", "…"))
    assert run("--version").out.startswith("casefile, version ")


def test_our_own_bug_is_logged_without_case_content(
    run: Run, file: Path, profile: Path, monkeypatch: pytest.MonkeyPatch, logs_warnings: None
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("the secret name")

    monkeypatch.setattr(records, "page", broken)
    done = run("list", file, "acts")
    assert done.code == 70
    assert done.err.startswith("Casefile made a mistake (ZeroDivisionError); nothing half done was kept.")
    logged = (profile / "casefile.log").read_text()
    assert "ZeroDivisionError at " in logged
    assert "secret" not in logged + done.err


def process(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    code = "from casefile.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, check=False, **options
    )


def test_names_that_are_no_text_can_be_printed(file: Path, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_bytes(b"x")
    done = process("add", file, path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"NKR-0001\t")
    gone = process("info", os.fsdecode(b"\xfe.casefile"), cwd=tmp_path)
    assert (gone.returncode, gone.stderr.count(b"\n")) == (2, 1)


def test_a_terminal_without_our_signs(filled: Path) -> None:
    done = process("matrix", filled, env=os.environ | {"PYTHONIOENCODING": "cp1252"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u25cf covered" in done.stdout


def test_a_reader_that_has_seen_enough(file: Path) -> None:
    with CaseFile.open(file, Settings().author) as case, case.change("Many") as session:
        for number in range(2_000):
            records.add(session, "act", {"title": f"act {number} " + "x" * 80})
    code = "from casefile.cli import main; main()"
    child = subprocess.Popen(
        [sys.executable, "-c", code, "list", str(file), "acts"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.readline()
    child.stdout.close()
    told = child.stderr.read()
    child.stderr.close()
    assert (child.wait(), told) == (1, b"")
