"""Members of a zip archive, and the XML in them, within limits: a bomb is refused before it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from casefile.evidence.words.parts import damaged

_MOST_MEMBERS = 20_000
_MOST_UNPACKED = 512 * 1024**2
_ERRORS = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)


class Zipped:
    """An archive in memory. `DamagedError` of `kind` when it cannot be read, is locked, or unpacks to too much."""

    def __init__(self, data: bytes, kind: str) -> None:
        self._kind = kind
        self._left = _MOST_UNPACKED
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except _ERRORS as error:
            raise damaged(kind) from error
        self.names = [info.filename for info in self._file.infolist()[:_MOST_MEMBERS]]

    def read(self, name: str) -> bytes:
        """One member; b"" if there is none of this name. No more than the limit is ever unpacked."""
        if name not in self.names:
            return b""
        try:
            with self._file.open(name) as member:
                found = member.read(self._left + 1)
        except _ERRORS as error:
            raise damaged(self._kind) from error
        self._left -= len(found)
        if self._left < 0:
            raise damaged(self._kind)
        return found

    def xml(self, name: str) -> etree._Element | None:
        """The root of one member; None if there is none of this name."""
        data = self.read(name)
        if not data:
            return None
        try:
            return etree.fromstring(data, xml_parser())
        except etree.XMLSyntaxError as error:
            raise damaged(self._kind) from error


def xml_parser() -> etree.XMLParser:
    """A parser that resolves no entity, loads no schema and opens no connection."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
