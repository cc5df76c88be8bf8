"""Crimes, modes of liability and actors by code or words."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from casefile.law import search
from casefile.law.catalogue import catalogue
from casefile.law.records import Crime, Mode
from casefile.model.actors import KINDS
from casefile.operations import records
from casefile.operations.records import Row
from casefile.ui import hooks
from casefile.ui import records as noun_records
from casefile.ui.text import tr
from casefile.ui.widgets.picker import Finder
from casefile.ui.widgets.suggest import Choice
from casefile.ui.workspace import Workspace

_MOST = 60


def crimes() -> Finder:
    """Crimes by code or words, with their official titles."""

    def find(text: str) -> list[Choice]:
        if text:
            return [Choice(hit.key, f"{hit.key}  {hit.title}") for hit in search.find(text, ("crime",), _MOST)]
        return [Choice(crime.key, f"{crime.code}  {crime.title}") for crime in catalogue().crimes]

    return Finder(find, crime_words)


def crime_words(key: str) -> str:
    return f"{key}  {catalogue().crime(key).title}"


def modes(crime: Callable[[], str]) -> Finder:
    """Modes of liability; those that the Statute does not know for the crime that `crime()` says come last and say so."""

    def find(text: str) -> list[Choice]:
        charged = catalogue().crime(crime())
        keys = (
            [hit.key for hit in search.find(text, ("mode",), _MOST)] if text else [one.key for one in catalogue().modes]
        )
        found = [catalogue().mode(key) for key in keys]
        found.sort(key=lambda mode: not mode.fits(charged))
        return [Choice(mode.key, f"{mode.key}  {mode.title}", _misfit(mode, charged), beside=True) for mode in found]

    return Finder(find, lambda key: f"{key}  {catalogue().mode(key).title}")


def _misfit(mode: Mode, charged: Crime) -> str:
    known = {"6": tr("for genocide only"), "8 bis": tr("for aggression only")}
    return "" if mode.fits(charged) else known.get(mode.only_article or "", "")


def actors(workspace: Workspace) -> Finder:
    """Actors by name; the last row makes a person."""

    def new(text: str) -> UUID | None:
        if not text:
            workspace.said.emit(tr("Type the name first; then choose this row."))
            return None
        return workspace.write(tr("Add actor"), records.add, "actor", {"name": text})

    found = noun_records.finder(workspace, "actor", place="actors", new=new, detail=_role)
    return Finder(found.find, found.name, found.new, found.follow, tr("New actor"))


def _role(row: Row) -> str:
    return " · ".join(part for part in (tr(dict(KINDS)[row["kind"]]), row["role"]) if part)


def open_law(workspace: Workspace, code: str) -> None:
    """Show a provision in the law's place."""
    if hooks.open_law.function is not None:
        hooks.open_law.function(workspace, code)
    else:
        workspace.go("law")
