"""What the sheet of a provision says: where it stands, summary, elements with their proof in the case, kin, origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten
from uuid import UUID

from casefile.law import tree
from casefile.law.catalogue import catalogue
from casefile.law.mentions import pieces
from casefile.law.records import CONTEXTS, Article, Crime, Element, Mode, Paragraph
from casefile.model.acts import VICTIM_GROUPS
from casefile.model.dates import words as day_words
from casefile.operations.provisions import ElementUse, Mention, Usage
from casefile.ui.law.paper import Paper, Piece, Words
from casefile.ui.text import tr
from casefile.ui.widgets.marks import Mark

SUMMARY = "This is a summary in our own words; the official text decides."
_CONFLICTS = {
    "international": "War crime in an international armed conflict",
    "non-international": "War crime in an armed conflict not of an international character",
}
_MATTERS = {
    "crime": "Crime",
    "liability": "Mode of liability",
    "definition": "Definition",
    "threshold": "Threshold",
    "scope": "Scope",
    "general_principle": "General principle",
    "ground": "Ground excluding responsibility",
    "jurisdiction": "Jurisdiction",
    "admissibility": "Admissibility",
    "procedure": "Procedure",
    "proof": "Proof",
    "penalty": "Penalties",
    "cooperation": "Cooperation",
    "institution": "Institution",
    "final_clause": "Final clause",
}
_BEARING = {"supports": Mark.COVERED, "undermines": Mark.UNDERMINED}
_QUOTE = 120  # letters


@dataclass(frozen=True, slots=True)
class Law:
    """A link to another provision."""

    key: str


@dataclass(frozen=True, slots=True)
class Record:
    """A link to a record of the case."""

    noun: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Matrix:
    """A link to the matrix, where all charges under a provision are."""

    key: str


@dataclass(frozen=True, slots=True)
class Load:
    """A link that asks for the official text."""


def write(paper: Paper, key: str, usage: Usage | None, counts: Counter[str]) -> None:
    """The whole sheet but for the official text. Without `usage` it is still being counted."""
    known = _known(key)
    paper.heading(tree.nodes()[key].title, 1)
    _where(paper, key)
    if isinstance(known, Crime):
        _crime(paper, known, usage)
    elif isinstance(known, Mode):
        _mode(paper, known, usage)
    elif known is not None:
        _summary(paper, known)
    _use(paper, usage)
    _children(paper, key, counts)
    _kin(paper, known)
    if known is not None and known.basis:
        paper.heading(tr("Where this comes from"))
        paper.quiet(*told(known.basis))


def told(text: str) -> Iterator[Words]:
    """A text whose provisions are links."""
    for piece in pieces(text):
        yield Piece(piece.text, target=Law(piece.key)) if piece.key else piece.text


def _known(key: str) -> Article | Paragraph | Crime | Mode | None:
    law, kind = catalogue(), tree.nodes()[key].kind
    if kind == "crime":
        return law.crime(key)
    if kind == "mode":
        return law.mode(key)
    if kind == "article":
        return law.article(key)
    return next((one for one in law.paragraphs if one.code == key), None)


def _where(paper: Paper, key: str) -> None:
    """Part, the provisions above, and how it is cited."""
    article, known = catalogue().article(tree.nodes()[key].code), _known(key)
    path: list[Words] = [tr("Part {number}, {title}").format(number=article.part, title=article.part_title)]
    for above in tree.above(key):
        name = tr("article {code}").format(code=above) if above == article.code else above
        path += ["  ›  ", Piece(name, target=Law(above))]
    paper.quiet(*path)
    cited = known.citation if known is not None else catalogue().provision(key).citation
    matter = tr(_MATTERS[known.kind]) if isinstance(known, Article | Paragraph) else ""
    paper.quiet("  ·  ".join(part for part in (cited, matter) if part))


# --- what each kind says ------------------------------------------------------------------------------------------


def _summary(paper: Paper, known: Article | Paragraph) -> None:
    """A summary, and the standards of proof that it sets."""
    if known.text:
        paper.line(*told(known.text), above=6)
        paper.quiet(tr(SUMMARY))
    else:
        paper.quiet(tr("The catalogue holds its heading only; read its text in the Statute itself."))
    for standard in catalogue().standards:
        if any(code == known.code or code.startswith(f"{known.code}(") for code in standard.codes):
            paper.heading(standard.title)
            paper.line(standard.text)
            paper.quiet(standard.stage)


def _crime(paper: Paper, known: Crime, usage: Usage | None) -> None:
    if known.conflict in _CONFLICTS:
        paper.quiet(tr(_CONFLICTS[known.conflict]))
    _amendment(paper, known)
    for sentence in _victims(known):
        paper.quiet(sentence)
    if known.notes:
        paper.line(*told(known.notes), above=6)
    _elements(paper, known.elements, usage)
    if known.usual_proof:
        paper.heading(tr("What researchers usually bring"))
        for one in known.usual_proof:
            paper.line(f"•\t{_capital(one)}", hanging=True, below=3)


def _mode(paper: Paper, known: Mode, usage: Usage | None) -> None:
    _amendment(paper, known)
    if known.only_article:
        only = Piece(tr("article {code}").format(code=known.only_article), target=Law(known.only_article))
        paper.quiet(tr("Only for crimes of "), only)
    if known.notes:
        paper.line(*told(known.notes), above=6)
    _elements(paper, known.elements, usage)


def _amendment(paper: Paper, known: Crime | Mode) -> None:
    """When it came into the Statute, since when, and for whom it holds."""
    if not known.amendment:
        return
    words = tr("Added in {year} by resolution {resolution}").format(year=known.amendment, resolution=known.resolution)
    if isinstance(known, Crime) and known.in_force_from:
        since = (
            tr("the Court may exercise jurisdiction from {day}")
            if known.article == "8 bis"
            else tr("first in force on {day}")
        )
        words = f"{words}; {since.format(day=day_words(known.in_force_from))}"
    paper.quiet(f"{words}.")
    if isinstance(known, Crime) and known.accepting_parties_only and "121(5)" not in known.notes:
        binds = tr("It reaches only the Parties that have accepted the amendment: article 121(5).")
        if known.article == "8 bis":
            binds = tr("Whom it reaches is ruled by articles 15 bis and 15 ter.")
        paper.quiet(*told(binds))


def _victims(known: Crime) -> Iterator[str]:
    if known.child_age:
        yield tr("Only victims under {age} count.").format(age=known.child_age)
    if known.victims:
        groups = dict(VICTIM_GROUPS)
        named = "; ".join(_small(tr(groups[one])) for one in known.victims if one in groups)
        yield tr("Done to: {groups}").format(groups=named)


# --- elements -----------------------------------------------------------------------------------------------------


def _elements(paper: Paper, elements: tuple[Element, ...], usage: Usage | None) -> None:
    paper.heading(tr("Elements"))
    if not elements:
        paper.quiet(tr("No elements are in the catalogue."))
        return
    paper.quiet(tr(SUMMARY))
    for element in elements:
        kind = _capital(tr(element.kind)) + (f", {tr('special intent')}" if element.special_intent else "")
        head = (f"{element.number}\t", Piece(element.label, strong=True), Piece(f"   {kind}", "muted"))
        paper.line(*head, hanging=True, above=8, below=2)
        paper.line(*told(element.text), indent=1, below=2)
        for quiet in _quiet(element):
            paper.quiet(*quiet, indent=1)
        use = usage.element(element.number) if usage is not None else None
        if use is not None:
            _proof(paper, use, element.owner)


def _quiet(element: Element) -> Iterator[list[Words]]:
    """Article 30 where the element is silent, how the context is proved, and what usually closes a gap."""
    rule = catalogue().mental_default(element)
    if rule is not None:
        link = Piece(tr("article {code}").format(code=rule.code), target=Law(tree.nearest(rule.code) or "30"))
        yield [tr("Mental element, by "), link, f": {_small(rule.text)}"]
    if element.context in CONTEXTS:
        yield [tr("Proved once for the whole case, by a context finding.")]
    if element.proof:
        yield list(told(tr("Usual proof: {kinds}.").format(kinds="; ".join(element.proof))))


def _proof(paper: Paper, use: ElementUse, key: str) -> None:
    """How many links bear on an element in the case, and the first passages."""
    counts = (
        (Mark.COVERED, use.supports, tr("supporting")),
        (Mark.UNDERMINED, use.undermines, tr("undermining")),
        (None, use.context, tr("context")),
    )
    told_counts = ", ".join(f"{count:,} {words}" for _, count, words in counts if count)
    paper.line(Piece(tr("Linked in this case: {counts}").format(counts=told_counts), strong=True), indent=1, below=2)
    for passage in use.first:
        mark = _BEARING.get(passage.bearing)
        quote = shorten(passage.quote, _QUOTE, placeholder=" …")
        sign = Piece(f"{mark.glyph if mark else '·'}\t", mark.value if mark else "muted")
        cite = Piece(passage.pin_cite, target=Record("passage", passage.id))
        paper.line(sign, cite, Piece(f"   “{quote}”" if quote else "", "muted"), indent=1, hanging=True, below=2)
    if use.more:
        _more(paper, use.more, key, indent=2)


# --- in the case, and kin -----------------------------------------------------------------------------------------


def _use(paper: Paper, usage: Usage | None) -> None:
    if usage is None:
        paper.heading(tr("In this case"))
        paper.quiet(tr("Counting…"))
        return
    if not (usage.uses or usage.findings or usage.mentions):
        return
    paper.heading(tr("In this case"))
    counts = (
        (usage.charges, tr("Charges: {count}")),
        (usage.attributions, tr("Attributions: {count}")),
        (usage.acts, tr("Acts: {count}")),
        (usage.links, tr("Linked passages: {count}")),
    )
    if any(count for count, _ in counts):
        paper.quiet("   ".join(words.format(count=f"{count:,}") for count, words in counts if count))
    for use in usage.uses:
        link = Piece(use.act_number, target=Record(use.noun, use.id))
        about = " · ".join(
            part for part in (use.actor, use.crime if use.actor or use.crime != usage.key else "") if part
        )
        paper.line(link, f"   {use.act_title}", Piece(f"   {about}" if about else "", "muted"), below=3)
    if usage.more:
        _more(paper, usage.more, usage.key)
    _records(paper, tr("Context findings"), usage.findings)
    _records(paper, tr("Proceedings and assessments"), usage.mentions, usage.mentioned - len(usage.mentions))


def _records(paper: Paper, title: str, shown: Iterable[Mention], more: int = 0) -> None:
    for place, one in enumerate(shown):
        if not place:
            paper.line(Piece(title, strong=True), above=8, below=2)
        link = Piece(one.title, target=Record(one.noun, one.id))
        paper.line(link, Piece(f"   {one.detail}" if one.detail else "", "muted"), below=3)
    if more > 0:
        paper.quiet(tr("and {count} more").format(count=f"{more:,}"))


def _more(paper: Paper, count: int, key: str, indent: int = 0) -> None:
    link = Piece(tr("the matrix"), target=Matrix(key))
    paper.quiet(tr("and {count} more; see ").format(count=f"{count:,}"), link, indent=indent)


def _children(paper: Paper, key: str, counts: Counter[str]) -> None:
    children = tree.nodes()[key].children
    if not children:
        return
    paper.heading(tr("Under this provision"))
    for child in children:
        used = counts.get(child, 0)
        aside = Piece(tr("   {count} in this case").format(count=f"{used:,}") if used else "", "muted")
        paper.line(Piece(child, target=Law(child)), f"   {tree.nodes()[child].title}", aside, below=3)


def _kin(paper: Paper, known: Article | Paragraph | Crime | Mode | None) -> None:
    """Counterparts, what it is confused with, and provisions that belong to it."""
    if isinstance(known, Crime):
        if known.counterpart:
            paper.heading(tr("In the other type of armed conflict"))
            for code in known.counterpart:
                paper.line(*_named(code), below=3)
        if known.related:
            paper.heading(tr("Often confused with"))
            for one in known.related:
                paper.line(*_named(one.code), below=0)
                paper.quiet(*told(one.why), indent=1)
    elif isinstance(known, Article | Paragraph) and known.related:
        paper.heading(tr("See also"))
        for code in known.related:
            paper.line(*_named(code), below=3)


def _named(code: str) -> tuple[Words, Words]:
    key = tree.nearest(code)
    if key is None:
        return code, ""
    return Piece(code, target=Law(key)), f"   {tree.nodes()[key].title}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
