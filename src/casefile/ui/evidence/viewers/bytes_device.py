"""Evidence as a device that Qt can seek and read: out of the case, piece by piece, with no copy on the disk."""

from __future__ import annotations

from threading import Lock

from PySide6.QtCore import QIODevice, QIODeviceBase

from casefile.case_file import CaseFile
from casefile.errors import UserError

PIECE = 256 * 1024
_KEPT = 4  # pieces: a player goes back and forth between sound, picture and the index at the end


class BytesDevice(QIODevice):
    """The `size` bytes with this SHA-256. `fault` is the sentence why they cannot be read, "" while they can.

    A player reads on a thread of its own; the pieces read last are kept under a lock.
    """

    def __init__(self, case: CaseFile, sha256: str, size: int) -> None:
        super().__init__()
        self._case, self._sha256, self._size = case, sha256, size
        self._pieces: dict[int, bytes] = {}
        self._lock = Lock()
        self.fault = ""
        self.open(QIODeviceBase.OpenModeFlag.ReadOnly | QIODeviceBase.OpenModeFlag.Unbuffered)

    def isSequential(self) -> bool:
        return False

    def size(self) -> int:
        return self._size

    def bytesAvailable(self) -> int:
        return max(0, self._size - self.pos())

    def atEnd(self) -> bool:
        return self.pos() >= self._size

    def readData(self, most: int) -> bytes:
        at, end, found = self.pos(), min(self.pos() + most, self._size), list[bytes]()
        with self._lock:
            while at < end and (piece := self._piece(at // PIECE)):
                found.append(piece[at % PIECE : at % PIECE + end - at])
                at += len(found[-1])
        return b"".join(found)

    def _piece(self, number: int) -> bytes:
        if number * PIECE >= self._size or self.fault:
            return b""
        piece = self._pieces.pop(number, None)
        if piece is None:
            try:
                piece = self._case.originals.read_range(self._sha256, number * PIECE, PIECE)
            except UserError as error:  # nobody above this can catch it; who waits for the player asks for `fault`
                self.fault = str(error)
                return b""
        self._pieces[number] = piece  # the newest stands last
        while len(self._pieces) > _KEPT:
            self._pieces.pop(next(iter(self._pieces)))
        return piece

    def writeData(self, _data: bytes, _length: int) -> int:  # type: ignore[override]
        return -1
