"""Package × Package → Diff: what a new release changes, and what a reader's Anki would refuse.

Knows packages only, never YAML, so it works on any two ``.apkg`` files. What counts as
a conflict was measured on real Anki with its default import options.
"""

from __future__ import annotations

import bisect
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ankigen.anki.package import DeckEntry, Media, NoteType, Package, PackedNote

RETIRED = "retired"
"""The last part of the tag on a note that is shipped on, but no longer asked of newcomers."""

DOUBLED = "conflict-doubled"
"""The code of the finding that old notes come back under another guid."""


# How a field names a file, as Anki looks for it. No part of it runs on to the text's end in vain.
_SHOWS = re.compile(
    r"\[sound:([^][]+)\]|<(?:img|audio|video|object|source)\b[^<>]*?\b(?:src|data)\s*=\s*"
    r"""(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>]+))""",
    re.I,
)


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A note as people call it: its note type, its first field (``key``) and sort field."""

    note_type: str
    key: str
    title: str
    guid: str


@dataclass(frozen=True, slots=True)
class Change:
    """A text that was ``old`` and is ``new``; ``name`` says of which field or part."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Added:
    """A note that only the new package has, with its number of cards.

    ``fields`` are the filled ones that do not name it already.
    """

    note: Entry
    fields: tuple[tuple[str, str], ...]
    cards: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A note in both packages whose content differs; ``mod`` in seconds, old and new."""

    note: Entry
    fields: tuple[Change, ...]
    tags_added: tuple[str, ...]
    tags_removed: tuple[str, ...]
    mod: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CardOf:
    """A card of a note that both packages have."""

    note: Entry
    template: str


@dataclass(frozen=True, slots=True)
class PartChanges:
    """What changed in a note type, a deck or the media of that name; ``what`` happened to it.

    ``what`` is ``added``, ``gone`` or ``changed``.
    """

    name: str
    what: str
    parts: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """What goes wrong for a reader (refused, doubled, lost, never shown), and with which notes.

    ``code`` and ``params`` are worded by ``ankigen.languages.messages``.
    """

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """What the new package changes.

    ``retired`` are notes retired since the old one, ``gone`` those that are simply left
    out (they stay with the reader), ``rewritten`` those whose ``mod`` is later although
    nothing changed: Anki writes them again, over the reader's own edits. Cards added and
    gone are those of notes in both packages.
    """

    added: tuple[Added, ...] = ()
    changed: tuple[Changed, ...] = ()
    retired: tuple[Changed, ...] = ()
    gone: tuple[Entry, ...] = ()
    rewritten: tuple[Entry, ...] = ()
    cards_added: tuple[CardOf, ...] = ()
    cards_gone: tuple[CardOf, ...] = ()
    note_types: tuple[PartChanges, ...] = ()
    decks: tuple[PartChanges, ...] = ()
    media: tuple[PartChanges, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def __bool__(self) -> bool:
        return self != Diff()


def compare(old: Package, new: Package) -> Diff:
    """Compare two packages, the older one first.

    Raises OSError where the bytes of a media file that both have cannot be read.
    """
    pair = _Pair(old, new)
    changed = tuple(sorted(pair.changed(), key=lambda each: each.note))
    just_retired = {guid for guid in pair.common if pair.is_just_retired(guid)}
    rewritten = tuple(sorted(pair.rewritten()))
    return Diff(
        added=tuple(sorted(pair.added(), key=lambda each: each.note)),
        changed=tuple(each for each in changed if each.note.guid not in just_retired),
        retired=tuple(each for each in changed if each.note.guid in just_retired),
        gone=tuple(sorted(pair.old.entry(note) for note in pair.gone)),
        rewritten=rewritten,
        cards_added=tuple(pair.cards_of_one(pair.new, pair.old)),
        cards_gone=tuple(pair.cards_of_one(pair.old, pair.new)),
        note_types=tuple(_note_types(old.note_types, new.note_types)),
        decks=tuple(_decks(old.decks, new.decks)),
        media=tuple(_media(old.media, new.media)),
        conflicts=tuple(_conflicts(pair, changed, rewritten)),
    )


def merged(packages: Sequence[Package]) -> Package:
    """Return the union of packages: what a reader has who imports all of them.

    The same row in several of them counts once; of a note type the latest text counts.
    """
    note_types: dict[int, NoteType] = {}
    for each in (each for package in packages for each in package.note_types):
        known = note_types.get(each.id)
        if known is None or each.mod > known.mod:
            note_types[each.id] = each
    return Package(
        name=packages[0].name,
        time=max(package.time for package in packages),
        note_types=tuple(note_types.values()),
        decks=tuple(dict.fromkeys(deck for each in packages for deck in each.decks)),
        notes=tuple(dict.fromkeys(note for each in packages for note in each.notes)),
        media=tuple({media.name: media for each in packages for media in each.media}.values()),
    )


def entries(package: Package) -> dict[str, Entry]:
    """Return what people call each note of a package, by guid."""
    side = _Side(package)
    return {guid: side.entry(note) for guid, note in side.notes.items()}


def is_retired(note: PackedNote) -> bool:
    """Whether a note is shipped only for readers who have it already."""
    return any(tag.rsplit("::", 1)[-1] == RETIRED for tag in note.tags)


class _Side:
    """One package, looked up by guid and id."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.notes = {note.guid: note for note in package.notes}
        self.note_types = {each.id: each for each in package.note_types}
        self.decks = {deck.id: deck.name for deck in package.decks}
        # What is in a package, but used by no note or card, Anki does not import.
        used = {note.note_type_id for note in package.notes}
        self.imported_types = {n: each for n, each in self.note_types.items() if n in used}
        held = sorted({self.decks[card.deck_id] for note in package.notes for card in note.cards})
        self.imported_decks = {
            number: name
            for number, name in self.decks.items()
            if _is_first(name, held) or _is_first(f"{name}::", held)
        }

    def note_type(self, note: PackedNote) -> NoteType:
        return self.note_types[note.note_type_id]

    def entry(self, note: PackedNote) -> Entry:
        note_type = self.note_type(note)
        return Entry(note_type.name, note.fields[0], note.fields[note_type.sort_field], note.guid)

    def card(self, note: PackedNote, ord_: int) -> CardOf:
        note_type = self.note_type(note)
        if note_type.cloze:  # all its cards come from its one template
            name = f"{note_type.templates[0].name} {ord_ + 1}"
        else:
            name = note_type.templates[ord_].name
        return CardOf(self.entry(note), name)


