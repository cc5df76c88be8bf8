"""What protection wants: consents that were withdrawn, and classes without a basis."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from casefile.case_file import add_many, prepare_many
from casefile.model import EvidenceItem
from casefile.operations import records, unguarded
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


def test_numbers_that_two_records_have_and_blocks_that_overlap_are_listed(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:

        def found() -> list[tuple[str, str, str, str]]:
            with case.reading() as session:
                rows = unguarded.unguarded(session)
            assert len({row.id for row in rows}) == len(rows)
            wanted = (Want.NUMBER, Want.BLOCK)
            return [(one.noun, one.number, one.title, one.others) for one in rows if one.want in wanted]

        first = add(case, "evidence", title="Letter", number="NKR-0007", classification="public")
        add(case, "evidence", title="Film", number="NKR-0007", classification="public")
        add(case, "act", title="Shelling", number="A-0003")
        both = [("evidence", "NKR-0007", "Film", "Letter"), ("evidence", "NKR-0007", "Letter", "Film")]
        assert sorted(found()) == both
        edit(case, "evidence", first, number="NKR-0008")
        assert found() == []
        add(case, "number_block", contributor="Anna", first=1, last=99, prefix="FLD")
        block = add(case, "number_block", contributor="Bohdan", first=50)
        with case.reading() as session:
            identity = records.page(session, "case")[0].id
        edit(case, "case", identity, prefix="FLD")
        assert found() == [("number_block", "", "FLD-0050 and on, Bohdan", "FLD-0001 to FLD-0099, Anna")]
        edit(case, "number_block", block, first=100)
        assert found() == []
