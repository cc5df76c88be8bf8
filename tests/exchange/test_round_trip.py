"""Out, in, and out again gives the same bytes, whatever the records hold."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile import resources
from casefile.errors import UserError
from casefile.exchange import jsonl
from casefile.exchange.jsonl import ahead
from casefile.model import NOUNS
from casefile.model.base import BINNED, fields_of
from casefile.model.fields import Field
from tests.cases import as_me, whole
from tests.exchange.data import Line, case_of, exported, records, write

HOSTILE = [
    "",
    " padded\t",
    "김정은 · 조선인민군",
    "الشهود القذائف",
    "Її ім'я – «Олена»",
    "a\u0000b",
    "\u0000",
    "\x1b[31m\x7f\x85\u2028\u2029\ufeff\u202e",
    '"quoted" \\ {"noun":"act"}',
    "<b>&amp;</b>",
    "'; DROP TABLE act; --",
    "%s {0} [A-0001]",
    "e\u0301 é 😀 \U0010ffff",
]
PROSE = [*HOSTILE, "one\ntwo\r\nthree\rfour", "\n", "long " * 5_000]
DATES = ["", "2024", "2024-02", "2024-02-29", "2023-08/2024-07", "2022-02-24/..", "/2024", "2022-10-10~", "[2001,2003]"]
TARGETS = {"act": 0, "charge": 4, "attribution": 3, "context_finding": 0, "posting": 0, "proceeding": 0}
MODES = ("25(3)(b)", "25(3)(c)", "25(3)(d)", "28(a)")
EXAMPLES: dict[str, list[Any]] = {
    "date": DATES,
    "decimal": ["", "50.4501", "-0.5"],
    "state": ["", "UA", "kp"],
    "states": [[], ["RU", "KP"]],
    "instant": ["", "2026-11-21T09:30:00+01:00", "2026-11-21T09:30:00.5Z"],
    "locator": ["", "p. 3, para. 12, l. 4-8", "00:01:20-00:02:10", "“annex, table 2”", "pp 1 – 2; region 1,2, 3,4"],
    "position": ["", "i", "0a9"],
    "code": ["8(2)(b)(ii)", "7(1)(a)"],
    "whole": [None, 0, 7, 2**53 - 1],
    "flag": [False, True],
}

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))


def value(field: Field) -> st.SearchStrategy[Any]:
    if field.kind == "choice":
        return st.sampled_from([stored for stored, _ in field.choices])
    if field.kind == "line":
        return texts.map(lambda text: " ".join(text.splitlines())).map(lambda text: text or "x" * field.required)
    if field.kind == "prose":
        return st.one_of(st.sampled_from(PROSE), texts).map(lambda text: text or "x" * field.required)
    if field.kind == "lines":
        return st.lists(texts.map(lambda text: " ".join(text.splitlines())), max_size=3)
    if field.kind == "hash":
        return st.sampled_from(["", "AB" * (field.digits // 2)])
    return st.sampled_from(EXAMPLES[field.kind])


@st.composite
def cases(draw: st.DrawFn) -> list[Line]:
    """Records of all nouns in their order, references and rules kept."""
    made: dict[str, list[str]] = {}
    lines: list[Line] = []
    for noun in NOUNS:
        count = 1 if noun == "case" else draw(st.integers(0, 3))
        ids = [str(UUID(int=draw(st.integers(0, 2**128 - 1)), version=4)) for _ in range(count)]
        made[noun] = list(dict.fromkeys(one for one in ids if one not in {i for known in made.values() for i in known}))
        for identity in list(made[noun]):
            line = draw(one_record(noun, identity, made))
            if line is None:
                made[noun].remove(identity)
            else:
                lines.append(line)
    return lines


@st.composite
def one_record(draw: st.DrawFn, noun: str, identity: str, made: dict[str, list[str]]) -> Line | None:
    line: dict[str, Any] = {"noun": noun, "id": identity}
    for name, field in fields_of(NOUNS[noun]).items():
        if field.kind == "reference" and field.noun:
            ids = [*made.get(field.noun, []), *([] if field.required else [None])]
            ids = [one for one in ids if one != identity]
            if field.noun == noun:  # the line may yet be left out
                ids = [None]
            if not ids:
                return None
            line[name] = draw(st.sampled_from(ids))
        elif field.kind != "reference" and (field.required or draw(st.booleans())):
            line[name] = draw(value(field))
        if field.required and isinstance(line.get(name), str) and not line[name].strip():
            line[name] = "required"
    return draw(obedient(line, made))


@st.composite
def ruled(draw: st.DrawFn, noun: str) -> dict[str, Any]:
    """What the rules of a noun want by itself."""
    wanted: dict[str, Any] = {}
    if noun == "attribution":
        wanted["liability"] = draw(st.sampled_from(MODES))
    if noun in ("proceeding", "state_fact"):
        wanted["crimes"] = draw(st.sampled_from([[], ["7(1)(a)", "8(2)(b)(ii)"]]))
    if noun == "state_fact":
        wanted["state"] = draw(st.sampled_from(["UA", "KP"]))
    if noun == "number_block":
        wanted |= {"first": draw(st.integers(900, 950)), "last": draw(st.sampled_from([None, 950, 2**53 - 1]))}
    if noun == "posting":
        wanted["end"] = ""
    return wanted


def of_one_person(consent: Line) -> Line | None:
    """An actor or a source, never both."""
    persons = [name for name in ("actor_id", "source_id") if consent.get(name)]
    if not persons:
        return None
    return {**consent, "withdrawn": "", "actor_id": None, "source_id": None, persons[0]: consent[persons[0]]}


@st.composite
def obedient(draw: st.DrawFn, line: dict[str, Any], made: dict[str, list[str]]) -> Line | None:
    """The line as the rules of its noun want it."""
    noun = line["noun"]
    line.pop("number", None)  # given by the program
    line |= draw(ruled(noun))
    if noun == "consent":
        return of_one_person(line)
    if noun == "evidence":
        line["sha256"] = ""
    if noun == "custody_event":
        line["receipt_sha256"] = ""
    if noun in ("question", "tagging"):
        about = draw(st.sampled_from([(kind, one) for kind, ids in made.items() for one in ids]))
        line["about_noun"], line["about_id"] = about
    if noun == "question":
        line["element"] = 1 if about[0] in ("charge", "attribution") else None
    if noun in ("proof_link", "element_assessment"):
        possible = [(target, line[f"{target}_id"]) for target in TARGETS if line.get(f"{target}_id")]
        if not possible:
            return None
        target, identity = draw(st.sampled_from(possible))
        line |= {f"{other}_id": None for other in TARGETS if f"{other}_id" in line} | {f"{target}_id": identity}
        line["element"] = 1 if target in ("charge", "attribution") else None
    return line


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cases())
def test_any_case_goes_round(lines: list[Line]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        given_data = write(Path(folder) / "given.jsonl", *lines)
        first, second = Path(folder) / "first.jsonl", Path(folder) / "second.jsonl"
        with case_of(Path(folder) / "first.casefile", given_data) as case:
            exported(case, first)
            assert whole(case)
        with case_of(Path(folder) / "second.casefile", first) as case:
            assert exported(case, second) == first.read_bytes()
        found = records(first)
        assert found.keys() == {line["id"] for line in lines}
        for line in lines:
            assert found[line["id"]].get(BINNED, False) == line.get(BINNED, False)
            for name, field in fields_of(NOUNS[line["noun"]]).items():
                if field.kind == "prose":
                    assert found[line["id"]].get(name, "") == line.get(name, "")


def test_every_noun_was_meant() -> None:
    drawn: set[str] = set()

    @settings(max_examples=60, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(cases())
    def collect(lines: list[Line]) -> None:
        drawn.update(line["noun"] for line in lines)

    collect()
    assert drawn == set(NOUNS)


def test_the_sample_goes_round(tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    with case_of(tmp_path / "first.casefile", resources.path("sample", "sample.jsonl")) as case:
        exported(case, first)
        assert case.undo_label is None
    with case_of(tmp_path / "second.casefile", first) as case:
        assert exported(case, second) == first.read_bytes()
        assert whole(case)
    one, other = tmp_path / "first.evidence", tmp_path / "second.evidence"
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in other.iterdir()
    }


@pytest.fixture
def many(tmp_path: Path) -> Path:
    rng = random.Random(1)
    ids = sorted(str(UUID(int=rng.getrandbits(128), version=4)) for _ in range(4_000))
    return write(
        tmp_path / "many.jsonl",
        {"noun": "case", "id": str(UUID(int=rng.getrandbits(128), version=4)), "title": "Many"},
        *({"noun": "act", "id": one, "title": rng.choice(HOSTILE) + "x"} for one in ids),
    )


def test_a_helper_process_gives_the_same(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with case_of(tmp_path / "here.casefile", many) as case:
        here = exported(case, tmp_path / "here.jsonl")
    monkeypatch.setattr(ahead, "WORTH_A_PROCESS", 0)
    with case_of(tmp_path / "helped.casefile", many) as case:
        assert exported(case, tmp_path / "helped.jsonl") == here
        assert whole(case)


def test_a_helper_process_passes_errors_on(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "WORTH_A_PROCESS", 0)
    with many.open("ab") as stream:
        stream.write(b'{"noun":"charge"}\n')
    with pytest.raises(UserError, match=r"^line 4003, charge, id: "):
        jsonl.new_case_from(tmp_path / "helped.casefile", many, as_me)
    assert not list(tmp_path.glob("*.casefile*"))
