"""Quotes against the words of their documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.case_file import CaseFile
from casefile.operations import quotes
from casefile.operations.quotes import Standing, comparable
from casefile.storage.texts import Extract, Part
from tests.cases import add, edit, new_case

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGES = (
    "Dispatch log.\r\nThe train left on 5 October with ship-\nments of 152 mm shells.",
    "Поезд ушёл в ночь. 공장에서 포탄을 실었다. قالَ الشاهدُ",
    "He said “we never saw them” and went on until the",
    "end of the day. The driver – a soldier – signed.",
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    made = new_case(tmp_path / "c.casefile")
    yield made
    made.close()


def document(case: CaseFile, parts: tuple[Part, ...], name: str = "log", mime: str = "", problem: str = "") -> UUID:
    digest = hashlib.sha256(name.encode()).hexdigest()
    item = add(case, "evidence", title=name, sha256=digest, mime=mime)
    case.keep_text([Extract(digest, "read", "test 1", "2026-11-22T05:00:00Z", parts, problem=problem)])
    return item


def pages(*texts: str, confidence: int | None = None) -> tuple[Part, ...]:
    return tuple(Part(f"p. {nth}", text, confidence) for nth, text in enumerate(texts, 1))


def checked(case: CaseFile, item: UUID, quote: str, locator: str = "") -> tuple[Standing, str]:
    passage = add(case, "passage", evidence_id=item, quote=quote, locator=locator)
    with case.reading() as session:
        found = quotes.of_item(session, item)[passage]
    return found.standing, found.found


CSV = Part("", 'Date;Town;What\n2024-01-02;Kyiv;"fire;\nsmoke"\n2024-01-03;Lviv;blast\n')
SHEETS = (
    Part("“Calls”", "From\tTo\tWords\na\tb\tthe train\nc\t\tleft"),
    Part("ll. 1-2, “Long”", "one\ttwo\nthree\tfour"),
    Part("ll. 3-4, “Long”", "five\tsix\nseven\teight"),
)


@pytest.mark.parametrize(
    ("mime", "locator", "quote", "standing"),
    [
        ("text/csv", "l. 2", "2024-01-02 Kyiv fire; smoke", Standing.MATCHES),
        ("text/csv", "ll. 2-3", "Kyiv fire; smoke Lviv blast", Standing.MATCHES),
        ("text/csv", "ll. 2-3", "2024-01-02 2024-01-03", Standing.MATCHES),
        ("text/csv", "l. 3", "2024-01-02 Kyiv", Standing.MISSING),
        ("text/csv", "", "2024-01-02 2024-01-03", Standing.MISSING),
        ("text/plain", "ll. 2-3", "2024-01-02 2024-01-03", Standing.MISSING),
        (XLSX, "ll. 2-3, “Calls”", "a c", Standing.MATCHES),
        (XLSX, "ll. 2-3, “Calls”", "b the train left", Standing.MATCHES),
        (XLSX, "ll. 2-3, “Long”", "three five", Standing.MATCHES),
        (XLSX, "ll. 2-3, “Long”", "three seven", Standing.MISSING),
        (XLSX, "ll. 8-9, “Long”", "three seven", Standing.MISSING),
    ],
)
def test_columns_of_a_table_are_a_quote(
    case: CaseFile, mime: str, locator: str, quote: str, standing: Standing
) -> None:
    parts = SHEETS if mime == XLSX else (CSV,)
    assert checked(case, document(case, parts, mime=mime), quote, locator)[0] is standing


@pytest.mark.parametrize(
    ("quote", "locator", "standing", "found"),
    [
        ("The train left on 5 October", "p. 1", Standing.MATCHES, ""),
        ("the train\nleft  on 5 october", "p. 1", Standing.MATCHES, ""),
        ("with shipments of 152 mm shells", "p. 1", Standing.MATCHES, ""),
        ("with ship- ments of 152 mm", "p. 1", Standing.MATCHES, ""),
        ("The train left […] of 152 mm shells", "p. 1", Standing.MATCHES, ""),
        ("of 152 mm shells … The train left", "p. 1", Standing.MISSING, ""),
        ("The train left on 6 October", "p. 1", Standing.MISSING, ""),
        ("Поезд ушел", "p. 2", Standing.MATCHES, ""),
        ("포탄을 실었다", "p. 2, para. 3", Standing.MATCHES, ""),
        ("قال الشاهد", "p. 2", Standing.MATCHES, ""),
        ('"we never saw them"', "p. 3", Standing.MATCHES, ""),
        ("went on until the end of the day", "p. 3", Standing.MATCHES, ""),
        ("went on until the end of the day", "pp. 3-4", Standing.MATCHES, ""),
        ("The driver - a soldier - signed", "p. 3", Standing.ELSEWHERE, "p. 4"),
        ("The train left", "p. 40", Standing.ELSEWHERE, "p. 1"),
        ("The train left", "", Standing.MATCHES, ""),
        ("until the end", "", Standing.MATCHES, ""),
        ("…", "p. 1", Standing.UNCHECKED, ""),
    ],
)
def test_what_a_reader_takes_as_the_same_words_matches(
    case: CaseFile, quote: str, locator: str, standing: Standing, found: str
) -> None:
    assert checked(case, document(case, pages(*PAGES)), quote, locator) == (standing, found)


def test_nothing_is_said_of_what_cannot_be_read(case: CaseFile) -> None:
    unread = add(case, "evidence", title="Photograph", sha256="ab" * 32)
    assert checked(case, unread, "A road sign", "p. 1") == (Standing.UNCHECKED, "")
    assert checked(case, add(case, "evidence", title="Record"), "Words") == (Standing.UNCHECKED, "")
    scan = document(case, pages("Tlie traln left", confidence=61), "scan")
    assert checked(case, scan, "The train left", "p. 1") == (Standing.UNCHECKED, "")
    sheets = document(case, (Part("“Wagons”", "1 152 mm"), Part("“Crew”", "Pak")), "sheets")
    assert checked(case, sheets, "Pak", "“Wagons”") == (Standing.ELSEWHERE, "“Crew”")
    letter = document(case, (Part("", "The train left."),), "letter")
    assert checked(case, letter, "The train left", "p. 2, l. 4") == (Standing.MATCHES, "")


@pytest.mark.parametrize(
    ("labels", "locator", "standing"),
    [
        (("ll. 1-2", "ll. 3-5"), "l. 6", Standing.UNCHECKED),
        (("ll. 1-2", "ll. 3-5"), "ll. 9-12", Standing.UNCHECKED),
        (("ll. 1-2", "ll. 3-5"), "l. 4", Standing.MISSING),
        (("p. 1", "p. 2"), "p. 3", Standing.UNCHECKED),
        (("p. 1", "p. 2"), "p. 2", Standing.MISSING),
        (("ll. 1-9, “A”", "ll. 1-3, “B”"), "l. 5, “B”", Standing.UNCHECKED),
        (("ll. 1-9, “A”", "ll. 1-3, “B”"), "l. 5, “A”", Standing.MISSING),
        (("ll. 1-9, “A”", "ll. 1-3, “B”"), "l. 1, “C”", Standing.UNCHECKED),
        (("ll. 1-2", "ll. 3-5"), "", Standing.UNCHECKED),
    ],
)
def test_what_stands_behind_the_end_of_what_was_read_is_not_called_missing(
    case: CaseFile, labels: tuple[str, ...], locator: str, standing: Standing
) -> None:
    item = document(case, tuple(Part(label, "The train left.") for label in labels))
    assert checked(case, item, "The ship came.", locator)[0] is Standing.MISSING
    wanting = document(
        case,
        tuple(Part(label, "The train left.") for label in labels),
        name="long",
        problem="Only the first letters were read.",
    )
    assert checked(case, wanting, "The ship came.", locator)[0] is standing


def test_the_doubtful_ones_of_a_case_by_exhibit(case: CaseFile) -> None:
    first, second = document(case, pages(*PAGES)), document(case, pages("Nothing here"), "other")
    add(case, "passage", evidence_id=second, quote="Something", locator="p. 1")
    good = add(case, "passage", evidence_id=first, quote="The train left", locator="p. 1")
    moved = add(case, "passage", evidence_id=first, quote="The train left", locator="p. 2")
    gone = add(case, "passage", evidence_id=first, quote="Away with it", locator="p. 2")
    edit(case, "passage", gone, binned=True)

    def problems(words: str = "") -> list[tuple[str, str]]:
        with case.reading() as session:
            return [(one.pin_cite, one.problem) for one in quotes.doubtful(session) if one.holds(words.split())]

    elsewhere = ("NKR-0001, p. 2", "its quote stands elsewhere in the document (p. 1)")
    assert problems() == [elsewhere, ("NKR-0002, p. 1", "its quote does not stand in the document")]
    assert problems("train log") == [elsewhere]
    edit(case, "passage", good, quote="The train never left")
    assert len(problems()) == 3
    edit(case, "passage", moved, locator="p. 1")
    assert [cite for cite, _problem in problems()] == ["NKR-0001, p. 1", "NKR-0002, p. 1"]


def test_many_passages_in_many_documents(case: CaseFile) -> None:
    for nth in range(120):
        item = document(case, pages(f"Wagon {nth} left", f"and wagon {nth} came"), f"log {nth}")
        with case.change("Add") as session:
            for locator, quote in (("p. 1", "left"), ("p. 2", "left"), ("", f"wagon {nth}"), ("p. 1", "gone")) * 2:
                _add(session, item, locator, quote)
    with case.reading() as session:
        found = quotes.doubtful(session)
        assert quotes.count(session) == 960
    assert [one.found for one in found].count("p. 1") == 240
    assert [one.standing for one in found].count(Standing.MISSING) == 240


def _add(session: Any, item: UUID, locator: str, quote: str) -> None:
    from casefile.operations import records

    records.add(session, "passage", {"evidence_id": item, "locator": locator, "quote": quote})


@given(st.text(), st.text(), st.text())
def test_what_is_copied_out_of_a_text_is_found_in_it_again(before: str, words: str, after: str) -> None:
    whole = f"{before} {words} {after}"
    assert comparable(words).rstrip("-\u2010\u2011") in comparable(whole)  # a word cut at a line's end goes on
    assert comparable(" ".join(words.split())) == comparable(words)
