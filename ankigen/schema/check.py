"""One file against its kind: the notes that are built of it, or what is wrong with it.

jsonschema is the authority. A *yes* is taken from building the records (a test holds that
nothing is built where jsonschema says no); else jsonschema decides and words it, note by
note. It is imported only then.
"""

from __future__ import annotations

from typing import Any

from ankigen import kinds, languages
from ankigen.diagnostics import nearest
from ankigen.kinds.base.reading import Reader, Refused
from ankigen.kinds.base.records import Note
from ankigen.kinds.base.variants import DEFAULT_LANGUAGES
from ankigen.kinds.deck import DeckFile
from ankigen.schema.meant import NOTES
from ankigen.source import SourceFile

Codes = tuple[str, ...]
"""The languages of a deck."""


def build_notes(source: SourceFile, codes: Codes) -> list[Note] | None:
    """Return the notes of a file for a deck in some languages; None where it may be wrong."""
    data = source.data
    if not isinstance(data, dict) or data.keys() != {"kind", NOTES}:
        return None
    kind, items = data["kind"], data[NOTES]
    if not isinstance(kind, str) or kind not in kinds.kinds() or items.__class__ is not list:
        return None
    try:
        return kinds.reader(kind, codes).notes(items, source.path) or None
    except Refused:
        return None


def build_deck(source: SourceFile) -> DeckFile | None:
    """Return what a ``deck.yaml`` says; None where it may be wrong."""
    if unknown_languages(source.data):
        return None
    try:
        deck: DeckFile = Reader(DeckFile, languages_of(source.data)).read(source.data)
    except Refused:
        return None
    return deck if set(deck.languages) <= set(languages.codes()) else None


def build_companion(source: SourceFile, kind: str, codes: Codes) -> Any:
    """Return what a companion of a ``deck.yaml`` says; None where it may be wrong."""
    try:
        return Reader(kinds.companions()[kind], codes).read(source.data)
    except Refused:
        return None


def languages_of(data: Any) -> Codes:
    """Return the languages that a ``deck.yaml`` names, those by default for none.

    For one that nobody has added, the one that was surely meant, if there is such.
    """
    return _meant(data) or DEFAULT_LANGUAGES


def _meant(data: Any) -> Codes:
    known = languages.codes()
    meant = (code if code in known else nearest(code, known) for code in _named(data))
    return tuple(dict.fromkeys(code for code in meant if code))


def unknown_languages(data: Any) -> frozenset[str]:
    """Return the languages that a ``deck.yaml`` names and nobody has added."""
    return frozenset(_named(data)) - frozenset(languages.codes())


def has_lost_languages(data: Any) -> bool:
    """Whether a ``deck.yaml`` names its languages, but nobody can tell which."""
    return isinstance(data, dict) and "languages" in data and not _meant(data)


def _named(data: Any) -> Codes:
    codes = data.get("languages") if isinstance(data, dict) else None
    if not isinstance(codes, list):
        return ()
    return tuple(dict.fromkeys(code for code in codes if isinstance(code, str)))
