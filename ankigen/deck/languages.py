"""The languages of a deck: known ones, and pairs of them that somebody has words for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import AnkigenError, Diagnostic, Hint
from ankigen.kinds.base.variants import default_translations, pair
from ankigen.kinds.deck import PAIR
from ankigen.schema import languages_of, unknown_languages
from ankigen.source import SourceFile


def check_languages(source: SourceFile) -> Iterator[Diagnostic]:
    """Yield what is wrong with the languages and translated pairs of a ``deck.yaml``.

    What its schema sees (an unknown code, a wrong form) is not told again.
    """
    data = source.data
    if not isinstance(data, dict):
        return
    codes = languages_of(data)
    if unknown_languages(data):
        return
    written = data.get("translations")
    pairs = written if isinstance(written, list) else default_translations(codes)
    seen: dict[frozenset[str], str] = {}
    for index, name in enumerate(pairs):
        if not isinstance(name, str) or re.search(PAIR, name) is None or name in seen.values():
            continue
        two = name.split("-")
        at = source.value_at(("translations", index) if written else ("languages",))
        if two[0] == two[1] or not set(two) <= set(codes):
            known = {"languages": ", ".join(codes)}
            yield Diagnostic(at, "pair-unknown", {"pair": name}, (Hint("pair-of", known),))
        elif frozenset(two) in seen:
            yield Diagnostic(at, "pair-twice", {"pair": name}, (Hint("one-order"),))
        elif not _has_words(name):
            yield Diagnostic(at, "pair-words", {"pair": name}, (_mend(*two),))
        seen.setdefault(frozenset(two), name)


def _mend(asks: str, answers: str) -> Hint:
    if _has_words(f"{answers}-{asks}"):
        return Hint("pair-other", {"pair": f"{answers}-{asks}"})
    return Hint("pair-words", {"file": f"languages/{asks}/cards.yaml"})


def _has_words(name: str) -> bool:
    try:
        return bool(pair(name))
    except AnkigenError:
        return False
