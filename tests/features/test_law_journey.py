"""The law in the window, in the user's words: two roads to the Court, what is missing, what speaks against the case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from casefile.cli import casefile
from casefile.operations.jurisdiction import WAY_WORDS, Way
from casefile.ui.linking.rows import LinkItem
from tests.cases import visible, whole
from tests.features import law_from_scratch as scratch
from tests.features import law_road as law
from tests.features import road
from tests.features.hands import Hands, Key

PURPOSE = "Purpose of facilitating"


@pytest.fixture
def sample(hands: Hands, tmp_path: Path) -> Hands:
    """The window on the sample case."""
    law.open_sample(hands, tmp_path)
    return hands


def test_conduct_in_ukraine_needs_no_council_also_for_who_assisted_from_abroad(sample: Hands) -> None:
    law.run(sample, "go jurisdiction")
    law.stand_on(sample, "A-0007 8(2)(b)(i), Missiles")
    said, steps = law.answer(sample, "13(a)")
    assert said == "● The Court can reach this conduct."
    territory, declaration = law.article(steps, "12(2)(a)"), law.article(steps, "12(3)")
    assert "a Party since 1 January 2025" in territory.words
    assert any("1 January 2025" in fact for fact in territory.facts)
    assert declaration.outcome == "● inside"
    assert "jurisdiction accepted by declaration" in declaration.words
    assert any(fact.startswith("from 20 February 2014 on") for fact in declaration.facts)
    assert "confidence high" in declaration.facts[0]

    law.stand_on(sample, "A-0007 8(2)(b)(i), Kim Jong-un, 25(3)(c)")
    for route in ("13(a)", "13(c)"):
        said, steps = law.answer(sample, route)
        assert said == "● The Court can reach this conduct."
        assert law.article(steps, "12(3)").outcome == "● inside"
        assert law.article(steps, "12(2)(b)").outcome == "⊘ outside"
        (abroad,) = (step for step in steps if step.words.startswith("Where the accused acted"))
        assert abroad.article == "Article 12(2)(a)"
        assert "no ruling on appeal" in abroad.words
    assert "Article 15" not in [step.article for step in steps]
    assert "authorisation of a Pre-Trial Chamber" in law.article(steps, "13(c)").words


def test_the_camps_are_reached_through_the_council_alone(sample: Hands) -> None:
    law.run(sample, "go jurisdiction")
    law.stand_on(sample, "A-0016 7(1)(e), Kim Jong-un")
    for route in ("13(a)", "13(c)"):
        said, steps = law.answer(sample, route)
        assert said == "⊘ The Court cannot reach this conduct."
        assert "not a Party" in law.article(steps, "12(2)(a)").words
        assert law.article(steps, "12(2)(a)").outcome == "⊘ outside"
    said, steps = law.answer(sample, "13(b)")
    assert said.startswith("◇ Only if the Security Council refers the situation")
    assert "no consent of a State" in law.article(steps, "13(b)").words


def test_the_map_of_routes_counts_and_filters(sample: Hands, tmp_path: Path) -> None:
    law.run(sample, "go jurisdiction")
    every = law.listed(sample)
    told = json.loads(cli("jurisdiction", tmp_path / "Sample.casefile"))
    assert len(told["lines"]) == len([row for row in every if row[0].startswith("A-")])
    counts = {WAY_WORDS[Way(way)]: (one["charges"], one["suspects"]) for way, one in told["routes"].items()}
    assert law.ways(sample) == {
        words: f"{charges} charges, {suspects} suspects" for words, (charges, suspects) in counts.items() if charges
    }
    assert counts["Only through the Council"] == (3, 3)
    assert counts["Without the Council"][0] > 3 * counts["Only through the Council"][0]

    sample.tab_to("Only through the Council: 3 charges, 3 suspects")
    sample.press(Key.Key_Space)
    shown = [row for row in law.listed(sample) if row[0].startswith("A-")]
    camps = ("A-0016 7(1)(e)", "A-0017 7(1)(f)", "A-0018 7(1)(h)")
    assert [words.split(",")[0] for words, *_signs in shown] == [camp for camp in camps for _line in range(2)]
    assert {tuple(signs) for _words, *signs in shown} == {("⊘ outside", "◇ if referred")}
    sample.press(Key.Key_Space)
    assert law.listed(sample) == every


def test_the_confusion_of_the_warrant_dates_undermines(sample: Hands) -> None:
    law.run(sample, "contrary evidence")
    law.filter_list(sample, "Contrary evidence", "NKR-0005 A-0020")
    table = law.gaps(sample).table
    assert {row.link.pin_cite.split(",")[0] for row in law.rows(table)} == {"NKR-0005"}
    law.down_to(sample, table.table, lambda words: "p. 3, para. 16" in words)
    shown = sample.words(law.gaps(sample))
    assert "The record contradicts the claim." in shown
    assert any("No warrant over the electricity network was issued between October 2022" in words for words in shown)

    sample.click("Go to what it undermines")
    sample.until(lambda: sample.here()[0] == "acts")
    assert sample.reads("A-0020  Claim: four warrants between October 2022 and March 2023")
    against = [one for one in sample.window.findChildren(LinkItem) if one.isVisible()]
    said = [one.accessibleName() for one in against if "NKR-0005, p. 3, para. 16" in one.accessibleName()]
    assert len(said) == 1
    assert said[0].startswith("undermines")


def test_the_missing_purpose_is_a_gap_and_one_key_asks_for_it(sample: Hands, tmp_path: Path) -> None:
    law.go(sample, Key.Key_7)
    assert law.cells(sample, "A-0008 8(2)(a)(i), 25(3)(c) Kim Jong-un")[4] == "○"
    law.to_act(sample, "A-0008")
    box = law.unfold(sample, "25(3)(c) Kim Jong-un")
    assert law.element(box, 3).accessibleName() == f"Element 3, {PURPOSE}: gap"

    law.go(sample, Key.Key_8)
    table = law.gaps(sample).table
    told = json.loads(cli("gaps", tmp_path / "Sample.casefile"))
    assert [row[1].target.element for row in law.rows(table)] == [gap["element"] for gap in told["gaps"]]
    assert [row[1].act_number for row in law.rows(table)] == [gap["act"] for gap in told["gaps"]]
    assert len(law.rows(table)) > 50
    law.filter_list(sample, "Gaps", "A-0008 purpose")
    (gap,) = [row[1] for row in law.rows(table)]
    assert (gap.element.label, gap.state.value, gap.questions) == (PURPOSE, "gap", ())
    assert any("plead 25(3)(d)(ii), where knowledge is enough" in words for words in sample.words(law.gaps(sample)))
    sample.fill("Assignee", "Researcher B")
    sample.fill("Due", "2027-03-01")
    sample.into("Filter: Gaps")
    sample.press(Key.Key_Return)
    sample.press(Key.Key_Q)
    sample.until(lambda: [row[1].questions != () for row in law.rows(table)] == [True])
    assert law.told_in_row(table, 0)[-1] == "asked"

    law.run(sample, "go questions")
    law.filter_list(sample, "Questions", PURPOSE)
    (question,) = law.shown_rows(sample, "Questions")
    assert PURPOSE in question[0]
    assert question[1:] == [f"A-0008 25(3)(c) element 3: {PURPOSE}", "2027-03-01", "Researcher B"]
    assert sample.menu("Edit", "Undo") == "Undo: Ask about a gap"
    law.go(sample, Key.Key_8)
    assert [row[1].questions for row in law.rows(table)] == [()]


def test_from_a_new_case_the_law_leads_and_all_is_undone(hands: Hands, tmp_path: Path) -> None:
    road.new_case(hands, tmp_path / "Halimbawa.casefile")
    first = visible(hands.case)
    the_conflict_is_inherited_and_the_charge_fits_it(hands)
    what_comes_from_one_origin_counts_once(hands, tmp_path)
    the_way_to_the_court_follows_the_facts(hands)
    assert whole(hands.case)

    undone = []
    while hands.menu_action("Edit", "Undo").isEnabled() and visible(hands.case) != first:
        undone.append(hands.menu("Edit", "Undo").removeprefix("Undo: "))
    assert undone == [
        "Add national proceeding",
        "Add fact about State",
        "Add attribution",
        "Add actor",
        "Assess element",
        "Link new passage",
        "Link new passage",
        "Link new passage",
        "Edit Translation of of evidence",
        "Add evidence",
        "Edit Link with the context of charge",
        "Change the crime",
        "Add charge",
        "Add context finding",
        "Add act",
        "Add incident",
        "Add place",
    ]
    assert visible(hands.case) == first
    hands.menu("Go", "Overview")
    assert hands.reads("Nothing is in this case yet")
    assert whole(hands.case)


def the_conflict_is_inherited_and_the_charge_fits_it(hands: Hands) -> None:
    """Place, incident, act, finding; a crime of the other kind of conflict, its counterpart, the nexus."""
    scratch.new_place(hands)
    scratch.new_incident(hands)
    scratch.new_act(hands)
    scratch.find_context(hands)
    said = scratch.look_at_incident(hands)
    assert "17 March 2019 · Halimbawa · Non-international armed conflict" in said
    assert "From the context findings of its place and date:" in said

    beside = scratch.charge_the_wrong_crime(hands)
    warning = "this is a crime of international armed conflict only. (Rome Statute, article 8(2)(b))"
    assert any(words.endswith(warning) for words in beside)
    assert [words.endswith(warning) for words in scratch.cautions(hands)] == [True]
    scratch.take_the_counterpart(hands)
    (charge,) = visible(hands.case)["charge"].values()
    assert charge["crime"] == scratch.INTERNAL

    scratch.write_nexus(hands)
    shown = hands.words(scratch.context(hands))
    assert "Conflict with the armed group" in shown
    assert scratch.NEXUS in shown
    assert "not argued yet" not in shown
    assert scratch.context(hands).nexus_state.text() == "○ gap"


def what_comes_from_one_origin_counts_once(hands: Hands, folder: Path) -> None:
    """An account and its translation are one source; a report by somebody else makes two. Then the judgement."""
    scratch.add_evidence(hands, folder)
    law.to_act(hands, "A-0001")
    scratch.link(hands, "NKR-0001")
    scratch.link(hands, "NKR-0002")
    assert "1 source: single" in scratch.labels(hands)
    scratch.link(hands, "NKR-0003")
    assert "2 independent sources" in scratch.labels(hands)

    scratch.assess(hands)
    (judged,) = (words for words in scratch.labels(hands) if words.startswith("Assessment: "))
    assert judged.startswith(f"Assessment: sufficient (reasonable basis to proceed). {scratch.NOTE} (you, ")


def the_way_to_the_court_follows_the_facts(hands: Hands) -> None:
    """The day after the last that membership covers; the case knows better, and says why; then what the State does."""
    scratch.attribute(hands)
    said, steps = scratch.answer(hands)
    assert said == "⊘ The Court cannot reach this conduct."
    territory = law.article(steps, "12(2)(a)")
    assert any(fact.startswith("1 November 2011 to 16 March 2019") for fact in territory.facts)

    scratch.override(hands)
    shown = scratch.labels(hands)
    assert "● In this case" in shown
    assert "⊘ In the program's data, not counted in this case" in shown
    assert any(words.startswith("1 November 2011 to 16 March 2019") for words in shown)
    assert scratch.REASON in [row["note"] for row in visible(hands.case)["state_fact"].values()]
    said, steps = scratch.answer(hands)
    assert said == "● The Court can reach this conduct."
    assert [scratch.REASON in fact for fact in law.article(steps, "12(2)(a)").facts] == [True]

    scratch.national_proceeding(hands)
    shown = scratch.labels(hands)
    assert "About General Example" in shown
    assert "○ open" in shown


def cli(command: str, case: Path) -> str:
    """What the command line says of a case, for other programs."""
    done = CliRunner().invoke(casefile, [command, str(case), "--json"], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout
