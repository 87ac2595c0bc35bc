"""Decks for tests: the sample deck, the shipped decks, and packages compiled from them."""

from __future__ import annotations

import functools
from pathlib import Path

from ankigen.anki.package import Package, Released, Stamps, content_digest
from ankigen.cards import Compiled, compile_deck
from ankigen.deck import load
from ankigen.kinds.base.variants import packages_of, variants_of
from ankigen.kinds.deck import Deck

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "decks" / "good" / "sample"
SHIPPED = ROOT / "decks" / "kerja-sama-internasional"

VARIANTS = variants_of(("id", "en"), ("id-en",))
"""The language views of the sample deck and the shipped one, by their names."""

PACKAGES = packages_of(tuple(VARIANTS))
"""The packages of these decks: the variants in each, by its name."""

T1 = 1_700_000_000
"""The time of a first release."""

T2 = T1 + 90 * 86_400
"""The time of a second release, three months later."""


@functools.cache
def deck(folder: Path = SAMPLE) -> Deck:
    """Load a deck that must be sound, once for all tests."""
    return read_deck(folder)


def read_deck(folder: Path) -> Deck:
    """Load a deck that must be sound, as its files are now."""
    loaded = load([folder])
    assert not loaded.has_errors, [str(d) for d in loaded.diagnostics]
    (found,) = loaded.decks
    return found


@functools.cache
def compiled(folder: Path = SAMPLE) -> Compiled:
    """Compile a deck as its first release."""
    return compile_deck(deck(folder), Stamps(T1))


def history(*packages: Package) -> dict[str, Released]:
    """What a lock would hold after these packages were released."""
    return {
        note.guid: Released(
            content_digest(note.fields, note.tags),
            note.mod,
            note.id,
            tuple(card.ord for card in note.cards),
        )
        for package in packages
        for note in package.notes
    }
