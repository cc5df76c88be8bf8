"""A reader of case files written from docs/file-format.md alone, with the standard library: no module of the program."""

from __future__ import annotations

import calendar
import hashlib
import hmac
import json
import re
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any
from uuid import UUID

DOCUMENT = Path(__file__).parents[2] / "docs" / "file-format.md"
Column = tuple[str, str, Any]
"""Name, what it holds, default."""


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()


def field_salt(salt: bytes, field: str) -> bytes:
    return hmac.new(salt, field.encode(), hashlib.sha256).digest()[:16]


def commitment(salt: bytes, entity: str, record: str, field: str, value: Any) -> str:
    return sha(b"casefile-field-1\0" + salt + canonical([entity, record, field, value]).encode()).hex()


def edit_id(entity: str, record: str, commitments: dict[str, str], pred: Any) -> bytes:
    return sha(b"casefile-edit-1\0" + canonical([entity, record, commitments, pred]).encode())


def change_set_id(body: dict[str, Any]) -> bytes:
    return sha(b"casefile-change-set-1\0" + canonical(body).encode())


def nouns() -> dict[str, list[Column]]:
    """The record tables, as section 2 of the document lists them."""
    section = DOCUMENT.read_text("utf-8").split("## 3.")[0]
    found: dict[str, list[Column]] = {}
    noun = ""
    for line in section.splitlines():
        if heading := re.fullmatch(r"### `(\w+)`", line):
            noun = heading[1]
            found[noun] = []
        elif noun and (row := re.fullmatch(r"\| `(\w+)` \| (.*?) \| ?(?:`(.*)`)? ?\|", line)):
            found[noun].append((row[1], row[2], _default(row[2], row[3])))
    return found


def _default(holds: str, written: str | None) -> Any:
    if written is not None:
        return written
    if "NULL" in holds or holds.startswith("derived"):
        return None
    return 0 if holds.startswith("0 or 1") else ""


class Reader:
    """One case file, opened with the system's SQLite."""

    def __init__(self, path: Path) -> None:
        self.header = path.read_bytes()[:100]
        self.file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.file.row_factory = sqlite3.Row
        self.problems: list[str] = []

    def rows(self, statement: str) -> list[sqlite3.Row]:
        return list(self.file.execute(statement))

    def check_chain(self) -> None:
        by_set: dict[int, list[bytes]] = defaultdict(list)
        for row in self.rows("SELECT id, change_set FROM edit ORDER BY seq"):
            by_set[row["change_set"]].append(row["id"])
        lamports: dict[bytes, int] = {}
        parents_named = set()
        for row in self.rows("SELECT * FROM change_set ORDER BY seq"):
            parents = [row["parents"][at : at + 32] for at in range(0, len(row["parents"]), 32)]
            body = {name: row[name] for name in ("lamport", "wall", "app", "format", "kind", "label", "edits")}
            body["author"], body["digest"] = row["author"].hex(), row["digest"].hex()
            body["parents"] = [one.hex() for one in parents]
            body["target"] = row["target"].hex() if row["target"] else None
            ids = by_set.pop(row["seq"], [])
            if (
                change_set_id(body) != row["id"]
                or len(ids) != row["edits"]
                or sha(b"".join(ids)) != row["digest"]
                or any(lamports.get(one, row["lamport"]) >= row["lamport"] for one in parents)
            ):
                self.problems.append(f"change set {row['seq']}")
            lamports[row["id"]] = row["lamport"]
            parents_named.update(parents)
        if by_set or {row["id"] for row in self.rows("SELECT id FROM head")} != set(lamports) - parents_named:
            self.problems.append("head or strays")

    def rebuilt(self) -> dict[str, dict[bytes, dict[str, Any]]]:
        """The record tables, made from the journal; edits are checked on the way."""
        records: dict[bytes, list[dict[str, Any]]] = defaultdict(list)
        statement = "SELECT e.*, c.lamport FROM edit e JOIN change_set c ON c.seq = e.change_set"
        for row in self.rows(statement):
            records[row["record"]].append(self._edit(row))
        tables: dict[str, dict[bytes, dict[str, Any]]] = {noun: {} for noun in nouns()}
        for record, edits in records.items():
            entity = edits[0]["entity"]
            tables[entity][record] = self._row(record, edits, nouns()[entity])
        return tables

    def _edit(self, row: sqlite3.Row) -> dict[str, Any]:
        values, pred = json.loads(row["values"]), json.loads(row["pred"]) if row["pred"] else None
        record = row["record"].hex()
        if row["withheld"]:
            withheld = json.loads(row["withheld"])
            salts, committed = (
                {name: bytes.fromhex(one) for name, one in withheld["salts"].items()},
                withheld["commitments"],
            )
        else:
            salts, committed = {name: field_salt(row["salt"], name) for name in values}, {}
        committed |= {name: commitment(salts[name], row["entity"], record, name, values[name]) for name in values}
        if edit_id(row["entity"], record, committed, pred) != row["id"]:
            self.problems.append(f"edit {row['seq']}")
        return {
            "id": row["id"].hex(),
            "entity": row["entity"],
            "values": values,
            "pred": pred or {},
            "committed": committed,
            "lamport": row["lamport"],
        }

    def _row(self, record: bytes, edits: list[dict[str, Any]], columns: list[Column]) -> dict[str, Any]:
        gone = {(one, name) for edit in edits for name, ids in edit["pred"].items() for one in ids}
        row: dict[str, Any] = {"id": record}
        for name, holds, default in [*columns, ("binned", "0 or 1", 0)]:
            left = [one for one in edits if name in one["committed"] and (one["id"], name) not in gone]
            ranked = [(one["lamport"], one["committed"][name], one["values"].get(name)) for one in left]
            shown: Any = max(ranked, key=lambda one: one[:2])[2] if ranked else None
            row[name] = as_stored(holds, shown, default)
        for name, holds, _ in columns:
            if holds.startswith("derived"):
                row[name] = day(row[re.findall(r"`(\w+)`", holds)[0]], name)
        return row


def as_stored(holds: str, value: Any, default: Any) -> Any:
    if value is None:
        return default
    if isinstance(value, list):
        return "\n".join(value)
    if holds.startswith("id of"):
        return UUID(value).bytes
    return int(value) if isinstance(value, bool) else value


def day(text: str, end: str) -> str | None:
    """First or last day of the plainer dates: ..., YYYY, YYYY-MM, YYYY-MM-DD and intervals of them."""
    one = text.split("/")[0 if end == "first_day" else -1]
    if one in ("", ".."):
        return None
    year, month, number = (int(part) if part else None for part in (*one.split("-"), "", "")[:3])
    assert year is not None
    if end == "first_day":
        return f"{year:04d}-{month or 1:02d}-{number or 1:02d}"
    month = month or 12
    return f"{year:04d}-{month:02d}-{number or calendar.monthrange(year, month)[1]:02d}"
