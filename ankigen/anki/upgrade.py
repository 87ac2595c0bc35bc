"""What an update costs a reader: tried in real Anki, judged against what should have come.

A reader imports the old packages, studies, marks and edits, and imports the new ones
with Anki's default options; a newcomer imports only the new ones. Whatever the new
packages change must arrive, and everything else must be as the reader left it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ankigen.anki.diff import DOUBLED, Conflict, Diff, Entry, compare, entries
from ankigen.anki.oracle import Check, ImportLog, Place, Reader, Snapshot
from ankigen.anki.package import Package, PackedNote

_ANSWERED = 12


@dataclass(frozen=True, slots=True)
class Release:
    """The files of a release, and all they hold together."""

    files: tuple[Path, ...]
    package: Package


@dataclass(frozen=True, slots=True)
class Study:
    """What the reader does between the two imports."""

    answer: tuple[Place, ...]
    suspend: tuple[Place, ...]
    flag: tuple[Place, ...]
    tag: tuple[str, ...]
    edit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The outcome: in which Anki, what changed, how many answers were given, what went wrong.

    ``updated`` and ``new`` are the notes that Anki wrote over and added. ``seen`` went wrong in
    this Anki; what the difference foretells may do so in another.
    """

    anki: str
    diff: Diff
    answers: int
    cards: int
    updated: int
    new: int
    seen: tuple[Conflict, ...]

    @property
    def findings(self) -> tuple[Conflict, ...]:
        """All that costs readers something: foretold, then seen."""
        return (*self.diff.conflicts, *self.seen)


@dataclass(frozen=True, slots=True)
class Observed:
    """All that was seen: of the reader before and after the update, and of a newcomer."""

    anki: str
    answers: int
    before: Snapshot
    logs: tuple[ImportLog, ...]
    after: Snapshot
    check: Check
    newcomer: Snapshot
    newcomer_check: Check


def upgrade(
    old: Release,
    new: Release,
    python: Path | None = None,
    done: Callable[[], None] = lambda: None,
) -> Upgrade:
    """Let a reader of ``old`` update to ``new``, in the Anki of ``python`` (default: this one's).

    ``done`` is called when the reader is through, and again when the newcomer is.

    Raises AnkigenError where there is no Anki, or Anki fails.
    """
    diff = compare(old.package, new.package)
    observed = observe(old.files, new.files, plan(old.package, diff), python, done)
    if isinstance(observed, Conflict):
        return Upgrade("", diff, 0, 0, 0, 0, (observed,))
    seen = tuple(judge(old.package, new.package, diff, observed))
    before, after = observed.before.notes, observed.after.notes
    return Upgrade(
        observed.anki,
        diff,
        observed.answers,
        len(observed.before.cards),
        sum(after[guid] != note for guid, note in before.items() if guid in after),
        len(after.keys() - before.keys()),
        seen,
    )


def observe(
    old: Sequence[Path],
    new: Sequence[Path],
    study: Study,
    python: Path | None = None,
    done: Callable[[], None] = lambda: None,
) -> Observed | Conflict:
    """Let a reader and a newcomer meet the packages; a Conflict where Anki refuses one of them."""
    reader = _imports(Reader(), old)
    reader.studies(
        answer=study.answer,
        suspend=study.suspend,
        flag=study.flag,
        tag=study.tag,
        edit=study.edit,
    )
    asked = _imports(reader.snapshot(), new).snapshot().check().run(python)
    done()
    newcomer = _imports(Reader(), new).snapshot().check().run(python)
    done()
    for last in (asked.results[-1], newcomer.results[-1]):
        if isinstance(last, ImportLog):
            return Conflict("upgrade-refused", {"reason": last.refused})
    answers, before, *logs, after, check = asked.results[len(old) :]
    return Observed(asked.anki, answers, before, tuple(logs), after, check, *newcomer.results[-2:])


def _imports(reader: Reader, files: Iterable[Path]) -> Reader:
    for file in files:
        reader.imports(file)
    return reader


def plan(package: Package, diff: Diff) -> Study:
    """Decide what the reader does: cards of every sort of note, but edits only of unchanged ones.

    An edit of a note that the release changes would win over the change, as it should.
    """
    changed = {each.note.guid for each in (*diff.changed, *diff.retired)}
    gone = {entry.guid for entry in diff.gone}
    sorts: tuple[list[PackedNote], ...] = ([], [], [])
    for note in package.notes:
        sorts[(note.guid in changed) + 2 * (note.guid in gone)].append(note)
    answer: list[Place] = []
    rest: list[Place] = []
    for notes in sorts:
        places = [(note.guid, card.ord) for note in notes for card in note.cards]
        answer += places[:_ANSWERED]
        rest += places[_ANSWERED:] or places[:1]
    # A card may be both answered and suspended or flagged, but not suspended and flagged.
    unchanged = [note.guid for note in sorts[0]]
    return Study(
        answer=tuple(answer),
        suspend=tuple(rest[:3]),
        flag=tuple(rest[-3:]),
        tag=tuple(unchanged[::2][:3]),
        edit=tuple(unchanged[1::2][:3]),
    )


