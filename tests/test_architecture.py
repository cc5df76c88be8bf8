"""Rules of the code that are kept by failing. Who may import whom is in pyproject.toml, checked by lint-imports."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "casefile"

# Where an unforeseen error may be caught, because from there it goes to the log and to the user.
# File and function; None stands for the whole file.
LAST_RESORTS = {("cli/__init__.py", "main"), ("ui/errors.py", None), ("ui/jobs.py", None)}

# Put together here, so that this file does not hold what it looks for.
UNFINISHED = re.compile(
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "NotImplemented" + "Error")) + r")\b"
)
REGISTRIES = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("deb", "debian", "org"),
            ("security", "debian", "org"),
            ("snapshot", "debian", "org"),
            ("archive", "ubuntu", "com"),
            ("conda", "anaconda", "org"),
            ("static", "crates", "io"),
            ("proxy", "golang", "org"),
            ("pkg", "dev"),
        )
    )
)


def tracked_files() -> list[Path]:
    if not (shutil.which("git") and (ROOT / ".git").exists()):
        pytest.skip("needs git and a checkout, to tell the project's files from others")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def text_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines of a text file; none of a binary one."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    yield from enumerate(text.splitlines(), start=1)


def findings(paths: list[Path], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {match[0]}"
        for path in paths
        for number, line in text_lines(path)
        if (match := pattern.search(line))
    ]


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def test_nothing_is_left_unfinished() -> None:
    assert findings([*modules(), *sorted((ROOT / "tools").rglob("*.py"))], UNFINISHED) == []


def test_no_file_names_a_package_registry() -> None:
    assert findings(tracked_files(), REGISTRIES) == []


def test_no_file_names_a_path_of_this_machine() -> None:
    # The checkout, the home folder (of a person; root's is the same everywhere), and where our machines keep things.
    here = {str(ROOT), str(Path.home()), "/" + "opt/pypi", "/" + "opt/wheels", "/" + "work/main", "/" + "work/shared"}
    paths = "|".join(re.escape(path) for path in sorted(here) if path.count("/") > 1)
    assert findings(tracked_files(), re.compile(rf"(?<![\w.~$}}/-])(?:{paths})(?![\w-])")) == []


def broad_handlers(tree: ast.AST, function: str | None = None) -> Iterator[tuple[ast.ExceptHandler, str | None]]:
    """Handlers that catch everything and keep it, each with the outermost function that it stands in."""
    for node in ast.iter_child_nodes(tree):
        inside = function
        if function is None and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = node.name
        if isinstance(node, ast.ExceptHandler) and catches_everything(node) and not raises_again(node):
            yield node, inside
        yield from broad_handlers(node, inside)


def catches_everything(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}) for kind in caught
    )


def raises_again(handler: ast.ExceptHandler) -> bool:
    """Cleaning up and passing the error on hides nothing."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_errors_are_caught_by_kind() -> None:
    caught = [
        f"{name}:{handler.lineno}: catches everything; name the errors that are expected here"
        for path in modules()
        for name in [path.relative_to(SOURCE).as_posix()]
        for handler, function in broad_handlers(ast.parse(path.read_text(encoding="utf-8")))
        if (name, None) not in LAST_RESORTS and (name, function) not in LAST_RESORTS
    ]
    assert caught == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("try: f()\nexcept Exception: pass", True),
        ("try: f()\nexcept: pass", True),
        ("try: f()\nexcept (ValueError, BaseException): pass", True),
        ("try: f()\nexcept ValueError: pass", False),
        ("try: f()\nexcept BaseException:\n    undo()\n    raise", False),
    ],
)
def test_the_search_for_broad_handlers_finds_them(code: str, *, found: bool) -> None:
    assert any(broad_handlers(ast.parse(code))) is found
