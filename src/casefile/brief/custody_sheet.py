"""The custody sheet of an item: what it is, its hashes, its receipts, and who had it when, as a PDF to go with it.

What it says follows the register of custody that the Berkeley Protocol asks for (paragraphs 155 and 167). It names those
who had the item in their hands; a withheld sheet has pseudonyms where a name is protected, and says so on each page. The
classification at the head is the item's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

from casefile.brief import pdf
from casefile.brief.document import Block, Definitions, Document, Heading, Meta, Paragraph, Run, Table
from casefile.brief.pdf import Written
from casefile.brief.veil import veiled
from casefile.case_file import CaseFile
from casefile.model.base import fields_of
from casefile.model.cases import CLASSIFICATIONS
from casefile.model.custody_events import ACTIONS
from casefile.model.dates import words
from casefile.model.evidence import EvidenceItem
from casefile.operations import custody
from casefile.operations.custody import Sheet
from casefile.operations.records import Row
from casefile.operations.veil import protected_names

_ACTIONS, _CLASSES = dict(ACTIONS), dict(CLASSIFICATIONS)
_FACTS = (
    "type",
    "date",
    "authors",
    "provider",
    "collected_url",
    "collected_at",
    "collected_by",
    "collected_how",
    "collected_tool",
    "restrictions",
    "file_name",
    "mime",
    "size",
)
WITHHELD = (
    "Protected names are withheld on this sheet: a pseudonym such as P-0001 stands for a person whose name is protected. "
    "The case file holds the names."
)
_GROUP = 16  # digits of a hash that stand together, so that it can be compared by eye and broken across lines
_COLUMNS = (0.21, 0.15, 0.26, 0.38)


def write(
    case: CaseFile, item: UUID, target: Path, cancelled: Callable[[], bool] = lambda: False, *, withheld: bool
) -> Written:
    """Write the sheet of `item` to `target`, whole or not at all; CancelledError once `cancelled()` is true.

    `withheld`: pseudonyms stand for protected names.
    """
    with case.reading() as session:
        sheet = custody.sheet(session, item)
        names = protected_names(session) if withheld else None
    return pdf.write(document(sheet, case.head, str(case.case_id), names), target, cancelled=cancelled)


def document(sheet: Sheet, head: str, case_id: str, names: Mapping[str, str] | None = None) -> Document:
    """The sheet as a document; `head` is the journal's head, which no later change can keep.

    With `names` it is withheld: each name is replaced by what stands for it.
    """
    found = _document(sheet, head, case_id, withheld=names is not None)
    return found if names is None else veiled(found, names)


def _document(sheet: Sheet, head: str, case_id: str, *, withheld: bool) -> Document:
    item = sheet.item
    title = f"Custody sheet {item.number}"
    blocks: list[Block] = [
        Heading(1, title, numbered=False),
        Paragraph((Run(item.title, bold=True),)),
        *([Paragraph((Run(WITHHELD),))] if withheld else []),
        Heading(2, "The item", numbered=False),
        Definitions(_facts(sheet, case_id)),
        Heading(2, "Hashes", numbered=False),
        Definitions(_hashes(item, head)),
    ]
    receipts = [event for event in sheet.events if event["receipt_name"] or event["receipt_sha256"]]
    if receipts:
        blocks += [Heading(2, "Receipts", numbered=False), Definitions(tuple(_receipt(one) for one in receipts))]
    blocks += [Heading(2, "Who had it when", numbered=False), *_events(sheet.events)]
    meta = Meta(f"{title}: {item.title}", subject=sheet.case)
    top = (_CLASSES.get(item["classification"], ""), "Protected names withheld" if withheld else "")
    return Document(
        meta,
        tuple(blocks),
        foot_reference=f"{item.number} · {sheet.case}",
        foot_date="",
        head=" · ".join(filter(None, top)),
    )


def _facts(sheet: Sheet, case_id: str) -> tuple[tuple[tuple[Run, ...], tuple[Run, ...]], ...]:
    fields, item = fields_of(EvidenceItem), sheet.item
    found = [("Case", sheet.case), ("Case id", case_id), ("Number", item.number), ("Source", sheet.source)]
    for name in _FACTS:
        value = item[name]
        said = "; ".join(value) if isinstance(value, tuple) else fields[name].choice_label(str(value or ""))
        if name == "date":
            said = words(item["date"]) + (", estimated" if item["date"] and item["date_estimated"] else "")
        if name == "size" and value is not None:
            said = f"{value:,}"
        found.append((fields[name].label, said))
    return tuple((_run(label), _run(said)) for label, said in found if said)


def _hashes(item: Row, head: str) -> tuple[tuple[tuple[Run, ...], tuple[Run, ...]], ...]:
    """Of the item's bytes, and of all that was written into the case file until now."""
    found = [(label, _grouped(item[name])) for name, label in (("sha256", "SHA-256"), ("sha512", "SHA-512"))]
    if not item["sha256"]:
        found = [("SHA-256", "The item is recorded without a file.")]
    found.append(("Head of the journal", _grouped(head)))
    return tuple((_run(label), _run(said)) for label, said in found if said)


def _receipt(event: Row) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    digest = f"SHA-256 {_grouped(event['receipt_sha256'])}" if event["receipt_sha256"] else ""
    told = "\n".join(part for part in (digest, _ACTIONS.get(event["action"], ""), _moment(event)) if part)
    return _run(event["receipt_name"] or "Receipt"), _run(told)


def _events(events: tuple[Row, ...]) -> list[Block]:
    if not events:
        return [Paragraph((Run("Nothing is recorded about who had this item."),))]
    heads = ("When", "What", "Hands", "Where, why, in which condition")
    rows = tuple(
        (_run(_moment(one)), _run(_ACTIONS.get(one["action"], one["action"])), _run(_hands(one)), _run(_told(one)))
        for one in events
    )
    return [Table(_COLUMNS, (tuple((Run(head, bold=True),) for head in heads),), rows)]


def _moment(event: Row) -> str:
    """As it was written, with its zone: a sheet is read in another place than it was made in."""
    return str(event["at"]).replace("T", " ") or "time not known"


def _hands(event: Row) -> str:
    named = (("by", event["by"]), ("from", event["released_by"]), ("to", event["received_by"]))
    return "\n".join(f"{word} {name}" for word, name in named if name)


def _told(event: Row) -> str:
    digest = f"SHA-256\n{_grouped(event['sha256'], on_line=2)}" if event["sha256"] else ""
    return "\n".join(
        str(part) for part in (event["place"], event["purpose"], event["condition"], digest, event["note"]) if part
    )


def _grouped(digest: str, on_line: int = 8) -> str:
    """In groups, so many `on_line`."""
    groups = [digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP)]
    return "\n".join(" ".join(groups[start : start + on_line]) for start in range(0, len(groups), on_line))


def _run(text: str) -> tuple[Run, ...]:
    return (Run(text),)