def _is_first(start: str, names: list[str]) -> bool:
    """Whether the first of sorted names that is not before a text starts with it."""
    place = bisect.bisect_left(names, start)
    return place < len(names) and names[place].startswith(start)


class _Pair:
    """Two packages side by side."""

    def __init__(self, old: Package, new: Package) -> None:
        self.old, self.new = _Side(old), _Side(new)
        self.common = [guid for guid in self.new.notes if guid in self.old.notes]
        self.gone = [note for guid, note in self.old.notes.items() if guid not in self.new.notes]

    def added(self) -> Iterator[Added]:
        for guid, note in self.new.notes.items():
            if guid not in self.old.notes:
                entry = self.new.entry(note)
                names = self.new.note_type(note).field_names
                fields = tuple(
                    (name, value)
                    for name, value in zip(names, note.fields, strict=True)
                    if value and value not in (entry.key, entry.title)
                )
                yield Added(entry, fields, len(note.cards))

    def changed(self) -> Iterator[Changed]:
        for guid in self.common:
            old, new = self.old.notes[guid], self.new.notes[guid]
            fields = tuple(self.field_changes(old, new))
            before, after = set(old.tags), set(new.tags)
            if fields or before != after:
                yield Changed(
                    self.new.entry(new),
                    fields,
                    tuple(sorted(after - before)),
                    tuple(sorted(before - after)),
                    (old.mod, new.mod),
                )

    def field_changes(self, old: PackedNote, new: PackedNote) -> Iterator[Change]:
        """Compare fields by name: a note type may have got, lost or moved some."""
        before = dict(zip(self.old.note_type(old).field_names, old.fields, strict=True))
        after = dict(zip(self.new.note_type(new).field_names, new.fields, strict=True))
        for name in dict.fromkeys([*after, *before]):
            if before.get(name, "") != after.get(name, ""):
                yield Change(name, before.get(name, ""), after.get(name, ""))

    def rewritten(self) -> Iterator[Entry]:
        for guid in self.common:
            old, new = self.old.notes[guid], self.new.notes[guid]
            if (old.fields, set(old.tags)) == (new.fields, set(new.tags)) and new.mod > old.mod:
                yield self.new.entry(new)

    def is_just_retired(self, guid: str) -> bool:
        return is_retired(self.new.notes[guid]) and not is_retired(self.old.notes[guid])

    def cards_of_one(self, one: _Side, other: _Side) -> Iterator[CardOf]:
        """Return the cards that a note has on one side only."""
        for guid in self.common:
            theirs = {card.ord for card in other.notes[guid].cards}
            for card in one.notes[guid].cards:
                if card.ord not in theirs:
                    yield one.card(one.notes[guid], card.ord)


