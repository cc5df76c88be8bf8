"""Which rows of the matrix are shown."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from casefile.operations import matrix
from casefile.operations.matrix import State
from casefile.operations.proof_links import Target, link
from casefile.settings import Settings
from casefile.ui.matrix.arranging import Arranger, Wanted
from tests.ui.real_window import add, charged_act, empty_case, passage


def test_words_states_filters_and_order(tmp_path: Path, settings: Settings) -> None:
    with empty_case(tmp_path / "T.casefile", settings) as case:
        market = add(case, "incident", title="Market day")
        _act, first = charged_act(case, incident_id=market)
        _act, second = charged_act(case, title="Strike on a bridge")
        third = add(case, "charge", act_id=_act, crime="7(1)(a)")
        actors = [add(case, "actor", kind="person", name=name) for name in ("Ivan Example", "Petro Other")]
        ivan, petro = (
            add(case, "attribution", charge_id=second, actor_id=actor, liability="25(3)(c)") for actor in actors
        )
        made = passage(case)
        with case.change("Link") as session:
            link(session, made, Target("charge", first, 1))
            link(session, made, Target("attribution", petro, 1))
        with case.reading() as session:
            arranger = Arranger(matrix.whole(session))

    def ids(wanted: Wanted) -> list[UUID]:
        return [arranger.table.row(place).id for place in arranger.arranged(wanted)]

    assert ids(Wanted()) == [first, third, second, ivan, petro]
    assert ids(Wanted("ivan")) == [second, ivan], "the charge stands above its attribution"
    assert ids(Wanted("BRIDGE civilians 8(2)")) == [second, ivan, petro]
    assert ids(Wanted("A-0001")) == [first]
    assert ids(Wanted("nothing like it")) == []
    assert ids(Wanted(state=State.COVERED)) == [first, second, petro]
    assert ids(Wanted(by_gaps=True)) == [second, ivan, petro, first, third]
    assert ids(Wanted(provision="8")) == [first, second, ivan, petro]
    assert ids(Wanted(provision="7(1)(a)")) == [third]
    assert ids(Wanted(incident=market)) == [first]
    assert ids(Wanted(actor=actors[0])) == [second, ivan], "others who answer for the same charge are left out"
    assert ids(Wanted(actor=actors[0], state=State.COVERED)) == []
    assert (arranger.provisions, arranger.charges) == (["7(1)(a)", "8(2)(b)(i)"], 3)
    assert (list(arranger.actors), list(arranger.incidents.values())) == (actors, ["Market day"])
