"""The command that lists what to look for next."""

from __future__ import annotations

from typing import Any

import click

from casefile.cli.printing import file_argument, json_option, opened, print_json, say
from casefile.operations import gaps, unguarded
from casefile.operations.gaps import Contrary, Gap, Unused
from casefile.operations.unguarded import Unguarded, Want


@click.command("gaps")
@file_argument
@json_option
def gaps_(file: Any, *, as_json: bool) -> None:
    """What FILE still lacks: elements without proof, evidence against the case, evidence that is not used."""
    with opened(file, read_only=True) as case, case.reading() as session:
        missing = gaps.listed(gaps.gaps(session))
        against = gaps.contrary(session, limit=_ALL)
        idle = gaps.unused(session, limit=_ALL)
        wanting = unguarded.unguarded(session)
        withdrawn = [one for one in wanting if one.want is Want.CONSENT]
        without = [one for one in wanting if one.want is Want.BASIS]
        doubled = [one for one in wanting if one.want in (Want.NUMBER, Want.BLOCK)]
    if as_json:
        print_json(
            {
                "gaps": [_gap(one) for one in missing],
                "contrary": [_contrary(one) for one in against],
                "unused": [_unused(one) for one in idle],
                "consent_withdrawn": [_unguarded(one) for one in withdrawn],
                "without_basis": [_unguarded(one) for one in without],
                "numbers": [{**_unguarded(one), "others": one.others} for one in doubled],
            }
        )
        return
    _print(missing, against, idle)
    for words, found in (
        ("Proof rests on these although a consent was withdrawn", withdrawn),
        ("Above public without a basis", without),
        ("Numbers that are given twice, or may be", doubled),
    ):
        if found:
            say(f"{words}: {len(found)}")
        for one in found:
            others = f" ({one.others})" if one.others else ""
            say(f"  {one.number or one.noun.replace('_', ' ')} {one.title}{others}")


_ALL = 2**31


def _print(missing: list[Gap], against: tuple[Contrary, ...], idle: tuple[Unused, ...]) -> None:
    say(f"{len(missing)} elements without support")
    for gap in missing:
        asked = " (asked)" if gap.questions else ""
        say(f"  {gap.place}: {gap.element.label}, {gap.state.value}{asked}")
        if gap.closes:
            say(f"      look for: {'; '.join(gap.closes)}")
    say(f"{len(against)} links to evidence against the case")
    for one in against:
        say(f"  {one.link.pin_cite}: {one.about}")
    say(f"{len(idle)} items of evidence that nothing rests on")
    for item in idle:
        say(f"  {item.number} {item.title}")


def _unguarded(one: Unguarded) -> dict[str, Any]:
    return {one.noun: one.number, "id": one.record, "title": one.title}


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "act": gap.act_number,
        "crime": gap.crime,
        "liability": gap.liability,
        "actor": gap.actor,
        gap.target.noun: gap.target.id,
        "element": gap.element.number,
        "label": gap.element.label,
        "kind": gap.element.kind,
        "state": gap.state.value,
        "look_for": gap.closes,
        "questions": gap.questions,
    }


def _contrary(one: Contrary) -> dict[str, Any]:
    link = one.link
    return {
        "link": link.id,
        "evidence": link.evidence_number,
        "locator": link.locator,
        "quote": link.quote,
        "note": link.note,
        "about": one.about,
        "detail": one.detail,
    }


def _unused(item: Unused) -> dict[str, Any]:
    return {"evidence": item.number, "id": item.id, "title": item.title, "passages": item.passages}
