"""Intake: files and folders become items of evidence, their bytes stored unaltered and read back, custody recorded.

Small files go in together, as many as a change may hold; large ones are streamed. A file that cannot be taken in is one
line in the report, never a stop; what is already in the case, by its hash, is recognised and left alone, or becomes an
item with a provenance of its own that shares the bytes. A kill leaves whole items only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.evidence.intake.copies import add_copies
from casefile.evidence.intake.files import BIG_CASE, BIG_FILE, SMALL, Found, Survey, survey
from casefile.evidence.intake.items import LABEL, Taken
from casefile.evidence.intake.taking import Intake, Keeping, Progress, Step

__all__ = [
    "BIG_CASE",
    "BIG_FILE",
    "LABEL",
    "SMALL",
    "Found",
    "Keeping",
    "Progress",
    "Step",
    "Survey",
    "Taken",
    "add_copies",
    "survey",
    "take_in",
]


def take_in(
    case: CaseFile,
    files: Survey | Iterable[Path],
    values: Mapping[str, Any] | None = None,
    progress: Progress = lambda _step: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    keeping: Keeping = "ask",
    copies: bool = False,
) -> tuple[Taken, ...]:
    """Take in files, and folders recursively. `values` are fields given to every item. Cancel keeps what is complete.

    `keeping` says where files go that are too big for a case file, or would make it too big: "embedded" in it, "beside"
    it in its folder; "ask" raises where the question arises. With `copies`, bytes that are in the case already become
    another item.
    """
    if case.read_only:
        raise UserError(f"“{case.path.name}” is open for reading only; nothing was added.")
    surveyed = files if isinstance(files, Survey) else survey(case, files)
    if keeping == "ask" and surveyed.is_big:
        raise UserError(
            f"A file has more than {BIG_FILE // 10**6} MB, or the case would have more than {BIG_CASE // 10**9} GB; say "
            f"whether to embed big files in the case or to keep them beside it, in the folder "
            f"“{case.originals.folder.name}”."
        )
    with case.at_length(), Intake(case, values or {}, progress, cancelled, keeping=keeping, copies=copies) as intake:
        return intake.run(surveyed)
