"""Annexes B and C: persons and organisations; what courts, councils and States have done."""

from __future__ import annotations

from casefile.brief.document import Run, Table
from casefile.brief.parts import persons, words
from casefile.brief.parts.draft import Draft
from casefile.operations.records import Row

Cell = tuple[Run, ...]


def actors(draft: Draft) -> None:
    """Annex B: a row an actor, names in their own scripts."""
    alleged = persons.attributed(draft)
    header = (("Name and other names",), ("Kind and nationality",), ("Role and positions",), ("Alleged acts",))
    rows = tuple(_actor(draft, actor, alleged.get(actor.id, [])) for actor in draft.material.actors.values())
    draft.table(Table((0.27, 0.18, 0.37, 0.18), (_texts(*(text for (text,) in header)),), rows, size=9), "B")


def _actor(draft: Draft, actor: Row, alleged: list[tuple[Row, Row, Row]]) -> tuple[Cell, ...]:
    shown = not actor["protected"]
    names = [Run(draft.name(actor.id), bold=True)]
    if shown and actor["aliases"]:
        names.append(Run("\n" + "\n".join(actor["aliases"])))
    kind = words.label("actor", "kind", actor["kind"])
    states = ", ".join(words.state(code) for code in actor["nationalities"]) if shown else ""
    posts = [
        f"{posting['role']}{_under(draft, posting)}{persons.term(posting)}"
        for posting in draft.material.postings.get(actor.id, ())
    ]
    roles = "\n".join(part for part in (actor["role"], *posts) if part)
    acts = {act.id: act for act, _, _ in alleged}.values()
    linked = _joined([(Run(act.number, link=draft.anchor("act", act.id)),) for act in acts], ", ")
    return (tuple(names), (Run("\n".join(part for part in (kind, states) if part)),), (Run(roles),), linked)


def _under(draft: Draft, posting: Row) -> str:
    superior = draft.name(posting["superior_id"])
    return f" ({superior})" if superior else ""


def proceedings(draft: Draft) -> None:
    """Annex C: the day of a step and the days of the conduct that it concerns stand in columns of their own."""
    header = _texts("Date of the step", "Step", "Vote", "Alleged conduct", "Concerns")
    rows = tuple(_proceeding(draft, row) for row in draft.material.proceedings)
    draft.table(Table((0.15, 0.42, 0.13, 0.15, 0.15), (header,), rows, size=8.5), "C")


def _proceeding(draft: Draft, row: Row) -> tuple[Cell, ...]:
    step = [Run(f"{words.label('proceeding', 'kind', row['kind'])}: {row.title}", bold=True)]
    known = ". ".join(part for part in (row["body"], row["reference"]) if part)
    told = "\n".join(part for part in (words.sentence(known), words.sentence(row["summary"])) if part)
    step += [Run("\n"), *draft.marked(told)] if told else []
    for link in draft.material.link("proceeding", row.id):
        lead = {"undermines": "\nAgainst this: ", "context": "\nBackground: "}.get(link.bearing, "\nSee ")
        step += [
            Run(lead),
            draft.exhibit(link.evidence_id),
            Run(".", footnote=draft.note((link.evidence_id, link.locator))),
        ]
    voters = _voters(row)
    step += [Run(f"\n{voters}")] if voters else []
    date = words.capital(words.dated(row["date"]))
    date += f"\nMade public: {words.dated(row['announced'])}" if row["announced"] else ""
    conduct = words.capital(words.dated(row["conduct"])) if row["conduct"] else "–"
    return ((Run(date),), tuple(step), (Run(_vote(row)),), (Run(conduct),), _concerns(draft, row))


def _vote(row: Row) -> str:
    ways = (("votes_for", "for"), ("votes_against", "against"), ("abstentions", "abstaining"))
    return "\n".join(f"{row[field]:,} {word}" for field, word in ways if row[field] is not None) or "–"


def _voters(row: Row) -> str:
    """How each State voted, where it is known."""
    ways = (("states_for", "For"), ("states_against", "Against"), ("states_abstaining", "Abstaining"))
    named = [(word, sorted(words.state(code) for code in row[field])) for field, word in ways]
    return "\n".join(f"{word}: {words.listed(names)}." for word, names in named if names)


def _concerns(draft: Draft, row: Row) -> Cell:
    names = [draft.name(party["actor_id"]) for party in draft.material.parties.get(row.id, ())]
    lines = sorted({name for name in names if name})
    return (Run("\n".join((*lines, *row["crimes"])) or "–"),)


def _joined(cells: list[Cell], between: str) -> Cell:
    runs: list[Run] = []
    for count, cell in enumerate(cells):
        runs += [Run(between)] if count else []
        runs += cell
    return tuple(runs) or (Run("–"),)


def _texts(*texts: str) -> tuple[Cell, ...]:
    return tuple((Run(text),) for text in texts)
