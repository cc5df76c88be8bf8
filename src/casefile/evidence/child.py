"""Ourselves as a child process: whatever a hostile file does to a parser, it does there, and there is nothing to be had.

The child has a bounded amount of memory, no network, and leave neither to write files nor to start programs. It is handed
bytes by pipe and answers in lines of JSON, and in pieces of bytes. It lives for many documents; when it dies, hangs or talks nonsense, that is one
sentence about the document at hand, and the next one gets a new child.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import IO, Any, BinaryIO, Self

from casefile.errors import CancelledError, UserError

Answer = dict[str, Any]
Serve = Callable[[BinaryIO, BinaryIO], None]
"""What the child does with its standard input and output until the input ends."""

_MOST_MEMORY = 4 * 1024**3
_MOST_LINE = 64 * 1024**2
_MOST_HEAD = 64 * 1024
_MOST_PIECE = 1024**2
_PIECE = b"#"  # begins a line that says how many bytes follow it; no JSON begins so
_MOST_WAITING = 64  # answers that are held while nobody asks for them
_LOOK = 0.1  # seconds between two looks at `cancelled`
_DOCUMENTS = 200  # after so many a new child, so that nothing piles up in an old one
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of sched.h
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.truncate",
    "pty.",
    "shutil.",
    "webbrowser.",
)


class BrokenOffError(UserError):
    """The child died, was silent for too long, or said what it never says."""


def command(argument: str, module: str) -> list[str]:
    """How to start ourselves as a child: the packaged program with `argument`, else Python with `module`."""
    packaged = bool(getattr(sys, "frozen", False))
    return [sys.executable, argument] if packaged else [sys.executable, "-m", module]


# --- the parent's side --------------------------------------------------------------------------------------------


class Child:
    """A child that answers one question after another; use it from one thread at a time, and `close` it."""

    def __init__(self, argument: str, module: str) -> None:
        self._command = command(argument, module)
        self._process: subprocess.Popen[bytes] | None = None
        self._told: queue.Queue[bytes] = queue.Queue()
        self._ended = threading.Event()
        self._listener: threading.Thread | None = None
        self._asked = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(
        self, question: Answer, data: bytes, cancelled: Callable[[], bool], *, patience: float, most: float
    ) -> Iterator[Answer]:
        """The answers up to the one that has "end" in it, which is not given.

        `patience` seconds for one answer, `most` for all. Whoever stops asking early ends the child.
        """
        process = self._ready()
        head = json.dumps(question | {"bytes": len(data)}).encode() + b"\n"
        threading.Thread(target=_hand_over, args=(process, head, data), daemon=True).start()
        whole, ended = time.monotonic() + most, False
        try:
            while not ended:
                answer = self._answer(cancelled, min(time.monotonic() + patience, whole))
                ended = "end" in answer
                if not ended:
                    yield answer
        finally:
            if not ended:
                self.close()

    def close(self) -> None:
        """End the child; it holds nothing worth waiting for."""
        process, self._process = self._process, None
        if process is None:
            return
        self._ended.set()
        process.kill()
        process.wait()
        assert process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            process.stdin.close()
        if self._listener is not None:
            self._listener.join(_LOOK * 20)

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._asked >= _DOCUMENTS or (self._process is not None and self._process.poll() is not None):
            self.close()
        if self._process is None:
            self._asked = 0
            self._told = queue.Queue(_MOST_WAITING)
            self._ended = threading.Event()
            self._process = _start(self._command)
            listening = (self._process, self._told, self._ended)
            self._listener = threading.Thread(target=_listen, args=listening, daemon=True)
            self._listener.start()
        self._asked += 1
        return self._process

    def _answer(self, cancelled: Callable[[], bool], until: float) -> Answer:
        while True:
            if cancelled():
                raise CancelledError
            if time.monotonic() > until:
                raise BrokenOffError("Reading this file took too long and was stopped; the file itself is kept.")
            with contextlib.suppress(queue.Empty):
                return _understood(self._told.get(timeout=_LOOK))


def _understood(line: bytes) -> Answer:
    if line.startswith(_PIECE):
        return {"piece": line[len(_PIECE) :]}
    try:
        answer = json.loads(line) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise BrokenOffError("Reading this file broke off; the file itself is kept.")
    return answer


def _start(words: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - ourselves
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _hand_over(process: subprocess.Popen[bytes], head: bytes, data: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(OSError, ValueError):  # it died, or was ended, in between
        process.stdin.write(head)
        process.stdin.write(data)
        process.stdin.flush()


def _listen(process: subprocess.Popen[bytes], told: queue.Queue[bytes], ended: threading.Event) -> None:
    """Pass on each line, as there is room for it; an empty one says that the child is no more."""
    assert process.stdout is not None
    with process.stdout as pipe, contextlib.suppress(OSError, ValueError):
        while not ended.is_set() and (line := pipe.readline(_MOST_LINE)):
            _pass_on(_piece(pipe, line) if line.startswith(_PIECE) else line, told, ended)
    _pass_on(b"", told, ended)


def _piece(pipe: IO[bytes], line: bytes) -> bytes:
    """The bytes that the line announces, marked as such; `ValueError` where it announces what never comes."""
    size = int(line[len(_PIECE) :])
    data = pipe.read(size) if 0 <= size <= _MOST_PIECE else b""
    if len(data) != size:
        raise ValueError
    return _PIECE + data


def _pass_on(line: bytes, told: queue.Queue[bytes], ended: threading.Event) -> None:
    while not ended.is_set():
        with contextlib.suppress(queue.Full):
            told.put(line, timeout=_LOOK)
            return


# --- in the child -------------------------------------------------------------------------------------------------


def questions(requests: BinaryIO) -> Iterator[tuple[Answer, bytes]]:
    """What the parent asks, with its bytes, until it closes the pipe."""
    while line := requests.readline(_MOST_HEAD):
        question = json.loads(line)
        yield question, requests.read(question["bytes"])


def tell(answers: BinaryIO, answer: Answer) -> None:
    """One line to the parent; bytes that are a "piece" go as they are."""
    if "piece" in answer:
        answers.write(_PIECE + b"%d\n" % len(answer["piece"]))
        answers.write(answer["piece"])
    else:
        answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


def run(serve: Serve) -> None:
    """Be the child: confined, and with nothing but answers on standard output."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    confine()
    serve(sys.stdin.buffer, answers)


def confine() -> None:
    """Give up memory beyond a bound, the network, writing files and starting programs, as far as the system allows it.

    The kernel takes the network away on Linux, where it lets users make name spaces; everywhere Python itself refuses
    what its own code asks for (PEP 578), which native code of a parser could go around.
    """
    sys.dont_write_bytecode = True
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # evidence does not lie about in dumps
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            leave = ctypes.CDLL(None).unshare
            if leave(_NEW_NETWORK) != 0:  # an ordinary user needs a name space of users first
                leave(_NEW_USER | _NEW_NETWORK)
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED) or (event == "open" and _writes(arguments)):
        raise PermissionError(f"{event} is not for the reader of documents")


def _writes(arguments: tuple[Any, ...]) -> bool:
    path, _mode, flags = arguments
    wanted = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
    return not isinstance(path, int) and isinstance(flags, int) and bool(flags & wanted)
