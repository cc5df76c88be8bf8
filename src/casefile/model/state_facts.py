"""What the researcher knows better about a State than the data that comes with the program."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

KINDS = (
    ("party", "Party to the Statute (article 126)"),
    ("declaration", "Declaration accepting jurisdiction (article 12(3))"),
    ("article_124", "War crimes put off (article 124)"),
    ("amendment", "Amendment of article 8 accepted (article 121(5))"),
    ("aggression", "Aggression amendments accepted (articles 15 bis, 121(5))"),
    ("aggression_opt_out", "Aggression not accepted (article 15 bis(4))"),
    ("referral", "Security Council referral (article 13(b))"),
)
HOLDS = (("yes", "Holds"), ("no", "Does not hold"), ("disputed", "Disputed"))


class StateFact(Record):
    """Facts of the case about one State and one kind stand in place of all facts of that kind in the program's data."""

    noun: ClassVar[str] = "state_fact"
    plural: ClassVar[str] = "state_facts"
    title_fields: ClassVar[tuple[str, ...]] = ("note",)

    state: Mapped[str] = fields.state("State", required=True, help="An ISO 3166 code such as UA.")
    kind: Mapped[str] = fields.choice("Fact", KINDS, "party", required=True)
    period: Mapped[str] = fields.date("Period", help="First to last day that it covers: 2014-06-13/.. has no end.")
    holds: Mapped[str] = fields.choice("Whether", HOLDS, "yes")
    crimes: Mapped[tuple[str, ...]] = fields.lines("Crimes", help="Codes that it covers, one a line; none means all.")
    note: Mapped[str] = fields.prose("Source and reason", required=True)
    first_day: Mapped[str | None] = fields.day_of("period", "first")
    last_day: Mapped[str | None] = fields.day_of("period", "last")
