"""Letters in one form: ``é`` as one code point (NFC), not as ``e`` and a combining accent.

Two texts that look the same must be the same: keys, searches and comparisons rely on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Severity

_WORD = re.compile(r"\S+")


def not_composed(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield a warning for each word that is not in NFC, with the word in NFC as its edit."""
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for match in _WORD.finditer(line):
            composed = unicodedata.normalize("NFC", match.group())
            if composed != match.group():
                place = Location(path, number, match.start() + 1, number, match.end() + 1)
                yield Diagnostic(
                    place,
                    "text-not-nfc",
                    {"text": composed},
                    (Hint("write-composed", {"text": composed}),),
                    (Edit(place, composed),),
                    Severity.WARNING,
                )
