"""Tables and definitions: rows that break between pages, and within a row that is long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casefile.brief import document as d
from casefile.brief import styles
from casefile.brief.lines import Line
from casefile.brief.slabs import LineMark, RuleMark, Slab, Tag, keep_together
from casefile.brief.styles import Style

if TYPE_CHECKING:
    from casefile.brief.flow import Flow

WHOLE = 14  # lines: a row of a table no longer than this stays on one page
PAD = 4.0  # points beside the text of a cell
LEAD = 3.0  # points above and below it
HEADER_SHARE = 0.3  # of the page: a taller header is not repeated
HEADER_GREY = 0.92
LINE_GREY = 0.65


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns stand: (left, width) of each in points."""

    columns: tuple[tuple[float, float], ...]
    width: float
    style: Style
    ruled: bool
    pad: float


def slabs(flow: Flow, block: d.Table | d.Definitions) -> list[Slab]:
    if isinstance(block, d.Definitions):
        return _definitions(flow, block)
    style = styles.table_style(block.size)
    grid = _grid(flow.width, block.columns, style, ruled=True)
    table = Tag("Table")
    header = [
        slab
        for row in block.header
        for slab in _row(flow, grid, row, Tag("TR", parent=table), heads=len(row), scope="Column")
    ]
    for slab in header:
        slab.keep = True
        slab.marks.insert(0, RuleMark(0, 0, flow.width, slab.height, HEADER_GREY))
    if header:
        header[0].marks.append(RuleMark(0, 0, flow.width, 0.9))
        header[-1].marks.append(RuleMark(0, header[-1].height, flow.width, 0.9))
    small = sum(slab.height for slab in header) < flow.height * HEADER_SHARE
    again = [replace(slab, notes=[], anchors=[]) for slab in header] if small else []
    rows: list[Slab] = []
    for row in block.rows:
        rows += _row(flow, grid, row, Tag("TR", parent=table), heads=int(block.row_headers), scope="Row")
    for slab in rows:
        slab.header = again
    result = [*_caption(flow, block), *header, *rows]
    if result:
        result[0].before = 12
        result[0].anchors += [block.anchor] if block.anchor else []
        result[-1].height += 8
    return result


def _caption(flow: Flow, block: d.Table) -> list[Slab]:
    if not block.caption:
        return []
    lines = flow.column((d.Run(block.caption),), styles.CAPTION, 0, flow.width, Tag("Caption"))
    for line in lines:
        line.keep = True
    lines[-1].height += 3
    return lines


def _definitions(flow: Flow, block: d.Definitions) -> list[Slab]:
    grid = _grid(flow.width, (block.term_width, 1 - block.term_width), styles.LIST, ruled=False)
    result: list[Slab] = []
    for term, meaning in block.items:
        bold = tuple(replace(run, bold=True) for run in term)
        result += _row(flow, grid, (bold, meaning), Tag("LI"), heads=0, scope="")
    if result:
        result[0].before = styles.PARAGRAPH_SPACE
    return result


def _grid(width: float, shares: tuple[float, ...], style: Style, *, ruled: bool) -> Grid:
    total = sum(shares)
    columns: list[tuple[float, float]] = []
    left = 0.0
    for share in shares:
        columns.append((left, width * share / total))
        left += width * share / total
    return Grid(tuple(columns), width, style, ruled, PAD if ruled else 0.0)


def _row(flow: Flow, grid: Grid, row: tuple[tuple[d.Run, ...], ...], tag: Tag, *, heads: int, scope: str) -> list[Slab]:
    """The strips of one row, top to bottom: strip n holds line n of each cell. The first `heads` cells are headings."""
    cells: list[tuple[float, list[Line], Tag]] = []
    for index, ((left, width), runs) in enumerate(zip(grid.columns, row, strict=True)):
        head = index < heads
        style = replace(grid.style, bold=head and grid.ruled)
        gutter = 10.0 if not grid.ruled else 0.0
        room = width - 2 * grid.pad - gutter
        lines = [line for part in _paragraphs(runs) for line in flow.lines(part, style, room)]
        role = ("TH" if head else "TD") if grid.ruled else ("Lbl", "LBody")[index]
        cells.append((left + grid.pad, lines, Tag(role, scope=scope if head else "", parent=tag)))
    strips = [_strip(grid, cells, number) for number in range(max(len(lines) for _, lines, _ in cells))]
    for mark_index, mark in enumerate(strips[0].marks):
        if isinstance(mark, LineMark):
            strips[0].marks[mark_index] = replace(mark, y=mark.y + LEAD)
    strips[0].height += LEAD
    strips[-1].height += LEAD
    if grid.ruled:
        strips[-1].marks.append(RuleMark(0, strips[-1].height, grid.width, 0.4, LINE_GREY))
    whole = len(strips) <= WHOLE and grid.ruled
    return keep_together(strips, len(strips) if whole else 2)


def _paragraphs(runs: tuple[d.Run, ...]) -> list[tuple[d.Run, ...]]:
    """What line feeds divide: each part of a cell runs in the direction of its own first letter (UAX #9, rule P1)."""
    parts: list[list[d.Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        parts[-1].append(replace(run, text=first, footnote=None) if rest else run)
        parts += [[replace(run, text=text, anchor="", footnote=None)] for text in rest]
        if rest:
            parts[-1][-1] = replace(parts[-1][-1], footnote=run.footnote)
    return [tuple(part) for part in parts]


def _strip(grid: Grid, cells: list[tuple[float, list[Line], Tag]], number: int) -> Slab:
    slab = Slab(grid.style.leading)
    y = (grid.style.leading - grid.style.size) / 2 + grid.style.size * 0.8
    for x, lines, tag in cells:
        if number < len(lines):
            line = lines[number]
            slab.marks.append(LineMark(x, y, line, tag))
            slab.notes += line.notes
            slab.anchors += [atom.anchor for atom in line.atoms if atom.anchor]
    return slab
