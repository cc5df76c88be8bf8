"""The user's settings as one table, and what the window remembers for one user; never anything of a case.

Both are small JSON files in the profile folder: `settings.json` holds what the user chose, `window.json` what the window
noticed (sizes, columns, sort orders, recent files); `authors.json` holds the pseudonym that the user has in each case, and `seen/` which pages
of its documents were seen. A file that cannot be read is set aside and the defaults hold.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast
from uuid import UUID, uuid4

import platformdirs

from casefile.errors import UserError

RECENT_LIMIT = 12
HIDE_NAMES = "hide_names"
"""Under this key the window notes whether protected names are hidden."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table. `choices` are (stored value, label); `least` and `most` bound a whole number, `most` the length of
    a text, which stands on one line.
    """

    key: str
    kind: Literal["choice", "flag", "whole", "text"]
    default: str | bool | int
    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0

    def accepts(self, value: object) -> bool:
        if self.kind == "flag":
            return isinstance(value, bool)
        if self.kind == "whole":
            return isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
        if self.kind == "text":
            return isinstance(value, str) and len(value) <= self.most and (not value or value.isprintable())
        return any(value == stored for stored, _ in self.choices)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "name",
        "text",
        "",
        "Your name",
        "Filled in where you sign: custody, grades, translations. Only what you sign carries it into a case; public copies withhold it.",
        most=200,
    ),
    Setting(
        "theme",
        "choice",
        "system",
        "Appearance",
        "Light, dark, or as the rest of the computer.",
        choices=(("system", "Follow the system"), ("light", "Light"), ("dark", "Dark")),
    ),
    Setting("text_size", "whole", 10, "Text size", "In points; 10 is the usual size.", least=8, most=18),
    Setting(
        "language",
        "choice",
        "system",
        "Language",
        "The language of menus and forms; it changes at the next start.",
        choices=(("system", "Follow the system"), ("en", "English")),
    ),
    Setting(
        "tessdata",
        "text",
        "",
        "Folder of language data",
        "Where Tesseract's .traineddata files are, for recognising characters of scans. Empty: the usual places.",
        most=1000,
    ),
    Setting(
        "remember_recent",
        "flag",
        default=True,
        label="Remember recent files",
        help="The welcome screen lists the case files opened last. Turn it off on a computer that others may look at.",
    ),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


def profile_folder() -> Path:
    """Where settings and logs live: `CASEFILE_HOME` when set, else the platform's place for them."""
    home = os.environ.get("CASEFILE_HOME")
    return Path(home) if home else platformdirs.user_config_path("casefile", appauthor=False)


class Settings:
    """The settings and the memory of one user, written as they change."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or profile_folder()
        self._chosen = _read(self.folder / "settings.json")
        self._memory = _read(self.folder / "window.json")
        self._authors = _read(self.folder / "authors.json")

    def get(self, key: str) -> Any:
        """The chosen value, or the default when none is chosen or what is stored does not fit."""
        setting = _BY_KEY[key]
        value = self._chosen.get(key, setting.default)
        return value if setting.accepts(value) else setting.default

    def text(self, key: str) -> str:
        return str(self.get(key))

    def number(self, key: str) -> int:
        return int(self.get(key))

    def set(self, key: str, value: str | bool | int) -> None:
        setting = _BY_KEY[key]
        if not setting.accepts(value):
            raise UserError(f"{setting.label} cannot be “{value}”.")
        self._chosen[key] = value
        _write(self.folder / "settings.json", self._chosen)
        if key == "remember_recent" and not value:
            self.remember("recent", [])

    def tessdata(self) -> tuple[Path, ...]:
        """Folders where language data for recognising characters may be: the chosen one, and one in the profile."""
        chosen = self.text("tessdata")
        return (*([Path(chosen)] if chosen else []), self.folder / "tessdata")

    def remembered(self, key: str, default: Any = None) -> Any:
        """What the window noted under `key` (any JSON value)."""
        return self._memory.get(key, default)

    def remember(self, key: str, value: Any) -> None:
        if self._memory.get(key) != value:
            self._memory[key] = value
            _write(self.folder / "window.json", self._memory)

    @property
    def hides_names(self) -> bool:
        """Whether the user has protected names hidden; pseudonyms stand for them then."""
        return bool(self.remembered(HIDE_NAMES, False))

    def author(self, case_id: UUID) -> UUID:
        """The user's pseudonym in the case, another one in every case; undo goes back over one's own changes."""
        stored = self._authors.get(str(case_id))
        if isinstance(stored, str):
            with contextlib.suppress(ValueError):
                return UUID(stored)
        made = uuid4()
        self._authors[str(case_id)] = str(made)
        _write(self.folder / "authors.json", self._authors)
        return made

    def seen(self, case_id: UUID) -> dict[str, str]:
        """Which pages of which items of a case the user has seen: ranges by the item's id."""
        return {str(item): str(pages) for item, pages in _read(self._seen_file(case_id)).items()}

    def remember_seen(self, case_id: UUID, seen: dict[str, str]) -> None:
        """Keep what was seen, unless the user wants no traces of the files opened here."""
        if self.get("remember_recent"):
            _write(self._seen_file(case_id), seen)

    def _seen_file(self, case_id: UUID) -> Path:
        return self.folder / "seen" / f"{case_id}.json"

    def recent(self) -> list[Path]:
        """Case files opened last, newest first; those that are gone are left out."""
        stored = self._memory.get("recent", [])
        paths = [Path(entry) for entry in stored if isinstance(entry, str)] if isinstance(stored, list) else []
        return [path for path in paths if path.exists()]

    def add_recent(self, path: Path) -> None:
        if self.get("remember_recent"):
            others = [str(known) for known in self.recent() if known != path.absolute()]
            self.remember("recent", [str(path.absolute()), *others][:RECENT_LIMIT])


def _read(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".unreadable"))
        return {}
    return cast("dict[str, Any]", stored) if isinstance(stored, dict) else {}


def _write(path: Path, value: dict[str, Any]) -> None:
    """Replace `path` in one step; a profile that cannot be written must not stop the work."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
        draft.replace(path)
