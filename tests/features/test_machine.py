"""Random use of a real case file, with undo and redo: undo of all gives the first state, and verify is always clean."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, precondition, rule

from casefile.case_file import CaseFile
from casefile.operations import records
from casefile.operations.proof_links import Target, link_new_passage
from tests.cases import as_me, new_case, visible, whole

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda text: text.strip()
)
NOUNS = ("act", "charge", "evidence", "passage", "proof_link")
DATES = st.sampled_from(["", "2024-02", "2023-08/2024-07", "2022-10-10~", "2022-03/..", "/2022-04", "202X"])
CRIMES = st.sampled_from(["8(2)(a)(i)", "8(2)(b)(ii)", "7(1)(k)"])


class Researcher(RuleBasedStateMachine):
    """One person at work on one file."""

    acts: Bundle[UUID] = Bundle("acts")
    charges: Bundle[UUID] = Bundle("charges")
    items: Bundle[UUID] = Bundle("items")

    @initialize()
    def make(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="casefile-machine-"))
        self.case: CaseFile = new_case(self.folder / "machine.casefile")
        self.states = [visible(self.case, NOUNS)]
        self.undone: list[Any] = []
        self.head = self.case.head

    def teardown(self) -> None:
        if hasattr(self, "case"):
            assert whole(self.case)
            self.case.close()
            shutil.rmtree(self.folder)

    def _changed(self) -> None:
        """A change that changed nothing wrote nothing and is no step; one to what the bin hides is."""
        if self.case.head != self.head:
            self.head = self.case.head
            self.states.append(visible(self.case, NOUNS))
            self.undone.clear()

    @rule(target=acts, title=TEXT, date=DATES)
    def add_act(self, title: str, date: str) -> UUID:
        with self.case.change("Add act") as session:
            made = records.add(session, "act", {"title": title, "date": date})
        self._changed()
        return made

    @rule(target=items, title=TEXT)
    def add_item(self, title: str) -> UUID:
        with self.case.change("Add evidence") as session:
            made = records.add(session, "evidence", {"title": title})
        self._changed()
        return made

    @rule(target=charges, act=acts, crime=CRIMES)
    def charge(self, act: UUID, crime: str) -> UUID:
        with self.case.change("Add charge") as session:
            made = records.add(session, "charge", {"act_id": act, "crime": crime})
        self._changed()
        return made

    @rule(act=acts, title=TEXT, date=DATES)
    def edit_act(self, act: UUID, title: str, date: str) -> None:
        with self.case.change("Edit act") as session:
            records.edit(session, "act", act, {"title": title, "date": date})
        self._changed()

    @rule(item=items, charge=charges, quote=TEXT)
    def link(self, item: UUID, charge: UUID, quote: str) -> None:
        with self.case.change("Link passage") as session:
            link_new_passage(session, {"evidence_id": item, "quote": quote}, Target("charge", charge, 1))
        self._changed()

    @rule(act=acts)
    def bin_or_restore(self, act: UUID) -> None:
        with self.case.change("Bin act") as session:
            if records.get(session, "act", act).binned:
                records.restore(session, "act", act)
            else:
                records.bin_(session, "act", act)
        self._changed()

    @precondition(lambda self: len(self.states) > 1)
    @rule()
    def undo(self) -> None:
        self.case.undo()
        self.head = self.case.head
        self.undone.append(self.states.pop())
        assert visible(self.case, NOUNS) == self.states[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.case.redo()
        self.head = self.case.head
        self.states.append(self.undone.pop())
        assert visible(self.case, NOUNS) == self.states[-1]

    @rule()
    def close_and_open(self) -> None:
        assert whole(self.case)
        self.case.close()
        assert [path.name for path in self.folder.iterdir()] == ["machine.casefile"]
        self.case = CaseFile.open(self.folder / "machine.casefile", as_me)

    @rule()
    def undo_everything(self) -> None:
        while self.case.undo_label is not None:
            self.case.undo()
        assert visible(self.case, NOUNS) == self.states[0]
        while self.case.redo_label is not None:
            self.case.redo()
        assert visible(self.case, NOUNS) == (self.undone[0] if self.undone else self.states[-1])
        self.head = self.case.head
        self.states += reversed(self.undone)
        self.undone.clear()


TestResearcher = Researcher.TestCase
TestResearcher.settings = settings(
    max_examples=20,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
