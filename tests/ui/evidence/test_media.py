"""Sound and film: read out of the case as they play, cited by time, and told what they are where nothing plays them."""

from __future__ import annotations

import io
import math
import struct
import sys
import wave
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.operations import records
from casefile.storage.blobs import CHUNK
from casefile.ui.commands import commands
from casefile.ui.evidence.viewers.bytes_device import BytesDevice
from casefile.ui.evidence.viewers.recording import is_played
from casefile.ui.evidence.viewers.time_bar import Span, TimeBar
from casefile.ui.evidence.viewers.time_range import TimeRange, clock, of_locator
from tests.cases import new_case
from tests.ui.acts.desk import CONTROL, Desk
from tests.ui.evidence.taking import done, take, view_of

Key = Qt.Key
WAIT = 15_000
SHIFT = Qt.KeyboardModifier.ShiftModifier
DATA = bytes(range(251)) * 3200  # 251 is a prime, so that no chunk begins as another does
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"


def sound(seconds: int = 20) -> bytes:
    """A tone, as a WAV file."""
    made = io.BytesIO()
    with wave.open(made, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        one = b"".join(struct.pack("<h", round(9000 * math.sin(at * 0.345))) for at in range(8000))
        out.writeframes(one * seconds)
    return made.getvalue()


# --- reading out of the case -------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["in the case", "beside it"])
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CaseFile, str]]:
    """A case that holds DATA, in chunks or in the folder beside it, and the hash."""
    with new_case(tmp_path_factory.mktemp("held") / "a.casefile") as case:
        incoming = case.originals.take_in(io.BytesIO(DATA), beside=request.param == "beside it")
        with case.change("Add evidence", incoming=(incoming,)) as session:
            values = {"title": "x", "sha256": incoming.sha256, "sha512": incoming.sha512, "size": incoming.size}
            records.add(session, "evidence", values)
        yield case, incoming.sha256


PLACES = st.one_of(st.integers(0, len(DATA) + 9), st.sampled_from([CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, len(DATA)]))


@given(start=PLACES, length=PLACES)
def test_any_range_of_the_bytes_can_be_read(held: tuple[CaseFile, str], start: int, length: int) -> None:
    case, digest = held
    assert case.originals.read_range(digest, start, length) == DATA[start : start + length]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, len(DATA)), st.integers(0, CHUNK + 100)), max_size=12))
def test_the_device_gives_the_bytes_wherever_it_is_sought(
    held: tuple[CaseFile, str], wanted: list[tuple[int, int]]
) -> None:
    device = BytesDevice(*held, len(DATA))
    plain = io.BytesIO(DATA)
    assert (device.size(), device.isSequential()) == (len(DATA), False)
    for place, length in wanted:
        assert device.seek(place)
        plain.seek(place)
        assert device.read(length).data() == plain.read(length)
        assert (device.pos(), device.atEnd()) == (plain.tell(), plain.tell() == len(DATA))
    device.close()


def test_bytes_that_are_not_in_this_copy_end_the_reading_with_a_sentence(held: tuple[CaseFile, str]) -> None:
    device = BytesDevice(held[0], "0" * 64, 100)
    assert device.read(10).isEmpty()
    assert device.fault == "The bytes of this item are not in this copy of the case."


def test_a_case_that_is_closed_is_not_opened_again_by_a_player_that_still_reads(tmp_path: Path) -> None:
    case = new_case(tmp_path / "a.casefile")
    incoming = case.originals.take_in(io.BytesIO(DATA))
    with case.change("Add evidence", incoming=(incoming,)) as session:
        records.add(session, "evidence", {"title": "x", "sha256": incoming.sha256, "size": incoming.size})
    device = BytesDevice(case, incoming.sha256, len(DATA))
    assert device.read(10).data() == DATA[:10]
    case.close()
    assert device.seek(3 * CHUNK)
    assert device.read(10).isEmpty()
    assert device.fault == "“a.casefile” is closed."
    assert [path.name for path in tmp_path.iterdir()] == ["a.casefile"]


