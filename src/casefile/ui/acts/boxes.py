"""What charges and attributions have in common: a heading that folds, their proof as a bar, their elements inside."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from casefile.operations import matrix, records
from casefile.operations.charging import Caution
from casefile.ui import icons, theme
from casefile.ui import records as noun_records
from casefile.ui.acts.cautions import Shape
from casefile.ui.acts.elements import ElementRow, ElementShown
from casefile.ui.acts.finders import open_law
from casefile.ui.linking.keys import OwnKeys
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import NumberLink, PlainLabel, safe_tip
from casefile.ui.widgets.marks import Coverage, CoverageBar
from casefile.ui.widgets.picker import Finder
from casefile.ui.workspace import Workspace

_BAR_WIDTH = 120
_LINE = 28  # height of the first line


class ProofBox(QFrame):
    """A record of `noun` with elements. Its inside is made when it is first unfolded. `unfolded` then and after."""

    unfolded = Signal()

    def __init__(self, workspace: Workspace, noun: str, *, folded: bool) -> None:
        super().__init__()
        self.workspace, self.noun = workspace, noun
        self.record: UUID | None = None
        self._code = ""
        self.content: QWidget | None = None
        self.fold_button = QToolButton()
        self.fold_button.setCheckable(True)
        self.fold_button.setStyleSheet("QToolButton:checked:!hover { background: transparent; }")
        self.fold_button.setChecked(not folded)
        self.fold_button.toggled.connect(self._fold)
        self.code = NumberLink()
        self.code.followed.connect(lambda _beside: open_law(workspace, self._code))
        self.title = PlainLabel(wrap=True)
        self.title.setFont(theme.scaled_font(10, strong=noun == "charge"))
        self.title.installEventFilter(self)
        self.caution = Shape()
        self.bar = CoverageBar()
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.bin_button = QToolButton()
        self.bin_button.setIcon(icons.icon("bin", "muted"))
        self.bin_button.clicked.connect(self.bin)
        OwnKeys(self.fold_button, {Qt.Key.Key_Delete: self.bin})
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        for widget in (self.fold_button, self.code, self.title, self.caution, self.bar, self.bin_button):
            widget.setMinimumHeight(_LINE)  # the shape too, so that it stands in the middle of the line
            head.addWidget(widget, int(widget is self.title), top)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._point()

    def show_head(
        self, record: UUID, code: str, title: str, cells: tuple[matrix.Cell, ...], cautions: tuple[Caution, ...]
    ) -> None:
        self.record, self._code = record, code
        serious = [caution.text for caution in cautions if caution.serious]
        self.caution.setVisible(bool(serious))
        self.caution.setToolTip(safe_tip("\n".join(serious)))
        coverage = coverage_of(matrix.summed(cells))
        self.code.show_text(code, tr("Show this provision"))
        self.title.setText(title)
        self.bar.show_coverage(coverage)
        self.bar.setVisible(bool(cells))
        spoken = [f"{code} {' '.join(title.split())}", coverage.words]
        spoken += [tr("to look at: {count}").format(count=len(serious))] if serious else []
        self.fold_button.setAccessibleName(", ".join(spoken))
        away = tr("Put this into the bin (Delete)")
        self.bin_button.setToolTip(away)
        self.bin_button.setAccessibleName(f"{away}: {code}")

    def unfold(self) -> None:
        self.fold_button.setChecked(True)

    def bin(self) -> None:
        """Put the record into the bin; undo brings it back."""
        record = self.record
        if record is None or self.bin_button.isHidden():
            return
        words = {"charge": tr("Bin charge"), "attribution": tr("Bin attribution")}
        if self.workspace.attempt(lambda: self.workspace.write(words[self.noun], records.bin_, self.noun, record)):
            self.workspace.said.emit(tr("Put into the bin. Undo brings it back."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.title and event.type() == QEvent.Type.MouseButtonRelease:
            self.fold_button.toggle()
        return super().eventFilter(watched, event)

    # --- for the kinds

    def make_content(self) -> QWidget:
        """The inside, made once."""
        return QWidget()

    def show_content(self) -> None:
        """Show again what is inside."""

    def commit(self) -> bool:
        """Save what is being typed inside."""
        return True

    # --- within

    def refill(self) -> None:
        """Show the inside if it is unfolded."""
        if self.fold_button.isChecked():
            if self.content is None:
                self.content = self.make_content()
                self.content.setContentsMargins(26, 0, 0, 8)
                self._column.addWidget(self.content)
            self.show_content()

    def _fold(self, opened: bool) -> None:
        self._point()
        if opened and self.record is not None:
            self.refill()
        if self.content is not None:
            self.content.setVisible(opened)
        if opened:
            self.unfolded.emit()

    def _point(self) -> None:
        opened = self.fold_button.isChecked()
        self.fold_button.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.fold_button.setToolTip(tr("Fold") if opened else tr("Unfold"))


def element_column(workspace: Workspace) -> KeyedColumn[ElementShown, ElementRow]:
    """The elements of one charge or attribution."""
    return KeyedColumn(lambda shown: shown.target, lambda _shown: ElementRow(workspace), ElementRow.show_element, 4)


def reasoning_form(
    workspace: Workspace, box: ProofBox, *names: str, finders: Mapping[str, Finder] | None = None
) -> Form:
    """The prose of a charge or an attribution, saved on leaving; before it the fields called `names`, on one line."""
    fields = noun_records.fields(box.noun, *names, "reasoning")
    save = noun_records.save(workspace, box.noun, lambda: box.record)
    return Form(fields, save, finders=finders, together=(names,))


def coverage_of(counted: matrix.Coverage) -> Coverage:
    """What operations counted, as the window draws it."""
    return Coverage(counted.covered, counted.contested, counted.gap, counted.undermined)
