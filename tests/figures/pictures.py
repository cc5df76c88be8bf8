"""Material for pictures: a measure without fonts, and small networks and chronologies."""

from __future__ import annotations

from uuid import UUID

from casefile.model import dates
from casefile.operations.chronology import Entry, Lane
from casefile.operations.linkage import AttributionLink, Linkage, LinkedAct, LinkedActor, PostingLink
from casefile.operations.matrix import Proof

PROVED, CONTESTED, BARE = Proof(1), Proof(2, 1), Proof()


def measure(text: str, size: float, bold: bool) -> float:
    """Every letter half as wide as high."""
    return len(text) * size * (0.55 if bold else 0.5)


def number(value: int) -> UUID:
    return UUID(int=value)


def actor(identity: int, name: str, kind: str = "person") -> LinkedActor:
    return LinkedActor(number(identity), name, kind, protected=False, stands="")


def posting(identity: int, below: int, above: int | None, proof: Proof = BARE, **values: str) -> PostingLink:
    known = {"role": "Commander", "start": "2022-02", "end": ""} | values
    superior = None if above is None else number(above)
    return PostingLink(number(identity), number(below), superior, proof=proof, **known)


def attribution(identity: int, who: int, act: int, liability: str, proof: Proof = BARE) -> AttributionLink:
    return AttributionLink(number(identity), number(who), number(act), "8(2)(b)(i)", liability, proof)


def chain() -> Linkage:
    """A State, a general under it, a brigade under the general, and two acts."""
    return Linkage(
        (actor(1, "Republic of Example", "state"), actor(2, "General <One> & Co"), actor(3, "Fourth Brigade", "unit")),
        (
            LinkedAct(number(11), "A-0001", "Shelling of a market", None),
            LinkedAct(number(12), "A-0002", "공장 방문", None),
        ),
        (posting(21, 2, 1, PROVED), posting(22, 3, 2)),
        (
            attribution(31, 3, 11, "25(3)(a)", PROVED),
            attribution(32, 2, 11, "28(a)", CONTESTED),
            attribution(33, 2, 11, "25(3)(b)"),
            attribution(34, 2, 12, "25(3)(c)"),
        ),
    )


def entry(noun: Lane, identity: int, date: str, title: str = "Shelling of a market", mark: str = "") -> Entry:
    span = dates.bounds(date)
    return Entry(noun, number(identity), mark, title, "", "", date, span.first, span.last)
