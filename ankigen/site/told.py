"""Decks → what their pages say of each note, as plain records: no HTML is laid out here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ankigen import kinds
from ankigen.cards.pictures import Pictures
from ankigen.folders import MEDIA_FOLDER
from ankigen.kinds import Asked, FactType, Kind, Variant
from ankigen.kinds.base.cards import with_abbreviation
from ankigen.kinds.base.records import Cited, Note, Retirement, Source
from ankigen.kinds.base.text import NO_TEXT, Text
from ankigen.kinds.deck import Deck


class Past(NamedTuple):
    """The versions that a note or fact came with and last changed in."""

    since: str
    changed: str


@dataclass(frozen=True, slots=True)
class Download:
    """A package that readers can take: ``file`` is where it lies in the site."""

    name: str
    file: str
    size: int
    notes: int
    cards: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A deck as a site shows it.

    ``version`` is '' before a release; ``past`` has what was ever released, by the first key
    of the note and the fact, '' for the whole note; ``lines`` the place of each note's text and
    its address, or '', by its key. ``report`` is where mistakes are told: ``{key}`` and
    ``{says}`` stand for what it is about.
    """

    deck: Deck
    version: str = ""
    past: Mapping[tuple[str, str], Past] = field(default_factory=dict)
    downloads: Sequence[Download] = ()
    lines: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    report: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in one variant; ``picture`` is a file of the site, and what it shows."""

    variant: Variant
    asked: Asked
    picture: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class FactTold:
    """A fact in every variant that asks it; none where it was retired and taken out."""

    name: str
    told: tuple[Told, ...]
    retired: Retirement | None
    past: Past | None

    @property
    def sources(self) -> Cited:
        """What the fact can be checked with."""
        return next((each.asked.sources for each in self.told if each.asked.sources), ())


@dataclass(frozen=True, slots=True)
class NoteTold:
    """A note with its facts; ``title`` is what people call it."""

    edition: Edition
    note: Note
    kind: Kind
    title: Text
    facts: tuple[FactTold, ...]

    @property
    def path(self) -> str:
        """Where its page is in the site: see ``identity.card_address``."""
        return f"c/{self.edition.deck.key}/{self.note.identity}/"

    @property
    def is_asked(self) -> bool:
        """Whether any fact of it is still asked."""
        return any(fact.retired is None for fact in self.facts)

    def facts_in(self, language: str) -> Iterator[tuple[FactTold, Asked]]:
        """Yield what is still asked within a language."""
        for fact in self.facts:
            for each in fact.told:
                if each.variant.name == language and fact.retired is None:
                    yield fact, each.asked


@dataclass(frozen=True, slots=True)
class DeckTold:
    """A deck's notes, in its order, and the files of the pictures that they show."""

    edition: Edition
    notes: tuple[NoteTold, ...]
    pictures: Mapping[str, Path]

    @property
    def by_key(self) -> Mapping[str, NoteTold]:
        """The notes by their present keys."""
        return {told.note.key: told for told in self.notes}


def tell(edition: Edition) -> DeckTold:
    """Word every note of a deck in all of its variants."""
    deck = edition.deck
    pictures = Pictures(deck.folder / MEDIA_FOLDER, deck.languages)
    files: dict[str, Path] = {}
    notes = tuple(_note(edition, note, pictures, files) for note in deck.notes)
    return DeckTold(edition, notes, files)


def cited_works(told: NoteTold) -> dict[str, None]:
    """Return the keys of the works that a note cites, in order."""
    cited = (each for fact in told.facts for each in fact.sources)
    keys = (each.work if isinstance(each, Source) else each for each in cited)
    return dict.fromkeys(key for key in keys if key)


def _note(edition: Edition, note: Note, pictures: Pictures, files: dict[str, Path]) -> NoteTold:
    kind = kinds.kind_of(note)
    asked: dict[str, list[Told]] = defaultdict(list)
    for fact in kind.facts:
        told = _tellings(edition.deck, fact, note, pictures, files)
        if told or (note.identity, fact.name) in edition.past:
            asked[fact.name] += told
    facts = (
        FactTold(name, tuple(told), note.retirement(name), edition.past.get((note.identity, name)))
        for name, told in asked.items()
    )
    return NoteTold(edition, note, kind, _title(kind, note), tuple(facts))


def _title(kind: Kind, note: Note) -> Text:
    name: Text = kind.title(note)
    short: Any = getattr(note, "abbreviation", NO_TEXT)
    return Text({code: with_abbreviation(name, short, code) for code in name})


def _tellings(
    deck: Deck, fact: FactType, note: Note, pictures: Pictures, files: dict[str, Path]
) -> list[Told]:
    told = []
    for variant in deck.variants.values():
        if not fact.asked_in(variant) or (asked := fact.ask(note, variant)) is None:
            continue
        shown = None
        if found := pictures.of(fact, note, asked.picture, variant.labels):
            name = f"m/{pictures.name(found[0])}"
            files[name] = found[0]
            shown = name, found[1]
        told.append(Told(variant, asked, shown))
    return told
