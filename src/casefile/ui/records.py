"""What every noun's screen needs of `operations.records`: a source for its table, a finder for pickers, a saver for forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from casefile.model.fields import Field, FieldError, Value
from casefile.operations import records
from casefile.operations.records import Span
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.paging import Query, Source
from casefile.ui.widgets.picker import Finder
from casefile.ui.widgets.suggest import Choice
from casefile.ui.workspace import Workspace

Narrow = Callable[[Any, str, records.Query], records.Query]


def _as_it_is(_session: Any, _noun: str, query: records.Query) -> records.Query:
    return query


def source(
    workspace: Workspace,
    noun: str,
    where: Callable[[], Mapping[str, Value]] = dict,
    refine: Callable[[Any, tuple[records.Row, ...]], Sequence[Any]] | None = None,
    binned: Callable[[], bool] = lambda: False,
    filled: Callable[[], frozenset[str]] = frozenset,
    order: str = "",
    narrow: Narrow = _as_it_is,
) -> Source:
    """The records of `noun` for a `RecordTable`.

    `where()` gives exact values that narrow the list. `refine(session, rows)` makes richer frozen rows of a page (with
    `id` and `key`), such as an act with its coverage, in a few statements for the whole page. `binned()`: whether the
    list shows the bin. `filled()`: text fields that must not be empty. `order` is what the list is
    sorted by as long as the user has not chosen. `narrow(session, noun, query)` understands what is typed in the filter,
    where that is more than words of the title.
    """

    def wanted(query: Query) -> records.Query:
        return records.Query(query.text, query.sort or order, query.descending, where(), binned(), filled())

    def read(ask: Callable[..., Any], query: Query, *rest: Any) -> Any:
        return workspace.read(_ask, ask, noun, wanted(query), narrow, *rest)

    def read_page(session: Any, noun: str, query: records.Query, after: Any, limit: int) -> Sequence[Any]:
        rows = records.page(session, noun, query, after, limit)
        return rows if refine is None else refine(session, rows)

    return Source(
        count=partial(read, records.count),
        page=partial(read, read_page),
        keys=partial(read, records.keys),
        position=partial(read, records.position),
        ids=lambda query, spans: partial(_ask_ids, noun, wanted(query), narrow, tuple(spans)),
    )


def _ask(session: Any, ask: Callable[..., Any], noun: str, query: records.Query, narrow: Narrow, *rest: Any) -> Any:
    return ask(session, noun, narrow(session, noun, query), *rest)


def _ask_ids(
    noun: str, query: records.Query, narrow: Narrow, spans: tuple[Span, ...], session: Any
) -> tuple[UUID, ...]:
    return records.ids(session, noun, narrow(session, noun, query), spans)


def finder(
    workspace: Workspace,
    noun: str,
    *,
    place: str = "",
    new: Callable[[str], UUID | None] | None = None,
    detail: Callable[[records.Row], str] = lambda _row: "",
) -> Finder:
    """Records of `noun` for a picker. `place` is where a chosen one is shown; `new(text)` makes one and gives its id."""

    def find(text: str) -> list[Choice]:
        return [Choice(row.id, row.label, detail(row)) for row in workspace.read(records.find, noun, text)]

    def name(record: UUID) -> str:
        return workspace.read(records.labels, [(noun, record)]).get(record, tr("(not in this case)"))

    return Finder(find, name, new, partial(workspace.go, place) if place else None)


def save(workspace: Workspace, noun: str, record: Callable[[], UUID | None]) -> Callable[[str, Any], None]:
    """What a `Form` saves with: one field of the record that `record()` says is shown, as one step of undo."""
    labels = {field.name: field.label for field in records.fields(noun)}

    def write(name: str, value: Any) -> None:
        identity = record()
        if identity is not None:
            words = noun.replace("_", " ")
            label = tr("Edit {field} of {noun}").format(field=tr(labels[name]), noun=tr(words))
            workspace.write(label, records.edit, noun, identity, {name: value})

    return write


def save_refused_along(
    workspace: Workspace,
    noun: str,
    record: Callable[[], UUID | None],
    form: Form,
    names: Sequence[str],
    label: str,
) -> None:
    """Fields that a rule binds together: what is saved in one takes the others along that were refused without it."""

    def take_along(name: str, value: Any) -> bool:
        identity = record()
        waiting = [form.rows[one] for one in names if one != name and form.rows[one].mistake.text()]
        waiting = [row for row in waiting if row.dirty]
        if name not in names or identity is None or not waiting:
            return False
        try:
            along = {row.field.name: row.value() for row in waiting}
        except FieldError:  # it is no value at all: said under its field, and no concern of this one
            return False
        workspace.write(label, records.edit, noun, identity, {name: value, **along})
        for row in waiting:
            row.saved = along[row.field.name]
            row.revert()
        return True

    form.take_along(take_along)


def fields(noun: str, *names: str) -> tuple[Field, ...]:
    """The fields of `noun` called `names`, in that order; all of them without names."""
    known = {field.name: field for field in records.fields(noun)}
    return tuple(known[name] for name in names) if names else tuple(known.values())
