"""Source files → the addresses in them, and where each is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ankigen.diagnostics import Location
from ankigen.source import Path as NodePath
from ankigen.source import SourceFile


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and every place where it is written."""

    url: str
    places: tuple[Location, ...]


def find(files: Iterable[SourceFile]) -> list[Link]:
    """Return every address that is the whole value of a key, sorted, each once.

    The report address of a deck is a pattern, not an address: it is left out.
    """
    places: dict[str, list[Location]] = {}
    for file in files:
        paths = dict(_addresses(file.data, ()))
        nodes = file.locate(paths)
        for path, url in paths.items():
            places.setdefault(url, []).append(file.span(nodes.get(path)))
    return [Link(url, tuple(sorted(places[url]))) for url in sorted(places)]


def _addresses(data: Any, path: NodePath) -> Iterator[tuple[NodePath, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _addresses(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _addresses(value, (*path, index))
    elif isinstance(data, str) and data.startswith(("https://", "http://")) and "{" not in data:
        yield path, data.strip()
