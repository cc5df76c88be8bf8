"""Writes the tables of docs/file-format.md that tell the columns of each noun, as the model declares them.

.venv/bin/python -m tools.record_tables
"""

from __future__ import annotations

import re

from casefile.model import NOUNS
from casefile.model.base import BINNED, Record, derived_of, fields_of
from casefile.model.fields import Field
from tools.console import ROOT

_PAGE = ROOT / "docs" / "file-format.md"
_KINDS = {
    "whole": "integer or NULL",
    "flag": "0 or 1",
    "lines": "list",
    "states": "list",
    "date": "text, EDTF",
    "code": "text, code",
    "instant": "text, instant",
    "locator": "text, locator",
    "hash": "text, hexadecimal",
    "decimal": "text, decimal",
    "position": "text, position",
}


def main() -> None:
    page = _PAGE.read_text("utf-8")
    known = {one[1]: one[0] for one in re.finditer(r"^### `(\w+)`\n.*?(?=^##|\Z)", page, re.DOTALL | re.MULTILINE)}
    first = min(page.index(section) for section in known.values())
    last = max(page.index(section) + len(section) for section in known.values())
    sections = [_section(record, known.get(noun, "")) for noun, record in NOUNS.items()]
    _PAGE.write_text(page[:first] + "\n".join(sections) + "\n" + page[last:].lstrip("\n"), "utf-8")


def _section(record: type[Record], known: str) -> str:
    """The section of one noun; a sentence that stands there already stays."""
    told = re.search(r"^### `\w+`\n\n(.+?)\n\n\|", known, re.DOTALL)
    words = told[1] if told else (record.__doc__ or "").strip().splitlines()[0]
    rows = [_row(record, one) for name, one in fields_of(record).items() if name != BINNED]
    rows += [f"| `{name}` | derived from `{source}` | |" for name, (source, _) in derived_of(record).items()]
    head = f"### `{record.noun}`\n\n{words}\n\n| column | holds | default |\n|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def _row(record: type[Record], field: Field) -> str:
    kind = _kind(field)
    if field.name in record.parents:
        kind += "; owner, required" if field.required else "; owner"
    elif field.required:
        kind += "; required"
    default = f"`{field.default}`" if field.kind == "choice" and field.default else ""
    return f"| `{field.name}` | {kind}{'; written once' if field.once else ''} | {default} |".replace("|  |", "| |")


def _kind(field: Field) -> str:
    if field.kind == "reference":
        return f"id of `{field.noun}` or NULL" if field.noun else "id of any noun, named by `about_noun`, or NULL"
    if field.kind == "choice":
        stored = ", ".join(f"`{one}`" for one, _ in field.choices if one)
        return f"empty, or one of {stored}" if not field.default else f"one of {stored}"
    return _KINDS.get(field.kind, "text")


if __name__ == "__main__":
    main()
