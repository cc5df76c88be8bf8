"""The words of documents, as they were read out of evidence bytes, and the index that finds them.

Found by the SHA-256 of the bytes, in parts (pages, sheets, bodies) in their order. None of it is in the journal: it can
be read out of the bytes again. The index holds no text of its own; what it forgets is told it in the words it was given.
Pairs of common words stand in it too (common_words.py); which they are stands in `meta`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    func,
    select,
    text,
)

from casefile.journal.rows import insert_rows
from casefile.storage import common_words
from casefile.storage.parts import Part as Part  # noqa: PLC0414 - whoever keeps an extract makes parts of it

NOUN = "text"
"""What listeners of a case hear when texts have changed."""
State = Literal["read", "empty", "failed"]
_BATCH = 500
_HASH = 16 << 20
"""Bytes of words that one transaction gathers in memory before it writes them."""

metadata = MetaData()
text_state = Table(
    "text_state",
    metadata,
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("state", String, nullable=False, comment="read, empty or failed"),
    Column("tool", String, nullable=False, comment="what read it, with its version"),
    Column("languages", String, nullable=False, comment="those that characters were recognised in, such as kor+eng"),
    Column("at", String, nullable=False),
    Column("problem", String, nullable=False, comment="one sentence where the state is failed or something is wanting"),
)
text_part = Table(
    "text_part",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("document", Integer, nullable=False, comment="the id of the first part, so that documents can be counted"),
    Column("position", Integer, nullable=False, comment="from 1: the page of a PDF, the sheet of a table"),
    Column("label", String, nullable=False, comment="the part as a locator names it: p. 3, “Sheet1”"),
    Column("text", String, nullable=False),
    Column("confidence", Integer, comment="percent, where characters were recognised"),
)
Index("ux_text_part", text_part.c.sha256, text_part.c.position, unique=True)
Index("ix_text_part_document", text_part.c.id, text_part.c.document)
Index("ix_text_part_further", text_part.c.id, sqlite_where=text_part.c.id != text_part.c.document)


@dataclass(frozen=True, slots=True)
class Extract:
    """What was read out of the bytes with this SHA-256 (hexadecimal)."""

    sha256: str
    state: State
    tool: str
    at: str
    parts: tuple[Part, ...] = ()
    languages: str = ""
    problem: str = ""


def create(connection: Connection) -> None:
    """Make the index; part of creating the file.

    Without the lengths of the parts a rank is reckoned in half the time, and pages are of one length. Beginnings of
    three letters serve two as well; of two, every Korean pair would stand twice.
    """
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE document_search USING fts5(text, content='', columnsize=0, prefix='3', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    for option, value in (("secure-delete", 1), ("hashsize", _HASH)):
        connection.exec_driver_sql("INSERT INTO document_search(document_search, rank) VALUES(?, ?)", (option, value))
    _set_common(connection, "")


def keep(connection: Connection, extracts: Sequence[Extract]) -> None:
    """Put extracts in the place of what was kept for their bytes; of several for the same bytes the last."""
    new = {bytes.fromhex(extract.sha256): extract for extract in extracts}
    known = select(text_state.c.sha256).where(text_state.c.sha256.in_(list(new)))
    forget(connection, [digest.hex() for digest in connection.scalars(known)])
    next_id = (connection.scalar(select(func.max(text_part.c.id))) or 0) + 1
    states: list[tuple[Any, ...]] = []
    parts: list[tuple[Any, ...]] = []
    for digest, one in new.items():
        states.append((digest, one.state, one.tool, one.languages, one.at, one.problem))
        document = next_id + len(parts)
        for place, part in enumerate(one.parts):
            row = (document + place, digest, document, place + 1, part.label, part.text, part.confidence)
            parts.append(row)
    insert_rows(connection, text_state, ("sha256", "state", "tool", "languages", "at", "problem"), states)
    columns = ("id", "sha256", "document", "position", "label", "text", "confidence")
    insert_rows(connection, text_part, columns, parts)
    if next_id <= common_words.ENOUGH < next_id + len(parts) or not is_indexed(connection):  # as they become enough
        index_anew(connection)
    else:
        _index(connection, [(row[0], row[5]) for row in parts], _common(connection))


def forget(connection: Connection, digests: Iterable[str]) -> None:
    """Forget the texts of some bytes."""
    common = _common(connection)
    for digest in digests:
        mine = text_part.c.sha256 == bytes.fromhex(digest)
        for row in connection.execute(select(text_part.c.id, text_part.c.text).where(mine)).all():
            connection.exec_driver_sql(
                "INSERT INTO document_search(document_search, rowid, text) VALUES('delete', ?, ?)",
                (row.id, common_words.indexed(row.text, common)),
            )
        connection.execute(delete(text_part).where(mine))
        connection.execute(delete(text_state).where(text_state.c.sha256 == bytes.fromhex(digest)))


def read(connection: Connection, digest: str) -> Extract | None:
    """What was read out of these bytes; None where nobody has tried yet."""
    key = bytes.fromhex(digest)
    state = connection.execute(select(text_state).where(text_state.c.sha256 == key)).first()
    if state is None:
        return None
    columns = (text_part.c.label, text_part.c.text, text_part.c.confidence)
    mine = select(*columns).where(text_part.c.sha256 == key).order_by(text_part.c.position)
    parts = tuple(Part(row.label, row.text, row.confidence) for row in connection.execute(mine))
    return Extract(digest, state.state, state.tool, state.at, parts, state.languages, state.problem)


def is_indexed(connection: Connection) -> bool:
    """Whether the index holds what this version puts into it; drafts of format 3 held no pairs."""
    return connection.scalar(_COMMON) is not None


def index_anew(connection: Connection) -> None:
    """Choose the common words, where there are texts enough, and index every part; also part of copying a file."""
    connection.exec_driver_sql("INSERT INTO document_search(document_search) VALUES('delete-all')")
    last = connection.scalar(select(func.max(text_part.c.id))) or 0
    common = ""
    if last >= common_words.ENOUGH:
        scattered = text_part.c.id * 40_503 % 65_536  # not every tenth: exports often have things in turn
        spread = select(text_part.c.text).where(scattered * last < 65_536 * common_words.SAMPLE)
        common = common_words.chosen(connection.scalars(spread))
    _set_common(connection, common)
    last = 0
    columns = select(text_part.c.id, text_part.c.text).order_by(text_part.c.id).limit(_BATCH)
    while rows := [(row.id, row.text) for row in connection.execute(columns.where(text_part.c.id > last))]:
        _index(connection, rows, common_words.letters(common))
        last = rows[-1][0]


def _index(connection: Connection, rows: Sequence[tuple[int, str]], common: common_words.Letters) -> None:
    for start in range(0, len(rows), _BATCH):
        words = [(identity, common_words.indexed(text, common)) for identity, text in rows[start : start + _BATCH]]
        connection.exec_driver_sql("INSERT INTO document_search(rowid, text) VALUES (?, ?)", words)


def _common(connection: Connection) -> common_words.Letters:
    return common_words.letters(connection.scalar(_COMMON) or "")


def _set_common(connection: Connection, common: str) -> None:
    connection.exec_driver_sql("INSERT OR REPLACE INTO meta(key, value) VALUES ('common_words', ?)", (common,))


_COMMON = text("SELECT value FROM meta WHERE key = 'common_words'")
