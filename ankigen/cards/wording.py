"""Source notes → worded facts: all of a fact that depends on nothing but its note."""

from __future__ import annotations

import functools
import marshal
import urllib.parse
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ankigen import identity, kinds
from ankigen.anki.package import NoteType, row_digest, row_tags
from ankigen.anki.render import CardSelector
from ankigen.cards import notetypes
from ankigen.folders import MEDIA_FOLDER
from ankigen.kinds import Asked, Kind, Variant
from ankigen.kinds.base.cards import date_words, word
from ankigen.kinds.base.records import Note, Picture, Retirement, Source
from ankigen.kinds.deck import Deck
from ankigen.markup import NOTHING, Html, attribute, escape, fill, join

WordedFact = tuple[int, str, str, str, str, str, tuple[int, ...], bool, int, int]
"""A fact in one variant, plain enough for ``marshal``.

The place of its note among those worded together, the fact's name, guid, content digest,
fields and tags as a row has them, the ordinals of its cards, whether it is retired, its
place among the facts asked of the note, and how many those are.
"""


class Words(NamedTuple):
    """What was worded together in one variant: packed facts, and the pictures they show.

    ``facts`` is ``marshal`` of a list of ``WordedFact``; a picture is the name that it has
    in a package and its file, below the deck's folder where it lies there.
    """

    facts: bytes
    pictures: tuple[tuple[str, str], ...]


class Wording:
    """Words the notes of one deck in every variant.

    ``released`` are the guids of an earlier release: of a fact that was retired and taken
    out of its note, something stays only if it was ever released.
    """

    def __init__(
        self, deck: Deck, note_types: Mapping[str, NoteType], released: Container[str]
    ) -> None:
        self._deck = deck
        sources = _Sources()
        self._variants = [
            _Worder(deck, variant, note_types[variant.name], released, sources)
            for variant in deck.variants.values()
        ]

    def words(self, notes: Sequence[Note]) -> tuple[Words, ...]:
        """Word neighbouring notes, in the order of the deck's variants."""
        return tuple(self._words(worder, notes) for worder in self._variants)

    def _words(self, worder: _Worder, notes: Sequence[Note]) -> Words:
        worder.pictures = {}
        facts = [fact for at, note in enumerate(notes) for fact in worder.facts(at, note)]
        pictures = (
            (name, f"{MEDIA_FOLDER}/{file}") for name, file in sorted(worder.pictures.items())
        )
        return Words(marshal.dumps(facts), tuple(pictures))


@functools.cache
def packed_name(file: Path) -> str:
    """Return what a picture is called in a package: told by its content, not by its name."""
    return identity.media_name(file.read_bytes(), file.suffix.lower())


# Fields that nothing fills yet.
_SPARE = ("",) * sum(name.startswith("Extra") for name in notetypes.FIELDS)


