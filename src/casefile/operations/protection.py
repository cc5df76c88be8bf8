"""Classification and its basis: above public, why must be said in fact and law (Regulations of the Court, 23 bis).

A person who raises a level says why in the same step. Old files and imports may lack the basis: that is a finding, no stop.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.model import Case, EvidenceItem, Record
from casefile.model.base import fields_of, table_of

PUBLIC = "public"
CLASSIFIED: tuple[type[Record], ...] = (Case, EvidenceItem)
DEFAULT_BASIS = (
    "Default of the intake, not examined yet: kept confidential until the risk to persons is known (article 68(1))."
)
"""What stands as basis of an item that was taken in where the case has none; it says itself that it is a default."""
WANTED = "Say first why, in fact and law: above public the basis is obligatory (Regulations of the Court, 23 bis)."
_LEVEL, _BASIS = "classification", "classification_basis"


def is_wanting(values: Mapping[str, Any]) -> bool:
    """Whether a record stands above public without a basis."""
    return values.get(_LEVEL) != PUBLIC and not str(values.get(_BASIS) or "").strip()


def check(session: Session, record: type[Record], whole: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
    """That nobody raises a level, or takes its basis away, without saying why; what was so before may stay."""
    if record not in CLASSIFIED or "id" not in whole or not {_LEVEL, _BASIS} & changed.keys():
        return
    held = session.get(record, whole["id"])
    before = {name: getattr(held, name) for name in (_LEVEL, _BASIS)}
    if is_wanting(whole) and any(whole[name] != before[name] for name in before):
        raise UserError(WANTED)


def default_basis(session: Session) -> str:
    """The basis for items that come without one: the case's, or a sentence that says that it is a default."""
    return session.scalars(select(Case.classification_basis).limit(1)).first() or DEFAULT_BASIS


def basis_for(values: Mapping[str, Any], default: str) -> dict[str, str]:
    """The basis that a new item gets where none is given and it stands above public."""
    level = values.get(_LEVEL) or fields_of(EvidenceItem)[_LEVEL].default
    if level == PUBLIC or str(values.get(_BASIS) or "").strip():
        return {}
    return {_BASIS: default}


def without_basis(session: Session) -> int:
    """How many items stand above public without a basis."""
    return session.scalar(select(func.count()).where(*wanting(EvidenceItem))) or 0


def wanting(record: type[Record]) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which a record, not binned, stands above public without a basis."""
    table = table_of(record).c
    return (table[_LEVEL] != PUBLIC, func.trim(table[_BASIS]) == "", table.binned.is_(False))
