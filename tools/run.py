"""`make run`: set up, then from nothing to the sample case, its brief, and the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.console import ROOT, StopError, call, end_with, say
from tools.setup import program, set_up

SAMPLE = ROOT / "sample" / "sample.casefile"
BRIEF = SAMPLE.with_name("brief.pdf")

_START_AGAIN = f"\nFor a new sample move {SAMPLE} away and run this again."


def main() -> int:
    set_up("run")
    SAMPLE.parent.mkdir(exist_ok=True)
    if SAMPLE.exists():  # perhaps made by an older version
        _casefile("upgrade", SAMPLE, hint=_START_AGAIN)
    else:
        _casefile("sample", SAMPLE, hint="")
    _casefile("verify", SAMPLE, hint=_START_AGAIN)
    _casefile("brief", SAMPLE, "-o", BRIEF, hint=_START_AGAIN)
    say(f"\nSample case:  {SAMPLE}\nIts brief:    {BRIEF}\n")
    if not _has_display():
        say("No display here, so no window: open the sample with `casefile FILE` where there is one.")
        return 0
    say("Opening the window")
    return call(program("casefile-gui"), SAMPLE)


def _casefile(command: str, *arguments: str | Path, hint: str) -> None:
    if call(program("casefile"), command, *arguments) != 0:
        raise StopError(f"casefile {command} failed; its message above says why.{hint}")


def _has_display() -> bool:
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    end_with(main)