def _parts(
    names: Iterable[str], before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Change]:
    for name in names:
        if before.get(name, "") != after.get(name, ""):
            yield Change(name, before.get(name, ""), after.get(name, ""))


def _note_types(old: Iterable[NoteType], new: Iterable[NoteType]) -> Iterator[PartChanges]:
    before, after = {each.id: each for each in old}, {each.id: each for each in new}
    for number in dict.fromkeys([*after, *before]):
        was, now = before.get(number), after.get(number)
        if was is None or now is None:
            name = (now or was).name  # type: ignore[union-attr]  # one of them has the number
            yield PartChanges(name, "added" if now else "gone")
            continue
        texts = _texts(was), _texts(now)
        if parts := tuple(_parts(dict.fromkeys([*texts[1], *texts[0]]), *texts)):
            yield PartChanges(now.name, "changed", parts)


def _texts(note_type: NoteType) -> dict[str, str]:
    """Return the parts of a note type under the names that a diff shows."""
    texts = {
        "name": note_type.name,
        "fields": ", ".join(note_type.field_names),
        "templates": ", ".join(each.name for each in note_type.templates),
        "sort field": note_type.fields[note_type.sort_field].name,
        "css": note_type.css,
    }
    for each in note_type.templates:
        texts[f"{each.name}: front"] = each.front
        texts[f"{each.name}: back"] = each.back
        texts[f"{each.name}: browser"] = f"{each.browser_front} | {each.browser_back}"
    return texts


def _decks(old: Iterable[DeckEntry], new: Iterable[DeckEntry]) -> Iterator[PartChanges]:
    # By name, as Anki matches decks.
    before, after = ({deck.name: deck.description for deck in side} for side in (old, new))
    for name in dict.fromkeys([*after, *before]):
        if name not in before or name not in after:
            yield PartChanges(name, "added" if name in after else "gone")
        elif before[name] != after[name]:
            yield PartChanges(name, "changed", (Change("description", before[name], after[name]),))


def _media(old: Iterable[Media], new: Iterable[Media]) -> Iterator[PartChanges]:
    before, after = ({media.name: media.path for media in side} for side in (old, new))
    for name in sorted({*before, *after}):
        if name not in before or name not in after:
            yield PartChanges(name, "added" if name in after else "gone")
        elif before[name].read_bytes() != after[name].read_bytes():
            yield PartChanges(name, "changed")


def _conflicts(
    pair: _Pair, changed: Sequence[Changed], rewritten: tuple[Entry, ...]
) -> Iterator[Conflict]:
    yield from _other_type(pair)
    yield from _structure(pair)
    yield from _twins(pair)
    yield from _stale_note_types(pair)
    stale = tuple(each.note for each in changed if each.mod[1] <= each.mod[0])
    if stale:
        yield Conflict("conflict-mod", notes=stale)
    if rewritten:
        yield Conflict("conflict-rewritten", notes=rewritten)
    yield from _doubled(pair)
    yield from _guid_twice(pair)
    yield from _decks_renamed(pair)
    if moved := tuple(_moved(pair)):
        yield Conflict("conflict-moved", notes=moved)
    cardless = tuple(pair.new.entry(note) for note in pair.new.package.notes if not note.cards)
    if cardless:
        yield Conflict("conflict-cardless", notes=cardless)
    yield from _media_not_seen(pair)


def _other_type(pair: _Pair) -> Iterator[Conflict]:
    moved: dict[tuple[str, str], list[Entry]] = {}
    for guid in pair.common:
        old, new = pair.old.notes[guid], pair.new.notes[guid]
        if old.note_type_id != new.note_type_id:
            names = (pair.old.note_type(old).name, pair.new.note_type(new).name)
            moved.setdefault(names, []).append(pair.new.entry(new))
    for (was, now), notes in moved.items():
        yield Conflict("conflict-note-type", {"old": was, "new": now}, tuple(notes))


