"""(Deck, Stamps) → packages. Pure: the same deck and stamps give the same rows.

One Anki note is one fact of a source note in one variant. No field depends on another
note, on counts, the version or the date, so a change to one note changes no other.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankigen import catalogue, identity, notetypes
from ankigen.catalogue import Asked, Kind, Variant
from ankigen.markup import NOTHING, Html, attribute, escape
from ankigen.model import Deck, Note, Picture, Source
from ankigen.package import (
    DeckEntry,
    Media,
    NoteType,
    Package,
    PackedCard,
    PackedNote,
    Stamps,
    content_digest,
)
from ankigen.render import CardSelector

FACT_STEP = 60
"""Places in the queue of new cards between two cards of one note: three days at 20 a day."""

VARIANT_STEP = 20
"""Places between the same fact in two variants, for readers who study the parent deck."""


@dataclass(frozen=True, slots=True)
class View:
    """A deck in one variant: what every package with that variant holds of it."""

    variant: Variant
    note_type: NoteType
    deck: DeckEntry
    notes: tuple[PackedNote, ...]
    media: tuple[Media, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A deck in every variant; packages are sets of views and share their rows."""

    deck: Deck
    time: int
    parent: DeckEntry
    views: dict[str, View]

    def package(self, name: str) -> Package:
        """Return one of ``catalogue.PACKAGES``."""
        views = [self.views[variant] for variant in catalogue.PACKAGES[name]]
        media = {media.name: media for view in views for media in view.media}
        return Package(
            name=f"{self.deck.key}.{name}",
            time=self.time,
            note_types=tuple(view.note_type for view in views),
            decks=(self.parent, *(view.deck for view in views)),
            notes=tuple(note for view in views for note in view.notes),
            media=tuple(media[key] for key in sorted(media)),
        )


def compile_deck(deck: Deck, stamps: Stamps) -> Compiled:
    """Compile a deck in every variant."""
    views: dict[str, View] = {}
    rank = 0
    for index, variant in enumerate(catalogue.VARIANTS.values()):
        note_type = notetypes.note_type(variant, deck.generation, stamps.now)
        entry = DeckEntry(
            identity.deck_id(deck.uid, variant.name),
            f"{deck.anki_name}::{variant.subdeck}",
            _description(deck, variant),
        )
        packer = _Packer(deck, variant, note_type, entry.id, stamps, rank, index * VARIANT_STEP)
        notes = tuple(packer.notes())
        rank += len(notes)
        views[variant.name] = View(variant, note_type, entry, notes, packer.media())
    parent = DeckEntry(identity.deck_id(deck.uid, "parent"), deck.anki_name)
    return Compiled(deck, stamps.now, parent, views)


def _description(deck: Deck, variant: Variant) -> str:
    language = variant.labels
    return "\n\n".join(
        (
            f"**{deck.title.in_language(language)}**",
            deck.description.in_language(language),
            deck.licence,
        )
    )