# --- what is given to the player ---------------------------------------------------------------------------------


def tagged(rest: bytes, size: int = 300) -> bytes:
    """`rest` behind an ID3v2 tag of that many bytes."""
    sevens = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\x00\x00" + sevens + bytes(size) + rest


@pytest.mark.parametrize(
    ("data", "played"),
    [
        (sound(1), True),
        (MP4 + bytes(200), True),
        (b"OggS" + bytes(60), True),
        (tagged(b"\xff\xfb\x90\x64" + bytes(400)), True),
        (tagged(tagged(b"fLaC" + bytes(60)), 20_000), True),
        (tagged(b"#EXTM3U\n#EXTINF:1,\nhttp://example.org/a.ts\n"), False),
        (tagged(tagged(b"ffconcat version 1.0\nfile /etc/passwd\n\x00")), False),
        (b"#EXTM3U\n/etc/passwd\n", False),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", False),
        (b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>', False),
        (b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nc=IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\n", False),
        (b"[playlist]\nFile1=http://example.org/a.mp3\n", False),
        (b'<asx version="3.0"><entry><ref href="http://example.org"/></entry></asx>', False),
        (b"MThd\0\0\0\x06" + bytes(40), False),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), False),
        (b"", False),
    ],
)
def test_only_what_holds_sound_or_pictures_itself_is_given_to_the_player(data: bytes, played: bool) -> None:
    assert is_played(lambda start, length: data[start : start + length]) is played


# --- time --------------------------------------------------------------------------------------------------------


def test_a_stretch_is_whole_seconds_that_hold_it() -> None:
    assert TimeRange().beginning(80_400).ending(129_100).locator == "00:01:20-00:02:10"
    assert TimeRange().ending(80_400).locator == "00:01:20"
    assert TimeRange(5_000, 9_000).beginning(9_500) == TimeRange(9_500)
    assert TimeRange(5_000, 9_000).ending(2_000) == TimeRange(2_000)
    assert of_locator("p. 3") == of_locator("nonsense") == of_locator("") == TimeRange()
    assert of_locator("1:20-0:02:10.5") == TimeRange(80_000, 130_500)
    assert of_locator("00:02:00-00:01:00") == TimeRange(120_000)


@given(st.integers(0, 360_000), st.integers(1, 360_000))
def test_a_stretch_of_whole_seconds_is_the_same_after_being_written_and_read(begin: int, length: int) -> None:
    time = TimeRange(begin * 1000, (begin + length) * 1000)
    if begin + length < 360_000:  # a locator has two digits for hours
        assert of_locator(time.locator) == time
        assert clock(begin * 1000) == time.locator.split("-")[0]


def test_the_bar_tells_a_click_on_a_passage_from_one_on_a_time(qtbot: QtBot) -> None:
    bar = TimeBar()
    qtbot.addWidget(bar)
    bar.resize(1024, 46)
    bar.show()
    long, short = uuid4(), uuid4()
    spans = [Span(long, TimeRange(10_000, 60_000), "supports", "a"), Span(short, TimeRange(30_000), "", "b")]
    bar.show_state(duration=100_000, spans=spans, chosen=TimeRange(20_000, 30_000))
    times = list[int]()
    bar.wanted.connect(times.append)
    for span in spans:
        with qtbot.waitSignal(bar.mark_clicked) as heard:
            QTest.mouseClick(
                bar, Qt.MouseButton.LeftButton, pos=(bar.mark_of(span).topLeft() + QPointF(2, 4)).toPoint()
            )
        assert heard.args == [span.passage]
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(512, 32))
    assert times[:2] == [10_000, 30_000]
    assert times[2] == pytest.approx(50_000, abs=200)
    assert not bar.grab().isNull()


# --- in the window -----------------------------------------------------------------------------------------------


def open_recording(desk: Desk, path: Path, *, graphic: bool = False) -> None:
    take(desk, path)
    view = view_of(desk)
    assert view.items.current is not None
    if graphic:
        next(one for one in commands() if one.id == "evidence.graphic").run(desk.workspace)
        desk.settle()
    view.read_document(view.items.current)
    done(desk)


