"""The three lists of the place: their columns, their details, their drafts."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.law.countries import countries
from casefile.model.context_findings import KINDS
from casefile.model.dates import words
from casefile.operations import incidents, records
from casefile.operations.incidents import Classified
from casefile.operations.proof_links import Target
from casefile.operations.records import Query, Row
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.bin import BinBanner
from casefile.ui.incidents import finders
from casefile.ui.incidents.classification import Classification, conflict_words
from casefile.ui.incidents.reach import Reach
from casefile.ui.linking.going import follow
from casefile.ui.linking.proof import ProofPanel
from casefile.ui.listed import RecordDetail
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import Heading, NumberLink, PlainLabel
from casefile.ui.widgets.picker import Finder
from casefile.ui.widgets.suggest import Choice
from casefile.ui.workspace import Workspace

_MOST = 200


class PartDetail(RecordDetail):
    """What the three have in common: banner, title, facts, form; then what each adds. `restored(id)` from the bin."""

    restored = Signal(object)

    def __init__(
        self, workspace: Workspace, noun: str, names: tuple[str, ...], together: tuple[tuple[str, ...], ...] = ()
    ) -> None:
        super().__init__(workspace, noun)
        self.banner = BinBanner(workspace, noun)
        self.banner.restored.connect(self.restored)
        self.heading = Heading(level=1)
        self.facts = PlainLabel(tone="muted", wrap=True)
        save = noun_records.save(workspace, noun, lambda: self.record)
        fields = noun_records.fields(noun, *names)
        self.form = Form(fields, save, finders=form_finders(workspace, noun), together=together)
        self.forms.append(self.form)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.heading)
        head.addWidget(self.facts)
        self.column.addWidget(self.banner)
        self.column.addLayout(head)
        self.column.addWidget(self.form)

    @property
    def locked(self) -> bool:
        return super().locked or (self.row is not None and self.row.binned)

    def show_more(self, row: Row, *, another: bool) -> None:
        self.banner.show_record(row)
        self.heading.setText(row.title)
        facts = self.facts_of(row)
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        self.show_part(row, another=another)

    def go_on(self) -> None:
        """Where one goes on after the record was made."""
        self.start()

    def facts_of(self, row: Row) -> str:  # noqa: ARG002 - each kind says what
        """The line under the title."""
        return ""

    def show_part(self, row: Row, *, another: bool) -> None:
        """What stands below the form."""

    def name_of(self, noun: str, record: UUID | None) -> str:
        """Another record's name; "" for none."""
        if record is None:
            return ""
        return self.workspace.read(records.labels, [(noun, record)]).get(record, "")


class IncidentDetail(PartDetail):
    """An incident and its acts. `act_wanted(values)`: a new act in it."""

    act_wanted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        names = ("title", "date", "place_id", "conflict", "note")
        super().__init__(workspace, "incident", names, (("date", "place_id"),))
        self._classified = Classified("", ())
        self.classification = Classification(workspace)
        self.form.rows["conflict"].add_below(self.classification)
        self.acts = RowsOf(workspace, "act", "incident_id", tr("Acts"), tr("No act belongs to this incident yet."))
        self.new_act = QPushButton(tr("New act here"))
        self.new_act.setIcon(icons.icon("add"))
        self.new_act.clicked.connect(self._ask_act)
        self.acts.head.addWidget(self.new_act)
        self.column.addWidget(self.acts)
        self.column.addWidget(self.footer)
        self.column.addStretch()

    def facts_of(self, row: Row) -> str:
        place = self.name_of("place", row["place_id"])
        self._classified = self.workspace.read(incidents.classified, row.id)
        conflict = conflict_words(self._classified.conflicts)
        return " · ".join(part for part in (words(row["date"]), place, conflict) if part)

    def go_on(self) -> None:
        self.new_act.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part(self, row: Row, *, another: bool) -> None:  # noqa: ARG002 - the list is read again either way
        self.classification.show_classified(self._classified)
        self.new_act.setVisible(not self.locked)
        self.acts.show_of(row.id)

    def _ask_act(self) -> None:
        if self.row is not None:
            beside = {name: self.row[name] for name in ("date", "place_id") if self.row[name]}
            self.act_wanted.emit({"incident_id": self.row.id, **beside})


