"""Who stood under whom, and who is alleged to answer for what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.operations import linkage, records
from casefile.operations.linkage import Linkage, Wanted, narrowed, of_acts, term
from casefile.operations.matrix import State
from tests.cases import add, new_case


@dataclass
class Network:
    """A ministry over a general over a brigade; two acts of the brigade in two incidents, one act of nobody."""

    case: CaseFile
    ids: dict[str, UUID] = field(default_factory=dict)

    def add(self, key: str, noun: str, /, **values: Any) -> UUID:
        known = {name: self.ids[value] if name.endswith("_id") else value for name, value in values.items()}
        self.ids[key] = add(self.case, noun, **known)
        return self.ids[key]

    def read(self) -> Linkage:
        with self.case.reading() as session:
            return linkage.linkage(session)

    def names(self, shown: Linkage) -> tuple[set[str], set[str]]:
        return {actor.name for actor in shown.actors}, {act.title for act in shown.acts}


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    made = Network(new_case(tmp_path / "T.casefile"))
    for key, kind in (
        ("ministry", "organisation"),
        ("general", "person"),
        ("brigade", "unit"),
        ("bystander", "person"),
    ):
        made.add(key, "actor", name=key, kind=kind)
    made.add(
        "p1", "posting", actor_id="general", superior_id="ministry", role="Chief", start="/2022-01-01", end="2023/.."
    )
    made.add("p2", "posting", actor_id="brigade", superior_id="general", role="Unit")
    for incident in ("first", "second"):
        made.add(incident, "incident", title=incident)
        made.add(f"act {incident}", "act", title=f"act {incident}", incident_id=incident)
        made.add(f"charge {incident}", "charge", act_id=f"act {incident}", crime="8(2)(b)(i)")
    made.add("nobody", "act", title="act of nobody")
    made.add("a1", "attribution", charge_id="charge first", actor_id="brigade", liability="25(3)(a)")
    made.add("a2", "attribution", charge_id="charge second", actor_id="general", liability="28(a)")
    made.add("item", "evidence", title="Order")
    made.add("passage", "passage", evidence_id="item", locator="p. 1")
    yield made
    made.case.close()


def test_actors_with_postings_or_attributions_and_their_acts_are_linked(network: Network) -> None:
    whole = network.read()
    assert network.names(whole) == ({"ministry", "general", "brigade"}, {"act first", "act second"})
    assert whole.unlinked == 1
    assert [one.liability for one in whole.attributions] == ["25(3)(a)", "28(a)"]


def test_a_link_is_proved_by_a_visible_passage_on_it_or_on_any_element(network: Network) -> None:
    def states() -> list[State]:
        whole = network.read()
        return [one.proof.state for one in whole.postings] + [one.proof.state for one in whole.attributions]

    assert set(states()) == {State.GAP}
    network.add("l1", "proof_link", passage_id="passage", bearing="supports", posting_id="p1")
    network.add("l2", "proof_link", passage_id="passage", bearing="supports", attribution_id="a2", element=2)
    network.add("l3", "proof_link", passage_id="passage", bearing="undermines", attribution_id="a2", element=1)
    network.add("l4", "proof_link", passage_id="passage", bearing="context", attribution_id="a1", element=1)
    assert sorted(states()) == sorted([State.COVERED, State.GAP, State.GAP, State.CONTESTED])
    with network.case.change("Bin item") as session:
        records.bin_(session, "evidence", network.ids["item"])
    assert set(states()) == {State.GAP}


def test_what_is_binned_is_not_linked(network: Network) -> None:
    with network.case.change("Bin") as session:
        records.bin_(session, "actor", network.ids["ministry"])
        records.bin_(session, "charge", network.ids["charge second"])
    whole = network.read()
    assert network.names(whole) == ({"general", "brigade"}, {"act first"})
    assert [one.superior_id for one in whole.postings if one.role == "Chief"] == [None]
    assert whole.unlinked == 2


def test_narrowed_to_an_act_an_incident_or_an_actor(network: Network) -> None:
    whole = network.read()

    def names(**wanted: Any) -> tuple[set[str], set[str]]:
        return network.names(narrowed(whole, Wanted(**wanted)))

    assert narrowed(whole, Wanted()) == whole
    assert names(act_id=network.ids["act first"]) == ({"ministry", "general", "brigade"}, {"act first"})
    assert names(incident_id=network.ids["second"]) == ({"ministry", "general"}, {"act second"})
    assert names(act_id=network.ids["act first"], depth=0) == ({"brigade"}, {"act first"})
    assert names(act_id=network.ids["act first"], depth=1) == ({"general", "brigade"}, {"act first"})
    assert names(actor_id=network.ids["general"], depth=0) == ({"general"}, {"act second"})
    assert names(actor_id=network.ids["general"]) == ({"ministry", "general", "brigade"}, {"act first", "act second"})
    assert names(act_id=network.ids["nobody"]) == (set(), set())


def test_superiors_that_are_left_out_are_named(network: Network) -> None:
    part = of_acts(network.read(), {network.ids["act first"]}, 0)
    assert [actor.name for actor in part.beyond] == ["general"]
    assert network.names(part) == ({"brigade"}, {"act first"})


def test_the_walk_ends_where_postings_run_in_a_circle(network: Network) -> None:
    network.add("p3", "posting", actor_id="ministry", superior_id="brigade", role="Odd")
    whole = network.read()
    assert len(narrowed(whole, Wanted(actor_id=network.ids["general"])).postings) == 3


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("", "", ""),
        ("2022-01", "", "from January 2022"),
        ("/2022-01-01", "2023/..", "from 1 January 2022 at the latest until 2023 at least"),
        ("2022~", "2024-05-01", "from about 2022 until 1 May 2024"),
    ],
)
def test_the_term_of_a_posting_in_words(start: str, end: str, words: str) -> None:
    assert term(start, end) == words
