"""Imports go strictly down, file by file, and each outside library has one room."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

import ankigen
from tests.support import house

PACKAGE = Path(ankigen.__file__).parent
MODULES = house.modules(PACKAGE)

# From the ground up; docs/architecture.md draws the same picture.
FLOORS = [
    {"dates", "diagnostics", "identity", "files", "given"},
    {"markup", "folders", "cells"},
    {"source", "anki", "git"},
    {"languages"},
    {"kinds"},
    {"schema"},
    {"edit"},
    {"deck"},
    {"cards"},
    {"lint"},
    {"release", "site", "cache", "bring"},
    {"report"},
    {"cli"},
]
MOST_FLOORS = 12
MOST_FLOORS_LATE = 14
MOST_LINES = 60
# The files that import each other: none.
CIRCLES: list[list[str]] = []
# Run in a process of its own, by any Anki's Python: it imports nothing of ours.
ASIDE = "ankigen.anki.oracle_child"
# Library: the only rooms that may import it.
LIBRARIES = {
    "yaml": {"source"},
    "jsonschema": {"schema"},
    "referencing": {"schema"},
    # Records are of its making; release takes them apart, whatever kind they are of.
    "msgspec": {"kinds", "schema", "deck", "lint", "release", "anki", "bring"},
    "genanki": {"anki"},
    "openpyxl": {"cells"},
    "sqlite3": {"anki"},
    "zipfile": {"anki", "cells"},
    "click": {"cli"},
    "subprocess": {"cli", "anki", "git"},
    "concurrent": {"deck", "anki", "files"},
    "http": {"deck"},
    "anki": {"anki"},
}


def outside_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield str(node.module)


@functools.cache
def imports() -> house.Imports:
    return house.imports(PACKAGE)


def floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def test_every_room_has_a_floor() -> None:
    assert {house.room(name) for name in MODULES} - {"", "__main__"} == set().union(*FLOORS)


def test_imports_go_down() -> None:
    for above, below in house.arrows(imports()):
        if above != "__main__":
            assert floor(below) < floor(above), f"{above} imports {below}"


def test_no_files_import_each_other() -> None:
    assert house.circles(imports()) == CIRCLES


def test_the_way_down_is_short() -> None:
    assert house.floors(house.imports(PACKAGE, late=False)) <= MOST_FLOORS
    assert house.floors(imports()) <= MOST_FLOORS_LATE


def test_what_runs_in_any_anki_imports_nothing_of_ours() -> None:
    assert not imports()[ASIDE]


def test_each_outside_library_has_its_rooms() -> None:
    for name, path in MODULES.items():
        for imported in outside_imports(path):
            library = imported.split(".")[0]
            if library in LIBRARIES:
                assert house.room(name) in LIBRARIES[library], f"{name} imports {library}"
            assert library != "anki" or name == ASIDE


@pytest.mark.parametrize("name", MODULES)
def test_only_the_command_line_prints_or_asks_the_world(name: str) -> None:
    if house.room(name) in ("cli", "__main__") or name == ASIDE:
        return
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    forbidden = {"print", "sys.exit", "time.time", "os.getcwd", "Path.cwd", "input"}
    if name == "ankigen.anki.apkg.genanki_package":
        forbidden -= {"time.time"}  # genanki's own interface: a timestamp is optional there
    assert not called & forbidden


def python_files() -> list[Path]:
    folders = (PACKAGE, PACKAGE.parent / "tests", PACKAGE.parent / "benchmarks")
    return [file for folder in folders for file in sorted(folder.rglob("*.py"))]


def test_every_database_is_closed_where_it_is_opened() -> None:
    """A ``with`` or a stack closes it, whatever happens: nobody has to remember."""
    left = []
    for path in python_files():
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        kept = {
            id(argument)
            for call in nodes
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "contextlib.closing"
            for argument in call.args
        }
        opened = [
            n for n in nodes if isinstance(n, ast.Call) and ast.unparse(n.func) == "sqlite3.connect"
        ]
        left += [f"{path.name}:{call.lineno}" for call in opened if id(call) not in kept]
    assert not left


def test_every_module_says_what_it_is() -> None:
    for name, path in MODULES.items():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), name


def test_no_function_is_long() -> None:
    long = {where: n for where, n in house.function_lengths(PACKAGE).items() if n > MOST_LINES}
    assert not long