class PlaceDetail(PartDetail):
    """A place, and what happened there."""

    def __init__(self, workspace: Workspace) -> None:
        names = ("name", "state", "latitude", "longitude", "radius", "note")
        super().__init__(workspace, "place", names, (("name", "state"), ("latitude", "longitude", "radius")))
        self.incidents = RowsOf(
            workspace, "incident", "place_id", tr("Incidents here"), tr("No incident is placed here.")
        )
        self.acts = RowsOf(workspace, "act", "place_id", tr("Acts here"), tr("No act is placed here."))
        for widget in (self.incidents, self.acts, self.footer):
            self.column.addWidget(widget)
        self.column.addStretch()

    def facts_of(self, row: Row) -> str:
        position = f"{row['latitude']}, {row['longitude']}" if row["latitude"] and row["longitude"] else ""
        return " · ".join(part for part in (state_name(row["state"]), position) if part)

    def show_part(self, row: Row, *, another: bool) -> None:  # noqa: ARG002 - the lists are read again either way
        self.incidents.show_of(row.id)
        self.acts.show_of(row.id)


class FindingDetail(PartDetail):
    """A context finding and its proof."""

    def __init__(self, workspace: Workspace) -> None:
        names = ("title", "kind", "period", "place_id", "reasoning")
        super().__init__(workspace, "context_finding", names, (("period", "place_id"),))
        self.proof = ProofPanel(workspace)
        self.reach = Reach(workspace)
        words_ = tr(
            "Charges inherit this proof when their act falls into its period and State; the nexus is shown per charge."
        )
        self.column.addWidget(PlainLabel(words_, tone="muted", wrap=True))
        self.column.addWidget(self.proof)
        self.column.addWidget(self.reach)
        self.column.addWidget(self.footer)
        self.column.addStretch()

    def facts_of(self, row: Row) -> str:
        place = self.name_of("place", row["place_id"])
        return " · ".join(part for part in (tr(dict(KINDS)[row["kind"]]), words(row["period"]), place) if part)

    def show_part(self, row: Row, *, another: bool) -> None:
        if another:
            self.proof.show_target(Target("context_finding", row.id))
        self.reach.show_finding(row.id)


class RowsOf(QWidget):
    """The records of `noun` whose `field` is the record shown: each a link with its date."""

    def __init__(self, workspace: Workspace, noun: str, field: str, title: str, empty: str) -> None:
        super().__init__()
        self.workspace, self.noun, self.field = workspace, noun, field
        self.head = QHBoxLayout()
        self.head.addWidget(Heading(title), 1)
        self.empty = PlainLabel(empty, tone="muted", wrap=True)
        self.rows: KeyedColumn[Row, RowLine] = KeyedColumn(
            lambda row: row.id, lambda _row: RowLine(workspace), RowLine.show_row, spacing=2
        )
        self.more = PlainLabel(tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.head)
        for widget in (self.empty, self.rows, self.more):
            column.addWidget(widget)

    def show_of(self, record: UUID) -> None:
        query = Query("", "first_day", where={self.field: record})
        found = self.workspace.read(records.page, self.noun, query, None, _MOST)
        self.rows.show_rows(found)
        self.empty.setVisible(not found)
        total = self.workspace.read(records.count, self.noun, query) if len(found) == _MOST else len(found)
        self.more.setText(tr("and {count} more").format(count=total - len(found)))
        self.more.setVisible(total > len(found))


class RowLine(QWidget):
    """Number and title as a link, the date in words at the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._row: Row | None = None
        self.link = NumberLink()
        self.link.followed.connect(self._follow)
        self.date = PlainLabel(tone="muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.link, 1)
        line.addStretch()
        line.addWidget(self.date)

    def show_row(self, row: Row) -> None:
        self._row = row
        self.link.show_text(row.label, row.label)
        self.date.setText(words(row["date"]))

    def _follow(self, beside: bool) -> None:
        if self._row is not None:
            follow(self.workspace, self._row.noun, self._row.id, beside)


def form_finders(workspace: Workspace, noun: str) -> Mapping[str, Finder]:
    """What the fields of the three find by typing."""
    return {"state": states()} if noun == "place" else {"place_id": finders.places(workspace)}


def states() -> Finder:
    """States by name or code."""

    def find(text: str) -> list[Choice]:
        wanted = text.casefold()
        found = [
            country
            for country in countries()
            if any(wanted in name.casefold() for name in (country.iso2, country.name, *country.also))
        ]
        found.sort(key=lambda country: country.iso2.casefold() != wanted)
        return [Choice(country.iso2, country.name, country.iso2, beside=True) for country in found]

    return Finder(find, state_name)


def state_name(code: str) -> str:
    """The name of a State; the code itself when the list does not know it."""
    known = {country.iso2: country.name for country in countries()}
    return known.get(code, code) if code else ""
