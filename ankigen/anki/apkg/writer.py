"""Package → genanki's Model, Deck and Package → a file."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import genanki

from ankigen.anki.apkg.genanki_package import ReleasedPackage
from ankigen.anki.package import NoteType, Package

_COMPRESSING = 2
"""Packages that are compressed at once; each has its database beside it until it is done."""


class Writer:
    """Writes packages that share note types; what they share is made ready once."""

    def __init__(self) -> None:
        self._models: dict[NoteType, Any] = {}

    def write(self, package: Package, path: Path) -> None:
        """Write a package to ``path``, which changes only when the whole file is there.

        Raises OSError where the file cannot be written.
        """
        self.begin(package, path)()

    def write_all(self, packages: Iterable[tuple[Package, Path]]) -> Iterator[Package]:
        """Write packages, and yield each when its file is there; raises as ``write``.

        While some are compressed, which needs no Python, the rows of the next are copied.
        """
        with ThreadPoolExecutor(_COMPRESSING) as compressing:
            waiting: deque[tuple[Package, Future[None]]] = deque()
            for package, path in packages:
                # So that no more databases than these and the next lie about.
                if len(waiting) == _COMPRESSING:
                    yield _finished(*waiting.popleft())
                waiting.append((package, compressing.submit(self.begin(package, path))))
            while waiting:
                yield _finished(*waiting.popleft())

    def begin(self, package: Package, path: Path) -> Callable[[], None]:
        """Copy the rows of a package beside ``path``; return what makes the file of them.

        That is to be called once, and may be in another thread. Raises as ``write``.
        """
        models = [self._model(each) for each in package.note_types]
        return ReleasedPackage(package, models).begin(path, timestamp=package.time)

    def _model(self, note_type: NoteType) -> Any:
        if note_type not in self._models:
            self._models[note_type] = _model(note_type)
        return self._models[note_type]


def _finished(package: Package, done: Future[None]) -> Package:
    done.result()
    return package


def write(package: Package, path: Path) -> None:
    """Write one package to ``path``: see ``Writer.write``."""
    Writer().write(package, path)


def _model(note_type: NoteType) -> Any:
    model = genanki.Model(
        note_type.id,
        note_type.name,
        fields=[
            {"name": field.name, "id": field.id, "collapsed": field.collapsed}
            for field in note_type.fields
        ],
        templates=[
            {
                "name": template.name,
                "id": template.id,
                "qfmt": template.front,
                "afmt": template.back,
                "bqfmt": template.browser_front,
                "bafmt": template.browser_back,
            }
            for template in note_type.templates
        ],
        css=note_type.css,
        model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
        sort_field_index=note_type.sort_field,
    )
    model.mod = note_type.mod
    return model
