"""The page of keys: docs/keyboard.md from the commands as they are declared. Run: .venv/bin/python -m tools.keyboard"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "keyboard.md"
BEGIN, END = "<!-- commands: written by tools/keyboard.py -->", "<!-- end of commands -->"


def commands_table() -> str:
    """Every command by menu: what it is called, its keys, and the places where it works."""
    from casefile.ui import going, window  # noqa: F401 - importing the window declares the commands of the frame
    from casefile.ui.commands import commands
    from casefile.ui.places import load_nouns, places

    load_nouns()
    going.declare_places()
    titles = {shown.key: shown.title for shown in places()}
    order = ["File", "Edit", "Go", *titles.values(), "Tools", "View"]
    known = sorted(commands(), key=lambda one: (order.index(one.menu), one.section))
    lines: list[str] = []
    for menu, group in groupby(known, key=lambda one: one.menu):
        lines += [f"### {menu}", "", "| command | keys | works in |", "|---|---|---|"]
        for one in group:
            where = ", ".join(titles[key] for key in one.when.places) or "everywhere"
            keys = f"`{one.shortcut}`" if one.shortcut else ""
            lines.append(f"| {_plain(one.text)} | {keys} | {where} |")
        lines.append("")
    return "\n".join(lines)


def page(text: str) -> str:
    """`text` with the table of commands between its two marks as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{commands_table()}\n{END}{after}"


def _plain(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
