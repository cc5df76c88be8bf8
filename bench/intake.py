"""How fast evidence comes in, beside `cp` and `sha256sum` of the same files in the same run.

    python bench/intake.py [--gigabytes 2] [--small 2000] [--folder /somewhere]

Large files have about 50 MB each of random bytes, small ones 1 to 200 KB. Intake does more than the baseline: it computes
both hashes, reads back and compares, and has the disk confirm each change; `cp` leaves its bytes in memory for the system
to write later, so the same is shown with the disk waited for. Rates are of the bytes of the files; ratios above 1 mean
that intake is faster. Each kind of work runs in a process of its own, so that its memory can be told.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from casefile.evidence import intake
from casefile.exchange import cases


def make(folder: Path, sizes: list[int]) -> None:
    folder.mkdir()
    rng = random.Random(20_02_2014)
    block = rng.randbytes(1 << 20)
    for number, size in enumerate(sizes):
        with (folder / f"{number:05d}.bin").open("wb") as file:
            file.write(number.to_bytes(8, "big"))
            for start in range(8, size, len(block)):
                file.write(block[: size - start])
    os.sync()


def take_in(folder: Path, case_path: Path) -> None:
    """What a process of its own does; its last line is the most memory that it held, in MiB."""
    case = cases.new(case_path, lambda _case: UUID(int=1), {"title": "Bench", "prefix": "NKR"})
    with case:
        report = intake.take_in(case, [folder], keeping="embedded")
        assert all(taken.number for taken in report), report
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(*command: object) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def compare(name: str, folder: Path, work: Path, rounds: int) -> None:
    """The best of some rounds, the kinds of work in turn, so that a disk that is busy for a while is unjust to none."""
    files = sorted(folder.iterdir())
    megabytes = sum(file.stat().st_size for file in files) / 1e6
    best: dict[str, float] = {}
    memory = 0
    for _ in range(rounds):
        copied, case = work / "copied", work / "bench.casefile"

        def take() -> None:
            nonlocal memory
            memory = max(memory, int(run(sys.executable, __file__, "--take-in", folder, case).split()[-1]))  # noqa: B023

        kinds: dict[str, Callable[[], object]] = {
            "start": lambda: run(sys.executable, __file__, "--take-in", work / "none", work / "none.casefile"),
            "cp": lambda: run("cp", "-r", folder, copied),  # noqa: B023
            "sync": lambda: run("sync", copied, *copied.iterdir()),  # noqa: B023
            "sha256sum": lambda: run("sha256sum", *files),
            "sha512sum": lambda: run("sha512sum", *files),
            "intake": take,
        }
        for kind, action in kinds.items():
            best[kind] = min(best.get(kind, 1e9), timed(action))
        shutil.rmtree(copied)
        for left in (case, work / "none.casefile"):
            left.unlink()
        os.sync()
    own = best["intake"] - best["start"]
    print(
        f"{name}: {len(files):,} files, {megabytes:,.0f} MB; intake {megabytes / own:,.0f} MB/s ({own:.2f} s and",
        end="",
    )
    print(f" {best['start']:.2f} s to start and to make a case), most memory {memory} MiB")
    for kinds_of in (("cp", "sha256sum"), ("cp", "sync", "sha256sum"), ("cp", "sync", "sha256sum", "sha512sum")):
        seconds = sum(best[kind] for kind in kinds_of)
        words = " + ".join(kinds_of)
        print(
            f"  {words:<34} {megabytes / seconds:>6,.0f} MB/s; intake has {seconds / own:.2f} of its rate", flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gigabytes", type=float, default=2.0)
    parser.add_argument("--small", type=int, default=2000, help="how many small files")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    parser.add_argument("--take-in", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.take_in:
        take_in(*options.take_in)
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        work = Path(name)
        (work / "none").mkdir()
        rng = random.Random(1)
        if options.gigabytes:
            count = max(1, round(options.gigabytes * 20))
            make(work / "large", [round(options.gigabytes * 1e9 / count)] * count)
            compare("large", work / "large", work, options.rounds)
        if options.small:
            make(work / "small", [rng.randint(1_000, 200_000) for _ in range(options.small)])
            compare("small", work / "small", work, options.rounds)


if __name__ == "__main__":
    main()
