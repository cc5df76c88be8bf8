"""What can be done with evidence and sources."""

from __future__ import annotations

from casefile.operations import records
from casefile.ui.commands import When, at, command, has_case, with_record, writable
from casefile.ui.evidence import copies, reading, sheet
from casefile.ui.evidence.texts import ReadAll
from casefile.ui.evidence.view import PLACE, EvidenceView
from casefile.ui.workspace import Workspace

_here = at(PLACE)
_chosen: When = _here & with_record
_any: When = _here & When(lambda workspace: with_record(workspace) or _view(workspace).has_several)


def _view(workspace: Workspace) -> EvidenceView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, EvidenceView)
    return view


@command("evidence.new", "&New here", menu="Evidence", shortcut="Ctrl+N", when=_here & writable, icon="add")
def new(workspace: Workspace) -> None:
    _view(workspace).new()


@command("evidence.add", "Add &files…", menu="Evidence", when=writable, help="Files become items of evidence.")
def add(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).strip.ask_files()


@command("evidence.add_folder", "Add a f&older…", menu="Evidence", when=writable, help="With all folders in it.")
def add_folder(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).strip.ask_folder()


@command("source.new", "New &source…", menu="Evidence", when=writable)
def new_source(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).new_source()


@command("source.list", "Show so&urces", menu="Evidence", when=has_case)
def show_sources(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).show_list("sources")


@command("evidence.open", "&Open document", menu="Evidence", when=_chosen, section=1, context=("evidence",))
def open_document(workspace: Workspace) -> None:
    view = _view(workspace)
    view.read_document(view.chosen_item())


@command(
    "passage.new",
    "New &passage",
    menu="Evidence",
    shortcut="Ctrl+Alt+N",
    when=_chosen & writable,
    section=1,
    context=("evidence",),
)
def new_passage(workspace: Workspace) -> None:
    view = _view(workspace)
    view.chosen_item()
    if view.reading:
        view.reader.new_passage()
    else:
        view.detail.passages.add()


@command(
    "evidence.verify", "&Verify the bytes", menu="Evidence", when=_any & writable, section=1, context=("evidence",)
)
def verify(workspace: Workspace) -> None:
    view = _view(workspace)
    if view.has_several:
        view.lists.several.verify()
        return
    view.chosen_item()
    view.detail.verify()


@command(
    "evidence.text",
    "&Text of the document",
    menu="Evidence",
    when=_chosen & writable,
    section=1,
    context=("evidence",),
    help="Whether its words were read; read them again, or recognise the characters of a scan.",
)
def show_text(workspace: Workspace) -> None:
    view = _view(workspace)
    item = view.chosen_item()
    if view.reading:
        view.reader.close_document()
        view.open_record(item)
    view.detail.sections["text"].unfold()
    view.detail.ensureWidgetVisible(view.detail.sections["text"])


@command(
    "evidence.read_all",
    "Read the text of &all…",
    menu="Evidence",
    when=writable,
    help="Words of documents, and characters of scans, so that they can be found.",
)
def read_all(workspace: Workspace) -> None:
    ReadAll(workspace).open()


@command(
    "evidence.outside",
    "Open &outside…",
    menu="Evidence",
    when=_chosen,
    section=1,
    context=("evidence",),
    help="A private copy, with the system's own program. What may act by itself in it is told first.",
)
def open_outside(workspace: Workspace) -> None:
    view = _view(workspace)
    view.open_outside(view.chosen_item())


@command(
    "evidence.graphic",
    "Mark as &graphic, or not",
    menu="Evidence",
    when=_any & writable,
    section=1,
    context=("evidence",),
    help="Graphic items open blurred and grey until one wants to see them.",
)
def mark_graphic(workspace: Workspace) -> None:
    view = _view(workspace)
    if view.has_several:  # some may be marked and others not: all are after this
        view.lists.several.mark(graphic=True)
        return
    item = view.chosen_item()
    graphic = not workspace.read(records.get, "evidence", item)["graphic"]
    label = "Mark an item as graphic" if graphic else "Mark an item as not graphic"
    workspace.write(label, records.edit, "evidence", item, {"graphic": graphic})


@command(
    "evidence.done",
    "&Done reading",
    menu="Evidence",
    when=_chosen & writable,
    section=1,
    context=("evidence",),
    help="Say that you are done with this item, or are not after all.",
)
def done_reading(workspace: Workspace) -> None:
    item = _view(workspace).chosen_item()
    reading.set_done(workspace, item, done=not reading.is_done(workspace, item))


@command("evidence.progress", "How far I have &read", menu="Evidence", when=has_case)
def show_progress(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).show_list("reading")


@command("evidence.grade", "&Grade", menu="Evidence", when=_chosen & writable, section=1, context=("evidence",))
def grade(workspace: Workspace) -> None:
    view = _view(workspace)
    view.chosen_item()
    view.detail.sections["grade"].unfold()
    view.detail.grading.begin("open")


@command("evidence.grade_blind", "Grade &blind", menu="Evidence", when=_chosen & writable, section=1)
def grade_blind(workspace: Workspace) -> None:
    view = _view(workspace)
    view.chosen_item()
    view.detail.grading.begin("blind")  # hidden before the section opens
    view.detail.sections["grade"].unfold()


@command("evidence.custody_sheet", "Custody s&heet…", menu="Evidence", when=_chosen, section=1, context=("evidence",))
def custody_sheet(workspace: Workspace) -> None:
    sheet.ask(workspace, _view(workspace).chosen_item())


@command("evidence.copy", "Save a &copy…", menu="Evidence", when=_chosen, section=1, context=("evidence",))
def save_copy(workspace: Workspace) -> None:
    copies.save_copy(workspace, _view(workspace).chosen_item())


@command(
    "evidence.bin",
    "Put into the &bin",
    menu="Evidence",
    when=_any & writable,
    section=2,
    context=("evidence", "source"),
)
def put_into_bin(workspace: Workspace) -> None:
    _view(workspace).bin_current()
