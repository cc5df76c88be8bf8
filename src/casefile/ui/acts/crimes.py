"""Choosing a crime: a line that finds it by code or words, narrowed by conflict and victims, and what it asks beside it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from casefile.law import search
from casefile.law.catalogue import catalogue
from casefile.law.records import Crime
from casefile.model.acts import VICTIM_GROUPS
from casefile.operations import charging
from casefile.operations.charging import Conduct
from casefile.ui import theme
from casefile.ui.acts.cautions import Cautions
from casefile.ui.acts.finders import crime_words
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.widgets.picker import Finder, Picker
from casefile.ui.widgets.suggest import Choice, Preview
from casefile.ui.workspace import Workspace

_MOST = 60
_CONFLICTS = (
    ("", "Any conflict or none"),
    ("international", "International armed conflict"),
    ("non_international", "Non-international armed conflict"),
    ("none", "No armed conflict"),
)
_FILTER_OF = {"occupation": "international"}
_TYPES = {"international": "international", "non-international": "non-international"}
_MOST_PROOF = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list of crimes is narrowed to; "" narrows to nothing."""

    conflict: str = ""
    group: str = ""

    def holds(self, crime: Crime) -> bool:
        conflicts = (self.conflict,) if self.conflict else ()
        return charging.fits_conflict(crime, conflicts) and charging.fits_victims(crime, self.group)


class CrimeFilter(QWidget):
    """Conflict, victims and a switch that shows all crimes; they begin with what is known about the act."""

    def __init__(self) -> None:
        super().__init__()
        self.conflict = _combo(_CONFLICTS, tr("Crimes of which conflict"))
        self.group = _combo((("", "Any victims"), *VICTIM_GROUPS[1:]), tr("Crimes against whom"))
        self.every = QCheckBox(tr("All crimes"))
        self.every.setToolTip(tr("Show every crime of the Statute, whatever is known about the act"))
        self.every.toggled.connect(self._dim)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.conflict, 1)
        row.addWidget(self.group, 1)
        row.addWidget(self.every)

    @property
    def wanted(self) -> Wanted:
        if self.every.isChecked():
            return Wanted()
        return Wanted(self.conflict.currentData(), self.group.currentData())

    def show_conduct(self, conduct: Conduct) -> None:
        """Begin with what is known: the one conflict that the act belongs to, and its victims."""
        found = {_FILTER_OF.get(one, one) for one in conduct.classification.conflicts}
        self.conflict.setCurrentIndex(max(0, self.conflict.findData(found.pop() if len(found) == 1 else "")))
        self.group.setCurrentIndex(max(0, self.group.findData(conduct.victims_group)))
        self.every.setChecked(False)

    def _dim(self, every: bool) -> None:
        self.conflict.setEnabled(not every)
        self.group.setEnabled(not every)


