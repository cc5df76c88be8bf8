"""Annex F: who stood under whom and who is alleged to answer for what, as figures and as a table of every link in them.

One figure where it can be read on one page, else one for each incident; a figure that is still too large leaves out the
higher superiors, and then acts, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from casefile.brief import measure
from casefile.brief.document import Run, Section, Table
from casefile.brief.parts import figures, proof, words
from casefile.brief.parts.draft import Draft
from casefile.brief.veil import NO_NAME, veiled
from casefile.figures import linkage as picture
from casefile.figures.drawing import Drawing
from casefile.law.catalogue import catalogue
from casefile.operations import linkage
from casefile.operations.linkage import AttributionLink, Linkage, PostingLink

MOST_BOXES = 60  # more never fit on a page
MOST_ACTS = 24
MOST_FIGURES = 12
MOST_ROWS = 400
_DEPTHS = (None, 3, 2, 1, 0)
_SOURCE = "Drawn from the postings and attributions of the case file; a line is dashed where no passage of evidence supports it"


@dataclass(frozen=True, slots=True)
class _Plate:
    """One figure to print, and what it leaves out, in a sentence."""

    title: str
    shown: Linkage
    drawing: Drawing
    lacking: str = ""

    @property
    def across(self) -> bool:
        return figures.scale(self.drawing, figures.ACROSS) > figures.scale(self.drawing, figures.UPRIGHT)


def write(draft: Draft) -> None:
    whole = veiled(_named(draft.material.linkage), draft.withheld_names)
    plates = list(_plates(draft, whole))
    draft.plain(
        "The figures show the alleged chain from superiors (above) to alleged acts (below). They allege and do not find. "
        "Every link that they draw stands in the table at the end of this annex, with the state of its proof."
    )
    for plate in plates:
        if plate.across:
            draft.add(Section(landscape=True))
        draft.diagram(plate.drawing, plate.title, _SOURCE)
        draft.plain(f"Description of the figure: {plate.drawing.alt} {plate.lacking}".rstrip(), style="small")
        if plate.across:
            draft.add(Section(landscape=False))
    _left_out(draft, whole, plates)
    links = _links(plates)
    if links:
        draft.plain("Links drawn in the figures:")
        _table(draft, whole, links)


def _named(whole: Linkage) -> Linkage:
    return replace(whole, actors=tuple(linkage.withheld(actor, NO_NAME) for actor in whole.actors))


def _plates(draft: Draft, whole: Linkage) -> Iterator[_Plate]:
    one = _drawn("Linkage", whole)
    if one is not None:
        yield one
        return
    titles = {row.id: row.title for row in draft.material.incidents}
    groups: defaultdict[UUID | None, list[UUID]] = defaultdict(list)
    for act in whole.acts:
        groups[act.incident_id if act.incident_id in titles else None].append(act.id)
    for incident, acts in list(groups.items())[:MOST_FIGURES]:
        name = f"Linkage: {titles[incident]}" if incident else "Linkage: acts outside the incidents"
        plate = _fitted(name, whole, acts)
        if plate is not None:
            yield plate


def _fitted(title: str, whole: Linkage, acts: Sequence[UUID]) -> _Plate | None:
    """The figure of these acts, with as much as can be read on a page."""
    count = min(len(acts), MOST_ACTS)
    part = linkage.of_acts(whole, set(acts[:count]))
    while count:
        tried = None
        for depth in _DEPTHS:
            shown = linkage.of_acts(part, set(acts[:count]), depth)
            plate = _drawn(title, shown) if shown != tried else None
            if plate is not None:
                return replace(plate, lacking=_lacking(depth, count, len(acts)))
            tried = shown
        count //= 2
    return None


def _drawn(title: str, shown: Linkage) -> _Plate | None:
    if len(shown.actors) + len(shown.acts) > MOST_BOXES:
        return None
    for room in (figures.UPRIGHT, figures.ACROSS):
        drawing = picture.draw(shown, measure.width, room[0] * picture.SMALL / figures.LEAST_TEXT)
        if figures.legible(drawing, room):
            return _Plate(title, shown, drawing)
    return None


def _lacking(depth: int | None, acts: int, of: int) -> str:
    parts = []
    if depth is not None:
        level = "Superiors" if not depth else f"Superiors more than {words.count(depth, 'level')} up"
        parts.append(f"{level} are left out for want of room.")
    if acts < of:
        parts.append(f"Only the first {words.number(acts)} of {words.number(of)} acts are drawn.")
    return " ".join(parts)


def _left_out(draft: Draft, whole: Linkage, plates: Sequence[_Plate]) -> None:
    """Say what no figure shows."""
    acts = {act.id for plate in plates for act in plate.shown.acts}
    missing = len(whole.acts) - len(acts)
    if missing:
        draft.plain(
            f"{words.capital(words.count(missing, 'act'))} with alleged perpetrators could not be drawn legibly; the "
            "chapter on persons states every attribution."
        )
    if whole.unlinked:
        verb = "is" if whole.unlinked == 1 else "are"
        draft.plain(f"{words.capital(words.count(whole.unlinked, 'alleged act'))} {verb} attributed to nobody so far.")


def _links(plates: Sequence[_Plate]) -> list[PostingLink | AttributionLink]:
    postings = {one.id: one for plate in plates for one in plate.shown.postings}
    attributions = {one.id: one for plate in plates for one in plate.shown.attributions}
    return [*postings.values(), *attributions.values()]


def _table(draft: Draft, whole: Linkage, links: Sequence[PostingLink | AttributionLink]) -> None:
    names = {actor.id: actor.name for actor in whole.actors}
    numbers = {act.id: act.number for act in whole.acts}
    rows = tuple(_row(draft, names, numbers, one) for one in links[:MOST_ROWS])
    header = tuple((Run(text),) for text in ("Who", "Link", "To", "Proof"))
    draft.table(Table((0.27, 0.37, 0.2, 0.16), (header,), rows, size=8.5), "F")
    if len(links) > MOST_ROWS:
        draft.plain(f"{len(links) - MOST_ROWS:,} further links stand in Annex B and in the chapter on persons.")


def _row(
    draft: Draft, names: dict[UUID, str], numbers: dict[UUID, str], one: PostingLink | AttributionLink
) -> tuple[tuple[Run, ...], ...]:
    who, state = (Run(names[one.actor_id]),), (Run(proof.mark(one.proof.state)),)
    if isinstance(one, PostingLink):
        to = names.get(one.superior_id, "–") if one.superior_id else "–"
        return who, (Run(picture.told(one)),), (Run(to),), state
    mode = catalogue().mode(one.liability)
    link = f"Article {mode.key}: {mode.title[:1].lower()}{mode.title[1:]}, for {one.crime}"
    return who, (Run(link),), (Run(numbers[one.act_id], link=draft.anchor("act", one.act_id)),), state
