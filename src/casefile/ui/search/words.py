"""What the kinds of results are called, and how one reads in a list."""

from __future__ import annotations

from casefile.model import NOUNS
from casefile.operations.search import DOCUMENT, LAW, Hit, Marks, Results
from casefile.ui.text import tr

_KINDS = {
    DOCUMENT: ("Document", "Words in documents"),
    LAW: ("Law", "Law"),
    "evidence": ("Evidence", "Evidence"),
    "proof_link": ("Link", "Links"),
    "custody_event": ("Custody", "Custody"),
    "assessment": ("Jurisdiction", "Jurisdiction"),
    "section": ("Section of the brief", "Sections of the brief"),
    "paragraph": ("Paragraph of the brief", "Paragraphs of the brief"),
}


def noun_words(kind: str) -> str:
    """What one result of a kind is called."""
    return tr(_KINDS[kind][0] if kind in _KINDS else kind.replace("_", " ").capitalize())


def group_words(kind: str) -> str:
    """What several are called."""
    if kind in _KINDS:
        return tr(_KINDS[kind][1])
    return tr(NOUNS[kind].plural.replace("_", " ").capitalize() if kind in NOUNS else kind)


def title(hit: Hit) -> str:
    """The first line of a result."""
    if hit.kind == LAW:
        return f"{hit.provision}  {hit.title}"
    if hit.kind == "passage":
        return hit.number  # its words are the second line
    return " ".join(part for part in (hit.number, hit.title) if part) or noun_words(hit.kind)


def detail(hit: Hit) -> tuple[str, Marks]:
    """The second line, with the places in it to be shown bold."""
    before = [hit.number] if hit.kind == LAW else []
    if hit.kind == DOCUMENT:
        before = [hit.field if hit.pages < 2 else _places(hit)]
    elif hit.snippet and hit.field and not (hit.kind == "passage" and hit.field == "Quote"):
        before.append(tr(hit.field))
    if hit.snippet == hit.title and hit.kind != "passage":
        return " · ".join(before[:0] or [noun_words(hit.kind)]), ()
    head = " · ".join(part for part in before if part)
    lead = f"{head} · " if head and hit.snippet else head
    return lead + hit.snippet, tuple((start + len(lead), end + len(lead)) for start, end in hit.marks)


def _places(hit: Hit) -> str:
    """The page with the words, and how many others have them; of lines and rows they are not counted."""
    if hit.field.startswith("p. "):
        return tr("{place} and {count} more").format(place=hit.field, count=f"{hit.pages - 1:,}")
    return tr("{place} and further on").format(place=hit.field) if hit.field else ""


def nothing(results: Results) -> str:
    """What is said where nothing was found; "" where a sentence on what was typed says it."""
    return tr("Nothing in this case has these words.") if results.asked or not results.problems else ""