class CrimePreview(Preview):
    """What the marked crime asks: what to look at, its elements, what researchers usually bring."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.conduct: Conduct | None = None
        self.title = PlainLabel(wrap=True)
        self.title.setFont(theme.scaled_font(10, strong=True))
        self.about = PlainLabel(tone="muted", wrap=True)
        self.cautions = Cautions(by_mouse=True)
        self.cautions.chosen.connect(lambda code, _beside: self.picked.emit(code))
        self.elements = PlainLabel(wrap=True)
        self.proof_head = PlainLabel(tr("What researchers usually bring"), tone="muted")
        self.proof = PlainLabel(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 8)
        column.setSpacing(6)
        for widget in (self.title, self.about, self.cautions, self.elements, self.proof_head, self.proof):
            column.addWidget(widget)
        column.addStretch()

    def show_choice(self, choice: Choice) -> None:
        for child in (self.title, self.about, self.cautions, self.elements, self.proof_head, self.proof):
            child.setVisible(choice.value is not None)
        if choice.value is None:
            return
        crime = catalogue().crime(choice.value)
        self.title.setText(crime_words(crime.key))
        about = [conflict_words(crime)]
        if crime.amendment:
            about.append(tr("added in {year}").format(year=crime.amendment))
        self.about.setText(" · ".join(about))
        self.cautions.show_cautions(charging.of_crime(crime, self.conduct) if self.conduct else ())
        listed = "\n".join(f"{element.number}  {element.label}" for element in crime.elements)
        self.elements.setText(listed or tr("No elements of this crime were adopted."))
        self.proof.setText("\n".join(f"–  {one}" for one in crime.usual_proof[:_MOST_PROOF]))
        self.proof_head.setVisible(bool(crime.usual_proof))
        self.proof.setVisible(bool(crime.usual_proof))


class NewCharge(QWidget):
    """A line that finds a crime; `picked(code)` when one was chosen for the act."""

    picked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.act: UUID | None = None
        self._conduct: Conduct | None = None
        self.filter = CrimeFilter()
        self.preview = CrimePreview()
        placeholder = tr("Add a charge: code or words, such as civilian objects")
        self.picker = Picker(finder(self.filter), placeholder, preview=self.preview)
        self.line = self.picker.line
        self.line.setAccessibleName(tr("Add a charge"))
        self.picker.picked.connect(self.picked)
        self.preview.picked.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filter)
        column.addWidget(self.picker)

    def show_act(self, act: UUID, conduct: Conduct) -> None:
        """Find crimes for `act`; what the user narrowed to stays as long as nothing about the act changes."""
        if act != self.act or self._conduct is None or _basis(conduct) != _basis(self._conduct):
            self.filter.show_conduct(conduct)
        if act != self.act:
            self.picker.show_value(None)
        self.act, self._conduct = act, conduct
        self.preview.conduct = conduct

    def open(self) -> None:
        self.picker.open()

    def clear(self) -> None:
        self.picker.show_value(None)

    def charge(self, crime: str) -> UUID | None:
        """Charge the act with `crime`; the charge that was made."""
        self.clear()
        act, made = self.act, list[UUID]()
        if act is not None:
            add = charging.charge
            self.workspace.attempt(lambda: made.append(self.workspace.write(tr("Add charge"), add, act, crime)))
        return made[0] if made else None

    def _pick(self, crime: str) -> None:
        self.picker.show_value(None)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.picked.emit(crime)


def finder(narrowing: CrimeFilter) -> Finder:
    """Crimes by code or words, those that `narrowing` holds; others only where none of those is meant."""

    def find(text: str) -> list[Choice]:
        wanted = narrowing.wanted
        crimes = catalogue().crimes
        if text:
            crimes = tuple(catalogue().crime(hit.key) for hit in search.find(text, ("crime",), _MOST))
        held = [crime for crime in crimes if wanted.holds(crime)]
        return [_choice(crime) for crime in held or _with_counterparts(crimes, wanted)]

    return Finder(find, crime_words)


def _with_counterparts(crimes: tuple[Crime, ...], wanted: Wanted) -> list[Crime]:
    """Crimes outside of what is wanted, each followed by the same conduct in the conflict that is."""
    found: dict[str, Crime] = {}
    for crime in crimes:
        others = [catalogue().crime(code) for code in crime.counterpart]
        for one in (crime, *(other for other in others if wanted.holds(other))):
            found.setdefault(one.key, one)
    return list(found.values())


def conflict_words(crime: Crime) -> str:
    """The conflict that a crime asks for, in words."""
    known = {
        "international": tr("In an international armed conflict"),
        "non-international": tr("In a non-international armed conflict"),
    }
    return known.get(crime.conflict, tr("Asks for no type of armed conflict"))


def _choice(crime: Crime) -> Choice:
    kind = tr(_TYPES[crime.conflict]) if crime.conflict in _TYPES else ""
    return Choice(crime.key, crime_words(crime.key), kind, beside=True)


def _basis(conduct: Conduct) -> tuple[object, ...]:
    return conduct.classification.conflicts, conduct.victims_group


def _combo(choices: tuple[tuple[str, str], ...], name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(9)
    for key, words in choices:
        combo.addItem(tr(words), key)
    return combo
