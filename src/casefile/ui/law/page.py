"""One provision to read: citation, elements with their kinds, notes, where the words come from, and its use in the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from casefile.law.catalogue import catalogue
from casefile.law.records import CONTEXTS, Crime, Element, Mode
from casefile.operations.provisions import Use
from casefile.ui import theme
from casefile.ui.law.keys import GROUPS
from casefile.ui.law.outline import crime_keys
from casefile.ui.overview.rows import TwoLines
from casefile.ui.text import tr
from casefile.ui.widgets.labels import Heading, PlainLabel, ProseLabel
from casefile.ui.widgets.listdetail import ScrollColumn

SUMMARY = "This is a summary in our own words; the official text decides."
_CONFLICTS = {
    "international": "War crime in an international armed conflict",
    "non-international": "War crime in an armed conflict not of an international character",
}
_MOST_USES = 60


class ProvisionPage(ScrollColumn):
    """`followed(key)` when another provision is wanted, `use_followed(Use)` when a charge or an attribution is."""

    followed = Signal(str)
    use_followed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.title = Heading(level=1)
        self.citation = ProseLabel(tone="muted")
        self.inside, self.origin = QWidget(), QWidget()
        self.uses_heading = Heading(tr("In this case"))
        self.uses = QWidget()
        self._uses = _column(self.uses, 0)
        self.column.addWidget(self.title)
        self.column.addWidget(self.citation)
        self.column.addWidget(self.inside)
        self.column.addWidget(self.uses_heading)
        self.column.addWidget(self.uses)
        self.column.addWidget(self.origin)
        self.column.addStretch()

    def show_provision(self, key: str, uses: tuple[Use, ...], counts: Counter[str]) -> None:
        """Show the crime, mode, article or paragraph with this key."""
        another, self.key = key != self.key, key
        inside, origin = QWidget(), QWidget()
        column, below = _column(inside, 16), _column(origin, 16)
        known = _crime_or_mode(key)
        if known is not None:
            self.title.setText(known.title)
            self._fill_known(column, known)
            _fill_origin(below, known)
        else:
            self._fill_article(column, key, counts)
        self.inside, self.origin = self._replaced(self.inside, inside), self._replaced(self.origin, origin)
        self._show_uses(uses)
        if another:
            self.verticalScrollBar().setValue(0)

    # --- what a page says

    def _fill_known(self, column: QVBoxLayout, known: Crime | Mode) -> None:
        words = [known.citation]
        if isinstance(known, Crime) and known.conflict in _CONFLICTS:
            words.append(tr(_CONFLICTS[known.conflict]))
        if known.amendment:
            words.append(
                tr("Amended in {year}, {resolution}").format(year=known.amendment, resolution=known.resolution)
            )
        self.citation.setText("\n".join(words))
        if known.notes:
            column.addWidget(ProseLabel(known.notes))
        column.addWidget(Heading(tr("Elements")))
        if known.elements:
            column.addWidget(PlainLabel(tr(SUMMARY), tone="muted", wrap=True))
            column.addWidget(_elements(known.elements))
        else:
            column.addWidget(PlainLabel(tr("No elements are in the catalogue."), tone="muted", wrap=True))

    def _replaced(self, old: QWidget, new: QWidget) -> QWidget:
        self.column.replaceWidget(old, new)
        new.show()
        old.hide()
        old.deleteLater()
        return new

    def _fill_article(self, column: QVBoxLayout, key: str, counts: Counter[str]) -> None:
        article = catalogue().article(key)
        self.title.setText(tr(GROUPS[key]) if key in GROUPS else article.title)
        part = tr("Part {number}, {title}").format(number=article.part, title=article.part_title)
        self.citation.setText(f"{catalogue().provision(key).citation}\n{part}")
        standards = [one for one in catalogue().standards if article.code in {code.split("(")[0] for code in one.codes}]
        for standard in standards:
            column.addWidget(Heading(standard.title))
            column.addWidget(ProseLabel(f"{standard.text}\n{standard.stage}"))
        below = [code for code in GROUPS if article.code == "8" and key == "8"] or crime_keys(key)
        if below:
            column.addWidget(Heading(tr("Under this provision")))
            column.addWidget(self._links(below, counts))
        elif not standards:
            words = tr("The catalogue holds the heading of this article; read its text in the Statute itself.")
            column.addWidget(PlainLabel(words, tone="muted", wrap=True))
        column.addWidget(Heading(tr("Where this comes from")))
        column.addWidget(ProseLabel(article.basis, tone="muted"))

    def _links(self, keys: list[str], counts: Counter[str]) -> QWidget:
        links = QWidget()
        column = _column(links, 0)
        for key in keys:
            known = _crime_or_mode(key)
            row = TwoLines()
            used = counts.get(key, 0) if known else sum(counts.get(one, 0) for one in crime_keys(key))
            title = known.title if known else tr(GROUPS[key])
            row.show_words(f"{key}  {title}", "", aside=tr("{count} in this case").format(count=used) if used else "")
            row.clicked.connect(partial(self.followed.emit, key))
            column.addWidget(row)
        return links

    def _show_uses(self, uses: tuple[Use, ...]) -> None:
        while (item := self._uses.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        charges = sum(use.noun == "charge" for use in uses)
        words = tr("Charges in this case: {count}") if charges else tr("Attributions in this case: {count}")
        self.uses_heading.setText(words.format(count=len(uses)))
        self.uses_heading.setVisible(bool(uses))
        self.uses.setVisible(bool(uses))
        for use in uses[:_MOST_USES]:
            row = TwoLines()
            about = "" if use.noun == "charge" else f"{use.actor} · {use.crime}"
            row.show_words(f"{use.act_number}  {use.act_title}", about)
            row.clicked.connect(partial(self.use_followed.emit, use))
            self._uses.addWidget(row)
        if len(uses) > _MOST_USES:
            more = tr("and {count} more; the matrix shows all of them").format(count=len(uses) - _MOST_USES)
            self._uses.addWidget(PlainLabel(more, tone="muted"))


def _crime_or_mode(key: str) -> Crime | Mode | None:
    known: tuple[Crime | Mode, ...] = (*catalogue().crimes, *catalogue().modes)
    return next((one for one in known if one.key == key), None)


def _fill_origin(column: QVBoxLayout, known: Crime | Mode) -> None:
    """Article 30 for what the elements leave open, and where our words come from."""
    rules = [rule for rule in catalogue().mental_rules if any(one.kind == rule.kind for one in known.elements)]
    if isinstance(known, Crime) and rules:
        column.addWidget(Heading(tr("Mental element where these are silent (article 30)")))
        column.addWidget(_lines((tr(rule.kind).capitalize(), rule.text) for rule in rules))
    if known.basis:
        column.addWidget(Heading(tr("Where this comes from")))
        column.addWidget(ProseLabel(known.basis, tone="muted"))


def _elements(elements: tuple[Element, ...]) -> QWidget:
    """Number, label, kind and words of each."""
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for place, element in enumerate(elements):
        label = ProseLabel(element.label)
        label.setFont(theme.scaled_font(10, strong=True))
        kind = PlainLabel(tr(element.kind).capitalize(), tone="muted")
        grid.addWidget(PlainLabel(str(element.number), tone="muted"), 3 * place, 0, top)
        grid.addWidget(label, 3 * place, 1)
        grid.addWidget(kind, 3 * place, 2, top)
        grid.addWidget(ProseLabel(element.text + _context_words(element)), 3 * place + 1, 1, 1, 2)
        grid.setRowMinimumHeight(3 * place + 2, 10)
    return widget


def _context_words(element: Element) -> str:
    return f"\n{tr('Proved once for the whole case, by a context finding.')}" if element.context in CONTEXTS else ""


def _lines(pairs: Iterable[tuple[str, str]]) -> QWidget:
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setColumnStretch(1, 1)
    for row, (head, text) in enumerate(pairs):
        name: QLabel = PlainLabel(head, tone="muted")
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(ProseLabel(text), row, 1)
    return widget


def _column(widget: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column
