"""The workbook of jurisdiction."""

from __future__ import annotations

from pathlib import Path

from casefile.model.assessments import TOPICS
from casefile.operations import assessments
from tests.cases import add, new_case


def test_assessments_stand_by_conduct_and_route_in_the_order_of_the_topics(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        add(case, "assessment", topic="personal", scope="Ukraine", route="art15", finding="Second")
        add(case, "assessment", topic="temporal", scope="Ukraine", route="art15", finding="First")
        add(case, "assessment", topic="scale", scope="Camps", route="art13b", finding="Grave")
        with case.reading() as session:
            camps, ukraine = assessments.workbook(session)
            (only,) = assessments.workbook(session, "grave camps")
    assert (camps.scope, camps.route, len(camps.missing)) == ("Camps", "art13b", len(TOPICS) - 1)
    assert [row["finding"] for row in ukraine.answers] == ["First", "Second"]
    assert "temporal" not in ukraine.missing
    assert ([row["finding"] for row in only.answers], only.missing) == (["Grave"], ())
