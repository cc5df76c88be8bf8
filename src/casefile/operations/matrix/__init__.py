"""Coverage: which element of which charge and attribution is proved, contested, undermined, or a gap.

An element is *covered* when some passage supports it and none undermines it, *contested* when both, *undermined* when
only the second, else a *gap*. A contextual element inherits the links of the context findings that prove its context and
cover its act, so that an armed conflict is proved once. Corroboration is not required in law (Rules of Procedure and
Evidence, rule 63(4)): one supporting passage covers an element.

The states of a whole case are computed at once (`whole`), in full only the rows that are looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from casefile.operations import context_findings
from casefile.operations.matrix import links
from casefile.operations.matrix.cells import STATES, Cell, Coverage, MatrixRow, Proof, State, counted, summed
from casefile.operations.matrix.proving import Proving
from casefile.operations.matrix.table import Line, Matrix, open_in, whole

__all__ = [
    "STATES", "Cell", "Coverage", "Line", "Matrix", "MatrixRow", "Proof", "State", "cells_of_attributions",
    "cells_of_charges", "coverage_of_charges", "matrix", "open_in", "proofs_of", "summed", "whole",
]  # fmt: skip


def matrix(session: Session, act_id: UUID | None = None) -> tuple[MatrixRow, ...]:
    """Every charge with its attributions, by act number; of one act if given."""
    return tuple(whole(session, act_id))


def cells_of_charges(session: Session, crimes: Mapping[UUID, str]) -> dict[UUID, tuple[Cell, ...]]:
    """The elements of each charge, given its crime, and how each stands."""
    proving = Proving(session, [one.bytes for one in crimes], ())
    origins = links.origins(session, proving.texts())
    argued = context_findings.with_nexus(session, crimes)
    return {
        charge: proving.cells_of_charge(
            charge.bytes, crimes[charge], proving.inherited(reach), origins, argued=charge in argued
        )
        for charge, reach in context_findings.reach_of_charges(session, crimes).items()
    }


def coverage_of_charges(session: Session, crimes: Mapping[UUID, str]) -> dict[UUID, Coverage]:
    """How many elements of each charge, given its crime, stand where: quicker than their cells."""
    proving = Proving(session, [one.bytes for one in crimes], ())
    return {
        charge: counted(proving.states_of_charge(charge.bytes, crimes[charge], proving.inherited(reach)))
        for charge, reach in context_findings.reach_of_charges(session, crimes).items()
    }


def cells_of_attributions(session: Session, modes: Mapping[UUID, str]) -> dict[UUID, tuple[Cell, ...]]:
    """The elements of each attribution, given its mode of liability, and how each stands."""
    proving = Proving(session, (), [one.bytes for one in modes])
    origins = links.origins(session, proving.texts())
    return {one: proving.cells_of_attribution(one.bytes, mode, origins) for one, mode in modes.items()}


def proofs_of(session: Session, target: str, ids: Collection[UUID]) -> dict[UUID, Proof]:
    """What bears on acts, findings, postings or proceedings as a whole; `target` is their noun."""
    found = links.read(session, target, [one.bytes for one in ids])
    return {UUID(bytes=one): links.tallied(text)[0].proof for one, text in found.items()}
