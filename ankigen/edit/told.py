"""What is told of a file with faults: the slip rather than its consequences, edits that work.

Two promises are kept here, for whatever was found wrong with a file. A slip of the pen that
explains faults is told in their place: a guess counts if, with its edit made, faults are gone
and no new one has come. And an edit is told only if that is so; else its diagnostic stands
without it. Trying is cheap, since a note is tried by itself.
"""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ankigen import kinds
from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Severity
from ankigen.edit.replace import Replacement, apply, from_edits
from ankigen.schema.check import build_companion, build_deck, build_notes, languages_of
from ankigen.schema.meant import kind_of
from ankigen.source import SourceFile, misplaced, parse_text, plain_data, slips, unread_from

_LARGEST = 4 << 20
"""Characters of a text in which slips are looked for."""
_LARGEST_NOTE = 256 << 10
"""Characters of a note, or of what stands around notes, in which they are."""
_PASSES = 5
"""How often the faults of a note are looked through: each pass finds one slip more in it."""
_TRIES = 160
"""How many guesses are tried for one note in one pass."""
_STEPS = 3
"""How many lines around a wrong value may be an item without its dash."""
_DOUBTED = 40
"""How many are tried where none mends all that is wrong with a note."""
_MOST_TRIED = 60 << 20
"""How many characters are read, all in all, to try guesses and edits of one file."""
_AROUND = 60
"""On how many lines around a fault something may be out of place."""

_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?$")
_ITEM = re.compile(r"(\s*)[-*+\u2010-\u2015\u2022\u00b7](?=[\s\w\"'])")
"""An item of a list, also one whose mark is wrong or stands too close."""
_NAMED = re.compile(r"(\s+)[a-z0-9-]+:\s*$")
"""A work of a bibliography."""
_TOP = re.compile(r"[^\s#-]")

_UNREAD = frozenset({"yaml-syntax", "yaml-missing-colon", "yaml-indentation", "yaml-duplicate-key"})
"""Faults of a text whose lines do not fit together."""
_OF_CHARACTERS = frozenset({"text-hidden-char", "text-not-nfc"})
"""Faults of one character: without it their message is gone, whatever it has hidden comes."""
_OF_MARKS = frozenset(
    {"yaml-equals", "yaml-comment-mark", "yaml-tight-dash", "yaml-tight-colon", "yaml-look-alike"}
)
"""Slips of lines that are no part of a text above."""
_OF_VALUES = frozenset(
    {"bad-pattern", "bad-choice", "empty", "unquoted", "too-long", "out-of-range", "wrong-type"}
)
"""Faults of a value that stands where it should: no line is out of place."""

Codes = tuple[str, ...]
Identity = tuple[str, tuple[tuple[str, str], ...]]


def tell(source: SourceFile, codes: Codes) -> tuple[SourceFile, list[Diagnostic]]:
    """Return what is told of a file, and the file as it is to be read on: with its slips mended.

    ``codes`` are the languages of its deck.
    """
    found = _faults_of(source, codes)
    worst = {d.code for d in found}
    if not found or worst <= _OF_BYTES or "encoding-utf8" in worst or "text-hidden-many" in worst:
        return source, found
    return _Teller(source, codes).tell(found)


_OF_BYTES = frozenset({"encoding-bom", "encoding-utf16", "file-missing", "file-unreadable"})
"""Faults that no text has: what is tried is text."""


def _faults_of(source: SourceFile, codes: Codes) -> list[Diagnostic]:
    found = list(source.diagnostics)
    if source.readable and not (source.sound and _is_built(source, codes)):
        # Imported for who has faults: it takes longer than checking a small deck.
        from ankigen.schema.faults import check

        # A deck.yaml says itself which languages there are.
        is_deck = kind_of(source.data) == kinds.DECK
        found += check(source, languages_of(source.data) if is_deck else codes)
    return found


def _is_built(source: SourceFile, codes: Codes) -> bool:
    kind = kind_of(source.data)
    if kind == kinds.DECK:
        return build_deck(source) is not None
    if kind in kinds.companions():
        return build_companion(source, kind, codes) is not None
    return build_notes(source, codes) is not None


