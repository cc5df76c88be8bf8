"""Make the environment in .venv from the lock; when nothing changed since the last time, only look and return.

`python3 -m tools.setup run` installs what the program needs, `test` what its development needs as well.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tools import debian, qt
from tools.console import ROOT, StopError, call, end_with, say

OLDEST = (3, 11)
VENV = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements" / "run.txt", "test": ROOT / "requirements" / "dev.txt"}
STAMP = VENV / "casefile-setup"


def program(name: str, environment: Path = VENV) -> Path:
    """The command `name` of a virtual environment."""
    return environment / "Scripts" / f"{name}.exe" if os.name == "nt" else environment / "bin" / name


PYTHON = program("python")


def set_up(kind: str) -> None:
    """Bring .venv to what the lock of `kind` ("run" or "test") says; raise StopError when that cannot be done."""
    if sys.version_info[:2] < OLDEST:
        raise StopError(
            f"Casefile needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n"
            "With another one installed, name it: make PYTHON=python3.12 run"
        )
    state = _state()
    if _is_fresh(kind, state):
        return
    STAMP.unlink(missing_ok=True)
    _make_venv()
    _install(kind)
    qt.require_libraries(PYTHON)
    STAMP.write_text(f"{kind} {state}\n", encoding="ascii")


def _state() -> str:
    """A digest of all that the environment follows from."""
    digest = hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode())
    for path in (*LOCKS.values(), ROOT / "pyproject.toml", Path(__file__), Path(qt.__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_fresh(kind: str, state: str) -> bool:
    if not (STAMP.is_file() and PYTHON.exists()):
        return False
    # The lock for tests holds all of the lock for running, so whoever has it needs nothing more.
    return STAMP.read_text(encoding="ascii").split() in ([kind, state], ["test", state])


def _make_venv() -> None:
    if _is_ours():
        return
    if importlib.util.find_spec("ensurepip") is None:
        _require_ensurepip()
    say(f"Making the environment {VENV.name} with Python {sys.version.split()[0]}")
    if call(sys.executable, "-m", "venv", "--clear", VENV) != 0:
        raise StopError("Python's venv module could not make the environment; its messages above say why.")


def _is_ours() -> bool:
    """Whether .venv is whole, made at this place (its commands hold their path), and of the Python that runs this."""
    made = VENV / "pyvenv.cfg"
    if not (PYTHON.exists() and made.is_file() and str(VENV) in made.read_text(encoding="utf-8")):
        return False
    ask = "import pip, sys; print(*sys.version_info[:2])"
    answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _require_ensurepip() -> None:
    if not debian.is_debian():
        raise StopError("This Python comes without venv and ensurepip; install your system's package that holds them.")
    debian.require([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], "Python's venv module")


def _install(kind: str) -> None:
    say("Installing the locked packages (some 150 MB the first time)")
    env = {**os.environ, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    pip = (PYTHON, "-m", "pip", "install", "--quiet")
    # Wheels only: a source package would bring build tools that no hash vouches for.
    locked = ("--require-hashes", "--no-deps", "--only-binary=:all:", "-r", LOCKS[kind])
    if call(*pip, *locked, env=env) != 0:
        raise StopError("pip could not install the locked packages; its messages above say why.")
    if call(*pip, "--no-build-isolation", "--no-deps", "--no-index", "--editable", ROOT, env=env) != 0:
        raise StopError("pip could not install Casefile itself; its messages above say why.")


def main() -> int:
    kind = sys.argv[1] if len(sys.argv) > 1 else "run"
    if kind not in LOCKS:
        raise StopError("usage: python3 -m tools.setup [run|test]")
    set_up(kind)
    return 0


if __name__ == "__main__":
    end_with(main)
