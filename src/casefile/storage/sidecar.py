"""The folder beside a case for media too big for the file: `<name of the file>.evidence`, each file named by its SHA-256.

What is not in the folder is not in this copy of the case; that is no error until somebody asks for the bytes. Files come
in under another name, are read back, and get their name just before the change that adds their item. A file here is
never changed and never removed: other copies of the case may need it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from casefile.errors import CancelledError, DamagedFileError, UserError
from casefile.storage.blobs import CHUNK, Incoming, Progress, Readable, in_pieces
from casefile.storage.digests import Digests

_HOLE = bytes(CHUNK)
_NAME = re.compile(r"[0-9a-f]{64}")
_DRAFT = re.compile(r"\.[0-9a-f]{32}\.incoming")


class Sidecar:
    """The folder of one case, which need not exist."""

    def __init__(self, case: Path) -> None:
        self.folder = case.with_name(f"{case.name}.evidence")

    def sizes(self) -> dict[str, int]:
        """What is here: SHA-256 as the name says, and bytes."""
        with suppress(OSError), os.scandir(self.folder) as entries:
            return {
                entry.name: entry.stat(follow_symlinks=False).st_size
                for entry in entries
                if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)
            }
        return {}

    def find(self, digest: str) -> Path | None:
        """The file with this hash, by its name."""
        path = self.folder / digest
        return path if _NAME.fullmatch(digest) and path.is_file() and not path.is_symlink() else None

    def held(self, digest: str) -> Path:
        """The file with this hash; `UserError` where it is not here."""
        path = self.find(digest)
        if path is None:
            raise UserError("The bytes of this item are not in this copy of the case.")
        return path

    def read_range(self, path: Path, start: int, length: int) -> bytes:
        """Up to `length` bytes from byte `start` on of a file that `held` gave; fewer only at its end."""
        try:
            with path.open("rb") as stream:
                stream.seek(start)
                return stream.read(length)
        except OSError as error:
            raise UserError(f"“{path}” cannot be read ({error.strerror}); see that its disk is there.") from error

    def read(self, path: Path) -> Iterator[bytes]:
        """The bytes of a file that `held` gave, chunk by chunk; after the last, that they are those that its name says."""
        digest = sha256()
        try:
            with path.open("rb") as stream:
                while data := stream.read(CHUNK):
                    digest.update(data)
                    yield data
        except OSError as error:
            raise UserError(f"“{path}” cannot be read ({error.strerror}); see that its disk is there.") from error
        if digest.hexdigest() != path.name:
            raise DamagedFileError(f"“{path}” is not what it was when it was taken in; put a good copy in its place.")

    def hash_of(self, name: str) -> str:
        """SHA-256 of the file as it stands now; "" where it cannot be read."""
        digest = sha256()
        with suppress(OSError), (self.folder / name).open("rb") as stream:
            while data := stream.read(CHUNK):
                digest.update(data)
            return digest.hexdigest()
        return ""

    def take_in(
        self, stream: Readable, progress: Progress = lambda _: None, cancelled: Callable[[], bool] = lambda: False
    ) -> Incoming:
        """Copy `stream` into the folder and read it back; on cancel or failure nothing stays."""
        draft = self.folder / f".{uuid4().hex}.incoming"
        try:
            self.folder.mkdir(exist_ok=True)
            try:
                first, second, size = _copy(stream, draft, progress, cancelled)
                _compare(draft, first, cancelled)
            except BaseException:
                draft.unlink(missing_ok=True)
                raise
        except OSError as error:
            if error.filename is None or Path(str(error.filename)).parent != self.folder:
                raise  # the source, not the folder
            raise UserError(f"“{self.folder}” cannot be written ({error.strerror}); free some space.") from error
        return Incoming(0, first, size, second, draft)

    def complete(self, incoming: Incoming) -> None:
        """Give the bytes their name, for good."""
        assert incoming.draft is not None
        target = self.folder / incoming.sha256
        try:
            if target.is_symlink():
                raise UserError(f"“{target}” is a link; remove it and add the file again.")
            incoming.draft.replace(target)
            _sync(self.folder)
        except FileNotFoundError as error:
            raise DamagedFileError("The bytes of this item are gone from the folder; add it again.") from error
        except OSError as error:
            raise UserError(f"“{target}” cannot be written ({error.strerror}); nothing was added.") from error

    def sweep(self) -> None:
        """Remove what an interrupted intake left."""
        with suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if _DRAFT.fullmatch(entry.name):
                    Path(entry.path).unlink(missing_ok=True)


def discard(incoming: Incoming) -> None:
    """Remove bytes that no item ever had."""
    if incoming.draft is not None:
        incoming.draft.unlink(missing_ok=True)


def _copy(stream: Readable, draft: Path, progress: Progress, cancelled: Callable[[], bool]) -> tuple[str, str, int]:
    with draft.open("xb", buffering=0) as out, Digests() as digests:
        for pieces in in_pieces(stream, progress, cancelled):
            digests.update(pieces)
            for data in pieces:
                if data == _HOLE:
                    out.seek(len(data), os.SEEK_CUR)  # a hole of a sparse file stays one
                else:
                    _write_all(out, data, draft)
        out.truncate(digests.size)
        os.fsync(out.fileno())
        return *digests.finish(), digests.size


def _write_all(out: BinaryIO, data: bytes, draft: Path) -> None:
    try:
        view = memoryview(data)
        while view:
            view = view[out.write(view) :]
    except OSError as error:
        error.filename = str(draft)  # tells a full disk from a source that cannot be read
        raise


def _compare(draft: Path, written: str, cancelled: Callable[[], bool]) -> None:
    digest = sha256()
    with draft.open("rb") as stream:
        while data := stream.read(CHUNK):
            digest.update(data)
            if cancelled():
                raise CancelledError
    if digest.hexdigest() != written:
        raise DamagedFileError("The bytes read back differ from those written; check the disk and try again.")


def _sync(folder: Path) -> None:
    """Have the system write down which files there are."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
