"""Certain mends applied to a text, with the proof that nothing else changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ankigen.diagnostics import Diagnostic
from ankigen.edit import apply, from_edits
from ankigen.source import SourceFile, parse_text


def mended(source: SourceFile, found: Iterable[Diagnostic]) -> str:
    """Return the text with the edits of its diagnostics.

    Where the result would not read as the same data but for those texts, the text stays.
    """
    edits = [edit for each in found for edit in each.edits if edit.location.path == source.path]
    after = apply(source.text, from_edits(source.text, edits))
    reread = parse_text(source.path, after)
    before_texts, after_texts = _strings(source.data), _strings(reread.data)
    if not reread.sound or len(before_texts) != len(after_texts):
        return source.text
    changed = sum(one != other for one, other in zip(before_texts, after_texts, strict=True))
    return after if changed <= len(edits) else source.text


def _strings(data: Any) -> list[str]:
    """Return every key and value of the data, in order."""
    if isinstance(data, dict):
        return [text for key, value in data.items() for text in (key, *_strings(value))]
    if isinstance(data, list):
        return ["[", *(text for item in data for text in _strings(item)), "]"]
    return [repr(data)]
