from __future__ import annotations

from uuid import uuid4

from casefile.ui.trail import Location, Trail

ACTS, LAW = Location("acts"), Location("law")
ONE, TWO = Location("acts", uuid4()), Location("acts", uuid4())


def test_back_and_forward_go_where_one_was() -> None:
    trail = Trail()
    for location in (ONE, LAW, TWO):
        trail.visit(location)
    assert [trail.back(), trail.back(), trail.forward()] == [LAW, ONE, LAW]
    assert (trail.can_back, trail.can_forward) == (True, True)


def test_a_visit_forgets_what_lay_ahead() -> None:
    trail = Trail()
    trail.visit(ONE)
    trail.visit(LAW)
    trail.back()
    trail.visit(TWO)
    assert (trail.here, trail.can_forward) == (TWO, False)


def test_choosing_rows_of_a_list_is_one_step() -> None:
    trail = Trail()
    trail.visit(LAW)
    trail.visit(ACTS)
    trail.settle(ONE)
    trail.settle(TWO)
    assert trail.back() == LAW
    assert trail.forward() == TWO


def test_an_empty_trail_stays_where_it_is() -> None:
    trail = Trail()
    assert (trail.back(), trail.forward(), trail.here) == (None, None, None)
    assert (trail.can_back, trail.can_forward) == (False, False)


def test_the_place_where_one_stands_is_no_step() -> None:
    trail, record = Trail(), uuid4()
    trail.visit(Location("acts"))
    trail.visit(Location("matrix", record))
    trail.visit(Location("matrix"))
    assert trail.here == Location("matrix", record)
    assert trail.back() == Location("acts")
