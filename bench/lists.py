"""How lists and details answer at 100,000 items of evidence and 500,000 links: milliseconds a question, p50 and p95.

The baseline, in the same run, is a bare `SELECT * … LIMIT 256` of the same table by rowid through the same driver.
`python bench/lists.py [--items 100000] [--links 500000] [--keep FILE]`
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text

from casefile.case_file import CaseFile, add_many, prepare_many
from casefile.model import Act, Charge, EvidenceItem, Passage, ProofLink
from casefile.operations import acts, evidence, matrix, records, search
from casefile.operations.records import Query

CRIMES = ("8(2)(a)(i)", "8(2)(b)(ii)", "8(2)(b)(i)", "7(1)(a)")
WORDS = [
    "shell",
    "missile",
    "convoy",
    "village",
    "hospital",
    "school",
    "bridge",
    "power",
    "station",
    "witness",
    "report",
    "video",
    "order",
    "unit",
    "depot",
]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=500_000)
    parser.add_argument("--keep", type=Path, help="use this case file, making it if it is not there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder, "bench.casefile")
        if not path.exists():
            build(path, given.items, given.links)
        with CaseFile.open(path, lambda _case: UUID(int=1), read_only=True) as case:
            measure(case)


def build(path: Path, items: int, links: int) -> None:
    chance = random.Random(7)
    began = time.perf_counter()

    def ids(count: int) -> list[UUID]:
        return [UUID(int=chance.getrandbits(128), version=4) for _ in range(count)]

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    made = {
        name: ids(count) for name, count in (("act", 5_000), ("charge", 10_000), ("item", items), ("passage", items))
    }

    def fill(case: CaseFile) -> None:
        with case.change("Create case", kind="create") as session:
            records.add(session, "case", {"title": "Bench", "prefix": "NKR"})

            def add(record: Any, rows: Iterator[dict[str, Any]]) -> None:
                while batch := list(islice(rows, 5_000)):
                    add_many(session, prepare_many(record, batch))

            add(Act, _acts(made["act"], words, chance))
            add(
                Charge,
                (
                    {"id": one, "act_id": chance.choice(made["act"]), "crime": chance.choice(CRIMES)}
                    for one in made["charge"]
                ),
            )
            add(EvidenceItem, _items(made["item"], words, chance))
            add(
                Passage,
                (
                    {
                        "id": one,
                        "evidence_id": chance.choice(made["item"]),
                        "locator": f"p. {chance.randint(1, 90)}",
                        "quote": words(12),
                    }
                    for one in made["passage"]
                ),
            )
            add(ProofLink, _links(ids(links), made, chance))

    CaseFile.create(path, lambda _case: UUID(int=1), fill).close()
    took = time.perf_counter() - began
    total = sum(map(len, made.values())) + links
    print(
        f"built {total:,} records in {took:.0f} s ({total / took:,.0f} a second), {path.stat().st_size / 2**20:.0f} MiB"
    )


def _acts(ids: list[UUID], words: Callable[[int], str], chance: random.Random) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(ids, 1):
        day = f"20{chance.randint(14, 24)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        yield {"id": one, "number": f"A-{number:04d}", "title": words(4), "statement": words(30), "date": day}


def _items(ids: list[UUID], words: Callable[[int], str], chance: random.Random) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(ids, 1):
        yield {
            "id": one,
            "number": f"NKR-{number:04d}",
            "title": words(5),
            "type": chance.choice(("report", "video", "photograph", "press")),
            "date": f"20{chance.randint(14, 24)}-{chance.randint(1, 12):02d}",
            "reliability": chance.choice("ABCDEF"),
            "credibility": chance.choice("123456"),
        }


def _links(ids: list[UUID], made: dict[str, list[UUID]], chance: random.Random) -> Iterator[dict[str, Any]]:
    for one in ids:
        yield {
            "id": one,
            "passage_id": chance.choice(made["passage"]),
            "charge_id": chance.choice(made["charge"]),
            "element": chance.randint(1, 4),
            "bearing": "undermines" if chance.random() < 0.1 else "supports",
        }


def measure(case: CaseFile) -> None:
    baseline = timed(
        case,
        lambda session: (
            session.connection().execute(text("SELECT * FROM evidence WHERE rowid > 50000 LIMIT 256")).all()
        ),
    )
    print(f"{'bare SELECT of 256 rows (baseline)':<46} {baseline[0]:>7.1f} {baseline[1]:>7.1f} ms")
    with case.reading() as session:
        middle = records.keys(session, "evidence", Query(), 256)[150]
        act = records.page(session, "act", limit=1)[0].id
        item = records.page(session, "evidence", limit=1)[0].id
    questions: dict[str, Callable[[Any], Any]] = {
        "register: count": lambda s: records.count(s, "evidence"),
        "register: first page": evidence.page,
        "register: page in the middle": lambda s: evidence.page(s, after=middle),
        "register: page by date": lambda s: evidence.page(s, Query(sort="date")),
        "register: page by title": lambda s: evidence.page(s, Query(sort="title")),
        "register: page by type": lambda s: evidence.page(s, Query(sort="type")),
        "register: filter by two words": lambda s: evidence.page(s, Query(text="convoy bridge")),
        "register: all keys for a jump": lambda s: records.keys(s, "evidence", Query(), 256),
        "register: place of an item": lambda s: records.position(s, "evidence", Query(), item),
        "acts: first page with coverage": acts.page,
        "act: everything about one": lambda s: acts.detail(s, act),
        "item: everything about one": lambda s: evidence.detail(s, item),
        "picker: passage by a word": lambda s: records.find(s, "passage", "hospital"),
        "search: two words": lambda s: search.search(s, "hospital bridge"),
        "matrix: all charges": matrix.matrix,
    }
    for name, ask in questions.items():
        p50, p95 = timed(case, ask, 3 if name.startswith("matrix") else 15)
        print(f"{name:<46} {p50:>7.1f} {p95:>7.1f} ms   {p50 / baseline[0]:>6.1f} x baseline")


def timed(case: CaseFile, ask: Callable[[Any], Any], times: int = 15) -> tuple[float, float]:
    took = []
    for _ in range(times + 1):
        with case.reading() as session:
            began = time.perf_counter()
            ask(session)
            took.append((time.perf_counter() - began) * 1000)
    took = sorted(took[1:])
    return statistics.median(took), took[min(len(took) - 1, int(len(took) * 0.95))]


if __name__ == "__main__":
    main()
