"""A brief in the making: blocks, the numbers of its paragraphs, and which exhibit is cited where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from casefile.brief.document import Block, Bullets, Diagram, Footnote, Heading, Paragraph, Run, Table
from casefile.brief.parts import figures, marks, words
from casefile.brief.veil import NO_NAME
from casefile.figures.drawing import Drawing
from casefile.model.cases import CLASSIFICATIONS
from casefile.operations.brief import Material
from casefile.operations.proof_links import LinkRow
from casefile.operations.records import Row

Level = Literal[1, 2, 3, 4]
WITHHELD = "[withheld: classified above this document]"
KINDS_OF_DOCUMENT = {"art15": "communication", "art13a": "referral", "art13b": "submission"}
_RANKS = [stored for stored, _ in CLASSIFICATIONS]


@dataclass(slots=True)
class Draft:
    """What the parts write into. Anchors are counted, so that no id of a record gets into the file."""

    material: Material
    blocks: list[Block] = field(default_factory=list)
    number: int = 0
    figures: int = 0
    used: defaultdict[UUID, dict[str, int | str]] = field(default_factory=lambda: defaultdict(dict))
    unresolved: list[tuple[str, str]] = field(default_factory=list)
    quoted: dict[UUID, str] = field(default_factory=dict)
    by_number: dict[str, Row] = field(default_factory=dict)
    _anchors: dict[tuple[str, Hashable], str] = field(default_factory=dict)
    _cited: list[UUID] = field(default_factory=list)
    _said: list[UUID] = field(default_factory=list)
    _lost: list[str] = field(default_factory=list)
    _titled: set[UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        rows = (*self.material.acts, *self.material.items.values())
        self.by_number = {row.number.casefold(): row for row in reversed(rows)}

    @property
    def withheld_names(self) -> Mapping[str, str]:
        """What stands for each name that must not appear."""
        return self.material.withheld

    @property
    def kind(self) -> str:
        """What the document calls itself: communication, referral or submission."""
        return KINDS_OF_DOCUMENT[self.material.case["route"]]

    # --- blocks ---------------------------------------------------------------------------------------------------

    def add(self, *blocks: Block) -> None:
        self.blocks += blocks

    def heading(self, level: Level, text: str, anchor: str = "", *, numbered: bool = True) -> None:
        self.add(Heading(level, text, anchor, numbered))
        if level <= 2:
            self._titled.clear()

    def say(self, *runs: Run | str, anchor: str = "") -> str:
        """A numbered paragraph; gives the anchor that leads to it."""
        self.number += 1
        anchor = anchor or f"paragraph-{self.number}"
        self.add(Paragraph(_as_runs(runs), numbered=True, anchor=anchor))
        self._settle(anchor, self.number)
        return anchor

    def plain(self, *runs: Run | str, style: Literal["body", "centred", "right", "small"] = "body") -> None:
        """A paragraph without number."""
        self.add(Paragraph(_as_runs(runs), style=style))

    def bullets(
        self, items: Sequence[Sequence[Run | str]], anchor: str, marker: Literal["–", "•", "(a)"] = "–"
    ) -> None:
        """A list that belongs to the paragraph of `anchor`, just said."""
        if items:
            self.add(Bullets(tuple(_as_runs(item) for item in items), marker))
            self._settle(anchor, self.number)

    def table(self, table: Table, annex: str) -> None:
        """A table of an annex; exhibits in it count as cited there."""
        self.add(table)
        self._settle(self.anchor("annex", annex), f"Annex {annex}")

    def diagram(self, drawing: Drawing, title: str, source: str) -> str:
        """A numbered figure with its title and where it is drawn from; gives the anchor that leads to it."""
        self.figures += 1
        anchor = f"figure-{self.figures}"
        caption = (Run(f"Figure {self.figures}: {title}. ", bold=True), Run(words.sentence(source)))
        self.add(Diagram(drawing, caption, figures.TAKEN, anchor))
        return anchor

    def prose(self, text: str, lead: str = "") -> None:
        """Text that a person wrote: numbered paragraphs, citation marks made footnotes and links."""
        for count, part in enumerate(paragraphs(text)):
            first = (Run(f"{lead} ", bold=True),) if lead and not count else ()
            self.say(*first, *self.marked(part))

    def _settle(self, anchor: str, where: int | str) -> None:
        for evidence in self._cited:
            self.used[evidence].setdefault(anchor, where)
        self.unresolved += [(mark, anchor if isinstance(where, int) else "") for mark in self._lost]
        for passage in self._said:
            self.quoted.setdefault(passage, anchor)
        self._cited, self._said, self._lost = [], [], []

    # --- anchors and names ----------------------------------------------------------------------------------------

    def anchor(self, kind: str, key: Hashable) -> str:
        """The anchor of a record, or of an element of one."""
        return self._anchors.setdefault((kind, key), f"{kind}-{len(self._anchors) + 1}")

    def name(self, actor_id: UUID | None) -> str:
        """How an actor is called here: the pseudonym where the name is protected; "" where there is none."""
        actor = self.material.actors.get(actor_id) if actor_id else None
        if actor is None:
            return ""
        return str(actor["pseudonym"] or NO_NAME) if actor["protected"] else actor.title

    def withheld(self, evidence: UUID) -> bool:
        """Whether an item is classified above this document, which then must not tell of it."""
        item = self.material.items[evidence]
        return _RANKS.index(item["classification"]) > _RANKS.index(self.material.case["classification"])

    def place(self, row: Row) -> str:
        found = self.material.places.get(row["place_id"]) if row["place_id"] else None
        return words.place(found) if found else ""

    # --- citing ---------------------------------------------------------------------------------------------------

    def note(self, *cites: tuple[UUID, str], more: str = "") -> Footnote:
        """A footnote with pin cites, each an item and a place in it: number, title, place, grade.

        The title is given once in a chapter or incident, where the reader meets the exhibit first.
        """
        runs: list[Run] = []
        for evidence, locator in cites:
            self._cited.append(evidence)
            item = self.material.items[evidence]
            title = WITHHELD if self.withheld(evidence) else item.title
            title = "" if evidence in self._titled else f", {title}"
            self._titled.add(evidence)
            place = f", {locator}" if locator else ""
            grade = f"{item['reliability']}{item['credibility']}"
            end = "; " if len(runs) < 2 * len(cites) - 2 else f".{more}"
            runs += [self.exhibit(evidence), Run(f"{title}{place} (grade {grade}){end}")]
        return Footnote(tuple(runs))

    def exhibit(self, evidence: UUID) -> Run:
        """The number of an item, leading to the list of evidence."""
        return Run(self.material.items[evidence].number, link=self.anchor("exhibit", evidence))

    def cite(self, link: LinkRow) -> list[Run | str]:
        """One passage in the text: exhibit, its words or where they are quoted, the footnote, and why it matters."""
        item = self.material.items[link.evidence_id]
        kind = words.label("evidence", "type", item["type"]).lower()
        weight = f"; weight: {link.weight}" if link.weight else ""
        runs: list[Run | str] = [self.exhibit(link.evidence_id), f" ({kind}{weight})"]
        if self.withheld(link.evidence_id):
            return [*runs, Run(f": {WITHHELD}.", footnote=self.note((link.evidence_id, link.locator)))]
        runs += self._words(link)
        return [*runs, " ", *self.marked(words.sentence(link.note))] if link.note.strip() else runs

    def mention(self, link: LinkRow) -> list[Run | str]:
        """A passage that was cited before: its pin cite in the text, where it is quoted, and why it matters."""
        place = f", {link.locator}" if link.locator else ""
        runs: list[Run | str] = [self.exhibit(link.evidence_id), place]
        self._cited.append(link.evidence_id)
        if self.withheld(link.evidence_id):
            return [*runs, "."]
        if link.passage_id in self.quoted:
            runs += [", quoted at paragraph ", Run(link=self.quoted[link.passage_id])]
        return [*runs, f". {words.sentence(link.note)}".rstrip()]

    def _words(self, link: LinkRow) -> list[Run | str]:
        quote = link.translation or link.quote
        if not quote.strip():
            return [Run(".", footnote=self.note((link.evidence_id, link.locator)))]
        if link.passage_id in self.quoted:
            note = self.note((link.evidence_id, link.locator))
            return [", quoted at paragraph ", Run(link=self.quoted[link.passage_id]), Run(".", footnote=note)]
        self._said.append(link.passage_id)
        note = self.note((link.evidence_id, link.locator), more=self._original(link))
        return [": ", Run(f"{_quotation(quote)}.", footnote=note)]

    def _original(self, link: LinkRow) -> str:
        """What the footnote adds to a translated quotation: the words as they stand in the item."""
        if not (link.translation.strip() and link.quote.strip()):
            return ""
        code = self.material.passages[link.passage_id]["language"]
        named = f"Original in {words.language(code)}" if code else "Original"
        return f" {named}: {_quotation(link.quote)}."

    def marked(self, text: str) -> list[Run]:
        """Text with its citation marks resolved; marks that name nothing stay as written and are noted."""
        runs: list[Run] = []
        for piece in marks.pieces(text, self.by_number):
            if isinstance(piece, str):
                runs.append(Run(piece))
            elif isinstance(piece, marks.Cites):
                runs.append(Run(piece.after, footnote=self.note(*piece.places)))
            elif isinstance(piece, marks.Lost):
                self._lost.append(piece.written)
                runs.append(Run(piece.written, bold=True))
            else:
                for count, act in enumerate(piece.rows):
                    anchor = self.anchor("act", act.id)
                    runs += [Run("; " if count else "("), Run(act.number, link=anchor), Run(", paragraph ")]
                    runs.append(Run(link=anchor))
                runs.append(Run(")"))
        return runs


def paragraphs(text: str) -> list[str]:
    """Parted at empty lines; lines inside a paragraph stay lines."""
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")) if part.strip()]


def _quotation(text: str) -> str:
    return f"“{' '.join(text.split()).removesuffix('.').strip('“”')}”"


def _as_runs(runs: Sequence[Run | str]) -> tuple[Run, ...]:
    return tuple(Run(run) if isinstance(run, str) else run for run in runs)
