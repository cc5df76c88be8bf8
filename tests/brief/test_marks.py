from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from casefile.brief.parts.marks import Acts, Cites, Lost, pieces
from casefile.operations.records import Row

ACT = Row("act", UUID(int=1), "A-0001", "Act", {}, binned=False)
OTHER = Row("act", UUID(int=2), "A-0002", "Other", {}, binned=False)
ITEM = Row("evidence", UUID(int=3), "NKR-0003", "Item", {}, binned=False)
KNOWN = {row.number.casefold(): row for row in (ACT, OTHER, ITEM)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Plain text.", ["Plain text."]),
        ("It was [NKR-0003, p. 2].", ["It was", Cites(((ITEM.id, "p. 2"),), ".")]),
        ("It was [nkr-0003] so", ["It was", Cites(((ITEM.id, ""),), ""), " so"]),
        ("[NKR-0003; NKR-0003, pages 4]", [Cites(((ITEM.id, ""), (ITEM.id, "p. 4")), "")]),
        ("See [A-0001] [A-0002], then", ["See", " ", Acts((ACT, OTHER)), ",", " then"]),
        ("See [A-0001; NKR-0003].", ["See", " ", Acts((ACT,)), Cites(((ITEM.id, ""),), ".")]),
        ("See [NKR-0099, p. 2].", ["See", " ", Lost("[NKR-0099, p. 2]"), "."]),
        ("See [NKR-0003, somewhere].", ["See", " ", Lost("[NKR-0003, somewhere]"), "."]),
        ("He said [sic] [A-0001]", ["He said [sic]", " ", Acts((ACT,))]),
        ("[A/RES/69/188] and [2024] and [ICC-01/22]", ["[A/RES/69/188] and [2024] and [ICC-01/22]"]),
        ("", []),
    ],
)
def test_marks_are_found_and_other_brackets_left(text: str, found: list[Any]) -> None:
    assert list(pieces(text, KNOWN)) == found
