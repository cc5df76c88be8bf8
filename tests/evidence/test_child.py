"""The child that reads documents: confined, replaced when it dies, waited for only so long."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casefile.errors import CancelledError
from casefile.evidence import child, worker
from casefile.evidence.child import BrokenOffError, Child
from tests.evidence.test_pdf_text import many, never

QUESTION = {"do": "words", "mime": "text/plain", "name": "a.txt", "languages": "", "tessdata": ""}


def ask(one: Child, data: bytes, *, patience: float = 30.0, most: float = 60.0) -> list[dict[str, object]]:
    return list(one.ask(QUESTION, data, never, patience=patience, most=most))


def in_a_child(program: str) -> str:
    """What a confined Python prints."""
    start = f"from casefile.evidence import child\nchild.confine()\n{program}"
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip()


@pytest.mark.parametrize(
    "program",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.fork()",
        "import os; os.remove('nothing')",
        "open('written.txt', 'w')",
        "open('written.txt', 'r+')",
    ],
)
def test_it_may_neither_connect_nor_start_nor_write(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "is not for the reader of documents" in in_a_child(program).splitlines()[-1]
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="name spaces are Linux's")
def test_native_code_has_no_network_either_where_users_may_make_name_spaces() -> None:
    may = subprocess.run(["unshare", "-Un", "true"], capture_output=True, check=False).returncode == 0
    if not may:
        pytest.skip("this system does not let users make name spaces")
    cards = in_a_child("print(open('/proc/self/net/dev').read())").splitlines()[2:]
    assert [card.split(":")[0].strip() for card in cards] == ["lo"]


def test_memory_is_bounded() -> None:
    pytest.importorskip("resource")
    assert in_a_child("bytearray(5 * 1024**3)").splitlines()[-1] == "MemoryError"


def test_one_child_reads_many_documents() -> None:
    with Child(worker.ARGUMENT, worker.__name__) as one:
        for text in ("공장에서", "на складі", "x" * 3_000_000):
            words = "".join(str(answer["text"]) for answer in ask(one, text.encode()))
            assert words == text
        first = one._process
        assert first is not None
        ask(one, b"again")
        assert one._process is first


def test_a_dead_child_is_one_error_and_the_next_question_gets_a_new_one() -> None:
    with Child(worker.ARGUMENT, worker.__name__) as one:
        ask(one, b"one")
        assert one._process is not None
        one._process.kill()
        one._process.wait()
        assert [answer["text"] for answer in ask(one, b"two")] == ["two"]


@pytest.fixture
def used_instead(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Child]:
    """A Python of our own in place of the child: it does what a hostile file might make it do."""

    def use(program: str) -> Child:
        monkeypatch.setattr(child, "command", lambda _argument, _module: [sys.executable, "-c", program])
        return Child(worker.ARGUMENT, worker.__name__)

    return use


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "print('[]')",
        "print('not JSON')",
        "print('[' * 100000)",
        "print('#3\\nab', end='')",
        "print('#-1')",
        "print('#' + '9' * 30)",
        "print('#x')",
        "import sys; sys.stdout.write('{\"end\": true}')",
        "import sys; sys.stdout.buffer.write(bytes(range(128, 256)))",
    ],
)
def test_death_and_nonsense_are_one_sentence(used_instead: Callable[[str], Child], program: str) -> None:
    with used_instead(program) as one, pytest.raises(BrokenOffError, match="Reading this file broke off"):
        ask(one, b"words")


def test_silence_is_not_waited_for(used_instead: Callable[[str], Child]) -> None:
    with used_instead("import time; time.sleep(600)") as one, pytest.raises(BrokenOffError, match="took too long"):
        ask(one, b"words", patience=0.3)


def test_talking_without_end_is_not_listened_to(used_instead: Callable[[str], Child]) -> None:
    with used_instead("while True: print('{}')") as one, pytest.raises(BrokenOffError, match="took too long"):
        ask(one, b"words" * 1_000_000, most=0.5)


def test_cancelling_ends_the_child() -> None:
    asked = iter((False, False, True))
    question = {"do": "pages", "most": 1000}
    with Child(worker.ARGUMENT, worker.__name__) as one, pytest.raises(CancelledError):
        list(one.ask(question, many(900), lambda: next(asked), patience=30, most=60))
    assert one._process is None
