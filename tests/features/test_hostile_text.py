"""Text that would be something else if it were interpreted stands in every field, on every screen, as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.exchange import jsonl
from casefile.model import NOUNS
from casefile.operations import records
from casefile.settings import Settings
from casefile.ui import places
from tests.cases import add, edit, get, new_case, whole
from tests.exchange.data import case_of
from tests.operations.test_records import smallest
from tests.ui.real_window import shown

MARK = "Zq7"
"""A word that stands in each hostile text and nowhere else."""
HOSTILE = (
    f'<img src="file:///etc/passwd"><b>{MARK}</b><script>x</script>',
    f'=HYPERLINK("http://192.0.2.1","{MARK}")',
    f"{MARK}\u202efdp.exe\u202c \u2067x\u2069",
    f"a\0{MARK}\x1b[31m\x7f",
    f"{MARK} %s {{0}} \\u0041 [A-0001] &amp; &",
)


def hostile_case(path: Path, text: str) -> CaseFile:
    """One record of each noun, `text` in every field that takes text."""
    case = new_case(path, title=text)
    made: dict[str, UUID] = {}
    with case.change("Add one of each") as session:
        made["case"] = records.page(session, "case")[0].id
        for noun in NOUNS:
            if noun != "case":
                made[noun] = records.add(
                    session, noun, _hostile(noun, text) | smallest(noun, made) | _named(noun, text)
                )
    return case


def _hostile(noun: str, text: str) -> dict[str, Any]:
    return {one.name: text for one in records.fields(noun) if one.kind in ("line", "prose") and one.name != "number"}


def _named(noun: str, text: str) -> dict[str, Any]:
    """Required names too, but for those that the program itself reads."""
    kinds = {one.name for one in records.fields(noun) if one.required and one.kind == "line"}
    return dict.fromkeys(kinds - {"about_noun", "query"}, text)


def plain(widget: QWidget) -> bool:
    """Whether the widget shows its text and does not interpret it."""
    if isinstance(widget, QLabel):
        return widget.textFormat() is Qt.TextFormat.PlainText
    return not isinstance(widget, QTextEdit) or isinstance(widget, QPlainTextEdit)


def texts_of(window: QWidget) -> list[tuple[QWidget, str]]:
    found = [(label, label.text()) for label in window.findChildren(QLabel)]
    fields = [(field, field.text()) for field in window.findChildren(QLineEdit)]
    areas: list[QPlainTextEdit | QTextEdit] = [*window.findChildren(QPlainTextEdit)]
    areas += window.findChildren(QTextEdit)
    return [*found, *fields, *((area, area.toPlainText()) for area in areas)]


def test_no_screen_interprets_it(qtbot: QtBot, tmp_path: Path) -> None:
    with hostile_case(tmp_path / "a.casefile", " ".join(HOSTILE)) as case:
        window = shown(qtbot, Settings(), case)
        seen = 0
        for one in places.places():
            window.workspace.go(one.key)
            QTest.qWait(20)
            told = [(widget, words) for widget, words in texts_of(window) if MARK in words]
            seen += len(told)
            assert [words for widget, words in told if not plain(widget)] == []
        assert seen > 0


@pytest.mark.parametrize("text", HOSTILE)
def test_it_survives_export_and_import(text: str, tmp_path: Path) -> None:
    data = tmp_path / "out.jsonl"
    with hostile_case(tmp_path / "a.casefile", text) as case:
        jsonl.export(case, data)
        with case.reading() as session:
            before = {noun: records.page(session, noun) for noun in NOUNS}
        assert whole(case)
    with case_of(tmp_path / "b.casefile", data) as case:
        with case.reading() as session:
            after = {noun: records.page(session, noun) for noun in NOUNS}
        assert whole(case)
    for noun in NOUNS:
        assert [dict(row.values) for row in after[noun]] == [dict(row.values) for row in before[noun]], noun


def test_fifty_megabytes_of_text_are_kept_in_prose_and_refused_in_a_name(tmp_path: Path) -> None:
    long = "Гармата " * 3_100_000  # 49.6 MB in UTF-8
    with new_case(tmp_path / "a.casefile") as case:
        act = add(case, "act", title="Shelling")
        edit(case, "act", act, note=long)
        assert get(case, "act", act)["note"] == long
        before = case.head
        with pytest.raises(UserError, match="Title is longer than 2,000 characters; shorten it"):
            edit(case, "act", act, title=long)
        assert case.head == before
        jsonl.export(case, tmp_path / "out.jsonl")
    with case_of(tmp_path / "b.casefile", tmp_path / "out.jsonl") as case:
        assert get(case, "act", act)["note"] == long
