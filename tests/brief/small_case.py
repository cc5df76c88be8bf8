"""A small case made through operations: two incidents, three acts, evidence in three languages, gaps and contradictions."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from casefile.case_file import CaseFile
from casefile.operations import records
from tests.cases import as_me

HASH = "0123456789abcdef" * 4
STATEMENT = "On the evening of 14 March 2024 shells allegedly struck the market of Dovhe and killed shoppers"
QUOTE = "Six shells fell on the market between five and six in the evening"
UKRAINIAN = "Поруч не було жодного військового об’єкта"
TRANSLATION = "There was no military object nearby"
CONTRARY = "A battery stood two hundred metres from the market"


@dataclass
class Small:
    """The ids of what the small case holds, by a name of ours."""

    session: Session
    ids: dict[str, UUID] = field(default_factory=dict)

    def add(self, key: str, noun: str, /, **values: Any) -> UUID:
        known = {name: self.ids[value] if name.endswith("_id") else value for name, value in values.items()}
        self.ids[key] = records.add(self.session, noun, known)
        return self.ids[key]

    def prove(self, passage: str, bearing: str = "supports", **values: Any) -> None:
        self.add(f"link {len(self.ids)}", "proof_link", passage_id=passage, bearing=bearing, **values)


def small(path: Path, **case_values: Any) -> tuple[CaseFile, dict[str, UUID]]:
    """The case at `path`, open, and the ids of its records."""
    ids: dict[str, UUID] = {}

    def fill(case: CaseFile) -> None:
        with case.change("Create case", kind="create") as session:
            records.add(session, "case", CASE | case_values)
        with case.change("Fill") as session:
            made = Small(session, ids)
            _evidence(made)
            _actors(made)
            _acts(made)
            _proof(made)
            _rest(made)

    return CaseFile.create(path, as_me, fill), ids


CASE = {
    "title": "Alleged shelling of Dovhe",
    "reference": "HRG/UKR/2026/007",
    "prefix": "NKR",
    "situation": "the situation in Ukraine",
    "organisation": "Human Rights Group of Example",
    "language": "en",
    "classification_basis": "Witnesses are at risk (article 68(1)).",
}


def _evidence(made: Small) -> None:
    made.add("hospital", "source", name="District hospital of Dovhe", kind="organisation")
    made.add("witness", "source", name="Oksana Prykhodko", kind="witness", protected=True, pseudonym="P-0007")
    made.add(
        "log", "evidence", title="Log of the fire brigade", type="log", reliability="B", credibility="2",
        date="2024-03-14", languages=["en"], sha256=HASH, size=12345, file_name="log.pdf", pages=3, source_id="hospital",
    )  # fmt: skip
    made.add(
        "statement",
        "evidence",
        title="Statement of Oksana Prykhodko",
        type="statement",
        languages=["uk"],
        source_id="witness",
    )
    made.add("report", "evidence", title="Counter-report", type="report", reliability="D", credibility="4")
    made.add("sealed", "evidence", title="Sealed order of the fourth brigade", type="order", classification="secret")
    made.add("p log", "passage", evidence_id="log", locator="p. 2", quote=QUOTE)
    made.add(
        "p statement",
        "passage",
        evidence_id="statement",
        locator="para. 4",
        quote=UKRAINIAN,
        language="uk",
        translation=TRANSLATION,
    )
    made.add("p report", "passage", evidence_id="report", locator="p. 9", quote=CONTRARY)
    made.add("p sealed", "passage", evidence_id="sealed", locator="p. 1", quote="Fire at the market at once")


def _actors(made: Small) -> None:
    made.add("brigade", "actor", name="Fourth Example Brigade", kind="unit", nationalities=["RU"])
    made.add(
        "commander", "actor", name="Ivan Exemplarov", aliases=["Иван Экземпляров", "이반"], nationalities=["RU"],
        role="Commander of the Fourth Example Brigade",
    )  # fmt: skip
    made.add(
        "insider",
        "actor",
        name="Petro Tykhyi",
        aliases=["Петро Тихий"],
        protected=True,
        pseudonym="P-0008",
        role="Gunner",
    )
    made.add(
        "posting",
        "posting",
        actor_id="commander",
        superior_id="brigade",
        role="Commander",
        start="/2024-01-01",
        end="2024-06-01/..",
    )


def _acts(made: Small) -> None:
    made.add("dovhe", "place", name="Dovhe", state="UA", latitude="49.1", longitude="36.2", radius=800)
    made.add(
        "strike", "incident", title="Shelling of Dovhe", date="2024-03-14", place_id="dovhe", conflict="international"
    )
    made.add("camp", "incident", title="Detention at Lisne", date="2023-08/2024-07")
    made.add(
        "killing", "act", title="Killing at the market", statement=STATEMENT, incident_id="strike", date="2024-03-14~",
        place_id="dovhe", victims_kind="civilians", victims_min=6, victims_max=9,
    )  # fmt: skip
    made.add(
        "beating", "act", title="Beating of detainees", statement="Guards allegedly beat detainees.", incident_id="camp"
    )
    made.add("loose", "act", title="Threats by telephone", statement="Petro Tykhyi allegedly heard the threats.")
    made.add(
        "charge", "charge", act_id="killing", crime="8(2)(a)(i)", reasoning="The market was full [NKR-0001, p. 2]."
    )
    made.add("torture", "charge", act_id="beating", crime="7(1)(f)")
    made.add(
        "attribution",
        "attribution",
        charge_id="charge",
        actor_id="commander",
        liability="28(a)",
        reasoning="He commanded.",
    )
    made.add(
        "conflict", "context_finding", title="Armed conflict since 2022", kind="international_armed_conflict",
        period="2022-02-24/..", reasoning="Two States fight each other.",
    )  # fmt: skip


def _proof(made: Small) -> None:
    made.prove("p log", act_id="killing", note="The log was written the same night")
    made.prove("p log", charge_id="charge", element=1, weight="strong")
    made.prove("p statement", charge_id="charge", element=2)
    made.prove("p report", "undermines", charge_id="charge", element=2, note="Written by a party to the conflict")
    made.prove("p report", "undermines", attribution_id="attribution", element=4)
    made.prove("p sealed", charge_id="charge", element=3)
    made.prove("p log", context_finding_id="conflict")
    made.prove("p log", posting_id="posting")


def _rest(made: Small) -> None:
    made.add(
        "vote", "proceeding", title="Vote on a referral", kind="vote", body="Third Committee", date="2014-11-18",
        reference="A/C.3/69/L.28", votes_for=111, votes_against=19, abstentions=55,
    )  # fmt: skip
    made.add(
        "warrant", "proceeding", title="Warrant of arrest", kind="warrant", body="Pre-Trial Chamber II", date="2024-03-05",
        conduct="2022-10-10/2023-03-09", crimes=["8(2)(b)(ii)"],
    )  # fmt: skip
    made.add("party", "proceeding_actor", proceeding_id="warrant", actor_id="commander")
    made.add(
        "territory", "assessment", topic="territorial", scope="conduct in Ukraine", route="art15", finding="Inside",
        reasoning="Ukraine accepted the jurisdiction of the Court.",
    )  # fmt: skip
    made.add("gravity", "assessment", topic="scale", scope="conduct in Ukraine", finding="At least six dead")
    made.add("summary", "section", part="summary", title="Summary", position="h")
    made.add(
        "opening", "paragraph", section_id="summary", position="h",
        text="Shells fell on a market [NKR-0001, p. 2]. See [A-0001] and [NKR-0099, p. 1].\n\nOksana  Prykhodko was there.",
    )  # fmt: skip
