"""What can be done with the brief."""

from __future__ import annotations

from casefile.ui.brief.view import PLACE, BriefView
from casefile.ui.commands import When, at, command, has_case, writable
from casefile.ui.workspace import Workspace

_here = at(PLACE)
_section_chosen = When(lambda workspace: _view(workspace).narrative.section is not None)


def _view(workspace: Workspace) -> BriefView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, BriefView)
    return view


@command("section.new", "&New section", menu="Brief", shortcut="Ctrl+N", when=_here & writable, icon="add")
def new_section(workspace: Workspace) -> None:
    _view(workspace).show_part("narrative")
    _view(workspace).narrative.new()


@command("brief.narrative", "&Narrative", menu="Brief", when=has_case, section=1)
def narrative(workspace: Workspace) -> None:
    _show(workspace, "narrative")


@command("brief.pages", "&Pages", menu="Brief", when=has_case, section=1, help="The brief as it will be filed.")
def pages(workspace: Workspace) -> None:
    _show(workspace, "pages")


@command("brief.editions", "&Editions", menu="Brief", when=has_case, section=1, help="What was exported before.")
def editions(workspace: Workspace) -> None:
    _show(workspace, "editions")


def _show(workspace: Workspace, part: str) -> None:
    workspace.go(PLACE)
    _view(workspace).show_part(part)


@command("brief.refresh", "&Refresh the pages", menu="Brief", shortcut="F5", when=_here, section=1)
def refresh(workspace: Workspace) -> None:
    _view(workspace).show_part("pages")
    _view(workspace).pages.write()


@command(
    "brief.export", "E&xport the brief…", menu="Brief", shortcut="Ctrl+Shift+E", when=has_case, section=2, icon="export"
)
def export(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).export()


@command(
    "section.bin", "Put the section into the &bin", menu="Brief", when=_here & writable & _section_chosen, section=3
)
def bin_section(workspace: Workspace) -> None:
    _view(workspace).narrative.bin_section()
