"""What every record has: a random identity, a bin flag, and fields that describe themselves."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import Boolean, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from casefile.model.fields import Field, Id, Lines

BINNED = "binned"


class Record(DeclarativeBase):
    """A record of the case. `noun` is its one word everywhere; records are binned, never deleted."""

    metadata = MetaData(
        naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {UUID: Id, tuple[str, ...]: Lines}

    noun: ClassVar[str]
    """The word for one, also the table's name and the journal's entity type."""
    plural: ClassVar[str]
    """The word for several, as the command line and the window write it."""
    append_only: ClassVar[bool] = False
    """Written once and never edited: a correction is a new record."""
    title_fields: ClassVar[tuple[str, ...]] = ("title",)
    """The fields that name the record in a list, first that is not empty."""
    parents: ClassVar[tuple[str, ...]] = ()
    """References whose target owns this record: binning the target hides it."""

    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=uuid4, sort_order=-1)
    binned: Mapped[bool] = mapped_column(
        Boolean, nullable=False, default=False, info={"field": Field("Binned", "flag", default=False)}
    )

    def __init_subclass__(cls, **options: Any) -> None:
        if "noun" in cls.__dict__:
            cls.__tablename__ = cls.noun
        super().__init_subclass__(**options)


def table_of(record: type[Record]) -> Table:
    """The table of a noun."""
    return Record.metadata.tables[record.noun]


@cache
def fields_of(record: type[Record]) -> dict[str, Field]:
    """The journaled fields of a noun by column name, the bin flag last; derived columns and the id are not among them."""
    found = {
        column.name: replace(column.info["field"], name=column.name)
        for column in table_of(record).columns
        if "field" in column.info
    }
    found[BINNED] = found.pop(BINNED)
    return found


@cache
def titles_of(record: type[Record]) -> list[str]:
    """The columns among its title fields: a noun without a title of its own may have none."""
    return [name for name in record.title_fields if name in table_of(record).c]


def derived_of(record: type[Record]) -> dict[str, tuple[str, Any]]:
    """Computed columns by name: the source field and the function from its value."""
    return {column.name: column.info["derived"] for column in table_of(record).columns if "derived" in column.info}
