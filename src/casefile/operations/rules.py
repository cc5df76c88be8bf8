"""What the nouns themselves demand beyond each field's check: numbers, codes of the catalogue, targets of proof.

Rules see the whole record as it will be (`whole`) and may put what they settle into `changed`. They look other records
up through `lookup`, so that the importer, which holds a million records in flight, applies the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.law.catalogue import catalogue
from casefile.law.records import Crime, Mode
from casefile.model import NOUNS, ElementAssessment, NumberBlock, ProofLink, Record, dates
from casefile.model.base import table_of
from casefile.model.proof_links import TARGETS
from casefile.operations import number_blocks, protection, pseudonyms

Values = dict[str, Any]
Lookup = Callable[[str, UUID, str], Any]
"""Noun, id, field: the value, or None where there is no such record."""
WITH_ELEMENTS = ("charge", "attribution")
"""Nouns whose crime or mode of liability has numbered elements."""
_SERIES = "number series"
"""Where a session keeps where its next numbers come from, by noun, until a number or a block is given by hand."""


def apply(session: Session, record: type[Record], whole: Mapping[str, Any], changed: Values) -> None:
    """Apply the rules of `record`'s noun to a record that is being added or edited."""

    def lookup(noun: str, identity: UUID, name: str) -> Any:
        found = session.get(NOUNS[noun], identity)
        return None if found is None else getattr(found, name)

    settle(record, whole, changed, lookup)
    protection.check(session, record, whole, changed)
    if "id" in whole:
        _check_elements_kept(session, record, whole["id"], changed)
    if record is NumberBlock:
        number_blocks.check_apart(session, whole)
        session.info.pop(_SERIES, None)
    if pseudonyms.is_wanting(record, whole):
        changed["pseudonym"] = pseudonyms.take(session)
    if "number" in table_of(record).c:
        if whole.get("number"):
            session.info.pop(_SERIES, None)
        else:
            changed["number"] = next_number(session, record)


def _check_elements_kept(session: Session, record: type[Record], identity: UUID, changed: Values) -> None:
    """Elements are numbered within their crime or mode: another code would turn proof of one into proof of another."""
    name = {"charge": "crime", "attribution": "liability"}.get(record.noun)
    if name is None or name not in changed or changed[name] == getattr(session.get(record, identity), name):
        return
    for each, words in ((ProofLink, "Passages bear on"), (ElementAssessment, "Somebody has assessed")):
        table = table_of(each)
        bound = select(table.c.id).where(table.c[f"{record.noun}_id"] == identity, table.c.binned.is_(False)).limit(1)
        if session.scalar(bound) is not None:
            raise UserError(
                f"{words} elements of this {record.noun}; add another {record.noun} and put this one into the bin."
            )


def settle(record: type[Record], whole: Mapping[str, Any], changed: Values, lookup: Lookup) -> None:
    """The rules that need no table of their own; `UserError` when one is broken."""
    rule = _RULES.get(record.noun)
    if rule is not None:
        rule(whole, changed, lookup)
    if "start" in whole and whole.get("start") and whole.get("end"):
        _check_order(whole)


def next_number(session: Session, record: type[Record]) -> str:
    """The next number of an act (A-0001) or an item of evidence (NKR-0001) for the session's author (number_blocks.py);
    numbers of binned records are not reused.
    """
    known = session.info.setdefault(_SERIES, {})
    if record not in known:
        known[record] = number_blocks.series_for(session, record)
    series: number_blocks.Series = known[record]
    return series.take()


def _check_order(whole: Mapping[str, Any]) -> None:
    first, last = dates.bounds(whole["start"]).first, dates.bounds(whole["end"]).last
    if first and last and last < first:
        raise UserError("To must not be earlier than From.")


@lru_cache(maxsize=2_000)
def _crime(code: str) -> Crime:
    return catalogue().crime(code)


@lru_cache(maxsize=2_000)
def _mode(key: str) -> Mode:
    return catalogue().mode(key)


@lru_cache(maxsize=2_000)
def _element_numbers(code: str) -> tuple[int, ...]:
    return tuple(one.number for one in catalogue().elements(code))


def _charge(whole: Mapping[str, Any], changed: Values, _lookup: Lookup) -> None:
    changed["crime"] = _crime(str(whole["crime"])).key


