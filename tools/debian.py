"""System packages on Debian and its relatives: root gets them installed, others are told the line to run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from tools.console import StopError, call, say


def is_debian() -> bool:
    return shutil.which("apt-get") is not None


def is_root() -> bool:
    return getattr(os, "geteuid", lambda: 1)() == 0


def require(packages: Sequence[str], purpose: str) -> None:
    """Install `packages` as root; otherwise raise StopError with the one line to run. Debian only."""
    if not is_root():
        line = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(_today(packages))}"
        raise StopError(f"{purpose} needs system packages. Run this line, then the same command again:\n\n  {line}\n")
    say(f"{purpose}: installing {', '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A package source that cannot be reached does not matter as long as the packages are found elsewhere.
    call("apt-get", "update", "-qq", env=env, quiet=True)
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300")
    if call(*install, *_today(packages), env=env, quiet=True) != 0:
        raise StopError(f"{purpose}: apt-get could not install the packages; its messages above say why.")


def _today(packages: Sequence[str]) -> list[str]:
    """The names that this release uses: 64-bit time renamed some libraries (libglib2.0-0 to libglib2.0-0t64)."""
    return [name if _known(name) or not _known(f"{name}t64") else f"{name}t64" for name in packages]


def _known(name: str) -> bool:
    shown = subprocess.run(["apt-cache", "show", "-q=0", name], capture_output=True, check=False)
    return shown.returncode == 0 and bool(shown.stdout.strip())
