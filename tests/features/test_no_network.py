"""Hostile files are taken in, read and shown, and nothing opens a connection: the kernel is asked, not the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evidence import mixed_folder

_SHOWN = """
import sys
from pathlib import Path

from casefile.evidence import extraction, intake
from casefile.exchange import cases
from casefile.settings import Settings
from casefile.ui.app import build
from casefile.ui.window import MainWindow
from PySide6.QtTest import QTest

folder, settings = Path(sys.argv[1]), Settings()
case = cases.new(folder / "a.casefile", settings.author, {"title": "Hostile files"})
report = intake.take_in(case, [folder / "files"])
assert not [one.problem for one in report if one.problem], report
assert extraction.extract(case).read > 0
application = build(settings)
window = MainWindow(settings)
window.show()
window.workspace.use(case)
for one in report:
    window.workspace.go("evidence", one.id)
    view = window.view("evidence")
    view.read_document(one.id)
    QTest.qWait(700)
print("shown", len(report))
"""
_PAGE = b"""<!doctype html><html><head><meta http-equiv="refresh" content="0;url=http://192.0.2.1/">
<link rel="stylesheet" href="http://192.0.2.1/a.css"><script src="http://192.0.2.1/a.js"></script></head>
<body><p>Words</p><img src="http://192.0.2.1/a.png"><iframe src="http://192.0.2.1/"></iframe></body></html>"""
_PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://192.0.2.1/a.ts\n#EXT-X-ENDLIST\n"


def _may_trace() -> bool:
    return (
        bool(shutil.which("strace"))
        and subprocess.run(["strace", "true"], capture_output=True, check=False).returncode == 0
    )


@pytest.mark.skipif(not _may_trace(), reason="strace is not here, or may not look at processes")
def test_a_pdf_with_a_script_a_page_with_remote_pictures_and_a_playlist_connect_to_nothing(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "order.pdf").write_bytes(mixed_folder.pdf_with_script())
    (files / "page.html").write_bytes(_PAGE)
    (files / "live.m3u8").write_bytes(_PLAYLIST)
    (files / "live.mp4").write_bytes(_PLAYLIST)
    (files / "letter.eml").write_bytes(mixed_folder.letter())
    calls = tmp_path / "calls"
    command = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(calls)]
    done = subprocess.run(
        [*command, sys.executable, "-c", _SHOWN, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert "shown" in done.stdout, done.stderr
    traced = calls.read_text("utf-8", "replace").splitlines()
    assert [line for line in traced if "AF_INET" in line] == []


@pytest.mark.skipif(not _may_trace(), reason="strace is not here, or may not look at processes")
def test_the_watch_sees_a_connection(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    program = (
        "import socket; s = socket.socket(); s.connect_ex(('192.0.2.1', 9)) if s.setblocking(False) is None else 0"
    )
    command = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(calls)]
    subprocess.run([*command, sys.executable, "-c", program], check=False)
    assert "AF_INET" in calls.read_text()
