"""Files without fault: an unchanged one need not be parsed, checked and worded again."""

from __future__ import annotations

import hashlib

from ankigen.cache.store import Store, key_of
from ankigen.packed import Packed, unpack


class Files:
    """The data of sound files, by their content and by the tool that found them sound."""

    def __init__(self, store: Store, tool: str) -> None:
        self._store = store
        self._tool = tool

    def recall(self, content: bytes) -> Packed | None:
        """Return the data of a file with this content; None where it is not known as sound."""
        value = self._store.get(self._key(content))
        # The digest of an entry was checked: what marshal reads is what marshal wrote.
        return None if value is None else unpack(value)

    def keep(self, content: bytes, data: Packed) -> None:
        """Remember that a file with this content is sound and has this data."""
        self._store.put(self._key(content), data.to_bytes())

    def _key(self, content: bytes) -> str:
        return key_of("file", self._tool, hashlib.sha256(content).hexdigest())


class Wordings:
    """What was worded of notes, by all that it depends on and by the tool that worded it."""

    def __init__(self, store: Store, tool: str) -> None:
        self._store = store
        self._tool = tool

    def recall(self, about: str) -> bytes | None:
        """Return what was kept about this, or None."""
        return self._store.get(self._key(about))

    def keep(self, about: str, packed: bytes) -> None:
        """Remember it."""
        self._store.put(self._key(about), packed)

    def _key(self, about: str) -> str:
        return key_of("words", self._tool, about)
