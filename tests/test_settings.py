from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from casefile.errors import UserError
from casefile.settings import RECENT_LIMIT, SETTINGS, Settings


def test_every_default_fits_its_own_setting() -> None:
    assert [setting.key for setting in SETTINGS if not setting.accepts(setting.default)] == []


def test_what_is_set_is_there_at_the_next_start(profile: Path) -> None:
    Settings().set("theme", "dark")
    assert Settings().text("theme") == "dark"
    assert (profile / "settings.json").is_file()


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UserError, match="Text size cannot be “99”"):
        Settings().set("text_size", 99)


def test_a_name_is_one_line_of_any_script() -> None:
    Settings().set("name", "Олена Коваль 김")
    assert Settings().text("name") == "Олена Коваль 김"
    for wrong in ("two\nlines", "x" * 201, "turned \u202e round"):
        with pytest.raises(UserError, match="Your name cannot be"):
            Settings().set("name", wrong)


def test_an_unreadable_file_is_set_aside_and_defaults_hold(profile: Path) -> None:
    (profile / "settings.json").write_text("{broken", "utf-8")
    assert Settings().text("theme") == "system"
    assert (profile / "settings.unreadable").read_text("utf-8") == "{broken"


def test_a_stored_value_of_the_wrong_kind_gives_the_default(profile: Path) -> None:
    (profile / "settings.json").write_text('{"text_size": "big"}', "utf-8")
    assert Settings().number("text_size") == 10


def test_recent_files_are_newest_first_once_and_existing(tmp_path: Path) -> None:
    settings = Settings()
    paths = [tmp_path / f"{number}.casefile" for number in range(RECENT_LIMIT + 2)]
    for path in paths:
        path.touch()
        settings.add_recent(path)
    settings.add_recent(paths[5])
    paths[-1].unlink()
    assert Settings().recent()[:2] == [paths[5], paths[-2]]
    assert len(Settings().recent()) == RECENT_LIMIT - 1


def test_turning_recent_files_off_forgets_them(tmp_path: Path) -> None:
    settings = Settings()
    settings.add_recent(tmp_path)
    settings.set("remember_recent", value=False)
    settings.add_recent(tmp_path)
    assert Settings().recent() == []


def test_the_pseudonym_in_a_case_stays_and_differs_between_cases() -> None:
    one, other = uuid4(), uuid4()
    first = Settings().author(one)
    assert Settings().author(one) == first
    assert Settings().author(other) != first
