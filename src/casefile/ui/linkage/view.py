"""The place "linkage"."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from casefile.case_file import CaseFile
from casefile.figures.drawing import Drawing
from casefile.operations import linkage, records
from casefile.operations.linkage import Linkage, Wanted
from casefile.operations.veil import protected_names
from casefile.ui.figures import FigurePlace
from casefile.ui.places import place
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.widgets.figure_canvas import FigureCanvas
from casefile.ui.widgets.labels import EmptyState, PlainLabel
from casefile.ui.widgets.picker import Finder, Picker
from casefile.ui.widgets.segments import Segments
from casefile.ui.widgets.suggest import Choice
from casefile.ui.workspace import Workspace

PLACE = "linkage"
MOST_BOXES = 300  # more in one picture help nobody
WIDE = 640.0
_QUICK = 30  # boxes that are placed while one waits
_MUCH = 500  # records that are read beside the window
_AROUND = ("incident", "act", "actor")
_DEPTHS = ("all", "0", "1", "2", "3")


@place(PLACE, "Linkage", order=80)
class LinkageView(FigurePlace):
    """The whole network, or what is around one incident, act or actor."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"act", "actor", "attribution", "charge", "evidence", "incident", "passage", "posting", "proof_link"}
    )
    place = PLACE

    def __init__(self, workspace: Workspace) -> None:
        empty = EmptyState(
            tr("Linkage shows who stood under whom and who answers for which act. Give an actor a posting, or name who "
               "answers for a charge."),
            tr("Go to the actors"),
        )  # fmt: skip
        super().__init__(workspace, tr("Linkage"), empty, FigureCanvas(), lambda: partial(_exported, self.wanted))
        self.known = Linkage()
        self.shown = Linkage()
        self.around = Picker(Finder(self._find, self._name), tr("All, or around an incident, act or actor"))
        self.around.setMinimumWidth(300)
        words = [tr("All"), tr("None"), tr("1 up"), tr("2 up"), tr("3 up")]
        self.levels = Segments(list(zip(_DEPTHS, words, strict=True)), tr("Superiors"))
        self.tools.addWidget(self.around, 1)
        self.tools.addWidget(PlainLabel(tr("Superiors"), tone="muted"))
        self.tools.addWidget(self.levels)
        self._reader: Slowly[Linkage] = Slowly(
            self, workspace, tr("Reading the linkage"), linkage.linkage, self._read, _weight, _MUCH
        )
        self.around.picked.connect(self._picked)
        self.levels.chosen.connect(lambda _value: self.arrange())
        self.empty.stepped.connect(lambda: workspace.go("actors"))
        workspace.case_changed.connect(self._case_changed)

    def _case_changed(self) -> None:
        self.around.show_value(None)

    # --- what the window asks

    def reload(self) -> None:
        self._reader.read()
        self.bar.setVisible(self._reader.reading)

    def open_record(self, record: UUID | None) -> None:
        """Show what is around an incident, an act or an actor."""
        if record is not None:
            noun = next((one for one in _AROUND if self.workspace.read(records.exists, one, record)), None)
            if noun is not None:
                self.around.show_value((noun, record))
                self.arrange()

    @property
    def wanted(self) -> Wanted:
        """What the controls ask for."""
        noun, record = self.around.value or ("", None)
        depth = None if self.levels.value == "all" else int(self.levels.value)
        return Wanted(
            act_id=record if noun == "act" else None,
            incident_id=record if noun == "incident" else None,
            actor_id=record if noun == "actor" else None,
            depth=depth,
        )

    def arrange(self) -> None:
        """Draw what is wanted of what was read."""
        known = self.known
        if not (known.postings or known.attributions):
            self.shown = known
            self._count()
            self.show_empty(self.empty)
            return
        quick = len(known.actors) + len(known.acts) <= _QUICK
        self.draw(partial(_arranged, known, self.wanted), self._show_part, quick=quick)

    # --- within

    def _picked(self, value: tuple[str, UUID] | None) -> None:
        self.arrange()
        self.chose(PLACE, value[1] if value else None)

    def _read(self, known: Linkage) -> None:
        self.bar.hide()
        self.known = known
        self.arrange()

    def _show_part(self, made: tuple[Linkage, Drawing | None]) -> None:
        self.shown, drawing = made
        boxes = len(self.shown.actors) + len(self.shown.acts)
        self._count()
        if drawing is not None:
            self.show_drawing(drawing)
        elif not boxes:
            self._say(tr("Nobody is linked to this yet. Choose something else, or empty the line."))
        else:
            many = tr(
                "That would be {count} boxes, more than a picture can show. Choose an incident, an act or an actor."
            )
            self._say(many.format(count=f"{boxes:,}"))

    def _say(self, sentence: str) -> None:
        self.nothing.sentence.setText(sentence)
        self.show_empty(self.nothing)

    def _count(self) -> None:
        from casefile.operations.matrix import State

        links = [one.proof.state for one in self.shown.postings] + [one.proof.state for one in self.shown.attributions]
        bare = links.count(State.GAP)
        self.words.setText(
            tr("{links} links, {bare} without proof").format(links=len(links), bare=bare) if links else ""
        )
        unlinked = self.known.unlinked
        one = tr("1 act is attributed to nobody and is not drawn.")
        many = tr("{count} acts are attributed to nobody and are not drawn.").format(count=f"{unlinked:,}")
        self.note.setText(one if unlinked == 1 else many)
        self.note.setVisible(bool(unlinked and links and self.around.value is None))

    def _find(self, text: str) -> list[Choice]:
        found = [(noun, row) for noun in _AROUND for row in self.workspace.read(records.find, noun, text, 10)]
        words = {"incident": tr("Incident"), "act": tr("Act"), "actor": tr("Actor")}
        return [Choice((noun, row.id), row.label, words[noun]) for noun, row in found]

    def _name(self, value: tuple[str, UUID]) -> str:
        return self.workspace.read(records.labels, [value]).get(value[1], tr("(not in this case)"))


def _arranged(known: Linkage, wanted: Wanted) -> tuple[Linkage, Drawing | None]:
    """The part that is wanted, and its picture where it can be one."""
    shown = linkage.narrowed(known, wanted)
    boxes = len(shown.actors) + len(shown.acts)
    return shown, drawn(shown) if 0 < boxes <= MOST_BOXES else None


def drawn(shown: Linkage) -> Drawing:
    """The picture, in the faces of the brief."""
    from casefile.brief import measure
    from casefile.figures import linkage as figure

    return figure.draw(shown, measure.width, WIDE)


def _exported(wanted: Wanted, case: CaseFile) -> Drawing:
    from casefile.brief.veil import NO_NAME, veiled

    with case.reading() as session:
        whole = linkage.narrowed(linkage.linkage(session), wanted)
        names = protected_names(session)
    named = replace(
        whole,
        actors=tuple(linkage.withheld(actor, NO_NAME) for actor in whole.actors),
        beyond=tuple(linkage.withheld(actor, NO_NAME) for actor in whole.beyond),
    )
    return drawn(veiled(named, names))


def _weight(session: Any) -> int:
    return sum(records.count(session, noun) for noun in ("actor", "act", "posting", "attribution"))
