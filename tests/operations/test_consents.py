"""Consent: a recipient each, narrowed to an item, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.operations import consents
from casefile.operations.consents import THINGS, Answer, May
from tests.cases import add, edit, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "c.casefile") as made:
        yield made


ICC = "International Criminal Court, Office of the Prosecutor"


def asked(case: CaseFile, item: UUID, recipient: str, thing: str) -> Answer | None:
    """What holds for a recipient, given in words; None where nobody was asked for it."""
    with case.reading() as session:
        found = {one.recipient: one.answers for one in consents.of_item(session, item).recipients}
    place = [name for name, _words in THINGS].index(thing)
    return found[recipient][place] if recipient in found else None


def may(case: CaseFile, item: UUID, recipient: str, thing: str) -> May | None:
    answer = asked(case, item, recipient, thing)
    return None if answer is None else answer.may


def witness(case: CaseFile, **values: Any) -> tuple[UUID, UUID]:
    source = add(case, "source", name="Witness", kind="witness", **values)
    return source, add(case, "evidence", title="Statement", source_id=source)


def test_yes_no_and_not_asked_with_their_reasons(case: CaseFile) -> None:
    source, item = witness(case)
    with case.reading() as session:
        assert [one.name for one in consents.of_item(session, item).persons] == ["Witness"]
    assert asked(case, item, ICC, "name") is None
    add(case, "consent", source_id=source, recipient="icc", account=True, given="2026-01-02")
    assert may(case, item, ICC, "account") is May.YES
    assert may(case, item, ICC, "name") is May.NO
    assert asked(case, item, "Media", "account") is None
    bystander = add(case, "actor", name="Bystander")
    add(case, "consent", actor_id=bystander, evidence_id=item, recipient="media", account=True)
    assert asked(case, item, "Media", "account") == Answer(May.NOT_ASKED, ("Witness was not asked for Media.",))
    assert may(case, item, "Media", "name") is May.NO
    nobody = add(case, "evidence", title="Satellite image")
    with case.reading() as session:
        assert consents.of_item(session, nobody) == consents.OfItem((), (), ())


def test_one_for_a_single_item_and_a_named_recipient_goes_before_the_general_one(case: CaseFile) -> None:
    source, item = witness(case)
    other = add(case, "evidence", title="Other", source_id=source)
    add(case, "consent", source_id=source, recipient="national", account=True, name=True)
    add(case, "consent", source_id=source, recipient="national", account=True, evidence_id=item)
    assert may(case, item, "National authority", "name") is May.NO
    assert may(case, other, "National authority", "name") is May.YES
    add(case, "consent", source_id=source, recipient="partner", recipient_name="Truth Hounds", face=True)
    assert may(case, item, "Partner organisation", "face") is None
    assert may(case, item, "Partner organisation: Truth Hounds", "face") is May.YES


def test_a_translation_is_covered_by_what_its_original_is(case: CaseFile) -> None:
    source, item = witness(case)
    translation = add(case, "evidence", title="Translation", translation_of_id=item)
    consent = add(case, "consent", source_id=source, recipient="icc", account=True, evidence_id=item, given="2026-01")
    assert may(case, translation, ICC, "account") is May.YES
    edit(case, "consent", consent, withdrawn="2026-05")
    answer = asked(case, translation, ICC, "account")
    assert answer is not None
    assert answer.reasons == (f"Witness withdrew the consent for {ICC} (May 2026).",)
    add(case, "consent", source_id=source, recipient="icc", account=True, given="2026-06")
    assert may(case, translation, ICC, "account") is May.YES


def test_withdrawn_ones_stand_first_and_are_told_where_the_item_is_cited(case: CaseFile) -> None:
    source, item = witness(case)
    actor = add(case, "actor", name="Bystander")
    add(case, "consent", source_id=source, recipient="icc", account=True)
    add(case, "consent", actor_id=actor, evidence_id=item, recipient="media", face=True, withdrawn="2026-05-06")
    with case.reading() as session:
        found = consents.of_item(session, item)
        assert [(row.person.name, row.withdrawn) for row in found.consents] == [
            ("Bystander", "2026-05-06"),
            ("Witness", ""),
        ]
        assert {one.name for one in found.persons} == {"Witness", "Bystander"}
        assert [(one.recipient[:5], one.withdrawn) for one in found.recipients] == [("Inter", False), ("Media", True)]
        assert consents.withdrawn_but_cited(session) == ()
    passage = add(case, "passage", evidence_id=item, locator="p. 1")
    act = add(case, "act", title="Act")
    add(case, "proof_link", passage_id=passage, act_id=act)
    with case.reading() as session:
        assert [row.id for row in consents.withdrawn_but_cited(session)] == [item]


def test_it_is_given_by_exactly_one_person_and_not_withdrawn_before(case: CaseFile) -> None:
    source, _item = witness(case)
    actor = add(case, "actor", name="A")
    for persons in ({}, {"actor_id": actor, "source_id": source}):
        with pytest.raises(UserError, match="exactly one person"):
            add(case, "consent", recipient="icc", **persons)
    with pytest.raises(UserError, match="Withdrawn on must not be earlier"):
        add(case, "consent", actor_id=actor, recipient="icc", given="2026-03", withdrawn="2025")
