"""The act's page: what is alleged, what bears on it, and its charges."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.model.acts import STATUSES
from casefile.model.cases import STANDARDS
from casefile.model.dates import words
from casefile.operations import matrix, records
from casefile.operations.acts import BinnedPart
from casefile.operations.proof_links import Target
from casefile.ui import records as noun_records
from casefile.ui.acts.boxes import coverage_of
from casefile.ui.acts.charges import ChargeBox, ChargeShown
from casefile.ui.acts.crimes import NewCharge
from casefile.ui.acts.reading import ActPage, act_page
from casefile.ui.bin import BinBanner
from casefile.ui.incidents import finders as incident_finders
from casefile.ui.incidents.kinds import states
from casefile.ui.linking.proof import ProofPanel, bring_into_view
from casefile.ui.listed import RecordDetail
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import Collapsible, Heading, PlainLabel, safe_tip
from casefile.ui.widgets.marks import CoverageBar
from casefile.ui.widgets.resting import layouts_rest
from casefile.ui.widgets.turns import Turns
from casefile.ui.workspace import Workspace

_FEW = 2  # charges that are all unfolded at once
_TOGETHER = (
    ("date", "place_id"),
    ("territories", "incident_id"),
    ("victims_kind", "victims_min", "victims_max"),
    ("victims_group", "victims_youngest"),
    ("status",),
)


class ActDetail(RecordDetail):
    """One act. `restored(id)` when it was taken out of the bin."""

    restored = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "act")
        self.page: ActPage | None = None
        self._page_later = Turns(self)
        self._wanted: UUID | None = None
        self.banner = BinBanner(workspace, "act")
        self.banner.restored.connect(self.restored)
        self.heading = Heading(level=1)
        self.facts = PlainLabel(tone="muted", wrap=True)
        self.bar = CoverageBar()
        self.bar.setFixedWidth(150)
        self.statement = self.make_form("statement")
        self.details = self._make_details()
        self.proof = ProofPanel(workspace, title=tr("Bears on the statement"))
        self.charges: KeyedColumn[ChargeShown, ChargeBox] = KeyedColumn(
            lambda shown: shown.row.id, self._make_charge, ChargeBox.show_charge, spacing=8
        )
        self.no_charge = PlainLabel(
            tr("No crime is charged yet. Name one by its code or in words below."), tone="muted", wrap=True
        )
        self.standard = PlainLabel(tone="muted")
        self.new_charge = NewCharge(workspace)
        self.new_charge.picked.connect(self._charge)
        self.binned = BinnedParts(workspace)
        self._lay_out()

    def _make_details(self) -> Form:
        names = ("title", *(name for group in _TOGETHER for name in group), "note")
        finders = {
            "place_id": incident_finders.places(self.workspace),
            "incident_id": incident_finders.incidents(self.workspace),
            "territories": states(),
        }
        save = noun_records.save(self.workspace, "act", lambda: self.record)
        form = Form(noun_records.fields("act", *names), save, finders=finders, together=_TOGETHER)
        self.forms.append(form)
        return form

    def _lay_out(self) -> None:
        under = QHBoxLayout()
        under.setSpacing(16)
        under.addWidget(self.facts, 1)
        under.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.heading)
        head.addLayout(under)
        self.details_fold = Collapsible(tr("Details"), self.details)
        self.column.addWidget(self.banner)
        self.column.addLayout(head)
        parts: tuple[QWidget, ...] = (self.statement, self.details_fold, self.proof, self._head_of_charges())
        for widget in (*parts, self.no_charge, self.charges, self.new_charge, self.binned, self.footer):
            self.column.addWidget(widget)
        self.column.addStretch()

    def _head_of_charges(self) -> QWidget:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Heading(tr("Charges")), 1)
        line.addWidget(self.standard, 0, Qt.AlignmentFlag.AlignBottom)
        return head

    @property
    def locked(self) -> bool:
        return super().locked or (self.row is not None and self.row.binned)

    def show_more(self, row: records.Row, *, another: bool) -> None:
        self.banner.show_record(row)
        self.heading.setText(f"{row.number}  {row.title}")
        self.new_charge.setVisible(not self.locked)
        steps = (self._read_page, partial(self._show_page, row))
        if not another:
            self._page_later.begin(steps)
            return
        self.page = None
        self._show_facts(row)
        self.bar.hide()
        self.proof.show_target(Target("act", row.id))
        self.no_charge.hide()
        self.charges.show_rows(())
        self.binned.show_parts(())
        self._page_later.begin_later(steps)

    def _read_page(self) -> None:
        """Read what hangs on the act; of another act when its head has been drawn."""
        if self.record is not None:
            with self.workspace.looking():
                self.page = self.workspace.read(act_page, self.record)

    def _show_page(self, row: records.Row) -> None:
        """Show it, in the same turn of the event loop only where there is little."""
        page = self.page
        if page is None or page.detail.act.id != row.id:
            return
        with self.workspace.looking(), layouts_rest(self):
            self._show_facts(row, page.place)
            coverage = matrix.summed([cell for charge in page.detail.charges for cell in charge.cells])
            self.bar.show_coverage(coverage_of(coverage))
            self.bar.setVisible(bool(coverage.total))
            self.new_charge.show_act(row.id, page.detail.conduct)
            self._show_charges(page)
            self.binned.show_parts(page.binned)
        if self._wanted is not None:
            self.reveal(self._wanted)

    def _show_facts(self, row: records.Row, place: str = "") -> None:
        status = tr(dict(STATUSES).get(row["status"], row["status"]))
        self.facts.setText(" · ".join(part for part in (words(row["date"]), place, status) if part))

    def _show_charges(self, page: ActPage) -> None:
        self.no_charge.setVisible(not page.detail.charges)
        standard = page.detail.standard
        self.standard.setText(tr("To the standard: {words}").format(words=standard_words(standard)))
        self.standard.setToolTip(
            safe_tip(tr("The standard of proof of the case is chosen in its form, in the overview."))
        )
        self.charges.show_rows([ChargeShown(one, page.findings, standard, self.locked) for one in page.detail.charges])

    def commit(self) -> bool:
        done = [super().commit(), *(box.commit() for box in self.charges.made())]
        return all(done)

    def start(self) -> None:
        """F2: into the statement."""
        self.statement.start()

    def start_charge(self) -> None:
        """Put the cursor into the line that adds a charge; what narrows it is read by then."""
        self._page_later.complete()
        bring_into_view(self.new_charge)
        self.new_charge.open()

    def await_charge(self) -> None:
        """Where one goes on after the act was written: the line that adds a charge, in sight once all is laid out."""
        self.new_charge.line.setFocus()
        QTimer.singleShot(0, self.new_charge, partial(bring_into_view, self.new_charge))

    def reveal(self, part: UUID) -> None:
        """Unfold a charge or an attribution and bring it into view, now or when it has been read."""
        self._wanted = part
        self._page_later.complete()
        for box in self.charges.widgets():
            found = box if box.record == part else box.reveal(part)
            if found is not None:
                self._wanted = None
                box.unfold()
                QTimer.singleShot(0, found, partial(bring_into_view, found))

    # --- within

    def _make_charge(self, shown: ChargeShown) -> ChargeBox:
        charges = self.page.detail.charges if self.page else ()
        first = bool(charges) and charges[0].id == shown.row.id
        return ChargeBox(self.workspace, folded=len(charges) > _FEW and not first)

    def _charge(self, crime: str | None) -> None:
        if crime is None:
            return
        self._page_later.complete()
        known = next((one for one in self.page.detail.charges if one.crime == crime), None) if self.page else None
        if known is not None:
            self.new_charge.clear()
            self.workspace.said.emit(tr("This act is charged with it already."))
            self.reveal(known.id)
            return
        made = self.new_charge.charge(crime)
        if made is not None:
            self._wanted = made


def standard_words(standard: str) -> str:
    """A standard of proof within a sentence, without its articles: "reasonable basis to proceed"."""
    words_ = tr(dict(STANDARDS)[standard]).split(" (", maxsplit=1)[0]
    return f"{words_[:1].lower()}{words_[1:]}"


class BinnedParts(Collapsible):
    """Charges, attributions and links of the act that are in the bin, each with "Restore"."""

    def __init__(self, workspace: Workspace) -> None:
        self.parts: KeyedColumn[BinnedPart, BinnedLine] = KeyedColumn(
            lambda part: part.id, lambda _part: BinnedLine(workspace), BinnedLine.show_part, spacing=2
        )
        inside = QWidget()
        super().__init__(tr("In the bin"), inside, folded=True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(9, 0, 0, 0)
        column.addWidget(self.parts)

    def show_parts(self, parts: tuple[BinnedPart, ...]) -> None:
        self.parts.show_rows(parts)
        self.set_title(tr("In the bin ({count})").format(count=len(parts)))
        self.setVisible(bool(parts))


class BinnedLine(QWidget):
    """One of them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._part: BinnedPart | None = None
        self.words = PlainLabel()
        self.button = QPushButton(tr("Restore"))
        self.button.clicked.connect(self.restore)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)

    def show_part(self, part: BinnedPart) -> None:
        self._part = part
        kinds = {"charge": tr("Charge"), "attribution": tr("Attribution"), "proof_link": tr("Link")}
        self.words.setText(f"{kinds[part.noun]}: {part.label}")
        self.button.setAccessibleName(f"{tr('Restore')}: {self.words.text()}")

    def restore(self) -> None:
        part = self._part
        if part is not None:
            self.workspace.attempt(
                lambda: self.workspace.write(tr("Restore from bin"), records.restore, part.noun, part.id)
            )
