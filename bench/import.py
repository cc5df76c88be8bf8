"""How fast records come in and go out as JSON Lines, beside the least that any program would have to do.

    python bench/import.py [--records 1000000] [--folder /somewhere]

The data are the same every time: acts, charges, evidence, passages and proof links with sentences in four scripts. The
baseline parses the same lines and inserts the same values with the same driver, one table a noun with its id as primary
key: no checks, no journal, no search index, no references.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

import sqlcipher3.dbapi2 as driver

from casefile.exchange import jsonl
from casefile.exchange.jsonl.format import HEADER
from casefile.model import NOUNS
from casefile.model.base import fields_of

SHARES = {"act": 15, "charge": 15, "evidence": 12, "passage": 28, "proof_link": 30}
CRIMES = (("8(2)(b)(i)", 5), ("8(2)(b)(ii)", 5), ("7(1)(a)", 3), ("7(1)(f)", 5))
TEXT = {
    "the brigade shelled a residential quarter from positions north of the river before dawn while people slept and "
    "witnesses described fragments of missiles with markings that the laboratory compared with debris found earlier "
    "commander ordered transfer of munitions by rail to the depot according to the log which was signed and dated": 60,
    "бригада обстріляла житловий квартал свідки бачили уламки ракети на подвір'ї школи увечері командир наказав": 15,
    "военные склады поезд боеприпасы накладная подпись граница порт её учёт": 10,
    "미사일 파편 북한 국방부 발표 컨테이너 항구 선적 러시아 포탄": 10,
    "الشهود القذائف المستودع القطار الميناء": 5,
}
"""Words of one language each, and how many of a hundred sentences are in it."""
WORDS = [text.split() for text in TEXT]


def sentence(rng: random.Random, low: int, high: int) -> str:
    (words,) = rng.choices(WORDS, weights=list(TEXT.values()))
    return " ".join(rng.choices(words, k=rng.randint(low, high))).capitalize() + "."


def ids(rng: random.Random, count: int) -> list[str]:
    return sorted(str(UUID(int=rng.getrandbits(128), version=4)) for _ in range(count))


def day(rng: random.Random) -> str:
    return f"{rng.randint(2014, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def make(path: Path, records: int) -> None:
    """Write deterministic data of about this many records, in the order in which an export writes them."""
    rng = random.Random(20_02_2014)
    count = {noun: max(1, records * share // 100) for noun, share in SHARES.items()}
    known = {noun: ids(rng, number) for noun, number in count.items()}
    made = {
        "act": lambda place: {
            "number": f"A-{place + 1:04d}",
            "title": sentence(rng, 4, 8),
            "statement": sentence(rng, 20, 60),
            "date": day(rng),
            "victims_min": rng.randint(1, 40),
            "status": "in_review",
        },
        "charge": lambda place: {
            "act_id": known["act"][place % count["act"]],
            "crime": CRIMES[place % 4][0],
            "reasoning": sentence(rng, 10, 30),
        },
        "evidence": lambda place: {
            "number": f"NKR-{place + 1:04d}",
            "title": sentence(rng, 4, 9),
            "type": "report",
            "authors": [sentence(rng, 2, 2)],
            "date": day(rng),
            "summary": sentence(rng, 10, 40),
            "collected_at": f"{day(rng)}T09:30:00+01:00",
            "reliability": "B",
            "credibility": "2",
        },
        "passage": lambda _place: {
            "evidence_id": rng.choice(known["evidence"]),
            "locator": f"p. {rng.randint(1, 90)}, para. {rng.randint(1, 200)}",
            "quote": sentence(rng, 15, 50),
            "language": "uk",
        },
        "proof_link": lambda place: {
            "passage_id": rng.choice(known["passage"]),
            **({"bearing": "undermines"} if place % 9 == 0 else {}),
            "weight": "moderate",
            "note": sentence(rng, 3, 12),
            "charge_id": known["charge"][place % count["charge"]],
            "element": 1 + place % CRIMES[place % count["charge"] % 4][1],
        },
    }
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        case = {"noun": "case", "id": ids(rng, 1)[0], "title": "Bench", "prefix": "NKR"}
        stream.write(f"{HEADER}\n")
        write(stream, case)
        for noun, values in made.items():
            for place, identity in enumerate(known[noun]):
                write(stream, {"noun": noun, "id": identity} | values(place))


def write(stream: TextIO, line: dict[str, Any]) -> None:
    stream.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def baseline(data: Path, path: Path) -> None:
    """Parse and insert, nothing more."""
    connection = driver.connect(str(path))
    with data.open(encoding="utf-8") as stream:
        stream.readline()
        for noun, lines in groupby(map(json.loads, stream), key=lambda line: line["noun"]):
            names = list(fields_of(NOUNS[noun]))
            columns = ", ".join(f'"{name}"' for name in names)
            connection.execute(f'CREATE TABLE "{noun}" (id BLOB PRIMARY KEY, {columns})')
            marks = ", ".join("?" * (len(names) + 1))
            while batch := list(islice(lines, 2_000)):
                connection.executemany(f'INSERT INTO "{noun}" VALUES ({marks})', list(rows(batch, names)))
    connection.commit()
    connection.close()


def rows(batch: list[dict[str, Any]], names: list[str]) -> Iterator[list[Any]]:
    for line in batch:
        values = [line.get(name) for name in names]
        yield [UUID(line["id"]).bytes, *("\n".join(one) if isinstance(one, list) else one for one in values)]


def usage(who: int) -> tuple[float, float]:
    """Seconds of processor time, and the most memory held, in MiB."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def timed(name: str, records: int, work: Any) -> tuple[float, Any]:
    start, own, other = time.perf_counter(), usage(resource.RUSAGE_SELF)[0], usage(resource.RUSAGE_CHILDREN)[0]
    result = work()
    seconds = time.perf_counter() - start
    (own_end, memory), (other_end, other_memory) = usage(resource.RUSAGE_SELF), usage(resource.RUSAGE_CHILDREN)
    print(
        f"{name:10} {records / seconds:>8,.0f} records/s {seconds:>7.1f} s; processor {own_end - own:.1f} s here, "
        f"{other_end - other:.1f} s in the helper; peak memory so far {memory:,.0f} and {other_memory:,.0f} MiB",
        flush=True,
    )
    return seconds, result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    parser.add_argument("--make", type=Path, help="only write the data")
    parser.add_argument(
        "--data", type=Path, help="data made before; the memory of the process that made them is not seen then"
    )
    options = parser.parse_args()
    if options.make:
        make(options.make, options.records)
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        data = options.data or Path(folder) / "data.jsonl"
        if not options.data:  # in a process of its own, so that its memory is not counted
            command = [sys.executable, __file__, "--make", str(data), "--records", str(options.records)]
            subprocess.run(command, check=True)
        run(Path(folder), data)


def run(folder: Path, data: Path) -> None:
    case_path = folder / "case.casefile"
    with data.open("rb") as stream:
        count = sum(1 for _ in stream) - 1
    print(f"{count:,} records, {data.stat().st_size / 1e6:,.0f} MB of JSON Lines")
    least, _ = timed("baseline", count, lambda: baseline(data, folder / "least.db"))
    seconds, case = timed("import", count, lambda: jsonl.new_case_from(case_path, data, lambda _case: UUID(int=1)))
    with case:
        timed("export", count, lambda: jsonl.export(case, folder / "out.jsonl"))
    print(f"import takes {seconds / least:.1f} times the baseline (json.loads and bare inserts)")
    size, bare = case_path.stat().st_size, (folder / "least.db").stat().st_size
    print(f"case file {size / 1e6:,.0f} MB, baseline {bare / 1e6:,.0f} MB")
    same = data.read_bytes() == (folder / "out.jsonl").read_bytes()
    print("exported bytes are the imported ones" if same else "EXPORTED BYTES DIFFER")


if __name__ == "__main__":
    main()
