"""What was changed when: the change sets of the file, and the changes of one record, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from casefile.journal import history as journal_history
from casefile.journal.history import Entry, FieldChange, Stamp
from casefile.model import NOUNS
from casefile.model.base import BINNED, fields_of
from casefile.model.fields import Wire
from casefile.operations import records


@dataclass(frozen=True, slots=True)
class Step(Entry):
    """One change set in words. `about` names the records it touched, the first few of them."""

    about: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record before and after, in words."""

    step: Entry
    field: str
    before: str
    after: str


def steps(session: Session, *, before: int | None = None, limit: int = 200) -> tuple[Step, ...]:
    """The change sets of the file, newest first, from below number `before`."""
    entries = journal_history.entries(session.connection(), before=before, limit=limit)
    names = records.labels(session, [one for entry in entries for one in entry.records if one[0] in NOUNS])
    return tuple(_step(entry, names) for entry in entries)


def _step(entry: Entry, names: dict[UUID, str]) -> Step:
    about = [names.get(identity, noun) or noun.replace("_", " ") for noun, identity in entry.records]
    more = entry.edits - len(entry.records)
    words = "; ".join(about) + (f" and {more:,} more" if more > 0 else "")
    label = {"undo": f"Undo: {entry.label}", "redo": f"Redo: {entry.label}"}.get(entry.kind, entry.label)
    return Step(entry.seq, entry.id, entry.wall, entry.author, entry.kind, label, entry.edits, entry.records, words)


def ever(session: Session, nouns: Sequence[str], field: str, beginning: str) -> tuple[str, ...]:
    """Every text with this `beginning` that a field of records of `nouns` has ever had."""
    return journal_history.ever(session.connection(), nouns, field, beginning)


def of_record(session: Session, noun: str, identity: UUID) -> tuple[Change, ...]:
    """Every change of one record, newest first."""
    changes = journal_history.of_record(session.connection(), identity)
    known = fields_of(records.noun(noun))
    references = [
        (known[change.field].noun, UUID(str(value)))
        for change in changes
        if change.field in known and known[change.field].noun
        for value in (change.before, change.after)
        if value
    ]
    names = records.labels(session, references)
    return tuple(_change(noun, change, names) for change in changes)


def _change(noun: str, change: FieldChange, names: dict[UUID, str]) -> Change:
    field = fields_of(records.noun(noun)).get(change.field)
    if field is None:
        return Change(change.entry, change.field, str(change.before or ""), str(change.after or ""))
    if change.field == BINNED:
        return Change(change.entry, "Bin", "", "put into the bin" if change.after else "taken out of the bin")

    def spoken(value: Wire) -> str:
        if value is None:
            return ""
        if field.noun:
            return names.get(UUID(str(value)), str(value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "; ".join(value) if isinstance(value, list) else field.choice_label(str(value))

    return Change(change.entry, field.label, spoken(change.before), spoken(change.after))


def last_changes(session: Session, ids: Sequence[UUID]) -> dict[UUID, Stamp]:
    """Who changed each record last, and when."""
    return journal_history.last_changes(session.connection(), ids)


def count(session: Session) -> int:
    """How many change sets the file holds."""
    return journal_history.count(session.connection())


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that a change set wrote: its noun, and what it is called today."""

    noun: str
    id: UUID
    label: str


def of_step(session: Session, seq: int, limit: int = 50) -> tuple[Touched, ...]:
    """The first `limit` records of the change set with this number."""
    found = journal_history.entries(session.connection(), before=seq + 1, limit=1, records=limit)
    if not found or found[0].seq != seq:
        return ()
    touched = [one for one in dict.fromkeys(found[0].records) if one[0] in NOUNS]
    names = records.labels(session, touched)
    return tuple(Touched(noun, identity, names.get(identity, noun.replace("_", " "))) for noun, identity in touched)


def of_record_in(session: Session, noun: str, identity: UUID, seq: int) -> tuple[Change, ...]:
    """What the change set with this number changed of one record."""
    return tuple(change for change in of_record(session, noun, identity) if change.step.seq == seq)
