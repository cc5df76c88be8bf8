"""The engine of the matrix against what a cell is defined to be, on random small cases."""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from casefile.law.catalogue import catalogue
from casefile.operations import matrix, records
from casefile.operations.matrix import Cell, Proof
from casefile.operations.records import Query, Row
from tests.cases import new_case

CRIMES = ("8(2)(b)(i)", "8(2)(e)(i)", "7(1)(a)", "6(a)")
MODES = ("25(3)(a)", "25(3)(c)", "28(a)")
KINDS = ("international_armed_conflict", "occupation", "non_international_armed_conflict", "attack")
DAYS = ("2014-03", "2022-02-24", "2023/2024", "", "2022/..", "2010~")
CODE = {"charge": "crime", "attribution": "liability"}
BEARINGS = ("supports", "supports", "undermines", "context")


@settings(max_examples=12)
@given(seed=st.integers(0, 2**32))
def test_every_cell_is_what_its_definition_says(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder, new_case(Path(folder, "a.casefile")) as case:
        with case.change("Fill") as session:
            Fill(session, random.Random(seed)).everything()
        with case.reading() as session:
            rows = matrix.matrix(session)
            expected = Definition(session).cells()
            assert {row.id: row.cells for row in rows} == expected
            whole = matrix.whole(session)
            assert [[matrix.STATES[one] for one in states] for states in whole.states] == [
                [cell.state for cell in row.cells] for row in rows
            ]
            assert whole.coverage() == matrix.summed([cell for row in rows for cell in row.cells])
            assert [whole.find(row.id) for row in rows] == list(range(len(rows)))
            assert_parts_agree(session, rows)


def assert_parts_agree(session: Session, rows: tuple[matrix.MatrixRow, ...]) -> None:
    """Asked of an act, of charges or of attributions alone, the matrix says the same."""
    charges = {row.id: row for row in rows if row.attribution_id is None}
    others = {row.id: row for row in rows if row.attribution_id is not None}
    crimes = {identity: row.crime for identity, row in charges.items()}
    assert matrix.cells_of_charges(session, crimes) == {identity: row.cells for identity, row in charges.items()}
    assert matrix.coverage_of_charges(session, crimes) == {one: row.coverage for one, row in charges.items()}
    modes = {identity: row.liability for identity, row in others.items()}
    assert matrix.cells_of_attributions(session, modes) == {identity: row.cells for identity, row in others.items()}
    for act in {row.act_id for row in rows}:
        assert matrix.matrix(session, act) == tuple(row for row in rows if row.act_id == act)


class Fill:
    """A case of a few dozen records of every kind that bears on the matrix, one in six in the bin."""

    def __init__(self, session: Session, chance: random.Random) -> None:
        self.session, self.chance = session, chance
        self.made: defaultdict[str, list[UUID]] = defaultdict(list)

    def everything(self) -> None:
        pick, one, day = self.chance.choice, self.one, self.day
        self.some("source", 4, lambda: {"name": "S"})
        for source in self.made["source"]:
            records.edit(self.session, "source", source, {"copied_from_id": one("source")})
        self.some("evidence", 8, lambda: {"title": "E", "source_id": one("source")})
        for item in self.made["evidence"]:
            up = {name: one("evidence") for name in ("translation_of_id", "derived_from_id", "attached_to_id")}
            records.edit(self.session, "evidence", item, {name: found for name, found in up.items() if found != item})
        self.some("passage", 10, lambda: {"evidence_id": pick(self.made["evidence"]), "locator": "p. 1"})
        self.some("place", 3, lambda: {"name": "P", "state": pick(("UA", "SD", ""))})
        self.some("incident", 2, lambda: {"title": "I", "date": day(), "place_id": one("place")})
        self.some(
            "act",
            4,
            lambda: {"title": "A", "date": day(), "place_id": one("place"), "incident_id": one("incident")},
        )
        self.some(
            "charge", 6, lambda: {"act_id": pick(self.made["act"]), "crime": pick(CRIMES), "nexus": pick(("", "so"))}
        )
        self.some("actor", 2, lambda: {"name": "N"})
        self.some("attribution", 4, self.attribution)
        self.some(
            "context_finding",
            4,
            lambda: {"title": "F", "kind": pick(KINDS), "period": day(), "place_id": one("place")},
        )
        self.some("proof_link", 40, self.link)
        for noun, found in self.made.items():
            for identity in found:
                if self.chance.random() < 0.15 and noun != "place":
                    records.bin_(self.session, noun, identity)

    def some(self, noun: str, count: int, values: Any) -> None:
        for _ in range(count):
            self.made[noun].append(records.add(self.session, noun, values()))

    def one(self, noun: str) -> UUID | None:
        return self.chance.choice([*self.made[noun], None, None])

    def day(self) -> str:
        return self.chance.choice(DAYS)

    def attribution(self) -> dict[str, Any]:
        pick = self.chance.choice
        return {"charge_id": pick(self.made["charge"]), "actor_id": pick(self.made["actor"]), "liability": pick(MODES)}

    def link(self) -> dict[str, Any]:
        noun = self.chance.choice(("charge", "charge", "attribution", "context_finding"))
        target = self.chance.choice(self.made[noun])
        held = records.get(self.session, noun, target)
        elements = catalogue().elements(held[CODE[noun]]) if noun in CODE else ()
        return {
            "passage_id": self.chance.choice(self.made["passage"]),
            "bearing": self.chance.choice(BEARINGS),
            f"{noun}_id": target,
            "element": self.chance.choice(elements).number if elements else None,
        }


class Definition:
    """What each cell is, written down as slowly and plainly as can be."""

    def __init__(self, session: Session) -> None:
        def rows(noun: str, *, binned: bool = False) -> dict[UUID, Row]:
            return {row.id: row for row in records.page(session, noun, Query(binned=binned), limit=10_000)}

        self.charges, self.attributions = rows("charge"), rows("attribution")
        self.findings, self.links, self.passages = rows("context_finding"), rows("proof_link"), rows("passage")
        self.acts = rows("act")
        self.incidents = rows("incident") | rows("incident", binned=True)
        self.places = rows("place")
        self.items = rows("evidence") | rows("evidence", binned=True)
        self.sources = rows("source") | rows("source", binned=True)

    def cells(self) -> dict[UUID, tuple[Cell, ...]]:
        elements = catalogue().elements
        charges = {
            charge: tuple(self._of_charge(row, element) for element in elements(row["crime"]))
            for charge, row in self.charges.items()
        }
        return charges | {
            one: tuple(
                self._cell(element, self._on("attribution", one, element.number))
                for element in elements(row["liability"])
            )
            for one, row in self.attributions.items()
        }

    def _of_charge(self, charge: Row, element: Any) -> Cell:
        own = self._on("charge", charge.id, element.number)
        if element.context is None:
            return self._cell(element, own)
        findings = [one for one in self.findings.values() if self._proves(one, element.context, charge)]
        inherited = [link for one in findings for link in self._on("context_finding", one.id, None)]
        return Cell(
            element,
            self._proof(own + inherited),
            self._proof(own),
            self._proof(inherited).supports,
            self._origins(own + inherited),
            self._proof(own).state,
            charge["nexus"] != "",
        )

    def _cell(self, element: Any, own: list[Row]) -> Cell:
        return Cell(element, self._proof(own), self._proof(own), sources=self._origins(own))

    def _on(self, noun: str, identity: UUID, element: int | None) -> list[Row]:
        return [link for link in self.links.values() if link[f"{noun}_id"] == identity and link["element"] == element]

    def _proof(self, links: list[Row]) -> Proof:
        bearings = [link["bearing"] for link in links]
        return Proof(*(bearings.count(one) for one in ("supports", "undermines", "context")))

    def _proves(self, finding: Row, context: str, charge: Row) -> bool:
        act = self.acts[charge["act_id"]]
        incident = self.incidents.get(act["incident_id"])
        dated: Row | None = act if act["date"] else incident
        place = act["place_id"] or (incident["place_id"] if incident else None)
        kind = "international_armed_conflict" if finding["kind"] == "occupation" else finding["kind"]
        return kind == context and self._same_state(finding["place_id"], place) and _may_meet(finding, dated)

    def _same_state(self, one: UUID | None, other: UUID | None) -> bool:
        states = {self.places[place]["state"] for place in (one, other) if place} - {""}
        return len(states) < 2

    def _origins(self, links: list[Row]) -> int:
        items = [self.passages[link["passage_id"]]["evidence_id"] for link in links if link["bearing"] == "supports"]
        return len({self._origin(item) for item in items})

    def _origin(self, item: UUID) -> UUID:
        first = _end(item, {key: row["translation_of_id"] or row["derived_from_id"] for key, row in self.items.items()})
        source: UUID | None = self.items[first]["source_id"]
        return (
            first if source is None else _end(source, {key: row["copied_from_id"] for key, row in self.sources.items()})
        )


def _may_meet(finding: Row, dated: Row | None) -> bool:
    if dated is None:
        return True
    return (dated["first_day"] or "") <= (finding["last_day"] or "9999") and (finding["first_day"] or "") <= (
        dated["last_day"] or "9999"
    )


def _end(start: UUID, above: Mapping[UUID, UUID | None]) -> UUID:
    """Up to the end, or round until a circle has been walked: then its least member."""
    walked = [start]
    while (up := above[walked[-1]]) is not None:
        if up in walked:
            return min(walked[walked.index(up) :])
        walked.append(up)
    return walked[-1]
