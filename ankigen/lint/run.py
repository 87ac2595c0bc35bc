"""Rules over decks: what they find becomes diagnostics, minus what notes ignore."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Severity, did_you_mean
from ankigen.kinds.base.records import Note
from ankigen.kinds.deck import Deck
from ankigen.lint.base import BESIDE_NOTES, Finding, Path, View
from ankigen.lint.rules import RULES
from ankigen.lint.settings import DEFAULT, Settings
from ankigen.source import Node, SourceFile

if TYPE_CHECKING:
    from ankigen.deck import Loaded

UNUSED = "unused-ignore"
"""The code for an ignore that ignores nothing."""


@dataclass(frozen=True, slots=True)
class _Found:
    code: str
    severity: Severity
    finding: Finding
    hints: tuple[Hint, ...] = ()

    @property
    def path(self) -> Path:
        note = self.finding.note
        beside = note.origin.index == BESIDE_NOTES
        return self.finding.path if beside else ("notes", note.origin.index, *self.finding.path)


def lint(
    loaded: Loaded, today: datetime.date, settings: Settings = DEFAULT
) -> tuple[Diagnostic, ...]:
    """Return what the rules find in the sound decks, worst first."""
    found = [each for deck in loaded.decks for each in _in_deck(deck, today, settings)]
    return tuple(sorted(_placed(found, loaded.sources), key=lambda d: d.order))


def stricter(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics with every warning made an error."""
    return tuple(
        replace(each, severity=Severity.ERROR) if each.severity is Severity.WARNING else each
        for each in found
    )


def _in_deck(deck: Deck, today: datetime.date, settings: Settings) -> Iterator[_Found]:
    view = View(deck, today, settings)
    used: set[tuple[str, str]] = set()
    for rule in RULES:
        if not settings.runs(rule.CODE) or rule.CODE == UNUSED:
            continue
        severity = settings.severity.get(rule.CODE, rule.SEVERITY)
        for finding in rule.check(view):
            if rule.CODE in finding.note.lint.ignore:
                used.add((finding.note.key, rule.CODE))
            else:
                yield _Found(rule.CODE, severity, finding)
    if settings.runs(UNUSED):
        yield from _unused(deck.notes, used, settings)


def _unused(
    notes: Iterable[Note], used: set[tuple[str, str]], settings: Settings
) -> Iterator[_Found]:
    known = [rule.CODE for rule in RULES]
    rule = next(rule for rule in RULES if rule.CODE == UNUSED)
    severity = settings.severity.get(UNUSED, rule.SEVERITY)
    for note in notes:
        for index, code in enumerate(note.lint.ignore):
            # A rule that did not run cannot tell whether its ignore is needed.
            if (note.key, code) in used or (code in known and not settings.runs(code)):
                continue
            finding = Finding(note, ("lint", "ignore", index), {"rule": code})
            hints = () if code in known else did_you_mean(code, known)
            yield _Found(UNUSED, severity, finding, hints)


def _placed(found: list[_Found], sources: dict[str, SourceFile]) -> Iterator[Diagnostic]:
    by_file: dict[str, list[_Found]] = {}
    for each in found:
        by_file.setdefault(each.finding.note.origin.path, []).append(each)
    for file, here in by_file.items():
        source = sources[file]
        nodes = source.locate(path for each in here for path in _ways(each.path))
        for each in here:
            yield _diagnostic(each, source, nodes)


def _ways(path: Path) -> Iterator[Path]:
    """Yield a path and all above it down to the note: the nearest that exists is shown."""
    for length in range(len(path), 1, -1):
        yield path[:length]
    yield (*path[:2], "key")


def _diagnostic(found: _Found, source: SourceFile, nodes: dict[Path, Node]) -> Diagnostic:
    finding = found.finding
    whole_note = found.path[:2] if found.path[0] == "notes" else ()
    path = next((way for way in _ways(found.path) if way != whole_note and way in nodes), None)
    if path is None:
        path = (*found.path[:2], "key")
    node = nodes.get(path)
    exact = _words(source, node, finding) if node and finding.words else None
    place = exact or source.span(node)
    edits = (Edit(exact, finding.instead),) if exact and finding.instead is not None else ()
    params = {"key": finding.note.key, **finding.params}
    return Diagnostic(place, found.code, params, found.hints, edits, found.severity)


def _words(source: SourceFile, node: Node, finding: Finding) -> Location | None:
    """Return where the words stand in the source of a value, if they do so on one line."""
    places = [
        Location(source.path, number, at + 1, number, at + 1 + len(finding.words))
        for number in range(node.start.line, node.end.line + 1)
        for at in _starts(source, node, number, finding.words)
    ]
    at = -1 if finding.at_end else finding.nth
    return places[at] if at < len(places) and places else None


def _starts(source: SourceFile, node: Node, number: int, words: str) -> Iterator[int]:
    """Yield where words stand in what a line of the source has of a value."""
    line = source.line(number)
    at = node.start.column - 1 if number == node.start.line else 0
    end = node.end.column - 1 if number == node.end.line else len(line)
    while (at := line.find(words, at, end)) >= 0:
        yield at
        at += len(words)
