"""What is computed on jurisdiction and recorded on admissibility, as the brief prints it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import UUID

from casefile.brief import compose
from casefile.brief.document import Bullets, Document, Heading, Paragraph, Run, Table
from casefile.case_file import CaseFile
from tests.cases import add, new_case


def document(case: CaseFile) -> Document:
    with case.reading() as session:
        return compose.compose(session, case.case_id, case.head)


def texts(case: CaseFile) -> list[str]:
    """The text of every block, in order."""
    return [_text(block) for block in document(case).blocks]


def _text(block: Any) -> str:
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, Paragraph):
        return _runs(block.runs)
    if isinstance(block, Bullets):
        return "\n".join(_runs(item) for item in block.items)
    if isinstance(block, Table):
        return "\n".join(" | ".join(_runs(cell) for cell in row) for row in block.rows)
    return ""


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def charged(case: CaseFile, state: str, crime: str, date: str, **act: Any) -> UUID:
    place = add(case, "place", name=f"Place in {state}", state=state)
    made = add(case, "act", title="Act", date=date, place_id=place, **act)
    return add(case, "charge", act_id=made, crime=crime)


def test_equal_answers_are_printed_once_with_their_provisions_and_sources(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        charged(case, "UA", "8(2)(b)(i)", "2022-05")
        charged(case, "UA", "8(2)(b)(ii)", "2022-06")
        charged(case, "KP", "7(1)(e)", "2010")
        found = texts(case)
        notes = [run.footnote for block in document(case).blocks if isinstance(block, Bullets)
                 for item in block.items for run in item if run.footnote]  # fmt: skip
    start = found.index("What follows from place, time and person")
    assert found[start + 1].startswith(
        "Of three charges: two can be reached without the Security Council and one only through the Security Council "
        "(article 13(b))."
    )
    korea, ukraine = found[start + 2], found[start + 4]
    assert korea == (
        "Democratic People’s Republic of Korea. Article 7(1)(e) (A-0003): by article 13(c), outside the jurisdiction of the "
        "Court. By article 13(b) it would be inside, if the Security Council referred the situation."
    )
    assert ukraine.startswith(
        "Ukraine. Articles 8(2)(b)(i) and 8(2)(b)(ii) (A-0001, A-0002): by article 13(c), inside the jurisdiction of the "
        "Court, relying on articles 12(2)(a) and 12(3)."
    )
    assert re.search(r"^Article 12\(3\): ", found[start + 5], re.MULTILINE)
    assert any("(confidence high)" in _runs(note.runs) for note in notes)


def test_a_suspect_whose_answer_differs_is_named_unless_protected(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        charge = charged(case, "KP", "7(1)(e)", "2010")
        for values in (
            {"name": "Party national", "nationalities": ("DE",)},
            {"name": "Hidden name", "nationalities": ("DE",), "protected": True, "pseudonym": "P-0007"},
        ):
            add(case, "attribution", charge_id=charge, actor_id=add(case, "actor", **values), liability="25(3)(a)")
        add(case, "assessment", topic="personal", charge_id=charge, finding="Reached through nationality")
        found = "\n".join(texts(case))
    assert (
        "For P-0007 and Party national, nationality and age considered: inside the jurisdiction of the Court." in found
    )
    assert "Hidden name" not in found
    assert "Article 7(1)(e), A-0001" in found


def test_national_proceedings_and_gravity_in_figures(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        charge = charged(case, "UA", "7(1)(a)", "2022-05", victims_min=6)
        for name in ("Commander", "Deputy"):
            actor = add(case, "actor", name=name)
            add(case, "attribution", charge_id=charge, actor_id=actor, liability="28(a)")
        trial = add(
            case, "proceeding", title="Trial", kind="national", state="UA", body="Court of Kyiv", reference="17/2024",
            stage="convicted", same_case="same", genuineness="genuine",
        )  # fmt: skip
        add(case, "proceeding_actor", proceeding_id=trial, actor_id=actor)
        found = texts(case)
    start = found.index("National proceedings")
    assert found[start + 1].startswith("For Commander: no national proceeding is recorded;")
    assert found[start + 2].startswith(
        "For Deputy: a national proceeding on the same case is recorded and assessed as genuine"
    )
    assert found[start + 3] == (
        "Trial\nUkraine\nCourt of Kyiv\n17/2024\ndate unknown | Deputy | Conviction | Same persons and conduct\nGenuine"
    )
    assert "Scale | Victims | at least 6, no upper figure" in found[found.index("Gravity in figures") + 2]


def test_a_case_without_charges_prints_none_of_it(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        add(case, "act", title="Act")
        found = texts(case)
    for heading in ("What follows from place, time and person", "National proceedings", "Gravity in figures"):
        assert heading not in found


def test_votes_by_state_and_the_day_of_announcement_stand_in_the_annex(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        add(case, "act", title="Act")
        add(
            case, "proceeding", title="Agenda", kind="vote", date="2014-12-22", votes_for=11, votes_against=2, abstentions=2,
            states_against=("RU", "CN"), states_abstaining=("TD",),
        )  # fmt: skip
        add(case, "proceeding", title="Warrant", kind="warrant", date="2024-06-24", announced="2024-06-25")
        rows = next(text for text in texts(case) if "Vote: Agenda" in text and "Made public" in text)
    assert "Against: China and Russian Federation.\nAbstaining: Chad." in rows
    assert "24 June 2024\nMade public: 25 June 2024 | Warrant: Warrant" in rows
