"""Commands that read the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, TypeAlias

import click

from casefile.cli.printing import json_option, print_json
from casefile.law import codes, search
from casefile.law.catalogue import catalogue
from casefile.law.records import Article, Crime, Element, Mode, Paragraph, Provision, Standard
from casefile.model.acts import VICTIM_GROUPS

_Entry: TypeAlias = Article | Paragraph | Crime | Mode | Standard
_KINDS: dict[type, str] = {
    Article: "article",
    Paragraph: "paragraph",
    Crime: "crime",
    Mode: "mode",
    Standard: "standard",
    Provision: "provision",
}
_CONFLICTS = {
    "international": "War crime in an international armed conflict",
    "non-international": "War crime in an armed conflict not of an international character",
}
_SUMMARY = "These are summaries in our own words; the official text decides."


@click.group()
def law() -> None:
    """The Rome Statute as the program knows it, in its own words with citations."""


@law.command("list")
@json_option
def law_list(*, as_json: bool) -> None:
    """Every article, paragraph, crime, mode of liability and standard of proof."""
    entries = [_values(one) for one in _all_law()]
    if as_json:
        print_json(entries)
        return
    for entry in entries:
        click.echo(f"{entry['kind']:<9} {entry['key']:<22} {entry['heading']}")


@law.command("show")
@click.argument("code")
@json_option
def law_show(code: str, *, as_json: bool) -> None:
    """One provision by its CODE, such as 8(2)(b)(ii), 25(3)(c), 7(2)(a) or 17."""
    one = _provision(code)
    if as_json:
        print_json(_values(one))
        return
    for line in _lines(one):
        click.echo(line)


@law.command("find")
@click.argument("words", nargs=-1, required=True)
@json_option
def law_find(words: tuple[str, ...], *, as_json: bool) -> None:
    """Provisions by WORDS or by a code typed any usual way, best first."""
    hits = search.find(" ".join(words))
    if as_json:
        print_json([asdict(hit) for hit in hits])
        return
    for hit in hits:
        click.echo(f"{hit.kind:<9} {hit.key:<22} {hit.title}")


def _all_law() -> Iterable[_Entry]:
    known = catalogue()
    return (*known.articles, *known.paragraphs, *known.crimes, *known.modes, *known.standards)


def _provision(text: str) -> _Entry | Provision:
    """What the code stands for; a provision without an entry of its own is still cited with its article."""
    known = catalogue()
    code, form = codes.split(text)
    if code is not None and form:
        return known.mode(text)
    provision = known.provision(text)
    entries: tuple[_Entry, ...] = (*known.crimes, *known.modes, *known.paragraphs, *known.articles)
    return next((one for one in entries if _code(one) == provision.code), provision)


def _code(one: _Entry | Provision) -> str:
    return one.codes[0] if isinstance(one, Standard) else one.code


def _values(one: _Entry | Provision) -> dict[str, Any]:
    """The record, begun by what every entry has: kind, key, code, part, heading and citation."""
    values = asdict(one)
    # "kind" says what sort of entry this is; an article's and a paragraph's own kind, what it is about, stands beside it
    more = {"matter": values.pop("kind")} if "kind" in values else {}
    if isinstance(one, Crime):
        more = {"context": one.context, "accepting_parties_only": one.accepting_parties_only}
    return {
        "kind": _KINDS[type(one)],
        "key": one.code if isinstance(one, Provision) else one.key,
        "code": _code(one),
        "part": catalogue().article(_code(one)).part,
        "heading": one.heading if isinstance(one, Article) else one.title,
        "citation": one.citation,
        **more,
        **{name: value for name, value in values.items() if name not in {"key", "code", "part", "heading"}},
    }


# --- in words


def _lines(one: _Entry | Provision) -> Iterator[str]:
    yield one.citation
    yield one.title
    if isinstance(one, Crime):
        yield from _standing(one)
    if isinstance(one, Crime | Mode):
        yield from _elements(one.elements)
    if isinstance(one, Crime):
        yield from _around(one)
    if isinstance(one, Article | Paragraph):
        yield f"\n{one.text}"
        yield from _listed("Below it", _below(one.code))
        yield from _listed("See also", [_named(code) for code in one.related])
    if isinstance(one, Crime | Mode) and one.notes:
        yield f"\nNotes: {one.notes}"
    if not isinstance(one, Provision):
        yield f"\nBasis: {one.basis}"
        yield f"\n{_SUMMARY}"


def _standing(crime: Crime) -> Iterator[str]:
    """Type of conflict, amendment, age."""
    if crime.conflict in _CONFLICTS:
        yield _CONFLICTS[crime.conflict]
    if crime.amendment:
        yield f"Added in {crime.amendment} by {crime.resolution}; not before {crime.in_force_from}"
    if crime.accepting_parties_only:
        rule = "articles 15 bis, 15 ter and 121(5)" if crime.article == "8 bis" else "article 121(5)"
        yield f"Depends on which States Parties have accepted the amendment ({rule})"
    if crime.child_age:
        yield f"Only victims younger than {crime.child_age}"


def _elements(elements: tuple[Element, ...]) -> Iterator[str]:
    for element in elements:
        yield f"\n  {element.number}. {element.text}  [{element.kind}]"
        if rule := catalogue().mental_default(element):
            yield f"     Mental element, article {rule.code}: {rule.text}"
        yield f"     Proof to look for: {'; '.join(element.proof)}"


def _around(crime: Crime) -> Iterator[str]:
    groups = dict(VICTIM_GROUPS)
    yield from _listed("Usual victims or objects", [groups[key] for key in crime.victims])
    yield from _listed("In the other type of conflict", [_named(code) for code in crime.counterpart])
    yield from _listed("Often confused with", [f"{_named(other.code)}: {other.why}" for other in crime.related])
    yield from _listed("What researchers usually bring", crime.usual_proof)


def _listed(heading: str, rows: Iterable[str]) -> Iterator[str]:
    rows = list(rows)
    if rows:
        yield f"\n{heading}:"
        yield from (f"  - {row}" for row in rows)


def _named(code: str) -> str:
    return f"{code} {catalogue().provision(code).title}"


def _below(code: str) -> list[str]:
    """Crimes, modes and paragraphs under a provision, in the order of the Statute."""
    whole = codes.parse(code)
    known = catalogue()
    paragraphs = (one for one in known.paragraphs if one.code != code)
    entries: tuple[Crime | Mode | Paragraph, ...] = (*known.crimes, *known.modes, *paragraphs)
    ordered = sorted(entries, key=lambda one: codes.sort_key(one.code))
    return [f"{one.key} {one.title}" for one in ordered if whole.contains(codes.parse(one.code))]
