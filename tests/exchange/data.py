"""Data files for tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from casefile.case_file import CaseFile
from casefile.exchange import jsonl
from casefile.exchange.jsonl.format import HEADER
from tests.cases import as_me

Line = Mapping[str, Any]


def ident(number: int) -> str:
    """The same id for the same number."""
    return str(UUID(int=number, version=4))


CASE: Line = {"noun": "case", "id": ident(1), "title": "Data", "prefix": "NKR"}
ACT: Line = {"noun": "act", "id": ident(10), "number": "A-0001", "title": "Shelling"}
CHARGE: Line = {"noun": "charge", "id": ident(20), "act_id": ident(10), "crime": "8(2)(b)(ii)"}
ITEM: Line = {"noun": "evidence", "id": ident(30), "number": "NKR-0001", "title": "Report"}
PASSAGE: Line = {"noun": "passage", "id": ident(40), "evidence_id": ident(30), "locator": "p. 3"}
LINK: Line = {
    "noun": "proof_link",
    "id": ident(50),
    "passage_id": ident(40),
    "charge_id": ident(20),
    "element": 1,
}


def write(path: Path, *lines: Line | str | bytes, header: str = HEADER) -> Path:
    """A data file of these lines; text and bytes stand in it as they are."""
    written = [header.encode(), *(_bytes(line) for line in lines)]
    path.write_bytes(b"\n".join(written) + b"\n")
    return path


def _bytes(line: Line | str | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    return line.encode() if isinstance(line, str) else json.dumps(line, ensure_ascii=False).encode()


def put(data: Path, name: str, content: bytes) -> str:
    """A file of evidence beside `data`; returns its hash."""
    folder = data.with_name(f"{data.stem}.evidence")
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return sha256(content).hexdigest()


def case_of(path: Path, data: Path) -> CaseFile:
    return jsonl.new_case_from(path, data, as_me)


def exported(case: CaseFile, target: Path) -> bytes:
    jsonl.export(case, target, replace=True)
    return target.read_bytes()


def records(data: Path) -> dict[str, dict[str, Any]]:
    """The records of a data file by id."""
    lines = data.read_text(encoding="utf-8").split("\n")[1:-1]
    return {record["id"]: record for record in map(json.loads, lines)}
