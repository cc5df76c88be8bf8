"""Reads resources/law/*.toml into records. A slip in the data raises KeyError or TypeError: our bug, and a test's business."""

from __future__ import annotations

import tomllib
from functools import cache
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
        Article(code, heading, part["number"], part["title"], file["basis_of"].get(code, file["basis"]))
        for part in file["part"]
        for code, heading in part["articles"]
    )


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
        basis=row["basis"] if "basis" in row else file["basis"],
        notes=row.get("notes", ""),
        keywords=tuple(row.get("keywords", ())),
        elements=_elements(code, f"{ELEMENTS}, article {code}", row["elements"], shared),
    )


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
        elements=_elements(key, source, row["elements"], file["shared"]),
    )


def _elements(owner: str, source: str, rows: list[str | Table], shared: Table) -> tuple[Element, ...]:
    """Number the elements in order; a bare name stands for an element that several crimes or modes share."""
    tables = (shared[row] if isinstance(row, str) else row for row in rows)
    return tuple(Element(owner, source, number, **table) for number, table in enumerate(tables, 1))


def _without_prefix(title: str) -> str:
    """The short title without the words that its article already says."""
    for prefix in ("War crime of ", "Crime against humanity of "):
        if title.startswith(prefix):
            rest = title.removeprefix(prefix)
            return rest[0].upper() + rest[1:]
    return title
