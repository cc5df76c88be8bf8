"""Which rows of the matrix are shown."""

from __future__ import annotations

from pathlib import Path

from casefile.operations import matrix
from casefile.operations.matrix import State
from casefile.operations.proof_links import Target, link
from casefile.settings import Settings
from casefile.ui.matrix.arranging import Wanted, arranged
from tests.ui.real_window import add, charged_act, empty_case, passage


def test_words_states_and_order(tmp_path: Path, settings: Settings) -> None:
    with empty_case(tmp_path / "T.casefile", settings) as case:
        _act, first = charged_act(case)
        _act, second = charged_act(case, title="Strike on a bridge")
        actor = add(case, "actor", kind="person", name="Ivan Example")
        attribution = add(case, "attribution", charge_id=second, actor_id=actor, liability="25(3)(c)")
        made = passage(case)
        with case.change("Link") as session:
            link(session, made, Target("charge", first, 1))
        with case.reading() as session:
            rows = matrix.matrix(session)

    def ids(wanted: Wanted) -> list[object]:
        return [row.id for row in arranged(rows, wanted)]

    assert ids(Wanted()) == [first, second, attribution]
    assert ids(Wanted("ivan")) == [second, attribution], "the charge stands above its attribution"
    assert ids(Wanted("BRIDGE civilians")) == [second, attribution]
    assert ids(Wanted("A-0001")) == [first]
    assert ids(Wanted("nothing like it")) == []
    assert ids(Wanted(state=State.COVERED)) == [first]
    assert ids(Wanted(by_gaps=True)) == [second, attribution, first]
