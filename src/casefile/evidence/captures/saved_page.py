"""Pages saved by a browser: one HTML file with a folder beside it, or all in one file by SingleFile."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from casefile.evidence.found import Child, Contents, File, instant, listed, plain

_HEAD = 1 << 18
_MOST_FILES = 2000
_FOLDERS = (
    "_files", ".files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_elemei", "_tiedostot", "-filer", "_pliki",
    "_soubory", "_ficheiros", "_arquivos", "_dosyalar", "_datoteke", "_fitxers", "_failid", "_fails", "_bylos", "_fajlovi",
    "_fitxategiak", "_file",
)  # fmt: skip
"""What browsers put behind the name of a page for the folder of its files, in the languages that have a word of their own."""
_PAGES = (".html", ".htm", ".xhtml")
_SINGLE = re.compile(r"<!--\s*Page saved with SingleFile(.*?)-->", re.DOTALL)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+)\s*-->")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_CANONICAL = re.compile(r"<link[^>]+rel=[\"']?canonical[\"']?[^>]*href=[\"']([^\"']{1,2000})", re.IGNORECASE)
_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CHARSET = re.compile(rb"charset=[\"']?([\w-]{1,40})", re.IGNORECASE)


def folder_of(page: Path) -> Path | None:
    """The folder that a browser saved with this page, if it is there."""
    folders = (page.with_name(page.stem + ending) for ending in _FOLDERS)
    return next((folder for folder in folders if folder.is_dir() and not folder.is_symlink()), None)


def page_of(folder: Path) -> Path | None:
    """The page that this folder was saved with, if it is there."""
    stem = next((folder.name.removesuffix(ending) for ending in _FOLDERS if folder.name.endswith(ending)), "")
    pages = (folder.with_name(stem + ending) for ending in _PAGES)
    return next((page for page in pages if page.is_file()), None) if stem else None


def read(path: File) -> Contents:
    """Address, time and tool as the page says them; the files of its folder as attached children."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    told = _CHARSET.search(head[:4096])
    try:
        text = head.decode(told[1].decode() if told else "utf-8", "replace")
    except LookupError:
        text = head.decode("utf-8", "replace")
    title, canonical = _TITLE.search(text), _CANONICAL.search(text)
    values: dict[str, Any] = _of_single(text) or _of_browser(text)
    values["embedded_title"] = plain(html.unescape(title[1])) if title else ""
    values["embedded"] = listed({"Address the page gives itself": html.unescape(canonical[1]) if canonical else ""})
    folder = folder_of(path) if isinstance(path, Path) else None
    if folder is None:
        return Contents(values, _events(values))
    values.setdefault("collected_how", "Saved by a browser with the folder of its files")
    return Contents(values, _events(values), children=partial(_files, folder))


def _events(values: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    if not values.get("collected_at"):
        return ()
    note = f"Page saved from {values['collected_url']}, by its own account; the page carries no hash."
    return ({"action": "collected", "at": values["collected_at"], "note": note},)


def _of_single(text: str) -> dict[str, Any]:
    comment = _SINGLE.search(text)
    if comment is None:
        return {}
    told = dict(re.findall(r"^\s*(url|saved date):\s*(.*?)\s*$", comment[1], re.MULTILINE))
    return {
        "collected_url": plain(told.get("url", ""), 2000),
        "collected_at": _moment(told.get("saved date", "")),
        "collected_tool": "SingleFile",
        "collected_how": "Page saved whole in one file",
    }


def _moment(text: str) -> str:
    """The time as JavaScript writes it: Sat Feb 03 2024 04:05:06 GMT+0200 (a zone)."""
    found = _DATE.match(text)
    if found is None or found[1] not in _MONTHS:
        return ""
    month = _MONTHS.index(found[1]) + 1
    return instant(f"{found[3]}-{month:02}-{found[2]}T{found[4]}{found[5]}")


def _of_browser(text: str) -> dict[str, Any]:
    mark = _SAVED_FROM.search(text[:4096])
    return {"collected_url": plain(mark[1], 2000), "collected_how": "Saved by a browser"} if mark else {}


def _files(folder: Path) -> Iterator[Child]:
    """The files of the folder, in order of name; links are not followed."""
    count = 0
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            if path.is_symlink() or not path.is_file():
                continue
            count += 1
            if count > _MOST_FILES:
                return
            shown = path.parent.relative_to(folder.parent).as_posix().encode("utf-8", "backslashreplace").decode()
            yield Child(path.name, shown, partial(_open, path), "attached_to_id")


def _open(path: Path) -> BinaryIO:
    return cast("BinaryIO", path.open("rb"))
