"""Commands that read the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import click

from casefile.cli.printing import json_option, print_json
from casefile.law.catalogue import catalogue


@click.group()
def law() -> None:
    """The Rome Statute as the program knows it, in its own words with citations."""


@law.command("list")
@json_option
def law_list(*, as_json: bool) -> None:
    """Every article, crime and mode of liability."""
    entries = [_provision(kind, one) for kind, found in _all_law().items() for one in found]
    if as_json:
        print_json(entries)
        return
    for entry in entries:
        click.echo(f"{entry['kind']:<8} {entry['key']:<22} {entry.get('title') or entry.get('heading', '')}")


@law.command("show")
@click.argument("code")
@json_option
def law_show(code: str, *, as_json: bool) -> None:
    """One provision by its CODE, such as 8(2)(b)(ii), 25(3)(c) or 17."""
    entry = _find_provision(code)
    if as_json:
        print_json(entry)
        return
    click.echo(f"{entry['citation']}\n{entry.get('title') or entry.get('heading', '')}")
    for element in entry.get("elements", ()):
        click.echo(f"\n  {element['number']}. {element['text']}  [{element['kind']}]")
    for name in ("notes", "basis"):
        if entry.get(name):
            click.echo(f"\n{name.capitalize()}: {entry[name]}")
    if entry.get("elements"):
        click.echo("\nThe elements are summaries in our own words; the official text decides.")


def _all_law() -> dict[str, Iterable[Any]]:
    known = catalogue()
    return {
        "article": known.articles,
        "paragraph": known.paragraphs,
        "crime": known.crimes,
        "mode": known.modes,
        "standard": known.standards,
    }


def _provision(kind: str, one: Any) -> dict[str, Any]:
    values = asdict(one)
    # "kind" says what sort of entry this is; an article's and a paragraph's own kind, what it is about, stands beside it
    matter = {"matter": values.pop("kind")} if "kind" in values else {}
    return {"kind": kind, "key": getattr(one, "key", None) or one.code, "citation": one.citation, **matter, **values}


def _find_provision(code: str) -> dict[str, Any]:
    known = catalogue()
    provision = known.provision(code)
    for kind, found in (("crime", known.crimes), ("mode", known.modes), ("paragraph", known.paragraphs)):
        for one in found:
            if one.code == provision.code:
                return _provision(kind, one)
    if provision.code == provision.article.code:
        return _provision("article", provision.article)
    return {"kind": "provision", "key": provision.code, **asdict(provision)}