def _structure(pair: _Pair) -> Iterator[Conflict]:
    """Find note types that Anki takes for different ones: names, count or order changed."""
    for number, new in pair.new.imported_types.items():
        old = pair.old.imported_types.get(number)
        if old is None:
            continue
        notes = tuple(
            pair.new.entry(pair.new.notes[guid])
            for guid in pair.common
            if pair.new.notes[guid].note_type_id == pair.old.notes[guid].note_type_id == number
        )
        before, after = _texts(old), _texts(new)
        for what, code in (("fields", "conflict-fields"), ("templates", "conflict-templates")):
            if before[what] != after[what]:
                params = {"name": new.name, "old": before[what], "new": after[what]}
                yield Conflict(code, params, notes)
        if old.cloze != new.cloze:
            yield Conflict("conflict-cloze", {"name": new.name}, notes)


def _twins(pair: _Pair) -> Iterator[Conflict]:
    names = {each.name for each in pair.old.imported_types.values()}
    for number, new in pair.new.imported_types.items():
        if number not in pair.old.imported_types and new.name in names:
            yield Conflict("conflict-twin", {"name": new.name})


def _stale_note_types(pair: _Pair) -> Iterator[Conflict]:
    for number, new in pair.new.imported_types.items():
        old = pair.old.imported_types.get(number)
        if old is not None and _texts(old) != _texts(new) and new.mod <= old.mod:
            yield Conflict("conflict-note-type-mod", {"name": new.name})


def _doubled(pair: _Pair) -> Iterator[Conflict]:
    """Find notes that came back under another guid: the reader will have both."""
    gone = {(entry.note_type, entry.key) for entry in map(pair.old.entry, pair.gone)}
    doubled = tuple(
        entry
        for guid, note in pair.new.notes.items()
        if guid not in pair.old.notes
        and ((entry := pair.new.entry(note)).note_type, entry.key) in gone
    )
    if doubled:
        yield Conflict(DOUBLED, notes=doubled)


def _guid_twice(pair: _Pair) -> Iterator[Conflict]:
    counted = Counter(note.guid for note in pair.new.package.notes)
    twice = tuple(pair.new.entry(pair.new.notes[guid]) for guid, n in counted.items() if n > 1)
    if twice:
        yield Conflict("conflict-guid-twice", notes=twice)


def _decks_renamed(pair: _Pair) -> Iterator[Conflict]:
    for number, name in pair.new.imported_decks.items():
        if (old := pair.old.imported_decks.get(number, name)) != name:
            yield Conflict("conflict-deck-name", {"old": old, "new": name})


def _moved(pair: _Pair) -> Iterator[Entry]:
    """Find notes whose cards are in another deck than before, unless that retires them."""
    for guid in pair.common:
        old, new = pair.old.notes[guid], pair.new.notes[guid]
        if is_retired(old) == is_retired(new) and _is_elsewhere(pair, old, new):
            yield pair.new.entry(new)


def _is_elsewhere(pair: _Pair, old: PackedNote, new: PackedNote) -> bool:
    before = {card.ord: card.deck_id for card in old.cards}
    return any(
        # One deck is one by its id or, as for Anki, by its name.
        card.deck_id != (was := before.get(card.ord, card.deck_id))
        and pair.new.decks[card.deck_id] != pair.old.decks[was]
        for card in new.cards
    )


def _media_not_seen(pair: _Pair) -> Iterator[Conflict]:
    not_updated = _not_updated_by_media(pair)
    for media in _media(pair.old.package.media, pair.new.package.media):
        if media.what != "changed":
            continue
        if media.name.startswith("_"):
            yield Conflict("conflict-media", {"name": media.name})
        elif notes := not_updated.get(media.name):
            yield Conflict("conflict-media-mod", {"name": media.name}, tuple(notes))


def _not_updated_by_media(pair: _Pair) -> dict[str, list[Entry]]:
    """Return the notes that a reader's Anki leaves as they are, by the files that they show."""
    found: dict[str, list[Entry]] = {}
    for guid in pair.common:
        note = pair.new.notes[guid]
        if note.mod <= pair.old.notes[guid].mod:
            for name in {
                html.unescape("".join(each)) for each in _SHOWS.findall(note.row().fields)
            }:
                found.setdefault(name, []).append(pair.new.entry(note))
    return found
