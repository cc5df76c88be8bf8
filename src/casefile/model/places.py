"""Where."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record


class Place(Record):
    """A named place, with the State whose territory it is and its position where known."""

    noun: ClassVar[str] = "place"
    plural: ClassVar[str] = "places"
    title_fields: ClassVar[tuple[str, ...]] = ("name",)

    name: Mapped[str] = fields.line("Name", required=True)
    state: Mapped[str] = fields.state("State", help="Territory, as an ISO 3166 code such as UA.")
    latitude: Mapped[str] = fields.decimal("Latitude", help="Decimal degrees, WGS84.")
    longitude: Mapped[str] = fields.decimal("Longitude", help="Decimal degrees, WGS84.")
    radius: Mapped[int | None] = fields.whole("Radius in metres", help="How far off the position may be.")
    note: Mapped[str] = fields.prose("Note")
