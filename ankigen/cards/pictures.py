"""The pictures on the cards of a deck: those that notes name, and the drawings that are there."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from pathlib import Path

from ankigen import identity
from ankigen.given import UnfitError, portable, read_given
from ankigen.kinds import FactType
from ankigen.kinds.base.cards import word
from ankigen.kinds.base.drawings import drawing_of
from ankigen.kinds.base.records import Note, OwnPicture, Picture


class Pictures:
    """Knows the pictures in a folder: it is looked at once, and each file is read once."""

    def __init__(self, media: Path, languages: Sequence[str]) -> None:
        self._media = media
        self._languages = languages
        self.name = functools.cache(packed_name)

    def of(
        self, fact: FactType, note: Note, own: OwnPicture | None, language: str
    ) -> tuple[Path, str] | None:
        """Return the picture of a fact, and what it shows for who does not see it."""
        if isinstance(own, Picture):
            return self._media / own.file, own.alt.in_language(language)
        drawing = drawing_of(fact, note, self._languages)
        if drawing is None or drawing.file not in self._there:
            return None
        return self._media / drawing.file, word("pictures", drawing.sort, language)

    @functools.cached_property
    def _there(self) -> frozenset[str]:
        try:
            with os.scandir(self._media) as entries:
                return frozenset(
                    entry.name for entry in entries if entry.is_file(follow_symlinks=False)
                )
        except OSError:
            # There is none, or it has its diagnostic.
            return frozenset()


def packed_name(file: Path) -> str:
    """Return what a picture is called in a package: told by its content, not by its name."""
    try:
        content = portable(read_given(file), file.suffix)
    except UnfitError:
        # It has its diagnostic, and such a deck becomes no package.
        content = b""
    return identity.media_name(content, file.suffix.lower())
