"""What the case has already, as far as records that come in must know: small enough to hold, and to hand to a process."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import LargeBinary, select, type_coerce
from sqlalchemy.orm import Session

from casefile.exchange.jsonl.survey import Survey
from casefile.model import NOUNS, Act, NumberBlock
from casefile.model.base import fields_of, table_of
from casefile.operations import number_blocks, pseudonyms
from casefile.operations.number_blocks import Held, Series

CODES = {"charge": "crime", "attribution": "liability"}
"""Fields that rules of other records look up."""


@dataclass(slots=True)
class Existing:
    """`case` is the file's own case, None where the data bring it. `series` gives the next numbers, by noun; `blocks` are
    the numbers that belong to contributors of the case, `prefixes` stand where a block has none; `pseudonym` is the highest
    number of one that was given.
    """

    case: UUID | None = None
    nouns: dict[bytes, str] = field(default_factory=dict)
    codes: dict[bytes, str] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    blocks: list[Held] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=dict)
    pseudonym: int = 0


def existing(session: Session, case: UUID | None, coming: Survey) -> Existing:
    """Everything that a case has. Numbers keep to the blocks of the case and to those in the data."""
    found = Existing(case)
    blocks = [NumberBlock(**values) for values in coming.blocks]
    for noun, record in NOUNS.items():
        table = table_of(record)
        identity = type_coerce(table.c.id, LargeBinary)
        found.nouns.update(dict.fromkeys(session.execute(select(identity)).scalars(), noun))
        if noun in CODES:
            found.codes.update((row[0], row[1]) for row in session.execute(select(identity, table.c[CODES[noun]])))
        if "number" in fields_of(record):
            usual = coming.prefix if case is None and noun != Act.noun else ""
            found.series[noun] = number_blocks.series_for(session, record, blocks, usual)
            found.prefixes[noun] = usual or number_blocks.usual_prefix(session, noun)
    found.blocks = number_blocks.all_held(session, found.prefixes)
    found.pseudonym = pseudonyms.highest(session)
    return found
