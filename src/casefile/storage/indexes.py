"""Indexes that keep long lists and the matrix quick; each serves one question and holds only what can answer it.

The conditions are written as the questions write them (`binned IS 0`), or SQLite would not use the index. Measured by
bench/lists.py: without the first two the coverage of 512 charges among 500,000 links takes a second, with them 30 ms.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from casefile.model import NOUNS
from casefile.model.base import fields_of, table_of

_TARGETS = ("charge", "attribution", "context_finding", "act")


def create(connection: Connection) -> None:
    """Make them all; part of creating the file."""
    for statement in _statements():
        connection.exec_driver_sql(statement)


def _statements() -> Iterator[str]:
    for target in _TARGETS:
        yield (
            f"CREATE INDEX ix_proof_link_by_{target} ON proof_link({target}_id, element, bearing, passage_id) "
            f"WHERE binned IS 0 AND {target}_id IS NOT NULL"
        )
    yield "CREATE INDEX ix_evidence_sha256 ON evidence(sha256)"
    yield "CREATE INDEX ix_evidence_by_bytes ON evidence(sha256, size) WHERE binned IS 0"  # intake asks of every file
    for noun in NOUNS:
        yield f'CREATE INDEX ix_{noun}_binned ON "{noun}"(id) WHERE binned IS 1'
    for noun, record in NOUNS.items():
        columns = table_of(record).c
        for name, field in fields_of(record).items():
            if field.kind == "reference":  # most are empty in most records
                yield f'CREATE INDEX ix_{noun}_{name} ON "{noun}"({name}) WHERE {name} IS NOT NULL'
        if "number" in columns:
            yield f'CREATE INDEX ix_{noun}_in_order ON "{noun}"(length(number), number, id) WHERE binned IS 0'
            yield f'CREATE INDEX ix_{noun}_by_title ON "{noun}"(title, id) WHERE binned IS 0'
            yield f"CREATE INDEX ix_{noun}_by_day ON \"{noun}\"(coalesce(first_day, ''), id) WHERE binned IS 0"