def _attribution(whole: Mapping[str, Any], changed: Values, _lookup: Lookup) -> None:
    """A mode that the Statute knows for another crime only is kept; `operations.charging` cautions against it."""
    changed["liability"] = _mode(str(whole["liability"])).key


def _proof_link(whole: Mapping[str, Any], _changed: Values, lookup: Lookup) -> None:
    targets = [target for target in TARGETS if whole.get(f"{target}_id") is not None]
    if len(targets) != 1:
        raise UserError(
            "A proof link bears on exactly one thing: an act, an element, a finding, a posting or a proceeding."
        )
    _check_element(targets[0], whole[f"{targets[0]}_id"], whole.get("element"), lookup)


def _element_assessment(whole: Mapping[str, Any], _changed: Values, lookup: Lookup) -> None:
    targets = [target for target in WITH_ELEMENTS if whole.get(f"{target}_id") is not None]
    if len(targets) != 1:
        raise UserError("An element assessment is about one element of one charge or of one attribution.")
    _check_element(targets[0], whole[f"{targets[0]}_id"], whole.get("element"), lookup)


def _check_element(target: str, identity: UUID, element: int | None, lookup: Lookup) -> None:
    if target not in WITH_ELEMENTS:
        if element is not None:
            raise UserError("Only a charge or an attribution has numbered elements; leave the element out.")
        return
    if element is None:
        raise UserError(f"Say which element of the {target} it is about, by its number.")
    code = lookup(target, identity, "crime" if target == "charge" else "liability")
    known = _element_numbers(code) if code is not None else (element,)
    if element not in known:
        raise UserError(f"Article {code} has no element {element} in the catalogue; its elements are {_span(known)}.")


def _span(numbers: tuple[int, ...]) -> str:
    return f"{numbers[0]} to {numbers[-1]}" if numbers else "not known"


def _evidence(whole: Mapping[str, Any], _changed: Values, _lookup: Lookup) -> None:
    for name in ("translation_of_id", "derived_from_id", "attached_to_id"):
        if whole.get(name) is not None and whole.get(name) == whole.get("id"):
            raise UserError("An item cannot descend from itself.")


def _about(whole: Mapping[str, Any], _changed: Values, lookup: Lookup) -> None:
    noun, identity = whole.get("about_noun"), whole.get("about_id")
    if identity is None and not noun:
        return
    if noun not in NOUNS:
        raise UserError(f"“{noun}” is not a kind of record; choose one of {', '.join(NOUNS)}.")
    if identity is None or lookup(noun, identity, "id") is None:
        raise UserError(f"There is no such {noun.replace('_', ' ')} in this case.")


def _question(whole: Mapping[str, Any], changed: Values, lookup: Lookup) -> None:
    _about(whole, changed, lookup)
    element = whole.get("element")
    if element is not None and whole.get("about_id") is not None:
        _check_element(whole["about_noun"], whole["about_id"], element, lookup)
    elif element is not None:
        raise UserError("An element belongs to a charge or an attribution; say which one the question is about.")


def _codes(whole: Mapping[str, Any], changed: Values, _lookup: Lookup) -> None:
    changed["crimes"] = tuple(catalogue().provision(code).code for code in whole.get("crimes", ()))


def _tagging(whole: Mapping[str, Any], changed: Values, lookup: Lookup) -> None:
    if whole.get("about_id") is None:
        raise UserError("Say which record the tag is on.")
    _about(whole, changed, lookup)


def _consent(whole: Mapping[str, Any], _changed: Values, _lookup: Lookup) -> None:
    if (whole.get("actor_id") is None) == (whole.get("source_id") is None):
        raise UserError("A consent is given by exactly one person: an actor or a source.")
    given, withdrawn = whole.get("given"), whole.get("withdrawn")
    if given and withdrawn:
        first, last = dates.bounds(given).first, dates.bounds(withdrawn).last
        if first and last and last < first:
            raise UserError("Withdrawn on must not be earlier than Given on.")


def _number_block(whole: Mapping[str, Any], _changed: Values, _lookup: Lookup) -> None:
    number_blocks.check_order(whole)


_RULES: dict[str, Callable[[Mapping[str, Any], Values, Lookup], None]] = {
    "charge": _charge,
    "attribution": _attribution,
    "proof_link": _proof_link,
    "evidence": _evidence,
    "element_assessment": _element_assessment,
    "question": _question,
    "tagging": _tagging,
    "proceeding": _codes,
    "state_fact": _codes,
    "consent": _consent,
    "number_block": _number_block,
}
