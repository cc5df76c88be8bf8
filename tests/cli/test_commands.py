"""The command line as a user meets it: its entry point, real files, its output and its exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from casefile.case_file import CaseFile
from casefile.cli import main
from tests.cases import as_me


@dataclass(frozen=True)
class Result:
    """What a run left behind."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str | Path) -> Result:
    """A command by its entry point, in this process: a new one takes a second to start."""
    out, err, before = StringIO(), StringIO(), sys.argv
    sys.argv = ["casefile", *map(str, arguments)]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.argv = before
    return Result(code, out.getvalue(), err.getvalue())


def done(*arguments: str | Path) -> str:
    """What a command prints, when all goes well and nothing is said on stderr."""
    result = run(*arguments)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def refused(code: int, *arguments: str | Path) -> str:
    """The one sentence of a command that does not go well."""
    result = run(*arguments)
    sentence = result.stderr.rstrip("\n")
    assert result.returncode == code, sentence
    assert sentence, "nothing was said"
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


def as_json(*arguments: str | Path) -> Any:
    return json.loads(done(*arguments, "--json"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "case.casefile"
    done("new", path, "--title", "Shells", "--prefix", "NKR", "--situation", "Ukraine", "--route", "art13b")
    return path


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    path = tmp_path / "memo.txt"
    path.write_text("포탄 수송: 컨테이너", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.casefile"
    done("sample", path)
    return path


def test_a_new_case_says_what_it_is(file: Path) -> None:
    info = as_json("info", file)
    assert info["case"]["title"] == "Shells"
    assert info["case"]["route"] == "art13b"
    assert info["journal"]["change_sets"] == 1
    assert "Security Council" in done("info", file)


def test_new_replaces_nothing(file: Path) -> None:
    before = file.read_bytes()
    assert "exists already" in refused(2, "new", file, "--title", "Other")
    assert file.read_bytes() == before


def test_evidence_gets_numbers_and_is_known_again(file: Path, memo: Path) -> None:
    printed = done("add", file, memo, "--title", "수송 메모", "--reliability", "B", "--credibility", "2")
    assert printed == f"NKR-0001\t{memo}\n"
    assert done("add", file, memo) == f"NKR-0001\t{memo}\talready there\n"
    item = as_json("show", file, "nkr-0001")
    assert (item["title"], item["reliability"], item["mime"]) == ("수송 메모", "B", "text/plain")
    assert [event["action"] for event in item["custody"]] == ["received"]
    assert [row["number"] for row in as_json("list", file, "evidence")] == ["NKR-0001"]


def test_a_file_that_is_not_there_is_one_sentence_and_the_rest_goes_in(file: Path, memo: Path, tmp_path: Path) -> None:
    result = run("add", file, memo, tmp_path / "gone.pdf")
    assert result.returncode == 2
    assert result.stdout == f"NKR-0001\t{memo}\n"
    assert result.stderr.count("\n") == 1


def test_search_finds_a_korean_word_inside_another(file: Path, memo: Path) -> None:
    done("add", file, memo, "--title", "컨테이너의 수송")
    assert [found["number"] for found in as_json("search", file, "수송")] == ["NKR-0001"]
    assert as_json("search", file, "없는말") == []


def test_undo_and_redo_name_what_they_did(file: Path, memo: Path) -> None:
    done("add", file, memo)
    assert done("undo", file) == "Undone: Add evidence.\n"
    assert as_json("list", file, "evidence") == []
    assert [row["number"] for row in as_json("list", file, "evidence", "--bin")] == ["NKR-0001"]
    assert done("redo", file) == "Redone: Add evidence.\n"
    assert "nothing to redo" in refused(2, "redo", file)
    assert [step["label"] for step in as_json("history", file)] == [
        "Redo: Add evidence",
        "Undo: Add evidence",
        "Add evidence",
        "Create case",
    ]


def test_a_whole_file_verifies_and_a_tampered_one_has_findings(file: Path, memo: Path) -> None:
    done("add", file, memo)
    assert "is whole" in done("verify", file, "--read-data")
    import sqlcipher3.dbapi2 as driver

    connection = driver.connect(str(file))
    connection.execute("UPDATE evidence SET title = 'forged'")
    connection.commit()
    connection.close()
    result = run("verify", file)
    assert result.returncode == 1
    assert "title" in result.stdout


def test_errors_have_their_own_exit_codes(file: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a case", encoding="utf-8")
    assert "is not a case file" in refused(3, "info", text)
    noise = tmp_path / "secret.casefile"
    noise.write_bytes(bytes(range(256)) * 64)
    assert "encrypted" in refused(4, "info", noise)
    assert "no file" in refused(2, "info", tmp_path / "gone.casefile")
    assert "no “ships”" in refused(2, "list", file, "ships")
    assert "A-9999" in refused(2, "show", file, "A-9999")
    with CaseFile.open(file, as_me):
        assert "open in another Casefile" in refused(5, "undo", file)
        done("info", file)


def test_the_window_needs_a_display(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have a display")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no display" in refused(2, file)


def test_the_sample_can_be_read_in_every_way(sample: Path) -> None:
    assert {row["number"] for row in as_json("list", sample, "acts", "--filter", "missiles kyiv")} >= {"A-0007"}
    act = as_json("show", sample, "A-0007")
    liabilities = {one["liability"] for charge in act["charges"] for one in charge["attributions"]}
    assert {"25(3)(c)", "25(3)(d)(ii)"} <= liabilities
    purpose = [
        one["elements"][2]["state"]
        for charge in act["charges"]
        for one in charge["attributions"]
        if one["liability"] == "25(3)(c)"
    ]
    assert purpose == ["undermined"], "the purpose of 25(3)(c) is not supported"
    states = {cell["state"] for row in as_json("matrix", sample) for cell in row["elements"]}
    assert states == {"covered", "contested", "undermined", "gap"}
    assert "●" in done("matrix", sample)
    assert "is whole" in done("verify", sample, "--read-data")


def test_export_import_export_gives_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    first, second, copy = tmp_path / "first.jsonl", tmp_path / "second.jsonl", tmp_path / "copy.casefile"
    done("export", sample, "--format", "jsonl", "-o", first)
    done("import", copy, first)
    done("export", copy, "-o", second)
    assert first.read_bytes() == second.read_bytes()
    bytes_of = {path.name: path.read_bytes() for path in (tmp_path / "first.evidence").iterdir()}
    assert bytes_of == {path.name: path.read_bytes() for path in (tmp_path / "second.evidence").iterdir()}


def test_a_bad_line_is_named_and_nothing_is_written(file: Path, tmp_path: Path) -> None:
    data = tmp_path / "bad.jsonl"
    act = '{"noun":"act","id":"0b0e7a0e-43f5-4d07-9b52-6f3c6f8b8a01","title":"x","date":"2024-13"}'
    data.write_text('{"casefile":"jsonl","version":1}\n' + act + "\n", encoding="utf-8")
    before = done("info", file, "--json")
    sentence = refused(2, "import", file, data)
    assert "line 2" in sentence
    assert "date" in sentence
    assert done("info", file, "--json") == before


def test_the_brief_holds_a_pin_cite(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    assert "pages" in done("brief", sample, "-o", target)
    document = pypdfium2.PdfDocument(target)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "NKR-0005, p. 2" in " ".join(text.split())


def test_the_law_is_found_by_any_spelling() -> None:
    assert as_json("law", "show", "8 2 b ii")["key"] == "8(2)(b)(ii)"
    kinds = [entry["kind"] for entry in as_json("law", "list")]
    assert kinds.count("article") == 131
    assert "8(2)(b)" in refused(2, "law", "show", "8(2)(b)(xcix)")


def test_a_real_process_ends_with_the_code(file: Path) -> None:
    command = [sys.executable, "-c", "from casefile.cli import main; main()", "show", str(file), "A-1"]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
