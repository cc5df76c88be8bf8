"""The properties that office programs write into documents: Office Open XML and OpenDocument."""

from __future__ import annotations

import zipfile
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from casefile.evidence.found import Contents, listed, plain

_MOST_PART = 1 << 20


def office(stream: BinaryIO) -> Contents:
    """Title, author, times and program of docx, xlsx and pptx (ECMA-376 part 2, core properties)."""
    with zipfile.ZipFile(stream) as package:
        core, program = _part(package, "docProps/core.xml"), _part(package, "docProps/app.xml")
    values: dict[str, Any] = {
        "embedded_title": core.pop("title", ""),
        "embedded_author": core.pop("creator", ""),
        "embedded_created": core.pop("created", ""),
        "embedded_modified": core.pop("modified", ""),
        "embedded_software": f"{program.get('Application', '')} {program.get('AppVersion', '')}",
    }
    if program.get("Pages", "").isdecimal():
        values["pages"] = int(program["Pages"][:9])
    kept: dict[str, str] = {name: program[name] for name in ("Company", "Manager", "Template") if name in program}
    return Contents(values | {"embedded": listed(core | kept)})


def open_document(stream: BinaryIO) -> Contents:
    """The same of odt, ods and odp (OpenDocument 1.3, metadata)."""
    with zipfile.ZipFile(stream) as package:
        found = _part(package, "meta.xml")
    values: dict[str, Any] = {
        "embedded_title": found.pop("title", ""),
        "embedded_author": found.pop("initial-creator", "") or found.get("creator", ""),
        "embedded_created": found.pop("creation-date", ""),
        "embedded_modified": found.pop("date", ""),
        "embedded_software": found.pop("generator", ""),
    }
    pages = found.pop("page-count", "")
    if pages.isdecimal():
        values["pages"] = int(pages[:9])
    return Contents(values | {"embedded": listed(found)})


def _part(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The texts of one part by the local names of their elements; nothing where there is no such part."""
    if name not in package.namelist():
        return {}
    with package.open(name) as part:
        data = part.read(_MOST_PART + 1)
    if len(data) > _MOST_PART:
        raise ValueError("properties of such a size are none")
    tree: Element = ElementTree.fromstring(data)
    found: dict[str, str] = {}
    for element in tree.iter():
        local = str(element.tag).rpartition("}")[2]
        if element.text and element.text.strip():
            found.setdefault(local, plain(element.text))
        if local == "document-statistic":
            found |= {key.rpartition("}")[2]: plain(value) for key, value in element.attrib.items() if "page" in key}
    return found
