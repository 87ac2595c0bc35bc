"""``ankigen review``: which texts of a deck go out, and the trial of what comes back."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ankigen.deck import Loaded, load
from ankigen.deck.trial import copied, told_of
from ankigen.diagnostics import Diagnostic, Location, Severity, Word
from ankigen.edit.merging import Merged, Row, base_of, merged
from ankigen.edit.new_files import KEY
from ankigen.edit.retexting import retexted
from ankigen.edit.rewritten import Rewritten
from ankigen.edit.texts import ALL, Said, Spot, Texts, texts_of
from ankigen.folders import DECK_FILE, shown
from ankigen.lint import Settings, codes, lint
from ankigen.lint.base import View
from ankigen.lint.rules import stale_as_of
from ankigen.lint.rules.translation_missing import is_placeholder
from ankigen.release.standing import held_to_locks
from ankigen.schema import languages_of
from ankigen.source import plain_data


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A deck that is reviewed: its key, texts and faults; ``loaded`` is what was read of it."""

    folder: Path
    key: str
    texts: Texts
    loaded: Loaded

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """The errors that the deck has already."""
        return _errors(self.loaded.diagnostics)


@dataclass(frozen=True, slots=True)
class Checks:
    """How the outcome is looked at: an empty folder for it, the day, and the rules of lint."""

    place: Path
    today: datetime.date
    settings: Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of the rows of a sheet, and the files that change.

    ``faults`` are the errors that forbid all of it, ``doubts`` those for which rows are left,
    and what lint says of it besides.
    """

    merged: tuple[Merged, ...] = ()
    files: tuple[Rewritten, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    doubts: tuple[Diagnostic, ...] = ()


def reviewed(folder: Path) -> Reviewed | tuple[Diagnostic, ...]:
    """Read a deck for a review, or return why it cannot be: files that are no sound YAML."""
    loaded, _ = held_to_locks(load([folder]))
    files = {name: source.text for name, source in loaded.sources.items()}
    if not all(isinstance(plain_data(text), dict) for text in files.values()):
        return _errors(loaded.diagnostics)
    data = plain_data(files[shown(folder / DECK_FILE)])
    key = str(data.get("key"))
    if not KEY.fullmatch(key):
        # Sheets are called by it, and say whose they are.
        return _errors(loaded.diagnostics)
    return Reviewed(folder, key, texts_of(files, languages_of(data)), loaded)


def rows_of(deck: Reviewed, only: Iterable[str], checks: Checks) -> tuple[Row, ...]:
    """Return the texts of a deck that are all of: ``missing``, ``stale``, ``topic=…``."""
    chosen = list(deck.texts.said.values())
    for which in only:
        topic = which.removeprefix("topic=")
        stale = _stale(deck, checks) if which == "stale" else ()
        chosen = [
            said
            for said in chosen
            if (which == "missing" and (not said.text or is_placeholder(said.text)))
            or said.spot.key in stale
            or (topic != which and deck.texts.topics.get(said.spot.key) == topic)
        ]
    return tuple(
        Row(said.spot, said.text, base_of(said.spot, said.text), _other(said)) for said in chosen
    )


def _other(said: Said) -> str:
    """Return what the other language says, or each of the others."""
    others = {c: text for c, text in said.sides.items() if c not in (said.spot.language, ALL)}
    if len(others) == 1:
        return next(iter(others.values()))
    return "\n".join(f"{code}: {text}" for code, text in others.items())


def _stale(deck: Reviewed, checks: Checks) -> set[str]:
    """Return the keys of the notes with a fact that is due to be looked up again."""
    views = (View(each, checks.today, checks.settings) for each in deck.loaded.decks)
    return {finding.note.key for view in views for finding in stale_as_of.check(view)}


def outcome(deck: Reviewed, rows: Sequence[Row], checks: Checks, *, strict: bool = True) -> Outcome:
    """Return what becomes of a deck with the rows of a sheet; nothing of it is written.

    A row whose text the deck cannot have is left, and the others are tried again. What lint
    takes for an error forbids nothing unless ``strict``.
    """
    done = merged(deck.texts, rows)
    files = {name: source.text for name, source in deck.loaded.sources.items()}
    # Only what was sound can be held to its rules.
    look = _found if deck.loaded.decks else _unlinted
    before = look(deck.loaded, checks)
    why: list[Diagnostic] = []
    for trial in range(len(done) + 1):
        wanted = {e.said.spot: e.text for e in done if e.how == "taken" and e.said}
        if not wanted:
            return Outcome(tuple(done), doubts=tuple(why))
        after = retexted(deck.texts, wanted)
        copy = copied(deck.folder, deck.loaded.sources, after, checks.place / str(trial))
        loaded, _ = held_to_locks(load([copy]))
        new = list(_new(before, told_of(look(loaded, checks), copy, deck.folder)))
        faults = tuple(each for each in _errors(new) if strict or each.code not in codes())
        culprits = set(_culprits(texts_of(files | after, deck.texts.codes), wanted, faults))
        if not culprits:
            break
        why += faults
        done = [
            replace(each, how="fault", text=each.row.text)
            if each.said and each.said.spot in culprits
            else each
            for each in done
        ]
    if faults:
        return Outcome(tuple(done), (), faults)
    texts = {name: Rewritten(Path(name), files[name], text) for name, text in after.items()}
    return Outcome(tuple(done), tuple(texts.values()), (), (*why, *new))


def _found(loaded: Loaded, checks: Checks) -> tuple[Diagnostic, ...]:
    return (*loaded.diagnostics, *lint(loaded, checks.today, checks.settings))


def _unlinted(loaded: Loaded, _: Checks) -> tuple[Diagnostic, ...]:
    return loaded.diagnostics


def _errors(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(each for each in found if each.severity is Severity.ERROR)


def _new(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what is found that was not before, wherever lines went."""
    known = Counter(map(_identity, before))
    for each in after:
        known[_identity(each)] -= 1
        if known[_identity(each)] < 0:
            yield each


