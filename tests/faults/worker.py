"""A child process that works on a case file until it is killed, and says on stdout what it was promised."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from uuid import UUID, uuid4

from casefile.case_file import CaseFile
from casefile.evidence import intake
from casefile.evidence.intake import taking
from casefile.evidence.intake.files import SMALL
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
    """A folder, again and again with new bytes: small files, which go in together, one that is streamed, and an archive.

    Each item is said once it is in.
    """
    with CaseFile.open(path, as_me) as case:
        print("ready", flush=True)
        for number in range(1_000_000):
            files = [folder / f"{number}-{each}.bin" for each in range(4)]
            for each, file in enumerate(files):
                file.write_bytes(f"{number:06}-{each}".encode() * (530_000 if each == 2 else 9_000))
            archive = folder / f"{number}.zip"
            with zipfile.ZipFile(archive, "w") as made:
                for each in range(3):
                    made.writestr(f"{each}.txt", f"{number}, inside, {each}\n")
            for taken in intake.take_in(case, [folder]):
                print(taken.id, flush=True)
            for file in (*files, archive):
                file.unlink()


def take_in_beside(path: Path, folder: Path) -> None:
    """Two files with new bytes again and again; what is more than 4 MiB goes into the folder beside the case."""
    taking.BIG_FILE = SMALL  # type: ignore[attr-defined] # so that it need not be hundreds of megabytes
    with CaseFile.open(path, as_me) as case:
        print("ready", flush=True)
        for number in range(1_000_000):
            files = [folder / f"{number}-{each}.bin" for each in range(2)]
            for each, file in enumerate(files):
                file.write_bytes(f"{uuid4()}-{each}".encode() * (250_000 if each else 100))
            for taken in intake.take_in(case, files, keeping="beside"):
                print(taken.id, flush=True)
            for file in files:
                file.unlink()


if __name__ == "__main__":
    what, case_file, *rest = sys.argv[1:]
    if what == "write":
        write(Path(case_file))
    else:
        {"take_in": take_in, "take_in_beside": take_in_beside}[what](Path(case_file), Path(rest[0]))
