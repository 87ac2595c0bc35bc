"""The structure of the code as figures: ``python -m tests.support.house [FOLDER]``.

Files, lines of code, rooms, arrows between rooms, floors, circles, and how long functions are.
A *room* is a folder of the package or a module at its top; an *arrow* is that one room imports
another; the *floors* are the files on the longest way down the imports.
"""

from __future__ import annotations

import ast
import functools
import statistics
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

NAME = "ankigen"

Imports = Mapping[str, frozenset[str]]
"""A module's dotted name → the modules of the package that it imports."""


def modules(package: Path) -> dict[str, Path]:
    """Return the modules of a package by their dotted names."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = [NAME, *path.relative_to(package).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(package: Path, *, late: bool = True) -> Imports:
    """Return what each module imports of the package; ``late`` imports inside functions, too.

    What is only imported for the type checker does not count: it never runs.
    """
    known = modules(package)
    faces = {name: _shown(path) for name, path in known.items() if path.name == "__init__.py"}
    found = {}
    for name, path in known.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # What a room shows on its face is imported from where it is made.
        named = {_through(each, faces) for each in _named(tree, late=late)}
        # `from a import b` names a.b, which is a module or something in a.
        found[name] = frozenset(
            module
            for each in named
            if (module := each if each in known else each.rpartition(".")[0]) in known
            and module not in (name, NAME)
        )
    return found


def _shown(face: Path) -> dict[str, str]:
    """Return what a room's face imports to show it: the name there → what it is."""
    body = ast.parse(face.read_text(encoding="utf-8")).body
    froms = (node for node in body if isinstance(node, ast.ImportFrom))
    return {a.asname or a.name: f"{node.module}.{a.name}" for node in froms for a in node.names}


def _through(named: str, faces: Mapping[str, Mapping[str, str]]) -> str:
    room, _, name = named.rpartition(".")
    return faces.get(room, {}).get(name, named)


def _named(tree: ast.AST, *, late: bool) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        elif late or not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield from _named(node, late=late)


def room(module: str) -> str:
    """Return the room of a module: the folder or module below the package."""
    return [*module.split("."), ""][1]


def arrows(found: Imports) -> set[tuple[str, str]]:
    """Return the pairs of rooms of which the first imports the second."""
    return {
        (room(one), room(other))
        for one, others in found.items()
        for other in others
        if room(one) and room(other) and room(one) != room(other)
    }


def circles(found: Imports) -> list[list[str]]:
    """Return the sets of modules that import each other, each sorted."""

    @functools.cache
    def reached(name: str) -> frozenset[str]:
        seen: set[str] = set()
        waiting = list(found.get(name, ()))
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                waiting += found.get(each, ())
        return frozenset(seen)

    rings = {
        tuple(sorted(other for other in reached(name) if name in reached(other)))
        for name in found
        if name in reached(name)
    }
    return [list(ring) for ring in sorted(rings)]


def floors(found: Imports) -> int:
    """Return the number of modules on the longest way down; a circle is one floor."""
    inside = {name: set(ring) for ring in circles(found) for name in ring}

    @functools.cache
    def height(name: str) -> int:
        below = found.get(name, frozenset()) - inside.get(name, set())
        return 1 + max((height(each) for each in below), default=0)

    return max(map(height, found), default=0)


def function_lengths(package: Path) -> dict[str, int]:
    """Return the lines of every function, by ``module:line name``."""
    lengths = {}
    for name, path in modules(package).items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                assert node.end_lineno is not None
                where = f"{name}:{node.lineno} {node.name}"
                lengths[where] = node.end_lineno - node.lineno + 1
    return lengths


def figures(package: Path) -> dict[str, str]:
    """Return the figures of a package by what they count."""
    paths = modules(package)
    sizes = [len(path.read_text(encoding="utf-8").splitlines()) for path in paths.values()]
    found = imports(package)
    above = sorted(found, key=lambda name: -len(found[name]))[0]
    lengths = function_lengths(package)
    longest = max(lengths, key=lengths.__getitem__)
    written = sum(path.read_text(encoding="utf-8").count("noqa") for path in paths.values())
    schemas = sorted((package.parent / "schema").glob("*.json"))
    return {
        "files": str(len(paths)),
        "lines": str(sum(sizes)),
        "median file": str(int(statistics.median(sizes))),
        "rooms": str(len({room(name) for name in paths} - {""})),
        "arrows between rooms": str(len(arrows(found))),
        "floors": str(floors(found)),
        "floors, late imports left out": str(floors(imports(package, late=False))),
        "circles": str(len(circles(found))),
        "most imports of one file": f"{len(found[above])} ({above})",
        "median function": str(int(statistics.median(lengths.values()))),
        "longest function": f"{lengths[longest]} ({longest})",
        "noqa": str(written),
        "schema lines": str(sum(len(s.read_text(encoding="utf-8").splitlines()) for s in schemas)),
    }


if __name__ == "__main__":
    here = Path(sys.argv[1] if len(sys.argv) > 1 else NAME)
    for what, figure in figures(here).items():
        print(f"{what:26} {figure}")
