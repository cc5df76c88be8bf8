"""What goes wrong, in two kinds: what the user can mend, and our own bugs.

A `UserError` carries one clear sentence that says what is wrong and what to do; it is shown as it stands.
Anything else that is raised is our bug and goes to the log without case content.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


class UserError(Exception):
    """Something that the user can mend. `str(error)` is the sentence shown; `exit_code` is what the command line ends with."""

    exit_code = 2


class DamagedFileError(UserError):
    """The case file is not one, is damaged, or does not agree with its own journal."""

    exit_code = 3


class OlderFormatError(UserError):
    """The file was written by an older version and must be upgraded first (storage/migration.py)."""


class PassphraseError(UserError):
    """The file is encrypted and the passphrase given does not open it."""

    exit_code = 4


class LockedError(UserError):
    """Another Casefile has this file open for writing."""

    exit_code = 5


class FullDiskError(UserError):
    """There is no room for what was to be written; nothing of it was."""


@contextmanager
def unwritable(path: Path) -> Generator[None]:
    """What the system says against the file `path` that is written within, as a sentence."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        raise UserError(f"“{path.name}” cannot be written ({reason}); choose another folder.") from error


class CancelledError(Exception):
    """The user cancelled long work; nothing half done is left behind."""
