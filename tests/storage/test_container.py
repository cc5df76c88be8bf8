"""One file on disk: its header, its pragmas, what is refused and why, who may write."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from casefile.case_file import CaseFile
from casefile.errors import DamagedFileError, LockedError, PassphraseError, UserError
from casefile.storage import database
from tests.cases import add, as_me, as_other, edit, get, new_case, visible, whole


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    folder.mkdir()
    path = folder / "a.casefile"
    new_case(path).close()
    return path


def names(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_the_header_says_what_it_is(path: Path) -> None:
    header = path.read_bytes()[:100]
    assert (header[:16], header[60:64], header[68:72]) == (b"SQLite format 3\0", b"\0\0\0\x03", b"CFS1")
    assert header[18:20] == b"\x01\x01"  # rollback journal, not WAL


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("synchronous", 3),
        ("journal_mode", "delete"),
        ("mmap_size", 0),
    ],
)
def test_the_pragmas_are_really_set(path: Path, pragma: str, value: object) -> None:
    with database.engine(path, "write").connect() as connection:
        held = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
    assert (held or 0) == value


def test_a_reading_connection_cannot_write(path: Path) -> None:
    with database.engine(path, "read").connect() as connection:
        assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1


def test_the_search_index_forgets_securely(path: Path) -> None:
    file = driver.connect(str(path))
    assert file.execute("SELECT v FROM search_config WHERE k = 'secure-delete'").fetchone() == (1,)
    file.close()


def test_after_close_there_is_one_file(path: Path) -> None:
    with CaseFile.open(path, as_me) as case:
        assert names(path) == [".a.casefile.lock", "a.casefile"]
        add(case, "act", title="x")
        case.undo()
    assert names(path) == ["a.casefile"]


def test_making_a_case_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^Title must not be empty\.$"):
        new_case(tmp_path / "a.casefile", title="")
    assert list(tmp_path.iterdir()) == []


def test_making_a_case_replaces_nothing(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError, match="exists already; choose another name or open it"):
        new_case(path)
    assert path.read_bytes() == before


def test_making_a_case_wants_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no folder .*; make it first\.$"):
        new_case(tmp_path / "no" / "a.casefile")


def _newer(path: Path) -> None:
    file = sqlite3.connect(path)
    file.execute("PRAGMA user_version = 7")
    file.close()


def _other_database(path: Path) -> None:
    path.unlink()
    file = sqlite3.connect(path)
    file.execute("CREATE TABLE x (y)")
    file.close()


def _without(statement: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        file = sqlite3.connect(path)
        file.execute(statement)
        file.commit()
        file.close()

    return spoil


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("spoil", "kind", "sentence"),
    [
        (_newer, UserError, "made by a newer Casefile (file format 7); install a version that reads format 7."),
        (lambda path: path.unlink(), UserError, "check its name and folder."),
        (lambda path: path.write_bytes(b""), DamagedFileError, "is empty, so it is not a case file"),
        (
            lambda path: path.write_text("Dear Prosecutor, …" * 99),
            PassphraseError,
            "is encrypted or is not a case file",
        ),
        (lambda path: path.write_bytes(os.urandom(8192)), PassphraseError, "is encrypted or is not a case file"),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), DamagedFileError, "is damaged; open a backup"),
        (_other_database, DamagedFileError, "is a database, but not a case file"),
        (_folder, UserError, "There is no file"),
        (_fifo, UserError, "There is no file"),
        (_without("DELETE FROM meta"), DamagedFileError, "does not say which case it holds"),
        (_without("DROP TABLE meta"), DamagedFileError, "is damaged"),
        (_without("DROP TABLE head"), DamagedFileError, ""),
        (_without("PRAGMA user_version = 0"), DamagedFileError, "does not say which format it has"),
    ],
)
def test_what_is_no_case_file_is_refused(
    path: Path, spoil: Callable[[Path], None], kind: type[UserError], sentence: str
) -> None:
    spoil(path)
    with pytest.raises(UserError) as refused:
        CaseFile.open(path, as_me)
    assert type(refused.value) is kind
    assert sentence in str(refused.value)
    assert "a.casefile" in str(refused.value)
    assert names(path) in (["a.casefile"], [])


def test_another_name_for_a_text_file(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Prosecutor, …" * 99)
    with pytest.raises(DamagedFileError, match=r"“letter\.txt” is not a case file; choose a \.casefile"):
        CaseFile.open(tmp_path / "letter.txt", as_me)


def test_names_of_any_kind(tmp_path: Path) -> None:
    for name in ("전쟁 #1?.casefile", "50%25 &x=1.casefile", "день'\".casefile", "a;b.casefile"):
        with new_case(tmp_path / name) as case:
            add(case, "act", title="x")
        assert whole(CaseFile.open(tmp_path / name, as_me, read_only=True))


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.casefile"))
    with new_case(path) as case:
        add(case, "act", title="x")
        assert whole(case)


def test_the_second_to_open_may_only_read(path: Path) -> None:
    with CaseFile.open(path, as_me) as first:
        act = add(first, "act", title="x")
        with pytest.raises(LockedError, match=r"^“a\.casefile” is open in another Casefile; close it there"):
            CaseFile.open(path, as_other)
        with CaseFile.open(path, as_other, read_only=True) as second:
            assert get(second, "act", act)["title"] == "x"
            with pytest.raises(UserError, match="open for reading only; nothing was changed"):
                edit(second, "act", act, title="y")
        assert add(first, "act", title="still")
    CaseFile.open(path, as_other).close()


def test_the_lock_of_another_process_holds_and_goes_with_it(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from casefile.case_file import CaseFile; from uuid import UUID\n"
        "case = CaseFile.open(Path(sys.argv[1]), lambda _: UUID(int=1)); print('open', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, path], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    with pytest.raises(LockedError):
        CaseFile.open(path, as_me)
    child.kill()
    child.communicate()
    with CaseFile.open(path, as_me) as case:
        add(case, "act", title="x")
    assert names(path) == ["a.casefile"]


def _overwrite(path: Path, other: bytes) -> None:
    with path.open("r+b") as file:
        file.write(other)
        file.truncate()


def _replace(path: Path, other: bytes) -> None:
    draft = path.with_suffix(".sync")
    draft.write_bytes(other)
    draft.replace(path)


@pytest.mark.parametrize("foreign", [_overwrite, _replace])
@pytest.mark.parametrize("act_of_ours", ["change", "undo", "take_in", "discard"])
def test_another_program_that_wrote_is_noticed_before_we_write(
    path: Path, tmp_path: Path, foreign: Callable[[Path, bytes], None], act_of_ours: str
) -> None:
    """A sync client knows nothing of SQLite's locks."""
    copy = tmp_path / "copy.casefile"
    with CaseFile.open(path, as_me) as case:
        act = add(case, "act", title="One")
        shutil.copy(path, copy)
        with CaseFile.open(copy, as_other) as elsewhere:
            edit(elsewhere, "act", act, title="Theirs")
        incoming = case.originals.take_in(io.BytesIO(b"ours"), lambda _: None)
        theirs = copy.read_bytes()
        foreign(path, theirs)
        ours: dict[str, Callable[[], object]] = {
            "change": lambda: add(case, "act", title="Two"),
            "undo": case.undo,
            "take_in": lambda: case.originals.take_in(io.BytesIO(b"more"), lambda _: None),
            "discard": lambda: case.originals.discard(incoming),
        }
        with pytest.raises(UserError, match="was changed by another program while it was open here, so nothing was"):
            ours[act_of_ours]()
        with pytest.raises(UserError, match="open for reading only"):
            add(case, "act", title="Three")
        assert path.read_bytes() == theirs


