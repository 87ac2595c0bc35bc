"""Digest of what an author wrote, to tell an author's change from a change of our wording."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ankigen.kinds.base.records import Note
from ankigen.kinds.deck import Deck

# Where a note stands and what it is called change nothing that it says.
_NOT_WORDS = frozenset({"key", "was", "origin", "lint"})


def words_digest(note: Note, deck: Deck) -> str:
    """Digest of a note's words and of what its deck puts on every card.

    Values that are as by default do not count, so a field that a later ankigen adds to
    the model leaves the digests of older notes as they are.
    """
    plain = {**_plain(note), "report": deck.report}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(own)
            for field in dataclasses.fields(value)
            if field.name not in _NOT_WORDS and (own := getattr(value, field.name)) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    # A picture is told by the digest in its packed name, not by where it lies.
    return None if isinstance(value, Path) else value
