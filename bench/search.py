"""How search answers at 100,000 documents, about 300 MB of text in four scripts: milliseconds a question, p50 and p95.

Each question of Casefile gives an exact count and the first 20 documents with their snippets. Beside it in the same run:
tantivy (count, first 20 by BM25, snippets; pip install "casefile-icc[bench]") and ripgrep (the names of the files only).
Words are made of syllables, deterministically, and drawn with Zipf's frequencies; questions are drawn from running text,
so common words are asked for as often as they stand there. Korean substrings are two or three syllables out of a word:
tantivy's default tokenizer has no pairs and is asked by regular expression.
`python bench/search.py [--documents 100000] [--questions 200] [--keep FOLDER]`
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from typing import Any
from uuid import UUID

from casefile.case_file import CaseFile, add_many, prepare_many
from casefile.exchange import cases
from casefile.model import EvidenceItem
from casefile.operations import search
from casefile.operations.search import documents
from casefile.storage.texts import Extract, Part

SEED, VOCABULARY, LENGTH = 7, 50_000, 3_000  # words a language, bytes a document
BATCH = 1_000
FIRST = 20
ME = UUID(int=1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="use what was built in this folder, building it if it is not there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        size = sum(len(text.encode()) for text in corpus(given.documents))
        print(f"{given.documents:,} documents, {size / 1e6:.0f} MB of text")
        build_case(folder / "bench.casefile", given.documents, size)
        index = build_tantivy(folder / "tantivy", given.documents, size)
        files = build_files(folder / "files", given.documents)
        asked = questions(given.questions)
        with CaseFile.open(folder / "bench.casefile", lambda _case: ME, read_only=True) as case:
            measure(case, index, files, asked)


# --- the text -----------------------------------------------------------------------------------------------------


def corpus(many: int) -> Iterator[str]:
    """English-like, Ukrainian-like, Arabic-like and Korean-like documents in turn."""
    rng = random.Random(SEED)
    languages = [(words(rng, syllables, VOCABULARY), width) for syllables, width in scripts()]
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
    lengths = [
        int(
            LENGTH
            / (statistics.mean(len(word) * width + 1 for word in rng.choices(known, cum_weights=weights, k=2000)))
        )
        for known, width in languages
    ]
    for number in range(many):
        known, _ = languages[number % 4]
        yield " ".join(rng.choices(known, cum_weights=weights, k=int(lengths[number % 4] * rng.uniform(0.5, 1.5))))


def scripts() -> Iterator[tuple[list[str], int]]:
    """Syllables, and how many bytes a letter has."""
    starts = ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr"]
    yield [a + v + e for a in starts for v in "aeiou" for e in ("", "n", "r", "s", "t")], 1
    yield [a + v + e for a in "бвгджзклмнпрстхчш" for v in "аеиоуіїяю" for e in ("", "н", "р", "й")], 2
    yield [a + v + e for a in "بتجحدرسشعفقكلمنهوي" for v in ("", "ا", "ي", "و") for e in ("", "ن", "ر")], 2
    vowels, ends = (0, 4, 8, 13, 18, 20), (0, 1, 4, 8, 16, 21)
    yield [chr(0xAC00 + 588 * a + 28 * v + e) for a in range(19) for v in vowels for e in ends], 3


def words(rng: random.Random, syllables: list[str], many: int) -> list[str]:
    """Different words, the first and most frequent ones short."""
    made: dict[str, None] = {}
    while len(made) < many:
        length = rng.randint(2, 4) if len(made) > 50 else rng.randint(1, 2)
        made["".join(rng.choice(syllables) for _ in range(length))] = None
    return list(made)


def questions(many: int) -> dict[str, list[str]]:
    """As one would type them."""
    rng = random.Random(3)
    texts = [text.split() for text in islice(corpus(400), 400)]
    hangul = [word for text in texts[3::4] for word in text if len(word) >= 3]

    def phrase() -> str:
        text = rng.choice(texts)
        start = rng.randrange(len(text) - 3)
        return f'"{" ".join(text[start : start + rng.choice((2, 3))])}"'

    def prefix() -> str:
        word = next(word for word in iter(lambda: rng.choice(rng.choice(texts)), "") if len(word) > 3 and word < "가")
        return word[: rng.choice((3, 4))] + "*"

    def part() -> str:
        word = rng.choice(hangul)
        start = rng.randrange(len(word) - 1)
        return word[start : start + rng.choice((2, 3))]

    makers: dict[str, Callable[[], str]] = {
        "word": lambda: rng.choice(rng.choice(texts)) + " ",
        "phrase": phrase,
        "prefix": prefix,
        "Korean substring": part,
    }
    return {kind: [make() for _ in range(many)] for kind, make in makers.items()}


# --- building -----------------------------------------------------------------------------------------------------


def build_case(path: Path, many: int, size: int) -> None:
    if not path.exists():
        texts = corpus(many)
        with cases.new(path, lambda _case: ME, {"title": "Search", "prefix": "NKR"}) as case:
            took = 0.0
            for start in range(0, many, BATCH):
                batch = list(islice(texts, BATCH))
                digests = [hashlib.sha256(f"{start + place}".encode()).hexdigest() for place in range(len(batch))]
                rows: list[dict[str, Any]] = [
                    {"id": UUID(int=start + place + 1), "number": f"NKR-{start + place + 1:05}", "title": "Document"}
                    | {"sha256": digest}
                    for place, digest in enumerate(digests)
                ]
                with case.change("Add") as session:
                    add_many(session, prepare_many(EvidenceItem, rows))
                began = time.perf_counter()
                case.keep_text(
                    [Extract(digest, "read", "bench", "2026-11-22T00:00:00Z", (Part("text", text),))
                     for digest, text in zip(digests, batch, strict=True)]
                )  # fmt: skip
                took += time.perf_counter() - began
        print(f"Casefile: texts kept and indexed in {took:.0f} s, {size / took / 1e6:.1f} MB/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with CaseFile.open(path, lambda _case: ME, read_only=True) as case, case.reading() as session:
        raw = session.connection()
        pages = raw.exec_driver_sql("SELECT sum(length(block)) FROM document_search_data").scalar() or 0
    print(
        f"Casefile: index {pages / 1e6:.0f} MB, whole file {path.stat().st_size / 1e6:.0f} MB, peak RSS {peak:.0f} MB"
    )


def build_tantivy(folder: Path, many: int, size: int) -> Any:
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("body", stored=True).build()
    fresh = not folder.exists()
    folder.mkdir(exist_ok=True)
    index = tantivy.Index(schema, path=str(folder))
    if fresh:
        began = time.perf_counter()
        writer = index.writer(200_000_000)
        for text in corpus(many):
            writer.add_document(tantivy.Document(body=text))
        writer.commit()
        writer.wait_merging_threads()
        took = time.perf_counter() - began
        print(f"tantivy: built in {took:.0f} s {size / took / 1e6:.1f} MB/s")
    held = sum(one.stat().st_size for one in folder.iterdir() if one.suffix != ".store")
    print(f"tantivy: index {held / 1e6:.0f} MB without the stored text")
    index.reload()
    return index, schema


def build_files(folder: Path, many: int) -> Path:
    if not folder.exists():
        for number, text in enumerate(corpus(many)):
            room = folder / f"{number // 1000:04}"
            room.mkdir(parents=True, exist_ok=True)
            (room / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


# --- asking -------------------------------------------------------------------------------------------------------


def measure(case: CaseFile, index: Any, files: Path, asked: dict[str, list[str]]) -> None:
    with case.reading() as session:
        documents.find(session, search.parse("warm"), (), (), FIRST)
        for kind, each in asked.items():
            hits = say(kind, "Casefile", partial(ask, session), each)
            say(kind, "Casefile, whole box", partial(search.find, session), each)
            other = say(kind, "tantivy", partial(ask_tantivy, index, kind), each)
            say(kind, "ripgrep", partial(ask_ripgrep, files, kind), each[:5])
            same = sum(one == two for one, two in zip(hits, other, strict=True))
            middle, most = statistics.median(hits), max(hits)
            print(f"{'':18} hits p50 {middle:,.0f}, most {most:,}; the same count as tantivy: {same} of {len(each)}")
    say("", "Casefile, a session opened", partial(fresh, case), [""] * 20)


def ask(session: Any, typed: str) -> int:
    group = documents.find(session, search.parse(typed), (), (), FIRST)
    return 0 if group is None else group.count


def fresh(case: CaseFile, _typed: str) -> None:
    with case.reading() as session:
        session.connection()


def ask_tantivy(made: Any, kind: str, typed: str) -> int:
    import tantivy

    index, schema = made
    searcher = index.searcher()
    body = typed.strip(' "*')
    if kind == "prefix":
        query = tantivy.Query.regex_query(schema, "body", re.escape(body.lower()) + ".*")
    elif kind == "Korean substring":
        query = tantivy.Query.regex_query(schema, "body", f".*{body}.*")
    else:
        query = index.parse_query(f'"{body}"', ["body"])
    found = searcher.search(query, FIRST, count=True)
    snippets = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
    for _score, address in found.hits:
        snippets.snippet_from_doc(searcher.doc(address)).fragment()
    return int(found.count)


def ask_ripgrep(files: Path, kind: str, typed: str) -> None:
    ripgrep = shutil.which("rg")
    if ripgrep is None:
        raise SystemExit("ripgrep is not installed here")
    options = ["-l", "-F", "-i"] + (["-w"] if kind in ("word", "phrase") else [])
    subprocess.run([ripgrep, *options, "--", typed.strip(' "*'), str(files)], stdout=subprocess.DEVNULL, check=False)


def say(kind: str, who: str, do: Callable[[str], Any], questions: list[str]) -> list[Any]:
    answers, took = [], []
    for typed in questions:
        began = time.perf_counter()
        answers.append(do(typed))
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    p95 = took[min(len(took) - 1, int(len(took) * 0.95))]
    print(f"{kind:18} {who:28} p50 {statistics.median(took):7.1f} ms   p95 {p95:7.1f} ms", flush=True)
    return answers


if __name__ == "__main__":
    main()
