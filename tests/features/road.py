"""The road from an empty window to a brief, one function a step, each as a user does it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit
from reportlab.pdfgen.canvas import Canvas

from casefile.ui.matrix.grid import MatrixGrid
from casefile.ui.widgets.page_canvas import PageCanvas
from tests.features.hands import CONTROL, SHIFT, Hands, Key

TITLE = "Strikes on the power grid"
STATEMENT = "Forces of the State struck a substation that supplied the town of Dolyna with power."
QUOTE = "the substation was the only source of power of the town"
KOREAN = "변전소가 파괴되었다"
CITED = "The strike left the town without power [NKR-0001, p. 1]."


def make_files(folder: Path) -> tuple[Path, Path]:
    """A report of one page as PDF, and a Korean text."""
    report, testimony = folder / "Report on the grid.pdf", folder / "증언.txt"
    canvas = Canvas(str(report))
    canvas.drawString(72, 720, f"On 10 February 2024 {QUOTE}.")
    canvas.save()
    testimony.write_text(f"{KOREAN}.\n나는 그것을 보았다.\n", encoding="utf-8")
    return report, testimony


def new_case(hands: Hands, path: Path) -> None:
    """New case, its title and the prefix of its numbers."""
    with hands.choosing(path):
        hands.click("New case …")
    hands.until(lambda: hands.stands_in("Title"))
    hands.press(Key.Key_A, CONTROL)
    hands.write(TITLE)
    hands.press(Key.Key_Return)
    hands.fill("Number prefix", "NKR")
    hands.press(Key.Key_Return)


def new_incident(hands: Hands) -> None:
    hands.menu("Incidents", "New incident")
    hands.until(lambda: hands.stands_in("Title"))
    hands.write("Strikes of February")
    hands.tab_to("Date")
    hands.write("2024-02")
    hands.tab()
    hands.click("Add incident")


def new_act(hands: Hands) -> None:
    """An act with a mistake in its date, mended; its place made in passing, its incident found by its first letters."""
    hands.menu("Go", "Acts")
    hands.press(Key.Key_N, CONTROL)
    hands.until(lambda: hands.stands_in("Title"))
    hands.write("Strike on the substation of Dolyna")
    hands.tab()
    hands.write(STATEMENT)
    hands.tab()
    hands.write("10 February")
    hands.press(Key.Key_Return, CONTROL)
    mistaken_date(hands)
    hands.fill("Date", "2024-02-10")
    assert hands.reads("10 February 2024")
    hands.tab()
    assert hands.stands_in("Place")
    hands.pick("Dolyna", "New place")
    hands.tab_to("Incident")
    hands.pick("Strikes", "Strikes of February")
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: hands.reads("A-0001  Strike on the substation of Dolyna"))


def mistaken_date(hands: Hands) -> None:
    """The sentence under the field says what a date looks like, and the cursor is back in it."""
    assert hands.stands_in("Date")
    assert any("10 February" in label.text() and "2024-02" in label.text() for label in visible_labels(hands))


def charge(hands: Hands) -> None:
    """The crime found by its words."""
    hands.press(Key.Key_A, CONTROL | SHIFT)
    hands.pick("civilian objects", "8(2)(b)(ii)")
    hands.until(lambda: hands.reads("War crime of attacking civilian objects"))


def add_evidence(hands: Hands, *paths: Path) -> None:
    """Files through the menu; the register tells when they are in."""
    with hands.choosing(*paths):
        hands.menu("Evidence", "Add files")
    hands.until(lambda: hands.reads(f"{len(paths)} added"))


def new_passage(hands: Hands) -> None:
    """The passage of the item that was added first."""
    hands.click("Add passage")
    assert hands.stands_in("Place")
    hands.write("p. 1")
    hands.tab()
    hands.write(QUOTE)
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: hands.reads(QUOTE))


def link(hands: Hands) -> None:
    """The passage linked to element 1 of the charge."""
    hands.menu("Go", "Acts")
    hands.click("Link a passage: 1 Attack directed")
    hands.pick("grid", "NKR-0001")
    hands.pick("p. 1", "p. 1")
    assert hands.stands_in("Bearing: ● Supports")
    hands.press(Key.Key_Return)
    hands.until(lambda: hands.reads("NKR-0001, p. 1") or hands.seen(QAbstractButton, "NKR-0001, p. 1"))


def attribute(hands: Hands) -> None:
    """An alleged perpetrator made in passing, and the mode of liability by its code."""
    hands.into("Add an alleged perpetrator: name")
    hands.pick("General Example", "New")
    hands.until(lambda: hands.stands_in("Mode of liability: code or words"))
    hands.pick("25(3)(c)", "25(3)(c)")
    hands.until(lambda: hands.focused.accessibleName().startswith("25(3)(c) General Example"))


def write_narrative(hands: Hands) -> None:
    """A section and a paragraph that cites the passage."""
    hands.menu("Go", "Brief")
    hands.press(Key.Key_N, CONTROL)
    hands.write("What happened")
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: hands.stands_in("New paragraph"))
    hands.write(CITED)
    hands.press(Key.Key_Return, CONTROL)
    hands.until(lambda: hands.seen(QPlainTextEdit, "Paragraph 1"))


def look_at_pages(hands: Hands) -> None:
    """The brief as it will be filed, inside the window."""
    hands.click("Show: Pages")
    canvas = hands.the(PageCanvas, "Pages")
    hands.until(lambda: canvas.kept.images)


def export(hands: Hands, path: Path) -> None:
    with hands.choosing(path):
        hands.menu("Brief", "Export the brief")
    hands.until(lambda: hands.seen(QAbstractButton, "Show in folder"))


def whole_road(hands: Hands, folder: Path) -> None:
    """All of it but the export, which stands on no step of undo that a reader would miss."""
    report, testimony = make_files(folder)
    new_case(hands, folder / "Grid.casefile")
    new_incident(hands)
    new_act(hands)
    charge(hands)
    add_evidence(hands, report, testimony)
    new_passage(hands)
    link(hands)
    attribute(hands)
    write_narrative(hands)


def marks(hands: Hands) -> list[tuple[str, ...]]:
    """The matrix as it stands on the screen: act and crime of each row, what is covered, then its cells."""
    hands.menu("Go", "Matrix")
    shown = [one for one in hands.window.findChildren(MatrixGrid) if one.isVisible()]
    if not shown:
        return []
    model = shown[0].matrix
    columns = range(model.columnCount())
    rows = [[model.index(row, column).data() or "" for column in columns] for row in range(model.rowCount())]
    return [(" ".join(head.split()[:2]), *cells) for head, *cells in rows]


def text_of_pdf(path: Path) -> str:
    """All words of a PDF, white space as single blanks, hyphens at the end of a line mended."""
    with closing(pdfium.PdfDocument(path)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def visible_labels(hands: Hands) -> list[QLabel]:
    return [label for label in hands.window.findChildren(QLabel) if label.isVisible()]