def judge(old: Package, new: Package, diff: Diff, observed: Observed) -> Iterator[Conflict]:
    """Compare what was seen with what the difference of the packages promises."""
    names = {**entries(old), **entries(new)}
    yield from _judge_notes(new, diff, observed, names)
    yield from _judge_cards(observed, names)
    yield from _judge_note_types(old, new, observed)
    for deck in new.decks:
        # A deck into which no card went need not be there.
        held = observed.after.decks.get(deck.name, deck.description)
        if deck.description and held != deck.description:
            yield Conflict("upgrade-description", {"name": deck.name})
    yield from _judge_check(observed, names)


def _judge_notes(
    new: Package, diff: Diff, observed: Observed, names: Mapping[str, Entry]
) -> Iterator[Conflict]:
    before, after, newcomer = observed.before, observed.after, observed.newcomer
    changed = {each.note.guid for each in (*diff.changed, *diff.retired)}
    doubled = {
        entry.guid
        for finding in diff.conflicts
        if finding.code == DOUBLED
        for entry in finding.notes
    }
    added = {each.note.guid for each in diff.added} - doubled
    appeared = set(after.notes) - set(before.notes)
    guids = {str(note.id): note.guid for note in new.notes}
    refused = {guids.get(each, each) for log in observed.logs for each in log.conflicting}
    stale = {
        guid for guid in changed - refused if _content(after, guid) != _content(newcomer, guid)
    }
    touched = {
        guid
        for guid in set(before.notes) - changed
        if _content(after, guid) != _content(before, guid)
    }
    yield from _found("upgrade-conflicting", refused, names)
    yield from _found("upgrade-not-updated", stale, names)
    yield from _found("upgrade-not-added", added - appeared, names)
    yield from _found("upgrade-unexpected", appeared - added, names)
    yield from _found("upgrade-reader-lost", touched, names)


def _content(held: Snapshot, guid: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return a note's fields and tags, with media told by content: Anki may rename a file."""
    note = held.notes.get(guid)
    if note is None:
        return None
    text = "\x1f".join(note.fields)
    for name, digest in held.media.items():
        if name in text:
            text = text.replace(name, digest)
    return tuple(text.split("\x1f")), note.tags


def _judge_cards(observed: Observed, names: Mapping[str, Entry]) -> Iterator[Conflict]:
    before, after = observed.before, observed.after
    lost = {place for place in before.cards if place not in after.cards}
    moved = {place for place, card in before.cards.items() if after.cards.get(place, card) != card}
    missing = {place for place in observed.newcomer.cards if place not in after.cards}
    yield from _found("upgrade-card-lost", _guids(lost), names)
    yield from _found("upgrade-scheduling", _guids(moved), names)
    yield from _found("upgrade-card-missing", _guids(missing), names)
    if after.reviews < before.reviews:
        yield Conflict("upgrade-reviews", {"count": str(before.reviews - after.reviews)})


def _judge_note_types(old: Package, new: Package, observed: Observed) -> Iterator[Conflict]:
    before, after, newcomer = observed.before, observed.after, observed.newcomer
    # Of a note type that no note uses nothing is imported.
    known, brought = ({str(note.note_type_id) for note in each.notes} for each in (old, new))
    for number in after.note_types.keys() - before.note_types.keys() - brought:
        yield Conflict("upgrade-twin", {"name": after.note_types[number].name})
    for number in sorted(brought & newcomer.note_types.keys()):
        wanted, held = newcomer.note_types[number], after.note_types.get(number)
        if held is None or (held.fields, held.templates, held.css) != (
            wanted.fields,
            wanted.templates,
            wanted.css,
        ):
            yield Conflict("upgrade-note-type", {"name": wanted.name})
    if brought <= known and after.schema != before.schema:
        yield Conflict("upgrade-full-sync")


def _judge_check(observed: Observed, names: Mapping[str, Entry]) -> Iterator[Conflict]:
    check, newcomer = observed.check, observed.newcomer_check
    for problem in check.problems:
        yield Conflict("upgrade-database", {"problem": problem})
    empty = set(check.empty_cards) - set(newcomer.empty_cards)
    unmade = set(check.unmade_cards) - set(newcomer.unmade_cards)
    yield from _found("upgrade-empty-card", _guids(empty), names)
    yield from _found("upgrade-unmade-card", _guids(unmade), names)
    for name in sorted(set(check.missing_media) - set(newcomer.missing_media)):
        yield Conflict("upgrade-media", {"name": name})


def _guids(places: Iterable[Place]) -> set[str]:
    return {guid for guid, _ord in places}


def _found(code: str, guids: Iterable[str], names: Mapping[str, Entry]) -> Iterator[Conflict]:
    notes = tuple(sorted(names.get(guid) or Entry("", guid, guid, guid) for guid in guids))
    if notes:
        yield Conflict(code, notes=notes)
