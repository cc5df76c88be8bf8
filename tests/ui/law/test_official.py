"""The official text: loaded from a PDF, shown beside the summary, kept in the profile and never in the case."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.evidence import pdf_text
from casefile.settings import Settings
from casefile.ui.law import official
from casefile.ui.law.official import Loaded
from casefile.ui.law.provision import Law, Load
from casefile.ui.law.view import LawView
from casefile.ui.window import MainWindow
from tests import statute
from tests.ui.real_window import WAIT, at, empty_case, shown


@pytest.fixture
def case(tmp_path: Path, settings: Settings) -> CaseFile:
    return empty_case(tmp_path / "T.casefile", settings)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("statute") / "Rome-Statute.pdf"
    path.write_bytes(statute.pdf(statute.pages()))
    return path


def read(path: Path) -> Loaded:
    return official.read_pdf(path, lambda _done, _total, _text: None, lambda: False)


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    answer = (str(path) if path is not None else "", "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_named: answer)


def trigger(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """Load `path` by the menu; what was said."""
    said: list[str] = []
    window.workspace.said.connect(said.append)
    choose(monkeypatch, path)
    window.actions_.all["law.load"].trigger()
    qtbot.waitUntil(lambda: not window.workspace.jobs.running, timeout=WAIT)
    return said


def test_loaded_shown_and_removed(
    qtbot: QtBot, settings: Settings, case: CaseFile, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(qtbot, settings, case)
    view = at(window, "law", LawView)
    before = case.path.read_bytes()
    view.go("8(2)(b)(ii)")
    assert Load() in view.page.targets()
    assert not window.actions_.all["law.remove"].isEnabled()
    said = trigger(qtbot, window, monkeypatch, pdf)
    assert said == ["131 articles of the official text were read from Rome-Statute.pdf."]
    words = view.page.words()
    assert "Official text\nFrom Rome-Statute.pdf, loaded on " in words
    assert "(International Criminal Court 2021, ICC-PIOS-LT-01-003/18_Eng)" in words
    assert "2. Beds are:\n(b) New beds, namely:\n(ii) New bed of kind ii;\n" in words
    assert "3 Plot 8 was inserted" in words
    assert Law("8") in view.page.targets()
    assert case.path.read_bytes() == before
    window.actions_.all["law.remove"].trigger()
    assert said[-1] == "The official text is no longer in your profile."
    assert Load() in view.page.targets()
    assert not window.actions_.all["law.remove"].isEnabled()


def test_beside_the_summary_in_a_wide_window_and_below_in_a_narrow_one(
    qtbot: QtBot, settings: Settings, case: CaseFile, pdf: Path
) -> None:
    official.keep(settings.folder, read(pdf))
    window = shown(qtbot, settings, case)
    view = at(window, "law", LawView)
    view.go("28(a)")
    assert not view.page.official.isVisible()
    assert "The file prints 1. and (a) where the Statute has (a) and (i)." in view.page.summary.words()
    window.resize(1900, 900)
    qtbot.waitUntil(view.page.official.isVisible)
    assert "1. A head gardener answers where:\n(a) The head gardener knew; and" in view.page.official.words()
    assert "gardener" not in view.page.summary.words()
    window.resize(1200, 800)
    qtbot.waitUntil(lambda: not view.page.official.isVisible())
    assert "gardener" in view.page.summary.words()


def test_a_file_that_is_not_the_statute_leaves_the_one_before(
    qtbot: QtBot, settings: Settings, case: CaseFile, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    official.keep(settings.folder, read(pdf))
    kept = official.kept(settings.folder)
    window = shown(qtbot, settings, case)
    other = tmp_path / "other.pdf"
    other.write_bytes(statute.pdf(["The orchard rules\n" + "No ladder is left standing. " * 20]))
    (said,) = trigger(qtbot, window, monkeypatch, other)
    assert said.startswith("This PDF does not call itself the Rome Statute")
    assert official.kept(settings.folder) == kept
    assert trigger(qtbot, window, monkeypatch, None) == []


def test_without_a_case_it_can_be_loaded_too(
    qtbot: QtBot, settings: Settings, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(qtbot, settings, None)
    trigger(qtbot, window, monkeypatch, pdf)
    assert official.kept(settings.folder) is not None


def test_what_is_kept(settings: Settings, pdf: Path) -> None:
    loaded = read(pdf)
    official.keep(settings.folder, loaded)
    assert official.kept(settings.folder) == loaded
    assert loaded.name == "Rome-Statute.pdf"
    assert loaded.sha256 == hashlib.sha256(pdf.read_bytes()).hexdigest()
    stored = json.loads((settings.folder / "official_text.json").read_text("utf-8"))
    assert stored["version"] == 1
    assert [path.name for path in settings.folder.iterdir() if "official" in path.name] == ["official_text.json"]
    official.remove(settings.folder)
    official.remove(settings.folder)
    assert official.kept(settings.folder) is None


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "[]",
        "{}",
        '{"version": 99}',
        '{"version": 1, "text": {"articles": [1]}}',
        '{"version": 1, "text": {"articles": [{"code": "pear", "heading": "", "blocks": [], "notes": []}]}}',
    ],
)
def test_a_damaged_profile_has_no_text(settings: Settings, damaged: str) -> None:
    settings.folder.mkdir(parents=True, exist_ok=True)
    (settings.folder / "official_text.json").write_text(damaged, "utf-8")
    assert official.kept(settings.folder) is None


def test_files_that_cannot_be_read_or_are_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read(tmp_path / "gone.pdf")
    long = tmp_path / "long.pdf"
    long.write_bytes(b"%PDF" + b" " * 100)
    monkeypatch.setattr(pdf_text, "MOST_BYTES", 50)
    with pytest.raises(UserError, match="too long to be the Statute"):
        read(long)


def test_a_profile_that_cannot_be_written_is_told(tmp_path: Path, pdf: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(UserError, match="cannot be kept"):
        official.keep(blocked, read(pdf))
