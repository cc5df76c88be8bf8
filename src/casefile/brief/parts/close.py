"""The end: what is asked for, the signature, and the state of the case file that the document was made from."""

from __future__ import annotations

from importlib.metadata import version
from uuid import UUID

from casefile.brief.document import Definitions, PageBreak, Run, Spacer
from casefile.brief.parts import narrative, words
from casefile.brief.parts.draft import Draft

USUAL = {
    "art15": "The submitting organisation respectfully asks the Prosecutor to analyse the seriousness of this information under "
    "article 15(2) of the Statute and to consider whether there is a reasonable basis to proceed with an investigation.",
    "art13a": "The Prosecutor is respectfully asked to investigate the situation for the purpose of determining whether one or "
    "more specific persons should be charged (article 14(1) of the Statute).",
    "art13b": "The Security Council is respectfully asked to consider referring the situation to the Prosecutor under "
    "article 13(b) of the Statute, acting under Chapter VII of the Charter of the United Nations.",
}
_LINE = "_" * 38


def requests(draft: Draft) -> None:
    narrative.write(draft, "requests", chapter=True)
    if not narrative.has(draft, "requests"):
        draft.say(USUAL[draft.material.case["route"]])
    _signature(draft)


def _signature(draft: Draft) -> None:
    who = draft.material.case["organisation"]
    lines = f"Respectfully submitted,\n\n\n{_LINE}\nName and capacity"
    if who:
        lines += f"\nfor {who}"
    dated = "Dated this ____ day of ______________ 20____\n\nAt ______________________________"
    draft.add(Spacer(24), Definitions((((Run(""),), (Run(lines),)), ((Run(""),), (Run(f"\n{dated}"),))), 0.3))


def anchored(draft: Draft, case_id: UUID, head: str) -> None:
    """The last page: which state of which case file this is."""
    draft.add(PageBreak())
    draft.heading(1, "State of the case file", numbered=False)
    draft.plain(
        "This document was made by a program from a case file. What follows anchors the state of the case file from which it "
        "was made: every record cited can be traced, through the journal that ends in the head named here, to the change "
        "that made it, and the file can be verified against that head."
    )
    heads = head.split("+")
    noun = "Journal head" if len(heads) == 1 else "Journal heads"
    items = [
        ("Case file", str(case_id)),
        (noun, "\n".join(words.hashed(one) for one in heads)),
        ("Change sets", f"{draft.material.change_sets:,}"),
        ("Last change", f"{words.day(draft.material.wall)} ({draft.material.wall})" if draft.material.wall else "none"),
        ("Made by", f"Casefile {version('casefile-icc')}"),
    ]
    draft.add(Definitions(tuple(((Run(term),), (Run(meaning),)) for term, meaning in items), 0.24))
    _unresolved(draft)


def _unresolved(draft: Draft) -> None:
    """Marks that name nothing in the case: they stand as written in the text and are listed here."""
    if not draft.unresolved:
        return
    draft.plain(
        "The following citation marks name nothing in the case file and stand in the text as they were written:"
    )
    seen = dict.fromkeys(draft.unresolved)
    items: list[list[Run | str]] = []
    for mark, anchor in seen:
        place: list[Run | str] = [" in paragraph ", Run(link=anchor)] if anchor else []
        items.append([mark, *place])
    draft.bullets(items, "")
