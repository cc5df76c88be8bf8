"""What can be done with questions."""

from __future__ import annotations

from casefile.ui.commands import at, command, with_record, writable
from casefile.ui.questions.view import PLACE, QuestionsView
from casefile.ui.workspace import Workspace


def _view(workspace: Workspace) -> QuestionsView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, QuestionsView)
    return view


@command("question.new", "&New question", menu="Questions", shortcut="Ctrl+N", when=at(PLACE) & writable)
def new(workspace: Workspace) -> None:
    _view(workspace).new()


@command(
    "question.bin",
    "Put into the &bin",
    menu="Questions",
    when=at(PLACE) & with_record & writable,
    section=1,
    context=("question",),
)
def put_into_bin(workspace: Workspace) -> None:
    _view(workspace).listed.bin_current()
