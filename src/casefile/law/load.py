"""Reads resources/law/*.toml into records. A slip in the data raises KeyError or TypeError: our bug, and a test's business."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import zip_longest
from typing import Any, TypeAlias

from casefile import resources
from casefile.law import codes
from casefile.law.records import (
    ELEMENTS,
    STATUTE,
    Article,
    Context,
    Crime,
    Element,
    MentalRule,
    Mode,
    Paragraph,
    Related,
    Standard,
)

CRIME_FILES = (
    "genocide",
    "against_humanity",
    "grave_breaches",
    "war_crimes_international",
    "war_crimes_non_international",
    "aggression",
)

Table: TypeAlias = dict[str, Any]


def articles() -> tuple[Article, ...]:
    file = _read("articles")
    return tuple(
        _article(code, heading, part, file["basis"], file["about"].get(code, {}))
        for part in file["part"]
        for code, heading in part["articles"]
    )


def paragraphs() -> tuple[Paragraph, ...]:
    file = _read("paragraphs")
    found = (
        Paragraph(
            code=row["code"],
            title=row["title"],
            kind=row["kind"],
            text=row["text"],
            related=tuple(row.get("related", ())),
            basis=" ".join(filter(None, (file["basis"], row.get("basis")))),
        )
        for row in file["paragraph"]
    )
    return tuple(sorted(found, key=lambda row: codes.sort_key(row.code)))


def crimes() -> tuple[Crime, ...]:
    shared = _read("shared_elements")
    found = [_crime(row, file, shared) for file in map(_read, CRIME_FILES) for row in file["crime"]]
    return tuple(sorted(found, key=lambda crime: codes.sort_key(crime.code)))


def modes() -> tuple[Mode, ...]:
    file = _read("liability")
    return tuple(_mode(row, file) for row in file["mode"])


def mental_rules() -> tuple[MentalRule, ...]:
    return tuple(MentalRule(**row) for row in _read("liability")["mental_rule"])


def standards() -> tuple[Standard, ...]:
    file = _read("standards")
    return tuple(Standard(**{**row, "codes": tuple(row["codes"]), "basis": file["basis"]}) for row in file["standard"])


def contexts() -> tuple[Context, ...]:
    rows = _read("shared_elements").values()
    return tuple(Context(row["context"], row["label"], row["text"]) for row in rows if "context" in row)


@cache
def _read(name: str) -> Table:
    return tomllib.loads(resources.path("law", f"{name}.toml").read_text(encoding="utf-8"))


def _article(code: str, heading: str, part: Table, basis: str, about: Table) -> Article:
    return Article(
        code=code,
        heading=heading,
        part=part["number"],
        part_title=part["title"],
        kind=about["kind"] if "kind" in about else part["kind"],
        text=about.get("text", ""),
        related=tuple(about.get("related", ())),
        basis=about.get("basis", basis),
    )


def _crime(row: Table, file: Table, shared: Table) -> Crime:
    code, title = row["code"], row["title"]
    return Crime(
        code=code,
        statute_code=str(codes.parse(code).statute),
        title=title,
        short_title=row.get("short") or _without_prefix(title),
        article=file["article"],
        conflict=file["conflict"],
        amendment=row.get("amendment"),
        resolution=row.get("resolution", ""),
        basis=_basis(row, file),
        notes=row.get("notes", ""),
        keywords=tuple(row.get("keywords", ())),
        counterpart=tuple(row.get("counterpart", ())),
        related=tuple(Related(**other) for other in row.get("related", ())),
        usual_proof=tuple(row.get("usual_proof", ())),
        victims=tuple(row.get("victims", ())),
        child_age=row.get("child_age"),
        in_force_from=row.get("in_force_from", ""),
        elements=_elements(code, f"{ELEMENTS}, article {code}", _tables(row["elements"], shared), "crime"),
    )


def _basis(row: Table, file: Table) -> str:
    """What the row, or else its file, says of its origin; an amendment's day in force has an origin of its own."""
    own: str = row["basis"] if "basis" in row else file["basis"]
    return f"{own} {file['basis_of_days']}" if "in_force_from" in row else own


def _mode(row: Table, file: Table) -> Mode:
    code, form = row["code"], row.get("form", "")
    key = f"{code} {form}" if form else code
    # The division into elements is ours, so the citation must not look like one of the Elements of Crimes
    source = f"{STATUTE}, article {code}" + (f", {form}" if form else "")
    return Mode(
        code=code,
        form=form,
        title=row["title"],
        only_article=row.get("only_article"),
        amendment=row.get("amendment"),
        resolution=row.get("resolution", ""),
        basis=file["basis"],
        notes=row.get("notes", ""),
        elements=_elements(key, source, _tables(row["elements"], file["shared"]), "mode"),
    )


def _tables(rows: list[str | Table], shared: Table) -> list[Table]:
    """The elements in order; a bare name stands for one that several crimes or modes share."""
    return [shared[row] if isinstance(row, str) else row for row in rows]


def _elements(owner: str, source: str, tables: list[Table], noun: str) -> tuple[Element, ...]:
    nothing: Table = {}
    return tuple(
        Element(
            owner,
            source,
            number,
            article_30=noun == "crime" and _left_to_article_30(table, after),
            **{**table, "proof": tuple(table.get("proof") or _usual_proof(table, noun))},
        )
        for number, (table, after) in enumerate(zip_longest(tables, tables[1:], fillvalue=nothing), 1)
    )


def _left_to_article_30(table: Table, after: Table) -> bool:
    """Whether no mental element of the crime speaks of this material one.

    The Elements put awareness of a circumstance or consequence directly after it; a special intent goes beyond it
    and leaves article 30 in place, and so does one that follows conduct, which must itself be meant.
    """
    if table["kind"] == "conduct":
        return True
    own = after.get("kind") == "mental" and not after.get("special_intent")
    return table["kind"] in {"consequence", "circumstance"} and not own


def _usual_proof(table: Table, noun: str) -> list[str]:
    """The kinds of proof for an element that names none: by its context, else by its kind."""
    usual: Table = _read("proof")
    found: list[str]
    if table.get("context_knowledge"):
        found = usual["context_knowledge"]
    elif "context" in table:
        found = usual["context"][table["context"]]
    else:
        found = usual[noun][table["kind"]]
    return found


def _without_prefix(title: str) -> str:
    """The short title without the words that its article already says."""
    for prefix in ("War crime of ", "Crime against humanity of "):
        if title.startswith(prefix):
            rest = title.removeprefix(prefix)
            return rest[0].upper() + rest[1:]
    return title
