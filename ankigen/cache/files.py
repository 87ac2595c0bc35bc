"""Files without fault: their data, so that an unchanged one need not be parsed and checked."""

from __future__ import annotations

import hashlib
import marshal
from typing import Any

from ankigen.cache.store import Store, key_of


class Files:
    """The data of sound files, by their content and by the tool that found them sound."""

    def __init__(self, store: Store, tool: str) -> None:
        self._store = store
        self._tool = tool

    def recall(self, content: bytes) -> Any:
        """Return the data of a file with this content; None where it is not known as sound."""
        value = self._store.get(self._key(content))
        # The digest of an entry was checked: what marshal reads is what marshal wrote.
        return None if value is None else marshal.loads(value)

    def keep(self, content: bytes, data: Any) -> None:
        """Remember that a file with this content is sound and has this data."""
        try:
            value = marshal.dumps(data)
        except ValueError:
            return  # a date, say: nothing that a schema of ours would let pass
        self._store.put(self._key(content), value)

    def _key(self, content: bytes) -> str:
        return key_of("file", self._tool, hashlib.sha256(content).hexdigest())
