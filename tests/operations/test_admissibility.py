"""Complementarity and gravity, computed from what is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.law.catalogue import catalogue
from casefile.operations import admissibility, gravity
from casefile.operations.admissibility import Standing
from casefile.operations.gravity import Figure
from tests.cases import add, edit, new_case


def charged(case: CaseFile, crime: str = "7(1)(a)", **act: Any) -> UUID:
    return add(case, "charge", act_id=add(case, "act", **({"title": "Act"} | act)), crime=crime)


def suspected(case: CaseFile, name: str, charge: UUID) -> UUID:
    actor = add(case, "actor", name=name)
    add(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(a)")
    return actor


def national(case: CaseFile, *subjects: UUID, **values: Any) -> UUID:
    made = add(case, "proceeding", **({"title": "Trial", "kind": "national"} | values))
    for actor in subjects:
        add(case, "proceeding_actor", proceeding_id=made, actor_id=actor)
    return made


def found(case: CaseFile) -> admissibility.Complementarity:
    with case.reading() as session:
        return admissibility.complementarity(session)


def shown(case: CaseFile) -> dict[tuple[str, str], tuple[str, str]]:
    with case.reading() as session:
        return {(one.topic, one.label): (one.value, one.note) for one in gravity.figures(session)}


@pytest.mark.parametrize(
    ("same_case", "stage", "genuineness", "standing"),
    [
        ("", "investigation", "", Standing.OPEN),
        ("same", "investigation", "", Standing.OPEN),
        ("same", "investigation", "genuine", Standing.BARRED),
        ("same", "declined", "genuine", Standing.BARRED),
        ("same", "convicted", "genuine", Standing.BARRED),
        ("same", "", "genuine", Standing.OPEN),
        ("same", "ended", "genuine", Standing.OPEN),
        ("same", "investigation", "delay", Standing.NOT_GENUINE),
        ("same", "prosecution", "unable", Standing.NOT_GENUINE),
        ("same", "acquitted", "shielding", Standing.NOT_GENUINE),
        ("same", "acquitted", "partial", Standing.NOT_GENUINE),
        ("same", "acquitted", "delay", Standing.OPEN),  # article 20(3) knows neither delay …
        ("same", "convicted", "unable", Standing.OPEN),  # … nor inability
        ("other_persons", "convicted", "genuine", Standing.OTHER_CASE),
        ("other_conduct", "convicted", "", Standing.OTHER_CASE),
    ],
)
def test_where_a_national_proceeding_leads(
    tmp_path: Path, same_case: str, stage: str, genuineness: str, standing: Standing
) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        actor = suspected(case, "A", charged(case))
        national(case, actor, same_case=same_case, stage=stage, genuineness=genuineness)
        log = found(case)
    assert [one.standing for one in log.log] == [standing]
    assert [one.standing for one in log.suspects] == [standing]


def test_a_suspect_without_a_proceeding_is_inactivity(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        charge = charged(case)
        first, second = suspected(case, "A", charge), suspected(case, "B", charge)
        add(case, "attribution", charge_id=charge, actor_id=first, liability="28(a)")
        add(case, "actor", name="Nobody is alleged to have done anything")
        court = add(case, "proceeding", title="Warrant", kind="warrant")
        add(case, "proceeding_actor", proceeding_id=court, actor_id=first)
        step = national(case, second, state="UA", stage="investigation")
        log = found(case)
    assert [(one.row.id, one.subjects, one.row["state"]) for one in log.log] == [(step, ((second, "B"),), "UA")]
    assert [(one.name, one.charges, one.proceedings, one.standing) for one in log.suspects] == [
        ("A", 1, (), Standing.INACTIVITY),
        ("B", 1, (step,), Standing.OPEN),
    ]


def test_one_genuine_proceeding_is_enough_and_one_unassessed_leaves_it_open(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        actor = suspected(case, "A", charged(case))
        national(case, actor, same_case="other_conduct")
        national(case, actor, same_case="same", stage="investigation", genuineness="delay")
        assert [one.standing for one in found(case).suspects] == [Standing.NOT_GENUINE]
        national(case, actor)
        assert [one.standing for one in found(case).suspects] == [Standing.OPEN]
        last = national(case, actor, same_case="same", stage="prosecution", genuineness="genuine")
        assert [one.standing for one in found(case).suspects] == [Standing.BARRED]
        edit(case, "proceeding", last, binned=True)
        assert [one.standing for one in found(case).suspects] == [Standing.OPEN]


def test_what_is_binned_suspects_nobody(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        charge = charged(case)
        suspected(case, "A", charge)
        edit(case, "charge", charge, binned=True)
        log, none = found(case), shown(case)
    assert (log.suspects, none) == ((), {})


@pytest.mark.parametrize("standing", list(Standing))
def test_every_standing_has_words(standing: Standing) -> None:
    assert admissibility.WORDS[standing].endswith(".")


def test_the_figures_of_scale(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        kyiv = add(case, "place", name="Kyiv", state="UA")
        strike = add(case, "incident", title="Strike", date="2024-02", place_id=kyiv)
        charged(case, incident_id=strike, victims_min=24, victims_max=30, territories=("RU",))
        charged(case, incident_id=strike, date="2024-03-02", victims_min=101)
        charged(case)
        add(case, "act", title="Nobody charges this", victims_min=1000)
        figures = shown(case)
    assert figures["scale", "Victims"] == (
        "at least 125, no upper figure",
        "Added up act by act: a person harmed in several acts is counted in each. Acts without a number: 1 of 3.",
    )
    assert figures["scale", "Charged acts"] == ("3", "")
    assert figures["scale", "Incidents"] == ("1", "")
    assert figures["scale", "Where"] == ("Ukraine (2), Russian Federation (1)", "Acts by State. Places named: 1.")
    assert figures["scale", "When"] == ("1 February 2024 to 2 March 2024", "Acts without a date: 1.")


def test_an_upper_figure_needs_one_of_every_act_that_has_a_number(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        charged(case, victims_min=2, victims_max=3, date="2024-02-05")
        charged(case, victims_max=10, date="2024-02-05")
        assert shown(case)["scale", "Victims"][0] == "at least 2, at most 13"
        assert shown(case)["scale", "When"][0] == "5 February 2024"
        charged(case, date="2024-02-06/..")
        assert shown(case)["scale", "When"] == (
            "5 February 2024 to 6 February 2024",
            "Some acts have no known end.",
        )


def test_the_figures_of_nature_manner_and_impact(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        charged(case, "7(1)(g)-1", victims_youngest="under_15", victims_group="civilians")
        charged(case, "8(2)(e)(vi)-2", victims_youngest="under_18")
        suspected(case, "A", charged(case, "8(2)(e)(v)"))
        charged(case, "8(2)(b)(ii)")
        figures = shown(case)
    assert figures["nature", "Sexual violence"] == ("2 charges", "7(1)(g)-1, 8(2)(e)(vi)-2")
    assert figures["nature", "Acts with child victims"] == ("2", "Under 15: 1.")
    assert figures["nature", "Attacks on civilians and civilian objects"] == ("1 charge", "8(2)(b)(ii)")
    assert figures["manner", "Who the victims were"] == ("Civilians: 1", "Acts by group.")
    assert figures["manner", "Part of an attack on a civilian population (article 7)"] == ("1 charge", "7(1)(g)-1")
    assert figures["manner", "Modes of liability"] == ("25(3)(a) (1)", "Attributions by mode.")
    assert figures["impact", "Property destroyed, seized or pillaged"] == ("1 charge", "8(2)(e)(v)")
    assert ("nature", "Killing, and killing or wounding") not in figures


def test_every_code_that_is_counted_stands_in_the_catalogue() -> None:
    crimes = {crime.code for crime in catalogue().crimes}
    for _topic, label, codes in gravity.KINDS:
        for code in codes:
            assert any(gravity._among(crime, (code,)) for crime in crimes), (label, code)


def test_an_empty_case_has_no_figures(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case, case.reading() as session:
        assert gravity.figures(session) == ()
        assert Figure("scale", "Victims", "1").note == ""
