"""A child process that works on a case file until it is killed, and says on stdout what it was promised."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

from casefile.case_file import CaseFile
from casefile.evidence import intake
from casefile.operations import records


def as_me(_case_id: UUID) -> UUID:
    return UUID("11111111-1111-4111-8111-111111111111")


def write(path: Path) -> None:
    """Change after change; each is said once `change` has returned."""
    with CaseFile.open(path, as_me) as case:
        print("ready", flush=True)
        for number in range(1_000_000):
            with case.change("Add act") as session:
                made = records.add(session, "act", {"title": f"act {number}", "statement": "x" * 3_000})
            print(made, flush=True)


def take_in(path: Path, folder: Path) -> None:
    """The files of a folder, again and again as new bytes; each item is said once it is in."""
    with CaseFile.open(path, as_me) as case:
        print("ready", flush=True)
        for number in range(1_000_000):
            file = folder / f"{number}.bin"
            file.write_bytes(number.to_bytes(8, "big") * 200_000)
            for taken in intake.take_in(case, [file]):
                print(taken.id, flush=True)
            file.unlink()


if __name__ == "__main__":
    what, case_file, *rest = sys.argv[1:]
    write(Path(case_file)) if what == "write" else take_in(Path(case_file), Path(rest[0]))