def _is_to_be_proven(diagnostic: Diagnostic) -> bool:
    return bool(diagnostic.edits) and diagnostic.code not in _OF_CHARACTERS | _OF_BYTES


def _identity(diagnostic: Diagnostic) -> Identity:
    return diagnostic.code, tuple(sorted(diagnostic.params.items()))


def _identities(found: Iterable[Diagnostic]) -> Counter[Identity]:
    return Counter(map(_identity, found))


@dataclass(frozen=True, slots=True)
class _Version:
    """A text, and the changes that made the next one of it."""

    text: str
    changes: tuple[Replacement, ...]


class _Teller:
    def __init__(self, source: SourceFile, codes: Codes) -> None:
        self.source = source
        self.path = source.path
        self.codes = codes
        self.tried = 0
        self.versions: list[_Version] = []
        self.outside = [d for d in source.diagnostics if d.code in _OF_BYTES]

    def tell(self, found: list[Diagnostic]) -> tuple[SourceFile, list[Diagnostic]]:
        text = self.source.text
        told: list[Diagnostic] = []
        if len(text) > _LARGEST or any(d.code == "many-errors" for d in found):
            return self.source, self.proven(text, found)
        merged, conflicts = _one_side(self.path, text)
        if conflicts:
            text, told = merged, conflicts
            found = self.faults(text)
        for _ in range(_PASSES):
            mends = list(self.slips(text, found))
            if not mends:
                break
            told += [self.in_the_file(each) for each in mends]
            changes = tuple(from_edits(text, (e for each in mends for e in each.edits)))
            self.versions.append(_Version(text, changes))
            text = apply(text, changes)
            found = self.faults(text)
        told += map(self.in_the_file, self.proven(text, found))
        told.sort(key=lambda each: each.location)
        return self.read_on(text, told), told

    def read_on(self, text: str, told: list[Diagnostic]) -> SourceFile:
        """Return the file with its data read from the mended text, if its lines are the same."""
        if text == self.source.text or text.count("\n") != self.source.text.count("\n"):
            return dataclasses.replace(self.source, diagnostics=tuple(told))
        mended = parse_text(self.path, text)
        return dataclasses.replace(
            mended, content=self.source.content, diagnostics=tuple(told), mended=mended.body
        )

    # Trying

    def faults(self, text: str) -> list[Diagnostic]:
        return [*self.outside, *_faults_of(parse_text(self.path, text), self.codes)]

    def after(self, text: str, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return the faults of a text in which the edits of some diagnostics are made."""
        return self.faults(self.mended(text, diagnostics))

    def mended(self, text: str, diagnostics: Iterable[Diagnostic]) -> str:
        self.tried += len(text)
        edits = (edit for each in diagnostics for edit in each.edits)
        return apply(text, from_edits(text, edits))

    def is_sound(self, text: str) -> bool:
        """Whether a text can be read and built: a quick look before it is searched for faults."""
        data = plain_data(text)
        return data is not None and _is_built(SourceFile(self.path, value=data), self.codes)

    # Slips

    def slips(self, text: str, found: list[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield a slip for each note with faults that one explains; their edits are apart."""
        lines = text.split("\n")
        pieces = _Pieces(lines)
        tried: set[int] = set()
        for diagnostic in sorted(found, key=lambda d: d.location):
            if self.tried > _MOST_TRIED:
                return
            row = diagnostic.location.line - 1
            number = pieces.at(row)
            # What is said of the start of a note may come from the end of the one before.
            for each in (number, number - 1) if number > 0 else (number,):
                if each in tried:
                    continue
                tried.add(each)
                if pieces.size(each) > _LARGEST_NOTE:
                    continue
                mend = self.slip_in(pieces.alone(each), pieces.rows(each), row)
                if mend:
                    yield mend
                    if each == 0:
                        return  # everything is read otherwise now
                    break

    def slip_in(self, text: str, rows: Sequence[int], near: int) -> Diagnostic | None:
        """Return the slip on some rows that best explains what is wrong with a text."""
        before = self.faults(text)
        if not before:
            return None
        near = min([near, *(d.location.line - 1 for d in before if d.location.line - 1 in rows)])
        identities = _identities(before)
        doubted: list[Diagnostic] = []
        for guess in itertools.islice(self.guesses(text, rows, near, before), _TRIES):
            doubted.append(guess)
            mended = self.mended(text, [guess])
            if self.is_sound(mended) and not self.faults(mended):
                return self.unless_told(guess, before)
        for guess in doubted[:_DOUBTED]:
            now = _identities(self.after(text, [guess]))
            gone = identities - now
            # Moving lines about can hide faults of a sound text as well as mend them.
            sure = guess.code not in misplaced.CODES or any(c in _UNREAD for c, _ in gone)
            if gone and not now - identities and sure:
                return self.unless_told(guess, before)
        return self.step(text, [each for each in doubted if each not in before])

    def step(self, text: str, guesses: list[Diagnostic]) -> Diagnostic | None:
        """Return a slip with which a text that is no YAML can be read further than before.

        Of several slips in one note, each hides what is wrong behind it.
        """
        stop = unread_from(text)
        for guess in guesses:
            line = guess.location.line
            if stop and line <= stop and guess.code not in misplaced.CODES:
                further = unread_from(self.mended(text, [guess]))
                if not further or further > max(stop, line):
                    return guess
        return None

    @staticmethod
    def unless_told(guess: Diagnostic, before: list[Diagnostic]) -> Diagnostic | None:
        return None if guess in before else guess

    def guesses(
        self, text: str, rows: Sequence[int], near: int, before: list[Diagnostic]
    ) -> Iterator[Diagnostic]:
        lines = [line.rstrip("\r") for line in text.split("\n")]
        ordered = sorted(rows, key=lambda row: (abs(row - near) - (row < near) * 0.5, row))
        marked: set[int] = set()
        for guess in slips.guesses(self.path, lines, ordered):
            if guess.code in _OF_MARKS:
                marked.add(guess.location.line - 1)
            yield guess
        ordered = [row for row in ordered if row not in marked]
        known = [d for d in before if d.edits and d.severity is Severity.ERROR]
        yield from (d for d in known if d.code not in misplaced.CODES)
        if {d.code for d in before} <= _OF_VALUES:
            yield from misplaced.dashes(self.path, lines, ordered[:_STEPS])
        else:
            yield from misplaced.guesses(self.path, lines, ordered[:_AROUND])
        yield from (d for d in known if d.code in misplaced.CODES)

    # Proof

    def proven(self, text: str, found: list[Diagnostic]) -> list[Diagnostic]:
        """Return diagnostics with those edits only that do what they promise."""
        edited = [d for d in found if _is_to_be_proven(d)]
        if not edited or self.is_proof(found, edited, self.after(text, edited)):
            return found
        pieces = _Pieces(text.split("\n")) if len(text) <= _LARGEST else None
        return [
            dataclasses.replace(d, edits=())
            if _is_to_be_proven(d) and not self.is_proven(pieces, d)
            else d
            for d in found
        ]

    def is_proven(self, pieces: _Pieces | None, diagnostic: Diagnostic) -> bool:
        if pieces is None or self.tried > _MOST_TRIED:
            return False
        number = pieces.at(diagnostic.location.line - 1)
        if pieces.size(number) > _LARGEST_NOTE:
            return False
        alone = pieces.alone(number)
        before = self.faults(alone)
        return self.is_proof(before, [diagnostic], self.after(alone, [diagnostic]))

    @staticmethod
    def is_proof(
        before: list[Diagnostic], mended: list[Diagnostic], after: list[Diagnostic]
    ) -> bool:
        """Whether what was mended is gone, and nothing has come."""
        return not _identities(after) - (_identities(before) - _identities(mended))

    # Places

    def in_the_file(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return a diagnostic of the latest text with its places in the author's."""
        for version in reversed(self.versions):
            there = _Map(version)
            edits = tuple(there.edit(edit) for edit in diagnostic.edits)
            diagnostic = dataclasses.replace(
                diagnostic,
                location=there.location(diagnostic.location),
                edits=() if None in edits else edits,  # type: ignore[arg-type]  # none is None
            )
        return diagnostic


class _Map:
    """The way from a changed text back to the one that it was made of."""

    def __init__(self, version: _Version) -> None:
        self.before = version.text
        self.after = apply(version.text, version.changes)
        self.starts = [0, *(m.end() for m in re.finditer("\n", self.before))]
        self.lines = [0, *(m.end() for m in re.finditer("\n", self.after))]
        self.changes = sorted(set(version.changes))

    def location(self, place: Location) -> Location:
        start, _ = self.back(place.line, place.column)
        end, _ = self.back(place.end_line, place.end_column)
        line, column = self.at(start)
        end_line, end_column = self.at(max(end, start))
        if end_line != line or end_column <= column:
            end_line, end_column = line, column + 1
        return Location(place.path, line, column, end_line, end_column)

    def edit(self, edit: Edit) -> Edit | None:
        """Return an edit in the text before, or None where it touches what was changed."""
        place = edit.location
        start, touched = self.back(place.line, place.column)
        end, also = self.back(place.end_line, place.end_column)
        if touched or also or any(start < c.start and c.end < end for c in self.changes):
            return None
        return Edit(Location(place.path, *self.at(start), *self.at(end)), edit.text)

    def back(self, line: int, column: int) -> tuple[int, bool]:
        """Return an offset in the text before, and whether what was there was changed."""
        offset = self.lines[line - 1] + column - 1
        shift = 0
        for change in self.changes:
            start = change.start + shift
            if offset < start:
                break
            if offset < start + len(change.text):
                return change.start, True
            shift += len(change.text) - (change.end - change.start)
        return offset - shift, False

    def at(self, offset: int) -> tuple[int, int]:
        row = bisect.bisect_right(self.starts, min(offset, len(self.before))) - 1
        return row + 1, min(offset, len(self.before)) - self.starts[row] + 1


class _Pieces:
    """A text cut into its notes or works; 0 is what stands around them, with the first of them.

    A text without a list of such is one piece.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.starts: list[int] = []
        self.ends = len(lines)
        depth = ""
        fresh = False
        for row, line in enumerate(lines):
            match = _ITEM.match(line) or _NAMED.match(line)
            if _TOP.match(line) and not match:
                if self.starts:
                    self.ends = row
                    break
                fresh = True
            elif match and (fresh or (self.starts and len(match[1]) == len(depth))):
                depth = match[1]
                self.starts.append(row)
                fresh = False
            elif line.strip() and not line.lstrip().startswith("#"):
                fresh = False

    def at(self, row: int) -> int:
        """Return the number of the piece with a row."""
        if row >= self.ends:
            return 0
        return bisect.bisect_right(self.starts, row)

    def rows(self, number: int) -> range | list[int]:
        if not self.starts:
            return range(len(self.lines))
        if number == 0:
            return [*range(self.starts[0]), *range(self.ends, len(self.lines))]
        end = self.starts[number] if number < len(self.starts) else self.ends
        return range(self.starts[number - 1], end)

    def size(self, number: int) -> int:
        """Return how many characters are read where a piece is tried."""
        return sum(len(self.lines[row]) for row in self.kept(number))

    def kept(self, number: int) -> set[int]:
        return {*self.rows(0), *(self.rows(max(1, number)) if self.starts else ())}

    def alone(self, number: int) -> str:
        """Return the text with one note only, every line in its place."""
        kept = self.kept(number)
        return "\n".join(line if row in kept else "" for row, line in enumerate(self.lines))


def _one_side(path: str, text: str) -> tuple[str, list[Diagnostic]]:
    """Return a text with one side of each unfinished merge, and where those start."""
    lines = text.split("\n")
    if not any(line.startswith("<<<<<<<") for line in lines):
        return text, []
    found: list[Diagnostic] = []
    side = ""
    for row, line in enumerate(lines):
        match = _CONFLICT.match(line.rstrip("\r"))
        if match and match[1][0] == "<":
            place = slips.span(path, row, 0, len(line))
            found.append(Diagnostic(place, "yaml-conflict", {}, (Hint("finish-merge"),)))
        if match:
            side = "" if match[1][0] == ">" else match[1][0]
        if match or side in ("|", "="):
            lines[row] = ""
    return "\n".join(lines), found
