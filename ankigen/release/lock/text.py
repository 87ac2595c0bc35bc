"""The text of a lock: reading finds all damage, writing always gives the same text."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ankigen import identity
from ankigen.diagnostics import Diagnostic, Hint, Location
from ankigen.release.lock.records import Lock, LockedNote, LockedRelease, version_key

FORMAT = "1"
_FIRST = "ankigen-lock"
_COMMENTS = (
    "# Ditulis oleh `ankigen release`; jangan disunting. "
    "Saat menggabungkan (merge), simpan semua baris dari kedua sisi.",
    "# Written by `ankigen release`; do not edit. In a merge keep all lines of both sides.",
    "# deck: key, uid, names in Anki",
    "# frame: addresses on cards, keys in tags",
    "# release: version, seconds, notes that came, digest, ankigen, packages",
    "# note: key/fact, variant, guid, content, words, works, drawings, mod, note id, since,"
    " changed, cards, state",
)
_MARKER = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: |$)")
_CHECKSUM = 8


@dataclass(frozen=True, slots=True)
class LockFile:
    """A lock as it was read: ``lock`` is None where anything is wrong with it."""

    lock: Lock | None
    diagnostics: tuple[Diagnostic, ...]
    lines: dict[str, Location] = field(default_factory=dict)
    """Where the line of each guid stands."""


def text(lock: Lock) -> str:
    """Write a lock."""
    rows = [f"deck {lock.deck} {lock.uid} {_json(lock.names)}", f"frame {_json(lock.frame)}"]
    releases = sorted(lock.releases, key=lambda each: version_key(each.version))
    rows += [
        f"release {r.version} {r.time} {r.came} {r.whole} {r.tool} {_json(r.packages)}"
        for r in releases
    ]
    notes = sorted(lock.notes.values(), key=lambda n: (n.key, n.fact, n.variant))
    rows += [_note_row(note) for note in notes]
    lines = [_signed(f"{_FIRST} {FORMAT}"), *_COMMENTS, *(_signed(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _note_row(note: LockedNote) -> str:
    cards = ",".join(str(ord_) for ord_ in note.cards)
    state = "retired" if note.retired else "live"
    return (
        f"note {note.key}/{note.fact} {note.variant} {note.guid} {note.content} {note.words} "
        f"{note.works} {note.drawings} "
        f"{note.mod} {note.note_id} {note.since} {note.changed} {cards} {state}"
    )


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(dict(value), ensure_ascii=False)


def _signed(row: str) -> str:
    return f"{row} {_checksum(row)}"


def _checksum(row: str) -> str:
    return hashlib.sha256(row.encode("utf-8")).hexdigest()[:_CHECKSUM]


def parse(path: str, content: bytes) -> LockFile:
    """Read a lock; ``path`` is how people are shown the file.

    Lines may stand in any order, and several lines of one note may stay from a merge: the
    one with the latest ``mod`` holds.
    """
    reader = _Reader(path)
    # A byte that is not UTF-8 spoils the checksum of its line.
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    if not reader.recognises(lines):
        return LockFile(None, tuple(reader.found))
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            reader.read(number, line)
    if not reader.found:
        reader.found.extend(reader.missing())
    if not reader.found:
        reader.found.extend(reader.lost())
    lock = None if reader.found else reader.lock()
    return LockFile(lock, tuple(reader.found), reader.places)


class _Reader:
    """Collects what the lines of one lock say."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []
        self.deck: tuple[str, str] | None = None
        self.names: dict[str, str] = {}
        self.frame: dict[str, str | tuple[str, ...]] = {}
        self.releases: dict[str, LockedRelease] = {}
        self.notes: dict[str, LockedNote] = {}
        self.places: dict[str, Location] = {}
        self.came: dict[str, set[str]] = {}

    def report(self, number: int, length: int, code: str, *hints: Hint, **params: str) -> None:
        place = Location(self.path, number, 1, number, max(length, 1) + 1)
        self.found.append(Diagnostic(place, code, params, hints))

    def recognises(self, lines: list[str]) -> bool:
        """Whether this is a lock of a format that we read, and not a half-merged one."""
        for number, line in enumerate(lines, 1):
            if _MARKER.match(line):
                self.report(number, len(line), "lock-conflict", Hint("lock-keep-both"))
                return False
        first = next((line for line in lines if line and not line.startswith("#")), "")
        word, _, rest = first.partition(" ")
        if word != _FIRST:
            self.report(1, len(lines[0]), "lock-unknown", Hint("lock-restore"))
        elif rest.split(" ")[0] != FORMAT and first == _signed(first[: -_CHECKSUM - 1]):
            self.report(1, len(lines[0]), "lock-newer", Hint("update-ankigen"))
        return not self.found

    def read(self, number: int, line: str) -> None:
        row, _, checksum = line.rpartition(" ")
        kind, *values = row.split(" ")
        takers: dict[str, Callable[..., bool]] = {
            _FIRST: lambda _format: True,
            "deck": self.take_deck,
            "frame": self.take_frame,
            "release": self.take_release,
            "note": lambda *values: self.take_note(number, len(line), *values),
        }
        consistent = None
        if checksum == _checksum(row):
            with contextlib.suppress(KeyError, ValueError, TypeError):
                consistent = takers[kind](*values)
        if consistent is None:
            self.report(number, len(line), "lock-damaged", Hint("lock-restore"))
        elif not consistent:
            what = " ".join([kind, *values[:1]])
            self.report(number, len(line), "lock-contradiction", Hint("lock-one-side"), what=what)

    def take_deck(self, key: str, uid: str, *names: str) -> bool:
        self.deck = self.deck or (key, uid)
        same = [
            self.names.setdefault(what, name) == name
            for what, name in json.loads(" ".join(names)).items()
        ]
        return self.deck == (key, uid) and all(same)

    def take_frame(self, *frame: str) -> bool:
        same = True
        for what, value in json.loads(" ".join(frame)).items():
            if isinstance(value, list):
                # Both sides of a merge may have added some.
                known = self.frame.get(what, ())
                self.frame[what] = tuple(dict.fromkeys([*known, *map(str, value)]))
            else:
                same = self.frame.setdefault(what, value) == value and same
        return same

    def take_release(self, version: str, time: str, *values: str) -> bool:
        came, whole, tool, *packages = values
        version_key(version)
        release = LockedRelease(
            version=version,
            time=int(time),
            came=int(came),
            whole=whole,
            tool=tool,
            packages=json.loads(" ".join(packages)),
        )
        return self.releases.setdefault(version, release) == release

    def take_note(self, number: int, length: int, *values: str) -> bool:
        path, variant, guid, content, words, works, drawings, *times = values
        mod, note_id, since, changed, cards, state = times
        key, _, fact = path.partition("/")
        note = LockedNote(
            key=key,
            fact=fact,
            variant=variant,
            guid=guid,
            content=content,
            words=words,
            works=works,
            drawings=drawings,
            mod=int(mod),
            note_id=int(note_id),
            since=since,
            changed=changed,
            cards=tuple(int(ord_) for ord_ in cards.split(",")),
            retired={"live": False, "retired": True}[state],
        )
        self.came.setdefault(since, set()).add(guid)
        other = self.notes.get(guid)
        if other is None or (other.mod, other.content) < (note.mod, note.content):
            self.notes[guid] = note
            self.places[guid] = Location(self.path, number, 1, number, length + 1)
        return True

    def missing(self) -> Iterator[Diagnostic]:
        """Yield what a whole lock has and this one has not."""
        parts = {"deck": self.deck, "frame": self.frame, "release": self.releases}
        for what, part in parts.items():
            if not part:
                yield self.incomplete("lock-missing", what=what)

    def lost(self) -> Iterator[Diagnostic]:
        """Yield releases with lost or foreign notes."""
        uid = self.deck[1] if self.deck else ""
        for release in self.releases.values():
            found = len(self.came.get(release.version, ()))
            if found != release.came:
                yield self.incomplete(
                    "lock-incomplete",
                    version=release.version,
                    wanted=str(release.came),
                    found=str(found),
                )
        named = set(self.came) | {note.changed for note in self.notes.values()}
        for version in sorted(named - set(self.releases)):
            yield self.incomplete("lock-missing", what=f"release {version}")
        for guid, note in self.notes.items():
            if guid != identity.guid(uid, note.key, note.fact, note.variant):
                yield Diagnostic(
                    self.places[guid],
                    "lock-foreign-guid",
                    {"guid": guid, "key": f"{note.key}/{note.fact}"},
                    (Hint("lock-restore"),),
                )

    def incomplete(self, code: str, **params: str) -> Diagnostic:
        return Diagnostic(Location(self.path), code, params, (Hint("lock-restore"),))

    def lock(self) -> Lock:
        key, uid = self.deck or ("", "")
        releases = sorted(self.releases.values(), key=lambda each: version_key(each.version))
        return Lock(key, uid, self.names, self.frame, tuple(releases), _told_apart(self.notes))


_FREE = 4
"""Half of what is between note ids: the cards of a note take the three behind it."""


def _told_apart(notes: dict[str, LockedNote]) -> dict[str, LockedNote]:
    """Give notes ids of their own that two branches released at the same moment.

    Readers lose nothing: Anki knows notes by their guids, and renumbers what it must.
    """
    taken: set[int] = set()
    found: dict[str, LockedNote] = {}
    for note in sorted(notes.values(), key=lambda each: (each.note_id, each.mod, each.guid)):
        note_id = note.note_id
        while note_id in taken:
            note_id += _FREE
        taken.add(note_id)
        found[note.guid] = note if note_id == note.note_id else replace(note, note_id=note_id)
    return found
