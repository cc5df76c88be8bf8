"""The custody sheet from the window: with which names, and where."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog

from casefile.ui.evidence.sheet import SheetDialog
from tests.ui.acts.desk import Desk


def words_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()


@pytest.mark.parametrize(("hidden", "named"), [(False, False), (True, False), (False, True)])
def test_the_sheet_withholds_protected_names_unless_one_says_otherwise(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, hidden: bool, named: bool
) -> None:
    desk.add("actor", name="Olena Koval", protected=True)
    item = desk.add("evidence", title="Letter")
    desk.add("custody_event", evidence_id=item, action="received", by="Olena Koval")
    desk.workspace.hide_names(hidden)
    desk.go("evidence", item)
    target = tmp_path / "sheet"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))  # the system's own dialog
    dialog = SheetDialog(desk.workspace, item)
    dialog.open()
    assert dialog.withheld.isChecked()
    if named:
        dialog.named.click()
    dialog.write.click()
    made = target.with_suffix(".pdf")
    desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running and made.exists(), timeout=20_000)
    assert ("Olena Koval" in words_of(made)) is named
    assert ("by P-0001" in words_of(made)) is not named


def test_all_names_are_proposed_where_nobody_is_protected(desk: Desk) -> None:
    item = desk.add("evidence", title="Letter")
    desk.go("evidence", item)
    dialog = SheetDialog(desk.workspace, item)
    dialog.open()
    assert dialog.named.isChecked()
    dialog.reject()
