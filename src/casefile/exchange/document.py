"""The tables of docs/interchange.md, written from the model, so that the page cannot lag behind it.

`python -m casefile.exchange.document FILE` puts them into the page, between its two marks; a test compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from casefile.model import NOUNS, Record
from casefile.model.base import fields_of
from casefile.model.fields import Field

BEGIN = "<!-- written by python -m casefile.exchange.document -->"
END = "<!-- end of what is written -->"

_KINDS = {
    "line": "text, one line",
    "prose": "text",
    "date": "EDTF date",
    "choice": "choice",
    "flag": "true or false",
    "whole": "whole number",
    "decimal": "decimal as text",
    "lines": "list of texts",
    "code": "code of the catalogue",
    "state": "State",
    "states": "list of States",
    "instant": "date and time",
    "locator": "place in an item",
    "hash": "SHA-256",
    "position": "position",
}


def tables() -> str:
    """Every noun with all of its fields, in Markdown."""
    return "\n".join(line for record in NOUNS.values() for line in _table(record))


def _table(record: type[Record]) -> Iterator[str]:
    yield f"### {record.noun}"
    yield ""
    yield " ".join((record.__doc__ or "").split()) + (" Written once, never edited." if record.append_only else "")
    yield ""
    yield "| field | kind | required | what it is |"
    yield "|---|---|---|---|"
    for name, field in fields_of(record).items():
        yield f"| `{name}` | {_kind(field)} | {'yes' if field.required else ''} | {_what(field)} |"
    yield ""


def _kind(field: Field) -> str:
    if field.kind == "reference":
        return f"id of {_article(field.noun)} `{field.noun}`" if field.noun else "id of a record of any noun"
    return _KINDS[field.kind]


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _what(field: Field) -> str:
    parts = [f"{field.label.rstrip('.')}."]
    if field.choices:
        words = ", ".join(f"`{stored}`" if stored else "nothing" for stored, _ in field.choices)
        parts.append(f"One of {words}.")
        if field.default:
            parts.append(f"`{field.default}` where it is left out.")
    if field.help:
        parts.append(field.help)
    return " ".join(parts).replace("|", "\\|")


def put_into(page: str) -> str:
    """`page` with the tables as they are now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(put_into(path.read_text(encoding="utf-8")), encoding="utf-8")
