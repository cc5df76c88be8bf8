"""What protection wants: consents that were withdrawn, and classes without a basis."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from casefile.case_file import add_many, prepare_many
from casefile.model import EvidenceItem
from casefile.operations import unguarded
from casefile.operations.unguarded import Want
from tests.cases import add, edit, new_case

OLD = UUID(int=7)


def test_what_is_wanted_is_listed_and_goes_away_when_it_is_given(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:

        def wanted() -> list[tuple[str, str, Want]]:
            with case.reading() as session:
                return [(one.noun, one.number, one.want) for one in unguarded.unguarded(session)]

        source = add(case, "source", name="Witness", kind="witness")
        item = add(case, "evidence", title="Statement", source_id=source, classification_basis="Names a witness.")
        add(case, "evidence", title="Press", classification="public")
        of_case = [("case", "", Want.BASIS)] if ("case", "", Want.BASIS) in wanted() else []
        assert wanted() == of_case
        bare = [{"id": OLD, "number": "NKR-0009", "title": "From an old file"}]
        with case.change("Import") as session:
            add_many(session, prepare_many(EvidenceItem, bare))
        assert wanted() == [*of_case, ("evidence", "NKR-0009", Want.BASIS)]
        consent = add(case, "consent", source_id=source, recipient="icc", account=True, given="2026-01-02")
        passage = add(case, "passage", evidence_id=item, locator="p. 1")
        act = add(case, "act", title="Shelling")
        add(case, "proof_link", passage_id=passage, act_id=act, bearing="supports")
        edit(case, "consent", consent, withdrawn="2026-03-01")
        assert wanted()[0] == ("evidence", "NKR-0001", Want.CONSENT)
        with case.reading() as session:
            first = unguarded.unguarded(session)[0]
        assert first.holds(["statement", "confidential"])
        assert not first.holds(["secret"])
        edit(case, "evidence", OLD, classification_basis="It names the informant.")
        assert wanted() == [("evidence", "NKR-0001", Want.CONSENT), *of_case]
