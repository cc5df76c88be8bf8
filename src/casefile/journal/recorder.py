"""Captures what ordinary SQLAlchemy code changed in a session, by a flush hook that knows no noun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn
from uuid import UUID, uuid4

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.attributes import get_history

from casefile.errors import UserError
from casefile.journal import edits as journal_edits
from casefile.journal.bulk import Prepared
from casefile.journal.rows import insert_rows
from casefile.journal.writer import Author, ChangeSetWriter, Draft
from casefile.model.base import BINNED, Record, derived_of, fields_of, table_of
from casefile.model.fields import Value, to_wire

Touched = frozenset[tuple[str, UUID]]
"""Nouns and ids of the records that a change wrote."""


class WriteOutsideChangeError(RuntimeError):
    """A write that did not come by the one road: our bug."""


class CaseSession(Session):
    """A session without the three old ways around its own flush."""

    def bulk_save_objects(self, *_: Any, **__: Any) -> NoReturn:
        raise WriteOutsideChangeError("many records at once are made by add_many")

    bulk_insert_mappings = bulk_save_objects
    bulk_update_mappings = bulk_save_objects


def forbid_writing(session: Session) -> None:
    """Make every write through `session` raise."""

    def refuse_flush(_session: Session, _context: object, _instances: object) -> None:
        if session.new or session.dirty or session.deleted:
            raise WriteOutsideChangeError("write inside case.change(…) only")

    event.listen(session, "before_flush", refuse_flush)
    event.listen(session, "do_orm_execute", _refuse_statement)


def _refuse_statement(state: ORMExecuteState) -> None:
    if not state.is_select:
        raise WriteOutsideChangeError("statements may only read; change records through the session")


class Recorder:
    """Listens to one session and, at the end, writes one change set for all that changed in it."""

    def __init__(self, session: Session, author: Author) -> None:
        self._session = session
        self._author = author
        self._created: dict[UUID, Record] = {}
        self._before: dict[UUID, tuple[Record, dict[str, Value]]] = {}
        self._bulk: ChangeSetWriter | None = None
        self._touched: set[tuple[str, UUID]] = set()
        self.created_many: dict[str, UUID] = {}
        """Nouns of which `add_prepared` made records, each with one id; `finish` does not name them."""
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "do_orm_execute", _refuse_statement)

    def _before_flush(self, session: Session, _context: object, _instances: object) -> None:
        if session.deleted:
            raise WriteOutsideChangeError("records are binned, never deleted")
        for record in session.new:
            assert isinstance(record, Record)
            _complete(record)
            self._created[record.id] = record
        for record in session.dirty:
            assert isinstance(record, Record)
            self._remember(record)
            _derive(record)

    def _remember(self, record: Record) -> None:
        if record.id in self._created:
            return
        _, before = self._before.setdefault(record.id, (record, {}))
        for name in fields_of(type(record)):
            history = get_history(record, name)
            if history.has_changes() and name not in before:
                before[name] = history.deleted[0] if history.deleted else self._stored(record, name)

    def _stored(self, record: Record, name: str) -> Value:
        table = table_of(type(record))
        value: Value = self._session.connection().scalar(select(table.c[name]).where(table.c.id == record.id))
        return value

    def add_prepared(self, prepared: Prepared) -> None:
        """Create many records at once (bulk.py); listeners are told of one of each noun, which stands for all."""
        if not prepared.rows:
            return
        self._session.flush()
        table = Record.metadata.tables[prepared.noun]
        insert_rows(self._session.connection(), table, [column.name for column in table.columns], prepared.rows)
        self._writer().add_rows(prepared.edits)
        if prepared.noun not in self.created_many:
            self.created_many[prepared.noun] = UUID(bytes=prepared.edits[0][2])

    def _writer(self) -> ChangeSetWriter:
        if self._bulk is None:
            self._bulk = ChangeSetWriter(self._session.connection(), self._author)
        return self._bulk

    def finish(self, kind: str, label: str) -> Touched:
        """Write the change set in the session's transaction; nothing at all when nothing changed."""
        self._session.flush()
        changed = self._net_changes()
        if not changed and not self._created and self._bulk is None:
            return frozenset()
        writer = self._writer()
        for record in self._created.values():
            values = {name: getattr(record, name) for name in fields_of(type(record))}
            writer.add(Draft(record.noun, record.id, _spoken(type(record), values), None))
            self._touched.add((record.noun, record.id))
        self._write_changes(writer, changed)
        writer.finish(kind, label)
        return frozenset(self._touched)

    def _net_changes(self) -> dict[UUID, tuple[Record, dict[str, Value]]]:
        changed = {}
        for identity, (record, before) in self._before.items():
            now = {name: getattr(record, name) for name in before}
            net = {name: value for name, value in now.items() if value != before[name]}
            if net:
                self._check_once(record, set(net))
                changed[identity] = (record, net)
        return changed

    def _check_once(self, record: Record, names: set[str]) -> None:
        fields = fields_of(type(record))
        frozen = names - {BINNED} if record.append_only else {name for name in names if fields[name].once}
        if frozen or (record.append_only and BINNED in names):
            raise UserError(
                f"This {record.noun.replace('_', ' ')} is written once and stays as it is; add a new one that corrects it."
            )

    def _write_changes(self, writer: ChangeSetWriter, changed: dict[UUID, tuple[Record, dict[str, Value]]]) -> None:
        known = journal_edits.of_records(self._session.connection(), changed)
        for identity, (record, net) in changed.items():
            if not known[identity]:
                raise WriteOutsideChangeError("what was made in bulk is changed in another change")
            survivors = journal_edits.fold(known[identity]).survivors
            pred = {name: sorted(one.id.hex() for one in survivors.get(name, [])) for name in net}
            values = {name: to_wire(value) for name, value in net.items()}
            writer.add(Draft(record.noun, identity, values, pred))
            self._touched.add((record.noun, identity))


def _complete(record: Record) -> None:
    """Give a new record its id, its defaults and its derived values."""
    state = inspect(record)
    if record.id is None:
        record.id = uuid4()
    for name, field in fields_of(type(record)).items():
        if name not in state.dict:
            setattr(record, name, field.default)
    _derive(record)


def _derive(record: Record) -> None:
    for name, (source, derive) in derived_of(type(record)).items():
        setattr(record, name, derive(getattr(record, source)))


def _spoken(record: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a creation that differ from their default, as the journal writes them."""
    fields = fields_of(record)
    return {name: to_wire(value) for name, value in values.items() if name in fields and value != fields[name].default}
