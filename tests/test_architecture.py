"""Imports go strictly down, and each outside library has one room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ankigen

PACKAGE = Path(ankigen.__file__).parent

# From the ground up; docs/architecture.md draws the same picture.
FLOORS = [
    {"dates", "diagnostics", "package", "packed", "second", "identity", "staging"},
    {"model", "markup", "messages", "folders"},
    {"catalogue", "source", "render", "lock", "words"},
    {"schema", "notetypes", "compile", "description", "diff", "edits"},
    {"load", "rewrite", "lockcheck", "stats", "links", "pictures", "cache"},
    {"formats", "oracle", "web", "lint"},
    {"report", "release", "upgrade"},
    {"cli"},
]
# Rooms of one floor that may see each other, the second lower than the first.
WITHIN_A_FLOOR = {
    ("compile", "notetypes"),
    ("compile", "description"),
    ("messages", "model"),
    ("lockcheck", "load"),
}
# Run in a process of its own, by any Anki's Python: it imports nothing of ours.
ASIDE = {"oracle_child"}
# Library: the only rooms that may import it.
LIBRARIES = {
    "yaml": {"source"},
    "jsonschema": {"schema"},
    "jsonschema_rs": {"schema"},
    "referencing": {"schema"},
    "genanki": {"formats"},
    "sqlite3": {"formats"},
    "zipfile": {"formats"},
    "click": {"cli"},
    "subprocess": {"cli", "oracle"},
    "concurrent": {"web", "formats"},
    "http": {"web"},
    "anki": {"oracle_child"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def rooms_in_use() -> set[str]:
    return {room(path) for path in modules()} - {"__init__", "__main__"} - ASIDE


def test_every_room_has_a_floor() -> None:
    assert rooms_in_use() == set().union(*FLOORS)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    here = room(path)
    if here in ("__init__", "__main__"):
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "ankigen":
            assert here not in ASIDE, f"{here} imports {name}"
            there = parts[1] if len(parts) > 1 else ""
            if there in ("", "__version__", here) or there not in rooms_in_use():
                continue
            allowed = floor(there) < floor(here) or (here, there) in WITHIN_A_FLOOR
            assert allowed, f"{here} imports {there}"
        elif parts[0] in LIBRARIES:
            assert here in LIBRARIES[parts[0]], f"{here} imports {parts[0]}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_command_line_prints_or_asks_the_world(path: Path) -> None:
    if room(path) in ("cli", "__main__", *ASIDE):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    forbidden = {"print", "sys.exit", "time.time", "os.getcwd", "Path.cwd", "input"}
    if path.name == "genanki_package.py":
        forbidden -= {"time.time"}  # genanki's own interface: a timestamp is optional there
    assert not called & forbidden


def python_files() -> list[Path]:
    folders = (PACKAGE, PACKAGE.parent / "tests", PACKAGE.parent / "benchmarks")
    return [file for folder in folders for file in sorted(folder.rglob("*.py"))]


def test_every_database_is_closed_where_it_is_opened() -> None:
    """A ``with`` closes it, whatever happens: nobody has to remember, and no Python warns."""
    left = []
    for path in python_files():
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        items = [
            item.context_expr for node in nodes if isinstance(node, ast.With) for item in node.items
        ]
        kept = {
            id(argument)
            for call in items
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "contextlib.closing"
            for argument in call.args
        }
        opened = [
            n for n in nodes if isinstance(n, ast.Call) and ast.unparse(n.func) == "sqlite3.connect"
        ]
        left += [f"{path.name}:{call.lineno}" for call in opened if id(call) not in kept]
    assert not left


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
