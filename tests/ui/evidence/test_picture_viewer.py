"""Pictures in the window: turned, brightened, cited by region, refused where they are damaged."""

from __future__ import annotations

import io
from uuid import uuid4

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.ui.evidence.viewers import Document, Mark
from casefile.ui.evidence.viewers.picture import PictureViewer

Key = Qt.Key
WAIT = 15_000


def jpeg(turned: int = 1) -> bytes:
    """A picture of 400 by 200 pixels, its left half black, and what its camera says of how it was held."""
    image = Image.new("RGB", (400, 200), "white")
    image.paste("black", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = turned
    made = io.BytesIO()
    image.save(made, "JPEG", exif=exif)
    return made.getvalue()


@pytest.fixture
def picture(qtbot: QtBot) -> PictureViewer:
    made = PictureViewer()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_a_picture_is_turned_as_held_brightened_and_cited_by_region(qtbot: QtBot, picture: PictureViewer) -> None:
    picture.show_document(Document(uuid4(), "picture", jpeg(turned=6), facts=(("Embedded device", "Phone"),)))
    canvas = picture.canvas
    qtbot.waitUntil(lambda: not canvas.image.isNull(), timeout=WAIT)
    assert (canvas.size_of_picture.width(), canvas.size_of_picture.height()) == (200, 400)
    dark, bright = canvas.image.pixelColor(100, 50).lightness(), canvas.image.pixelColor(100, 350).lightness()
    assert (dark < 40, bright > 215) == (True, True)
    picture.light.setValue(60)
    qtbot.waitUntil(lambda: canvas.image.pixelColor(100, 50).lightness() > 60, timeout=WAIT)
    assert picture.selection == {}
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Down)
    first = picture.selection["locator"]
    QTest.keyClick(canvas, Key.Key_Down)
    assert first.startswith("region ")
    assert picture.selection["locator"] != first
    passage = uuid4()
    picture.set_marks([Mark(passage, "region 0,0,200,100", bearing="context")])
    picture.canvas.turn()
    with qtbot.waitSignal(picture.mark_clicked) as heard:
        spot = canvas._transform().map(QPoint(100, 50))
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.args == [passage]
    picture.let_go()
    assert picture.client.process is None


@pytest.mark.parametrize("kind", ["PNG", "GIF", "TIFF", "WEBP", "BMP"])
def test_every_usual_kind_of_picture_is_shown(qtbot: QtBot, picture: PictureViewer, kind: str) -> None:
    made = io.BytesIO()
    frames = [Image.new("RGB", (60, 40), tone) for tone in ("red", "blue")]
    several = {"save_all": True, "append_images": frames[1:]} if kind in ("GIF", "TIFF") else {}
    frames[0].save(made, kind, **several)
    picture.show_document(Document(uuid4(), "picture", made.getvalue()))
    qtbot.waitUntil(lambda: not picture.canvas.image.isNull(), timeout=WAIT)
    assert picture.canvas.image.pixelColor(5, 5).red() > 200
    if several:
        picture.frame.setValue(2)
        qtbot.waitUntil(lambda: not picture.canvas.image.isNull(), timeout=WAIT)
        assert picture.canvas.image.pixelColor(5, 5).blue() > 200
        picture.canvas.select(QRectF(1, 2, 10, 20))
        assert picture.selection["locator"] == "p. 2, region 1,2,11,22"
    picture.let_go()


@pytest.mark.parametrize("size", [(30_000, 30_000), (0, 0)])
def test_a_picture_too_large_or_damaged_is_refused_in_a_sentence(
    qtbot: QtBot, picture: PictureViewer, size: tuple[int, int]
) -> None:
    made = io.BytesIO()
    if size[0]:
        Image.new("1", size).save(made, "PNG")
    data = made.getvalue() or jpeg()[:150]
    with qtbot.waitSignal(picture.failed, timeout=WAIT) as heard:
        picture.show_document(Document(uuid4(), "picture", data))
    assert str(heard.args[0]).startswith("This picture cannot be shown")
    picture.let_go()