def test_a_writer_that_only_touched_the_file_is_noticed(path: Path) -> None:
    with CaseFile.open(path, as_me) as case:
        os.utime(path, ns=(1, 1))
        with pytest.raises(UserError, match="changed by another program"):
            add(case, "act", title="x")


def test_a_file_that_is_gone_is_told(path: Path) -> None:
    with CaseFile.open(path, as_me) as case:
        path.rename(path.with_suffix(".away"))
        with pytest.raises(UserError, match="cannot be reached"):
            add(case, "act", title="x")
        with pytest.raises(UserError, match="cannot be reached"):
            visible(case)


def test_a_busy_file_is_told(path: Path) -> None:
    with CaseFile.open(path, as_me) as case:
        code = (
            "import sqlite3, sys; file = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "file.execute('BEGIN EXCLUSIVE'); print('busy', flush=True); sys.stdin.read()"
        )
        other = subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, stdin=subprocess.PIPE)
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(LockedError, match="is busy in another program; try again in a moment"):
            add(case, "act", title="x")
        other.communicate()
        assert add(case, "act", title="x")


def test_a_closed_case_is_not_written(path: Path) -> None:
    case = CaseFile.open(path, as_me)
    case.close()
    case.close()
    with pytest.raises(UserError, match=r"^“a\.casefile” is closed; nothing was changed\.$"):
        add(case, "act", title="x")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="becomes another user")
@pytest.mark.parametrize(("folder", "file"), [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)])
def test_where_one_may_not_write_it_opens_for_reading(folder: int, file: int) -> None:
    path = Path(tempfile.mkdtemp(), "a.casefile")  # pytest's own folders are closed to others
    new_case(path).close()
    path.parent.chmod(folder)
    path.chmod(file)
    code = (
        "import os, sys; from pathlib import Path; from uuid import UUID\n"
        "from casefile.case_file import CaseFile; from casefile.errors import UserError; import casefile.operations.records\n"
        "with CaseFile.open(Path(sys.argv[1]), lambda _: UUID(int=1), read_only=True) as case:\n"
        "    list(case.verify())  # loads what may be out of reach for the other user\n"
        "os.setuid(65534)\n"
        "with CaseFile.open(Path(sys.argv[1]), lambda _: UUID(int=1)) as case:\n"
        "    print(case.read_only, len(list(case.verify())))\n"
        "    try:\n"
        "        with case.change('x'): pass\n"
        "    except UserError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
    assert done.stdout == "True 0\n“a.casefile” is open for reading only; nothing was changed.\n", done.stderr
    assert names(path) == ["a.casefile"]
    shutil.rmtree(path.parent)