def _identity(each: Diagnostic) -> tuple[object, ...]:
    return each.code, each.location.path, *sorted(each.params.items())


def _culprits(
    after: Texts, wanted: Mapping[Spot, str], faults: Iterable[Diagnostic]
) -> Iterator[Spot]:
    """Yield the texts that were changed and have a fault: else those of the same note."""
    for fault in faults:
        place = fault.location
        here = {said.spot for said in after.said.values() if _covers(said, place)}
        near = (
            {spot[:2] for spot in here},
            {*(spot.key for spot in here), after.note_at(place.path, place.line)},
        )
        found = here & wanted.keys() or {spot for spot in wanted if spot[:2] in near[0]}
        found = found or {spot for spot in wanted if spot.key in near[1]}
        # What two notes must not both say is told of one of them, with the other's key.
        yield from found or {spot for spot in wanted if spot.key in fault.params.values()}


def _covers(said: Said, place: Location) -> bool:
    last = said.leaf.last + 1 if said.leaf else said.line
    return said.file == place.path and said.line <= place.line <= last


def proposed(
    deck: Reviewed,
    said: Mapping[str, str],
    key: str,
    add: Callable[[Path], object],
    checks: Checks,
) -> Outcome:
    """Return what becomes of a deck with a new term: a skeleton that has its texts.

    ``said`` has them by field and language: ``term_id``. ``add`` puts the skeleton with the
    key into the deck in a folder; what it raises goes on.
    """
    copy = copied(deck.folder, deck.loaded.sources, {}, checks.place / "term")
    add(copy)
    there = reviewed(copy)
    assert isinstance(there, Reviewed)
    rows = []
    for spot, skeleton in there.texts.said.items():
        text = said.get(f"{spot.path}_{spot.language}", "") if spot.key == key else ""
        if text:
            rows.append(Row(spot, text, base_of(spot, skeleton.text)))
    done = outcome(there, rows, checks, strict=False)
    after = {shown(each.path): each.after for each in done.files}
    files, here = [], shown(deck.folder)
    for name, source in there.loaded.sources.items():
        path = deck.folder / Path(name).relative_to(copy)
        old = deck.loaded.sources.get(shown(path))
        new = Rewritten(path, old.text if old else "", after.get(name, source.text))
        files += [new] if new.changed else []
    rows_done = tuple(
        replace(each, said=replace(each.said, file=each.said.file.replace(shown(copy), here)))
        for each in done.merged
        if each.said
    )
    faults, doubts = (tuple(told_of(f, copy, deck.folder)) for f in (done.faults, done.doubts))
    return Outcome(rows_done, () if faults else tuple(files), faults, doubts)


def told(each: Merged, sheet: str) -> Diagnostic:
    """Say of a row that is left why it is, where, and what both sides say."""
    spot, said = each.row.spot, each.said
    place = Location(said.file, said.line) if said else Location(sheet, each.row.number)
    params = {
        "key": spot.key, "path": spot.path, "language": spot.language,
        "why": Word(f"review-{each.how}"),
        "now": said.text if said else "", "came": each.row.text,
    }  # fmt: skip
    return Diagnostic(place, "review-left", params, severity=Severity.WARNING)


def rows_left(done: Iterable[Merged]) -> Iterator[tuple[Row, str, str]]:
    """Yield what goes into a new sheet of rows that are left: what came back, and a word for why.

    Whoever gives such a sheet back as it is changes nothing.
    """
    for each in done:
        if each.left:
            spot = each.said.spot if each.said else each.row.spot
            now = each.said.text if each.said else ""
            other = _other(each.said) if each.said else ""
            row = Row(spot, now, base_of(spot, now), other, each.row.comment)
            yield row, each.row.text, f"review-{each.how}"
