"""A deck in every variant, and the packages that are made of its variants."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ankigen import identity
from ankigen.anki.package import DeckEntry, Media, NoteType, Package, Stamps
from ankigen.cards import notetypes
from ankigen.cards.description import describe
from ankigen.cards.shelf import Shelf, Stored
from ankigen.cards.stored import VARIANT_STEP, Frame, PackedFact, Part, Rows, StoredNotes
from ankigen.cards.wording import Wording
from ankigen.kinds import Variant
from ankigen.kinds.base.cards import word
from ankigen.kinds.base.records import Note
from ankigen.kinds.deck import Deck, Edition

RETIRED_SUFFIX = " (ditarik)"
"""Ends the name of the deck that receives retired cards nobody has seen yet."""


class Kept(NamedTuple):
    """The words of a group of notes in one variant, its facts on a shelf."""

    facts: Stored
    pictures: tuple[tuple[str, str], ...]


Worded = tuple[tuple[Kept, ...], ...]
"""The words of every group of a deck's notes in every variant."""


@dataclass(frozen=True, slots=True)
class View:
    """A deck in one variant: what every package with that variant holds of it."""

    variant: Variant
    note_type: NoteType
    deck: DeckEntry
    parts: tuple[Part, ...]
    media: tuple[Media, ...]
    rows: Rows
    sources: Sequence[Note]

    @property
    def facts(self) -> Iterator[PackedFact]:
        """The packed facts in curriculum order; made anew each time."""
        sources = enumerate(self.sources)
        number, source = -1, None
        for part in self.parts:
            for fact, row in zip(part.facts(), self.rows.of(part), strict=True):
                at, name, _, content, _, _, _, retired, _, _ = fact
                while number < part.start + at:
                    number, source = next(sources)
                assert source is not None
                yield PackedFact(source, name, retired, content, row.note())

    @property
    def notes(self) -> StoredNotes:
        """The packed notes in curriculum order."""
        return StoredNotes(self.parts, self.rows)

    @property
    def retires(self) -> bool:
        """Whether a fact is retired."""
        return any(part.retires for part in self.parts)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A deck in every variant; packages are sets of views and share their rows.

    ``retired`` is the deck of retired cards, in the packages that have any.
    """

    deck: Deck
    time: int
    parent: DeckEntry
    retired: DeckEntry
    views: dict[str, View]
    worded: Worded

    def at(self, stamps: Stamps) -> Compiled:
        """Return the unreleased deck at another time, after the same release."""
        return _stamped(self.deck, self.worded, stamps, None)

    @property
    def facts(self) -> Iterator[tuple[str, PackedFact]]:
        """Every packed fact with the name of its variant."""
        for name, view in self.views.items():
            for fact in view.facts:
                yield name, fact

    def digest(self) -> str:
        """Digest of all that is built, times and places included: equal digests, equal bytes."""
        parts = [str(self.time), *_words(self.parent), *_words(self.retired)]
        for view in self.views.values():
            parts += [view.note_type.digest(), str(view.note_type.mod), *_words(view.deck)]
            for part in view.parts:
                for (_, _, _, content, *_), row in zip(
                    part.facts(), view.rows.of(part), strict=True
                ):
                    cards = (f"{ord_} {deck_id} {due}" for ord_, deck_id, due in row.cards)
                    parts += [row.guid, content, str(row.id), str(row.mod), *cards]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]

    def package(self, name: str) -> Package:
        """Return one of the packages of the deck."""
        views = [self.views[variant] for variant in self.deck.packages[name]]
        media = {media.name: media for view in views for media in view.media}
        retired = [self.retired] if any(view.retires for view in views) else []
        parts = tuple(part for view in views for part in view.parts)
        return Package(
            name=f"{self.deck.key}.{name}",
            time=self.time,
            note_types=tuple(view.note_type for view in views),
            decks=(self.parent, *(view.deck for view in views), *retired),
            notes=StoredNotes(parts, views[0].rows),
            media=tuple(media[key] for key in sorted(media)),
        )


def _words(entry: DeckEntry) -> tuple[str, str, str]:
    return str(entry.id), entry.name, entry.description


def compile_deck(
    deck: Deck,
    stamps: Stamps,
    edition: Edition | None = None,
) -> Compiled:
    """Compile a deck in every variant; its descriptions name the edition that is released."""
    return _stamped(deck, _worded(deck, stamps), stamps, edition)


def _stamped(deck: Deck, worded: Worded, stamps: Stamps, edition: Edition | None) -> Compiled:
    starts = [0, *itertools.accumulate(len(group) for group in _groups(deck))]
    retired = _retired_deck(deck)
    rows = Rows(len(worded) * len(deck.variants))
    views: dict[str, View] = {}
    rank = 0
    for index, variant in enumerate(deck.variants.values()):
        note_type = notetypes.note_type(variant, deck.generation, stamps.now)
        deck_id = identity.deck_id(deck.uid, variant.name)
        frame = Frame(note_type.id, deck_id, retired.id, index * VARIANT_STEP, stamps)
        parts = []
        for start, words in zip(starts, worded, strict=False):
            parts.append(Part(frame, words[index].facts, start, rank))
            rank += len(parts[-1])
        asked = sum(part.asked for part in parts)
        cards = sum(part.asked_cards for part in parts)
        entry = DeckEntry(
            deck_id, deck_names(deck)[variant.name], describe(deck, variant, asked, cards, edition)
        )
        pictures = {name: file for words in worded for name, file in words[index].pictures}
        media = tuple(Media(name, deck.folder / file) for name, file in sorted(pictures.items()))
        views[variant.name] = View(variant, note_type, entry, tuple(parts), media, rows, deck.notes)
    parent = DeckEntry(identity.deck_id(deck.uid, "parent"), deck.anki_name)
    return Compiled(deck, stamps.now, parent, retired, views, worded)


def _worded(deck: Deck, stamps: Stamps) -> Worded:
    """Word every group of a deck's notes."""
    note_types = {
        variant.name: notetypes.note_type(variant, deck.generation, stamps.now)
        for variant in deck.variants.values()
    }
    wording = Wording(deck, note_types, stamps.history)
    shelf = Shelf()
    return tuple(
        tuple(Kept(shelf.put(words.facts), words.pictures) for words in wording.words(group))
        for group in _groups(deck)
    )


def _groups(deck: Deck) -> list[list[Note]]:
    """Return the notes of a deck file by file."""
    return [list(own) for _, own in itertools.groupby(deck.notes, lambda n: n.origin.path)]


def deck_names(deck: Deck) -> dict[str, str]:
    """Return every name that a reader's Anki knows the deck by: readers keep them for ever."""
    subdecks = {v.name: f"{deck.anki_name}::{v.subdeck}" for v in deck.variants.values()}
    return {"parent": deck.anki_name, "retired": deck.anki_name + RETIRED_SUFFIX, **subdecks}


def _retired_deck(deck: Deck) -> DeckEntry:
    return DeckEntry(
        identity.deck_id(deck.uid, "retired"),
        deck_names(deck)["retired"],
        " — ".join(word("labels", "retired-deck", code) for code in deck.languages[:2]),
    )
