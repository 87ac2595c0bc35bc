"""A deck as it would be with other texts: a copy that may be read, checked and thrown away."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ankigen.diagnostics import Diagnostic
from ankigen.folders import LOCK_FILE, MEDIA_FOLDER, shown


def copied(folder: Path, read: Iterable[str], texts: Mapping[str, str], place: Path) -> Path:
    """Copy what is ``read`` of a deck to below ``place``; return the copy's folder.

    ``texts`` are those of files that are otherwise there, by how people are shown their path.
    """
    copy = place / "deck"
    inside = [Path(name) for name in read if folder in Path(name).parents]
    for path in (*inside, folder / LOCK_FILE):
        if path.is_file():
            target = copy / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            if (text := texts.get(shown(path))) is not None:
                target.write_bytes(text.encode("utf-8"))
    if (folder / MEDIA_FOLDER).is_dir():
        shutil.copytree(folder / MEDIA_FOLDER, copy / MEDIA_FOLDER)
    return copy


def told_of(found: Iterable[Diagnostic], copy: Path, folder: Path) -> Iterator[Diagnostic]:
    """Yield what was found in a copy as if it were found in the deck."""
    there, here = shown(copy), shown(folder)
    for each in found:
        params = {key: value.replace(there, here) for key, value in each.params.items()}
        place = dataclasses.replace(each.location, path=each.location.path.replace(there, here))
        # Edits are of the copy's text.
        yield dataclasses.replace(each, location=place, params=params, edits=())