class _Packer:
    """Packs the notes of one deck in one variant."""

    def __init__(
        self,
        deck: Deck,
        variant: Variant,
        note_type: NoteType,
        deck_id: int,
        stamps: Stamps,
        rank: int,
        offset: int,
    ) -> None:
        self.deck = deck
        self.variant = variant
        self.note_type = note_type
        self.deck_id = deck_id
        self.stamps = stamps
        self.rank = rank
        self.offset = offset
        self.selector = CardSelector(
            note_type.field_names, [template.front for template in note_type.templates]
        )
        self.pictures: dict[str, Picture] = {}

    def notes(self) -> Iterator[PackedNote]:
        """Pack every fact that can be asked in the variant, in curriculum order."""
        for position, note in enumerate(self.deck.notes):
            kind = catalogue.kind_of(note)
            facts = [
                (fact.name, asked)
                for fact in kind.facts
                if fact.asked_in(self.variant)
                and (asked := fact.ask(note, self.variant)) is not None
            ]
            for index, (name, asked) in enumerate(facts):
                yield self.pack(note, kind, name, asked, position, index, len(facts))

    def pack(
        self,
        note: Note,
        kind: Kind,
        fact: str,
        asked: Asked,
        position: int,
        index: int,
        count: int,
    ) -> PackedNote:
        """Pack one fact. ``index`` of ``count`` facts asked of the note at ``position``."""
        guid = identity.guid(self.deck.uid, note.key, fact, self.variant.name)
        fields = self.fields(note, kind, fact, asked)
        tags = self.tags(note, kind, fact)
        digest = content_digest(fields, tags)
        rank, self.rank = self.rank, self.rank + 1
        return PackedNote(
            id=self.stamps.note_id(guid, rank),
            guid=guid,
            note_type_id=self.note_type.id,
            mod=self.stamps.mod(guid, digest),
            fields=fields,
            tags=tags,
            cards=tuple(
                # All facts forwards come before the first one backwards.
                PackedCard(
                    ord_,
                    self.deck_id,
                    position + self.offset + FACT_STEP * (index + count * ord_),
                )
                for ord_ in self.selector.ords(fields)
            ),
        )

    def fields(self, note: Note, kind: Kind, fact: str, asked: Asked) -> tuple[str, ...]:
        """Return the fields in the order of the note type."""
        labels = self.variant.labels
        values: dict[str, str] = {
            "Key": f"{self.deck.key}/{note.key}/{fact}",
            "Title": escape(asked.title),
            "Kind": " ".join(kind.looks(note)),
            "Subject": asked.subject,
            "Question": asked.question,
            "Answer": asked.answer,
            "Reverse question": asked.reverse_question,
            "Reverse answer": asked.reverse_answer,
            "Detail": asked.detail,
            "As of": asked.as_of.words(labels) if asked.as_of else "",
            "Source": _sources(asked.sources),
            "Picture": self.picture(note),
            "Report": self.report(note, fact),
        }
        return tuple(str(values.get(name, "")) for name in notetypes.FIELDS)

    def picture(self, note: Note) -> Html:
        """Return the picture of a note as HTML, and remember its file for the package."""
        picture = note.picture
        if picture is None:
            return NOTHING
        self.pictures[picture.packed_name] = picture
        alt = attribute(picture.alt.in_language(self.variant.labels))
        return Html(f'<img src="{picture.packed_name}" alt="{alt}">')

    def report(self, note: Note, fact: str) -> Html:
        """Return the address for reporting a mistake on this note."""
        key = urllib.parse.quote(f"{note.key}/{fact}", safe="")
        return attribute(self.deck.report.replace("{key}", key))

    def tags(self, note: Note, kind: Kind, fact: str) -> tuple[str, ...]:
        """Return the tags: a reader's handle on kinds, facts, fields, topics and levels."""
        own = [f"kind::{kind.name}", f"fact::{fact}", *kind.tags(note)]
        if note.topic:
            own.append(f"topic::{note.topic}")
        if note.level:
            own.append(f"level::{note.level}")
        own += [f"subject::{subject}" for subject in note.subjects]
        own += [f"tag::{tag}" for tag in note.tags]
        return tuple(sorted({f"ankigen::{self.deck.key}::{tag}" for tag in own}))

    def media(self) -> tuple[Media, ...]:
        """Return the media files that the packed notes use."""
        return tuple(Media(name, picture.file) for name, picture in sorted(self.pictures.items()))


def _sources(sources: Sequence[Source]) -> Html:
    return Html("".join(_source(source) for source in sources))


def _source(source: Source) -> str:
    title = escape(source.title)
    if not source.url:
        return f'<div class="source">{title}</div>'
    host = urllib.parse.urlsplit(source.url).hostname or ""
    return (
        f'<div class="source"><a href="{attribute(source.url)}">{title}</a>'
        f' <span class="host">{escape(host.removeprefix("www."))}</span></div>'
    )
