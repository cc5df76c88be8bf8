"""Evidence bytes inside the file: chunks, once each, all or nothing, swept, and never in the way of other writers."""

from __future__ import annotations

import hashlib
import io
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, DamagedFileError, UserError
from casefile.operations import records
from casefile.storage.blobs import CHUNK, Incoming
from tests.cases import add, as_me, new_case, whole


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.casefile"


@pytest.fixture
def case(path: Path) -> Iterator[CaseFile]:
    with new_case(path) as case:
        yield case


def count(path: Path, what: str) -> int:
    file = driver.connect(f"file:{path}?mode=ro", uri=True)
    found = int(file.execute(f"SELECT count(*) FROM {what}").fetchone()[0])
    file.close()
    return found


def take_in(case: CaseFile, data: bytes) -> Incoming:
    return case.originals.take_in(io.BytesIO(data), lambda _: None)


def keep(case: CaseFile, incoming: Incoming, title: str = "x") -> None:
    with case.change("Add evidence", incoming=(incoming,)) as session:
        records.add(session, "evidence", {"title": title, "sha256": incoming.sha256, "size": incoming.size})


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 70 * CHUNK + 3])
def test_bytes_come_back_as_they_were(case: CaseFile, path: Path, size: int) -> None:
    data = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    incoming = take_in(case, data)
    assert (incoming.sha256, incoming.size) == (hashlib.sha256(data).hexdigest(), size)
    with pytest.raises(UserError, match="not in this copy"):
        list(case.originals.read(incoming.sha256))
    keep(case, incoming)
    chunks = list(case.originals.read(incoming.sha256))
    assert b"".join(chunks) == data
    assert {len(chunk) for chunk in chunks[:-1]} <= {CHUNK}
    assert case.originals.hashes() == {incoming.sha256}
    assert whole(case)


def test_the_same_bytes_are_kept_once(case: CaseFile, path: Path) -> None:
    first, second = take_in(case, b"same"), take_in(case, b"same")
    keep(case, first)
    keep(case, second)
    assert (count(path, "blob"), count(path, "chunk"), count(path, "evidence")) == (1, 1, 2)
    assert whole(case)


def test_undo_keeps_the_bytes_for_redo(case: CaseFile) -> None:
    incoming = take_in(case, b"x" * 9)
    keep(case, incoming)
    case.undo()
    case.redo()
    assert b"".join(case.originals.read(incoming.sha256)) == b"x" * 9
    assert whole(case)


def test_cancel_leaves_nothing(case: CaseFile, path: Path) -> None:
    told: list[int] = []
    with pytest.raises(CancelledError):
        case.originals.take_in(io.BytesIO(b"x" * 100 * CHUNK), told.append, lambda: len(told) > 80)
    assert (count(path, "blob"), count(path, "chunk")) == (0, 0)


def test_a_source_that_fails_leaves_nothing(case: CaseFile, path: Path) -> None:
    class Broken(io.RawIOBase):
        left = 70

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            if not self.left:
                raise OSError(5, "Input/output error")
            return b"x" * size

    with pytest.raises(OSError, match="Input/output"):
        case.originals.take_in(Broken(), lambda _: None)
    assert (count(path, "blob"), count(path, "chunk")) == (0, 0)


def test_discard_forgets_what_waits_and_never_what_an_item_has(case: CaseFile, path: Path) -> None:
    waiting, kept = take_in(case, b"w" * 200 * CHUNK), take_in(case, b"kept")
    keep(case, kept)
    case.originals.discard(kept)
    case.originals.discard(waiting)
    case.originals.discard(waiting)
    assert (count(path, "blob"), count(path, "chunk")) == (1, 1)
    assert b"".join(case.originals.read(kept.sha256)) == b"kept"


def test_bytes_that_are_gone_make_no_item(case: CaseFile, path: Path) -> None:
    incoming = take_in(case, b"x")
    case.originals.discard(incoming)
    with pytest.raises(DamagedFileError, match="are gone from the file; add it again"):
        keep(case, incoming)
    assert count(path, "evidence") == 0


def test_what_a_crash_left_is_swept_at_the_next_opening(case: CaseFile, path: Path) -> None:
    take_in(case, b"x" * 3 * CHUNK)
    case.close()
    assert count(path, "chunk") == 3
    CaseFile.open(path, as_me, read_only=True).close()
    assert count(path, "chunk") == 3
    CaseFile.open(path, as_me).close()
    assert (count(path, "blob"), count(path, "chunk")) == (0, 0)


def test_missing_bytes_are_told_while_reading(case: CaseFile, path: Path) -> None:
    incoming = take_in(case, b"x" * 3 * CHUNK)
    keep(case, incoming)
    case.close()
    file = driver.connect(str(path))
    file.execute("DELETE FROM chunk WHERE position = 1")
    file.commit()
    file.close()
    with CaseFile.open(path, as_me) as again:
        with pytest.raises(DamagedFileError, match="Bytes of this item are missing"):
            list(again.originals.read(incoming.sha256))
        assert [one.place[:6] for one in again.verify(read_data=True)] == ["bytes "]


def test_others_write_while_bytes_come_in(case: CaseFile) -> None:
    """A large file must not stop the work of a window."""
    reading, go_on = threading.Event(), threading.Event()

    class Slow(io.RawIOBase):
        pieces = 130

        def read(self, size: int = -1) -> bytes:
            self.pieces -= 1
            if self.pieces == 60:
                reading.set()
                go_on.wait(20)
            return b"s" * size if self.pieces > 0 else b""

    taken: list[Incoming] = []
    thread = threading.Thread(target=lambda: taken.append(case.originals.take_in(Slow(), lambda _: None)))
    thread.start()
    assert reading.wait(20)
    act = add(case, "act", title="Meanwhile")
    case.undo()
    case.redo()
    go_on.set()
    thread.join()
    keep(case, taken[0])
    assert act
    assert whole(case)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists what a process has open")
def test_nothing_stays_open_when_long_works_overlap(case: CaseFile, path: Path) -> None:
    """Elsewhere an open file cannot be moved or replaced."""

    def opened() -> list[Path]:
        links = [each for each in Path("/proc/self/fd").iterdir() if each.is_symlink()]  # that of the listing is gone
        return [link for each in links if (link := each.readlink()) == path]

    first, second = ExitStack(), ExitStack()
    first.enter_context(case.at_length())
    keep(case, take_in(case, b"one" * CHUNK))
    second.enter_context(case.at_length())
    assert opened()
    first.close()
    keep(case, take_in(case, b"two" * CHUNK))
    second.close()
    assert opened() == []
    keep(case, take_in(case, b"three"))
    assert opened() == []
    assert whole(case)
