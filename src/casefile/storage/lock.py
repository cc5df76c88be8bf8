"""One writer at a time: an advisory lock beside the case file, released by the system if the program dies."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from casefile.errors import LockedError, UserError


class WriterLock:
    """Held while a case is open for writing; its file goes away with it."""

    def __init__(self, path: Path) -> None:
        self._file = path.with_name(f".{path.name}.lock")
        self._lock = FileLock(self._file, timeout=0)

    def take(self) -> None:
        """Take the lock or say who is in the way."""
        name = self._file.name[1 : -len(".lock")]
        try:
            self._lock.acquire()
        except Timeout:
            raise LockedError(f"“{name}” is open in another Casefile; close it there or open it for reading.") from None
        except (OSError, RuntimeError) as error:
            raise UserError(
                f"“{name}” cannot be opened for writing in this folder; copy it to a folder of yours."
            ) from error

    def release(self) -> None:
        """Give the lock up and remove its file: under the lock where open files can be removed, else after it."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
        self._lock.release()
        if os.name == "nt":
            with suppress(OSError):  # somebody else has taken it by now
                self._file.unlink(missing_ok=True)
