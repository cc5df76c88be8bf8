"""What a search found is opened where it stands."""

from __future__ import annotations

from pathlib import Path

from casefile.operations import search
from casefile.ui.search.opening import open_hit
from tests.ui.acts.desk import Desk
from tests.ui.evidence.taking import done, take, view_of
from tests.ui.widgets.test_pages import make_pdf


def test_a_hit_opens_where_it_stands_though_a_word_of_it_stands_before(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "report.pdf").write_bytes(make_pdf(9))
    lines = [f"{number};of a shipment" for number in range(3000)]
    lines[2345] = "2345;shells of a shipment"
    (tmp_path / "files" / "list.csv").write_text("\n".join(lines))
    (tmp_path / "files" / "list.txt").write_text("\n".join(lines))
    take(desk, tmp_path / "files")
    [pdf] = [hit for hit in desk.workspace.read(search.search, '"page 7"') if hit.kind == search.DOCUMENT]
    assert pdf.field == "p. 7"
    open_hit(desk.workspace, pdf, 'shipment "page 7"')
    done(desk)
    reader = view_of(desk).reader.document
    desk.qtbot.waitUntil(lambda: reader.pages.pages.page == 7, timeout=15_000)
    canvas = reader.pages.pages.canvas
    desk.qtbot.waitUntil(lambda: (canvas.hits.current or (-1,))[0] == 6, timeout=15_000)
    hits = desk.workspace.read(search.search, "shipment shells")
    for hit in (hit for hit in hits if hit.kind == search.DOCUMENT and hit.title == "list"):
        open_hit(desk.workspace, hit, "shipment shells")
        done(desk)
        if reader.viewer is reader.table:
            desk.qtbot.waitUntil(lambda: reader.table.selection.get("locator") == "l. 2346", timeout=15_000)
        else:
            desk.qtbot.waitUntil(lambda: reader.text.search.place is not None, timeout=15_000)
            start, _end = reader.text.search.place or (0, 0)
            assert reader.text.words.text[:start].count("\n") == 2345