def test_without_the_media_module_it_says_how_to_get_it_and_opens_outside(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)  # as where it is not installed: ImportError
    path = tmp_path / "call.wav"
    path.write_bytes(sound())
    open_recording(desk, path, graphic=True)
    document = view_of(desk).reader.document
    assert document.viewer is document.media
    words = document.media.about.sentence.text()
    assert words.startswith("A sound recording of 00:00:20 (audio/x-wav). It is played here once the optional media")
    assert "Open it outside" in words
    assert desk.focused() is document.media.about.button
    assert not document.veil.isVisible()  # there is nothing to see
    assert document.selection == {}
    document.blockSignals(True)  # or another program would be started
    with desk.qtbot.waitSignal(document.media.outside_wanted):
        document.media.about.button.click()


playable = pytest.mark.qt_log_ignore("pipewire|Pulse|pulse|FFmpeg|ffmpeg|Input #|Audio|audio", extend=True)


@playable
def test_a_recording_plays_and_is_cited_by_time_with_keys(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)
    path = tmp_path / "call.wav"
    path.write_bytes(sound())
    open_recording(desk, path)
    reader = view_of(desk).reader
    playing = reader.document.media.playing
    assert playing is not None
    desk.qtbot.waitUntil(lambda: playing.player.duration > 0, timeout=WAIT)
    assert playing.time.text() == "00:00:00 / 00:00:20"
    assert not playing.player.playing
    assert desk.focused() is playing.screen_view
    assert not reader.take_button.isEnabled()
    for keys in ((Key.Key_Right,), (Key.Key_I,), (Key.Key_Right,), (Key.Key_Right, SHIFT), (Key.Key_O,)):
        desk.press(*keys)
    assert reader.selection()["locator"] == "00:00:05-00:00:11"
    desk.press(Key.Key_Space)
    desk.qtbot.waitUntil(lambda: playing.player.playing and playing.player.position > 11_100, timeout=WAIT)
    desk.press(Key.Key_Space)
    assert not playing.player.playing
    desk.press(Key.Key_Return, CONTROL)
    passage = desk.one("passage")
    assert (passage["locator"], passage["quote"]) == ("00:00:05-00:00:11", "")
    assert [span.time for span in playing.bar.spans] == [TimeRange(5_000, 11_000)]
    playing.screen_view.setFocus()
    desk.press(Key.Key_Backspace)
    assert reader.selection() == {}
    reader.show_passage(passage)
    assert reader.selection()["locator"] == "00:00:05-00:00:11"
    desk.qtbot.waitUntil(lambda: playing.player.position == 5_000, timeout=WAIT)
    reader.close_document()
    assert (playing.player.duration, playing.bar.spans) == (0, ())


@playable
def test_a_graphic_recording_is_silent_until_the_veil_is_lifted(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)
    path = tmp_path / "call.wav"
    path.write_bytes(sound())
    open_recording(desk, path, graphic=True)
    document = view_of(desk).reader.document
    playing = document.media.playing
    assert playing is not None
    desk.qtbot.waitUntil(lambda: playing.player.duration > 0, timeout=WAIT)
    assert desk.focused() is document.veil
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Space)
    assert not playing.player.playing
    document.veil.lifted.emit()
    assert desk.focused() is playing.screen_view
    desk.press(Key.Key_Space)
    desk.qtbot.waitUntil(lambda: playing.player.playing, timeout=WAIT)
    document.let_go()
    assert not playing.player.playing


@playable
def test_a_recording_that_is_damaged_is_opened_outside(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)
    path = tmp_path / "film.mp4"
    path.write_bytes(MP4 + bytes(2000))
    open_recording(desk, path)
    media = view_of(desk).reader.document.media
    desk.qtbot.waitUntil(lambda: not media.shows, timeout=WAIT)
    assert media.about.sentence.text().startswith("A film (video/mp4). It cannot be played here; it is damaged")