class _Worder:
    """Words notes in one variant; the pictures that they show collect in ``pictures``."""

    def __init__(
        self,
        deck: Deck,
        variant: Variant,
        note_type: NoteType,
        released: Container[str],
        sources: _Sources,
    ) -> None:
        self.deck = deck
        self.variant = variant
        self.released = released
        self.sources = sources
        self.selector = CardSelector(
            note_type.field_names, [template.front for template in note_type.templates]
        )
        self.pictures: dict[str, str] = {}

    def facts(self, at: int, note: Note) -> Iterator[WordedFact]:
        """Word every fact of a note that can be asked in the variant."""
        kind = kinds.kind_of(note)
        facts = [
            (fact.name, asked)
            for fact in kind.facts
            if fact.asked_in(self.variant)
            and (asked := fact.ask(note, self.variant) or self.remains(note, kind, fact.name))
        ]
        for index, (name, asked) in enumerate(facts):
            retired = note.retirement(name)
            values = self.fields(note, kind, name, asked, retired)
            fields = identity.SEPARATOR.join(values)
            tags = self.tags(note, kind, name, retired)
            yield (
                at,
                name,
                self.guid(note, name),
                row_digest(fields, tags),
                fields,
                tags,
                self.selector.ords(values),
                retired is not None,
                index,
                len(facts),
            )

    def remains(self, note: Note, kind: Kind, fact: str) -> Asked | None:
        """Return what is left of a released fact that was retired and taken out of the note."""
        if note.retirement(fact) is None or self.guid(note, fact) not in self.released:
            return None
        title = kind.title(note).in_language(self.variant.asks)
        line = word("labels", "retired", self.variant.labels)
        return Asked(title=title, question=escape(title), answer=escape(line))

    def guid(self, note: Note, fact: str) -> str:
        """Return the guid of a fact: from the key that the note had first."""
        return identity.guid(self.deck.uid, note.identity, fact, self.variant.name)

    def fields(
        self, note: Note, kind: Kind, fact: str, asked: Asked, retired: Retirement | None
    ) -> tuple[str, ...]:
        """Return the fields in the order of the note type (``notetypes.FIELDS``)."""
        labels = self.variant.labels
        return (
            f"{self.deck.key}/{note.identity}/{fact}",
            escape(asked.title),
            " ".join(kind.looks(note)),
            asked.subject,
            asked.question,
            asked.answer,
            asked.reverse_question,
            asked.reverse_answer,
            asked.detail,
            date_words(asked.as_of, labels) if asked.as_of else "",
            self.sources.html(asked.sources),
            self.picture(asked.picture),
            self.report(note, fact),
            self.retirement(retired),
            *_SPARE,
        )

    def retirement(self, retired: Retirement | None) -> Html:
        """Return the line on a retired card: that it is, why, and what to use instead."""
        if retired is None:
            return NOTHING
        language = self.variant.labels
        use = word("labels", "retired-use", language)
        return join(
            word("labels", "retired", language),
            retired.why.in_language(language),
            fill(use, key=retired.use) if retired.use else NOTHING,
            by=" ",
        )

    def picture(self, picture: Picture | None) -> Html:
        """Return a picture as HTML, and remember its file for the package."""
        if picture is None:
            return NOTHING
        name = packed_name(self.deck.folder / MEDIA_FOLDER / picture.file)
        self.pictures[name] = picture.file
        alt = attribute(picture.alt.in_language(self.variant.labels))
        return Html(f'<img src="{name}" alt="{alt}">')

    def report(self, note: Note, fact: str) -> Html:
        """Return the address for reporting a mistake on this note."""
        if not self.deck.report:
            return NOTHING
        key = urllib.parse.quote(f"{note.identity}/{fact}", safe="")
        return attribute(self.deck.report.replace("{key}", key))

    def tags(self, note: Note, kind: Kind, fact: str, retired: Retirement | None) -> str:
        """Return the tags: a reader's handle on kinds, facts, fields, topics and levels."""
        own = [f"kind::{kind.name}", f"fact::{fact}", *kind.tags(note)]
        if retired:
            own.append("retired")
        if note.topic:
            own.append(f"topic::{note.topic}")
        if note.level:
            own.append(f"level::{note.level}")
        own += [f"subject::{subject}" for subject in note.subjects]
        own += [f"tag::{tag}" for tag in note.tags]
        return _full_tags(self.deck.key, *own)


@functools.lru_cache(maxsize=4096)
def _full_tags(deck: str, *tags: str) -> str:
    # Few notes have tags of their own: most share them with hundreds.
    return row_tags(f"ankigen::{deck}::{tag}" for tag in tags)


class _Sources:
    """Sources as HTML, made once: a note's are the same in every variant."""

    def __init__(self) -> None:
        # By identity, held so that it stays theirs: hashing all the texts would take longer.
        self._known: dict[int, tuple[tuple[Source, ...], Html]] = {}

    def html(self, sources: tuple[Source, ...]) -> Html:
        """Return all sources of a fact."""
        found = self._known.get(id(sources))
        if found is None:
            found = sources, Html("".join([_source(source) for source in sources]))
            self._known[id(sources)] = found
        return found[1]


def _source(source: Source) -> str:
    title = escape(source.title.strip())
    if not source.url:
        return f'<div class="source">{title}</div>'
    host = urllib.parse.urlsplit(source.url).hostname or ""
    return (
        f'<div class="source"><a href="{attribute(source.url)}">{title}</a>'
        f' <span class="host">{escape(host.removeprefix("www."))}</span></div>'
    )
