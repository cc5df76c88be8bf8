"""The journal's three tables. They are the truth; the tables of the records are a view of them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

change_set = Table(
    "change_set",
    metadata,
    Column("seq", Integer, primary_key=True, comment="order of arrival in this copy; never compared or exported"),
    Column("id", LargeBinary(32), nullable=False, unique=True),
    Column("parents", LargeBinary, nullable=False, comment="ids of the heads that its author saw, sorted, joined"),
    Column("lamport", Integer, nullable=False),
    Column("author", LargeBinary(16), nullable=False, comment="a pseudonymous UUID, one a case and person"),
    Column("wall", String, nullable=False, comment="UTC, a claim: no rule reads it"),
    Column("app", String, nullable=False),
    Column("format", Integer, nullable=False),
    Column("kind", String, nullable=False, comment="create, edit, import, undo, redo, merge, erase"),
    Column("label", String, nullable=False, comment="from a fixed vocabulary, never a name"),
    Column("target", LargeBinary(32), comment="the change set that an undo or redo reverts"),
    Column("edits", Integer, nullable=False, comment="how many edits it has"),
    Column("digest", LargeBinary(32), nullable=False, comment="SHA-256 over their ids in order"),
    Column("key", LargeBinary(32), comment="Ed25519 public key, once change sets are signed"),
    Column("signature", LargeBinary(64), comment="Ed25519 over the id"),
)

edit = Table(
    "edit",
    metadata,
    Column("seq", Integer, primary_key=True, comment="order within the change set and of arrival"),
    Column("id", LargeBinary(32), nullable=False),
    Column(
        "change_set",
        Integer,
        ForeignKey("change_set.seq", deferrable=True, initially="DEFERRED"),
        nullable=False,
        index=True,
    ),
    Column("entity", String, nullable=False, comment="the noun"),
    Column("record", LargeBinary(16), nullable=False, index=True),
    Column("salt", LargeBinary(16), comment="NULL once a field of the edit is withheld"),
    Column("values", String, nullable=False, comment="JSON object: field to new value"),
    Column("pred", String, comment="JSON object: field to ids of the edits replaced; NULL for a creation"),
    Column("withheld", String, comment="JSON object: salts of the fields still here, commitments of the others"),
)

head = Table("head", metadata, Column("id", LargeBinary(32), primary_key=True))
