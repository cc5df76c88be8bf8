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
from casefile.operations.consents import Answer, May
from tests.cases import add, edit, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "c.casefile") as made:
        yield made


def asked(case: CaseFile, item: UUID, recipient: str, thing: str, name: str = "") -> Answer:
    with case.reading() as session:
        return consents.may_have(session, item, recipient, thing, name)


def witness(case: CaseFile, **values: Any) -> tuple[UUID, UUID]:
    source = add(case, "source", name="Witness", kind="witness", **values)
    return source, add(case, "evidence", title="Statement", source_id=source)


def test_yes_no_and_not_asked_with_their_reasons(case: CaseFile) -> None:
    source, item = witness(case)
    assert asked(case, item, "icc", "name") == Answer(
        May.NOT_ASKED,
        ("Witness was not asked for International Criminal Court, Office of the Prosecutor.",),
    )
    add(case, "consent", source_id=source, recipient="icc", account=True, given="2026-01-02")
    assert asked(case, item, "icc", "account").may is May.YES
    assert asked(case, item, "icc", "name").may is May.NO
    assert asked(case, item, "media", "account").may is May.NOT_ASKED
    nobody = add(case, "evidence", title="Satellite image")
    assert asked(case, nobody, "icc", "name").reasons == ("No person is recorded behind this item.",)


def test_one_for_a_single_item_and_a_named_recipient_goes_before_the_general_one(case: CaseFile) -> None:
    source, item = witness(case)
    other = add(case, "evidence", title="Other", source_id=source)
    add(case, "consent", source_id=source, recipient="national", account=True, name=True)
    add(case, "consent", source_id=source, recipient="national", account=True, evidence_id=item)
    assert asked(case, item, "national", "name").may is May.NO
    assert asked(case, other, "national", "name").may is May.YES
    add(case, "consent", source_id=source, recipient="partner", recipient_name="Truth Hounds", face=True)
    assert asked(case, item, "partner", "face").may is May.NOT_ASKED
    assert asked(case, item, "partner", "face", "truth hounds ").may is May.YES


def test_a_translation_is_covered_by_what_its_original_is(case: CaseFile) -> None:
    source, item = witness(case)
    translation = add(case, "evidence", title="Translation", translation_of_id=item)
    consent = add(case, "consent", source_id=source, recipient="icc", account=True, evidence_id=item, given="2026-01")
    assert asked(case, translation, "icc", "account").may is May.YES
    edit(case, "consent", consent, withdrawn="2026-05")
    assert asked(case, translation, "icc", "account").reasons == (
        "Witness withdrew the consent for International Criminal Court, Office of the Prosecutor (May 2026).",
    )
    add(case, "consent", source_id=source, recipient="icc", account=True, given="2026-06")
    assert asked(case, translation, "icc", "account").may is May.YES


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
