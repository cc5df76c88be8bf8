"""Evidence bytes beside a data file: found in its folder, taken into the case, compared with what their lines say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.evidence import kinds
from casefile.exchange.jsonl.format import FILE, FILED, Cancelled, evidence_folder
from casefile.exchange.jsonl.lines import Line
from casefile.storage.blobs import Incoming

_FORBIDDEN = frozenset("/\\:\0")  # a colon names a drive or a stream on Windows


@dataclass(frozen=True, slots=True)
class Shown:
    """What the bytes of a file show."""

    sha256: str
    size: int
    mime: str


class EvidenceBytes:
    """The files that a data file names, each taken in once."""

    def __init__(self, data: Path, named: Mapping[str, Line]) -> None:
        """`named` are the names of the files, each with the first line that names it. All of them must be there."""
        folder = evidence_folder(data)
        self._paths = {name: _found(folder, name, line) for name, line in named.items()}
        self._incoming: list[Incoming] = []
        self.shown: dict[str, Shown] = {}
        self.size = sum(path.stat().st_size for path in self._paths.values())

    @property
    def incoming(self) -> tuple[Incoming, ...]:
        """What waits in the case for its items."""
        return tuple(self._incoming)

    def take_in(self, case: CaseFile, progress: Callable[[int, str], None], cancelled: Cancelled) -> None:
        """Bring all files into `case`; `progress` hears of bytes done in all."""
        done = 0
        for name, path in self._paths.items():

            def count(read: int, name: str = name) -> None:
                nonlocal done
                done += read
                progress(done, name)

            try:
                with path.open("rb") as stream:
                    taken = case.originals.take_in(stream, count, cancelled)
                self._incoming.append(taken)
                self.shown[name] = Shown(taken.sha256, taken.size, kinds.kind_of(path))
            except OSError as error:
                raise UserError(f"“{path}” cannot be read ({error.strerror}); nothing was imported.") from error

    def discard(self, case: CaseFile) -> None:
        """Forget what was taken in, since nothing came of it."""
        for incoming in self.incoming:
            case.originals.discard(incoming)


def describe(line: Line, shown: Mapping[str, Shown]) -> None:
    """Put into `line` what its file shows and it does not say; refuse it where it says otherwise."""
    name = line.values.pop(FILE, None)
    if name is None:
        return
    file, values = shown.get(name), line.values
    if file is None:
        line.refuse("the data file was changed while it was read; import it again.", FILE)
    digest, name_of = FILED[line.noun]
    if values.get(digest) not in (None, "") and str(values[digest]).strip().lower() != file.sha256:
        line.refuse(f"the bytes of “{name}” have another SHA-256, {file.sha256}.", digest)
    values[digest] = file.sha256
    values.setdefault(name_of, name)
    if line.noun == "evidence":
        if values.get("size") not in (None, "", file.size):
            line.refuse(f"“{name}” has {file.size:,} bytes.", "size")
        values.setdefault("size", file.size)
        values.setdefault("mime", file.mime)


def _found(folder: Path, name: str, line: Line) -> Path:
    """The file of this name in the folder: a regular file of the folder itself, so that data cannot reach elsewhere."""
    if name in ("", ".", "..") or not _FORBIDDEN.isdisjoint(name):
        line.refuse(f"“{name}” is not a plain file name.", FILE)
    path = folder / name
    if folder.is_symlink() or path.is_symlink():
        line.refuse(f"“{folder.name}/{name}” is a link; put the file itself there.", FILE)
    if not path.is_file():
        line.refuse(f"there is no file “{folder.name}/{name}” beside the data.", FILE)
    return path
