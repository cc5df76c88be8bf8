from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile, warm_up
from casefile.operations import records
from casefile.settings import Settings
from casefile.ui.rehearsal import rehearse


def compiled(session: Any) -> int:
    """How many statements are known by now."""
    return len(session.get_bind().get_execution_options()["compiled_cache"])


def test_what_was_rehearsed_is_not_compiled_again_for_a_case(qtbot: QtBot, settings: Settings, case_path: Path) -> None:
    warm_up(rehearse)
    with CaseFile.open(case_path, settings.author) as case, case.reading() as session:
        known = compiled(session)
        assert known > 50
        for act in records.page(session, "act"):
            records.get(session, "act", act.id)
        assert compiled(session) == known


def test_a_case_in_memory_holds_nothing_of_another(qtbot: QtBot) -> None:
    counts: list[int] = []

    def ask(session: Any) -> None:
        counts.append(records.count(session, "act"))
        rehearse(session)
        counts.append(records.count(session, "act"))

    warm_up(ask)
    warm_up(ask)
    assert counts == [0, 1, 0, 1]
