"""The place "jurisdiction": charges with their answers, States, admissibility, and all assessments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.operations import records
from casefile.ui.jurisdiction.admissibility import AdmissibilityPage
from casefile.ui.jurisdiction.assessments import AssessmentsPage
from casefile.ui.jurisdiction.charges import ChargesPage
from casefile.ui.jurisdiction.states import StatesPage
from casefile.ui.places import place
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import Heading
from casefile.ui.widgets.segments import Segments
from casefile.ui.workspace import Workspace

PLACE = "jurisdiction"
PAGES = (
    ("charges", "Charges"),
    ("states", "States"),
    ("admissibility", "Admissibility"),
    ("assessments", "Assessments"),
)


@place(PLACE, "Jurisdiction", order=90, icon="jurisdiction")
class JurisdictionView(View):
    """The workbook of jurisdiction and admissibility, a page at a time."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"case", "act", "charge", "attribution", "actor", "place", "incident", "state_fact", "assessment", "proceeding",
         "proceeding_actor", "tagging"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.segments = Segments([(key, tr(words)) for key, words in PAGES], tr("Page"))
        self.pages = QStackedWidget()
        self._made: dict[str, Any] = {}  # a page is made when it is first turned to
        self._stale = {key for key, _words in PAGES}
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 4)
        head.addWidget(Heading(tr("Jurisdiction")), 1)
        head.addWidget(self.segments)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        self.segments.chosen.connect(self._choose)

    @property
    def charges(self) -> ChargesPage:
        page: ChargesPage = self._page("charges")
        return page

    @property
    def states(self) -> StatesPage:
        page: StatesPage = self._page("states")
        return page

    @property
    def admissibility(self) -> AdmissibilityPage:
        page: AdmissibilityPage = self._page("admissibility")
        return page

    @property
    def assessments(self) -> AssessmentsPage:
        page: AssessmentsPage = self._page("assessments")
        return page

    @property
    def page(self) -> str:
        """The key of the page that is shown."""
        return self.segments.value

    def reload(self) -> None:
        self._stale = {key for key, _words in PAGES}
        self.pages.setCurrentWidget(self._page(self.page))
        self._reload_page(self.page)

    def open_record(self, record: UUID | None) -> None:
        """Show an assessment, a fact about a State, a charge or an attribution, each on its page."""
        if record is None:
            return
        for noun, key in (("assessment", "assessments"), ("state_fact", "states"), ("charge", "charges"),
                          ("attribution", "charges")):  # fmt: skip
            if self.workspace.read(records.exists, noun, record):
                self._turn_to(key)
                self._page(key).open(record)
                return

    def commit(self) -> bool:
        """Save what is being typed."""
        return self.page not in self._made or bool(self._page(self.page).commit())

    def take_focus(self) -> None:
        self._page(self.page).take_focus()

    def new(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin an assessment, with `values` filled in."""
        self._turn_to("assessments")
        self.assessments.new(values)

    def bin_current(self) -> None:
        """Put the chosen assessment into the bin."""
        if self.page == "assessments":
            self.assessments.bin_current()

    def turn_to(self, key: str) -> None:
        """Show another page, unless something typed on this one is not right yet."""
        if key != self.page and self.commit():
            self._turn_to(key)
            self.take_focus()

    def _choose(self, key: str) -> None:
        before = next((known for known, page in self._made.items() if page is self.pages.currentWidget()), key)
        if self._page(before).commit():
            self._turn_to(key)
        else:
            self.segments.show_value(before)

    def _turn_to(self, key: str) -> None:
        self.segments.show_value(key)
        self.pages.setCurrentWidget(self._page(key))
        self._reload_page(key)

    def _reload_page(self, key: str) -> None:
        """Read a page again if anything was written since."""
        if key not in self._stale or self.workspace.case is None:
            return
        self._stale.discard(key)
        if key == "states":
            self._show_states()
            self._reload_page(
                "charges"
            )  # which tells again, through `booked`, once it knows the States that are touched
        else:
            self._page(key).reload()

    def _show_states(self) -> None:
        if self.page == "states":
            self.states.show_states(self.charges.book.states)

    def _page(self, key: str) -> Any:
        if key not in self._made:
            page = self._made[key] = _PAGES[key](self.workspace)
            self.pages.addWidget(page)
            if isinstance(page, ChargesPage | AssessmentsPage):
                page.chosen.connect(lambda record: self.chose(PLACE, record))
            if isinstance(page, ChargesPage):
                page.booked.connect(self._show_states)
            if isinstance(page, ChargesPage | AdmissibilityPage):
                page.opened.connect(lambda record: self.workspace.go(PLACE, record))
        return self._made[key]


_PAGES = {
    "charges": ChargesPage,
    "states": StatesPage,
    "admissibility": AdmissibilityPage,
    "assessments": AssessmentsPage,
}
