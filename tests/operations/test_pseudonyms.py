"""Protected persons get a pseudonym by themselves, each another, none twice."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

from casefile.case_file import CaseFile
from casefile.exchange import jsonl
from casefile.operations import records
from tests.cases import add, edit, get, new_case
from tests.exchange.data import write


def pseudonym(case: CaseFile, noun: str, identity: UUID) -> str:
    return str(get(case, noun, identity)["pseudonym"])


def test_actors_and_sources_share_one_series(tmp_path: Path) -> None:
    with new_case(tmp_path / "c.casefile") as case:
        actor = add(case, "actor", name="A", protected=True)
        source = add(case, "source", name="B")
        assert pseudonym(case, "source", source) == ""
        edit(case, "source", source, protected=True)
        own = add(case, "actor", name="C", protected=True, pseudonym="Witness Z")
        with case.change("Two at once") as session:
            two = [records.add(session, "actor", {"name": name, "protected": True}) for name in "DE"]
        assert [pseudonym(case, "actor", one) for one in (actor, own, *two)] == [
            "P-0001",
            "Witness Z",
            "P-0003",
            "P-0004",
        ]
        assert pseudonym(case, "source", source) == "P-0002"
        edit(case, "source", source, protected=False)
        assert pseudonym(case, "source", source) == "P-0002"


def test_a_pseudonym_goes_with_undo_and_is_not_given_to_another(tmp_path: Path) -> None:
    with new_case(tmp_path / "c.casefile") as case:
        person = add(case, "actor", name="A")
        edit(case, "actor", person, protected=True)
        case.undo()
        assert pseudonym(case, "actor", person) == ""
        other = add(case, "actor", name="B", protected=True)
        assert pseudonym(case, "actor", other) == "P-0002"
        edit(case, "actor", other, pseudonym="Somebody")
        third = add(case, "actor", name="C", protected=True)
        assert pseudonym(case, "actor", third) == "P-0003"
        with case.change("Bin") as session:
            records.bin_(session, "actor", third)
        assert pseudonym(case, "source", add(case, "source", name="D", protected=True)) == "P-0004"


def test_an_import_gives_them_too(tmp_path: Path) -> None:
    ids = [uuid4() for _ in range(3)]
    data = write(
        tmp_path / "d.jsonl",
        {"noun": "source", "id": str(ids[0]), "name": "A", "protected": True},
        {"noun": "source", "id": str(ids[1]), "name": "B", "protected": True, "pseudonym": "P-0007"},
        {"noun": "actor", "id": str(ids[2]), "name": "C", "protected": True},
    )
    with new_case(tmp_path / "c.casefile") as case:
        add(case, "actor", name="Z", protected=True)
        jsonl.load(case, data)
        given = [pseudonym(case, noun, one) for noun, one in zip(("source", "source", "actor"), ids, strict=True)]
        assert given == ["P-0008", "P-0007", "P-0009"]
