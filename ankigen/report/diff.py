"""A Diff as text for people, as Markdown, or as JSON."""

from __future__ import annotations

import dataclasses
import difflib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator

from ankigen.anki.diff import Added, CardOf, Change, Changed, Conflict, Diff, Entry, PartChanges
from ankigen.languages import messages
from ankigen.markup import markdown as in_markdown
from ankigen.markup import plain

_SECTIONS = (
    "added", "changed", "retired", "gone", "cards_added", "cards_gone",
    "note_types", "decks", "media", "conflicts",
)  # fmt: skip
_SOME = 5
_MOST_AT_ONCE, _MOST_COMPARED = 1_000_000, 20_000_000
"""So many pairs of words or lines are looked at in one text, and in all of them."""
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_RED, _GREEN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"


@dataclasses.dataclass(frozen=True, slots=True)
class _Style:
    """How a format marks things; ``text`` prepares a plain text."""

    heading: str
    item: str
    detail: str
    old: str
    new: str
    text: Callable[[str], str]


_TERMINAL = _Style(
    f"{_BOLD}{{}}{_PLAIN}",
    "  {}",
    "      {}",
    f"{_RED}{{}}{_PLAIN}",
    f"{_GREEN}{{}}{_PLAIN}",
    lambda text: messages.visible(text, sys.maxsize),
)
_PIPE = _Style("{}", "  {}", "      {}", "[-{}-]", "{{+{}+}}", _TERMINAL.text)
_MARKDOWN = _Style(
    "\n### {}\n",
    "- {}",
    "  - {}",
    "~~{}~~",
    "**{}**",
    in_markdown,
)


def text(diff: Diff, language: str, *, colour: bool = False) -> str:
    """Write a diff for a terminal; without ``colour`` words are marked [-old-] and {+new+}."""
    return "\n".join(_Writer(_TERMINAL if colour else _PIPE, language).lines(diff))


def markdown(diff: Diff, language: str) -> str:
    """Write a diff as Markdown."""
    return "\n".join(_Writer(_MARKDOWN, language).lines(diff)).strip()


def finding(found: Conflict, language: str) -> str:
    """Write one finding and the first of its notes, for a terminal."""
    head, *details = _Writer(_PIPE, language).item(found)
    return "\n".join([head, *(_PIPE.detail.format(line) for line in details)])


def to_json(diff: Diff) -> str:
    """Write a diff as JSON, with the counts first."""
    content = dataclasses.asdict(diff)
    counts = {name: len(content[name]) for name in (*_SECTIONS, "rewritten")}
    return json.dumps({"counts": counts, **content}, ensure_ascii=False, indent=2)


class _Writer:
    """Writes the lines of a diff in one style and language."""

    def __init__(self, style: _Style, language: str) -> None:
        self.style = style
        self.language = language
        self.left = _MOST_COMPARED

    def label(self, code: str, **params: str) -> str:
        return messages.said(f"report.diff.{code}", self.language, **params)

    def lines(self, diff: Diff) -> Iterator[str]:
        if not diff:
            yield self.label("none")
        for section in _SECTIONS:
            items = getattr(diff, section)
            if items:
                yield self.style.heading.format(f"{self.label(section)}: {len(items)}")
            for item in items:
                head, *details = self.item(item)
                yield self.style.item.format(head)
                yield from (self.style.detail.format(line) for line in details)

    def item(
        self, item: Added | Changed | Entry | CardOf | PartChanges | Conflict
    ) -> Iterator[str]:
        match item:
            case Added(note, fields, cards):
                yield f"+ {self.name(note)}, {self.label('cards', count=str(cards))}"
                yield from (
                    f"{self.style.text(name)}: {self.shown(value)}" for name, value in fields
                )
            case Changed(note, fields, tags_added, tags_removed):
                yield f"~ {self.name(note)}"
                yield from self.changes(fields)
                if tags_added or tags_removed:
                    yield f"{self.label('tags')}: {self.tags(tags_added, tags_removed)}"
            case CardOf(note, template):
                yield f"{self.name(note)}: {self.style.text(template)}"
            case PartChanges(name, what, parts):
                yield f"{self.style.text(name)}: {self.label(f'what.{what}')}"
                yield from self.changes(parts)
            case Conflict(code, params, notes):
                yield f"! {self.style.text(messages.finding(code, params, self.language))}"
                yield from self.some(notes)
            case _:
                yield f"- {self.name(item)}"

    def name(self, note: Entry) -> str:
        title = plain(note.title)
        key = plain(note.key)
        called = key if title == key else f"{key} · {title}"
        return self.style.text(f"{called} [{note.note_type}]")

    def some(self, notes: tuple[Entry, ...]) -> Iterator[str]:
        """Name the first few notes of a finding, which may concern thousands."""
        yield from (self.name(note) for note in notes[:_SOME])
        if len(notes) > _SOME:
            yield self.label("more", count=str(len(notes) - _SOME))

    def shown(self, value: str) -> str:
        return self.style.text(plain(value))

    def tags(self, added: Iterable[str], removed: Iterable[str]) -> str:
        marked = [self.style.old.format(self.style.text(tag)) for tag in removed]
        marked += [self.style.new.format(self.style.text(tag)) for tag in added]
        return " ".join(marked)

    def changes(self, changes: Iterable[Change]) -> Iterator[str]:
        for change in changes:
            name = self.style.text(change.name)
            if "\n" in change.old + change.new:
                yield f"{name}:"
                yield from self.changed_lines(change)
            else:
                yield f"{name}: {self.changed_words(change.old, change.new)}"

    def changed_lines(self, change: Change) -> Iterator[str]:
        """Mark whole lines, for templates and style sheets."""
        before, after = change.old.splitlines(), change.new.splitlines()
        for gone, come in self.apart(before, after):
            if gone != come:
                for style, lines in ((self.style.old, gone), (self.style.new, come)):
                    yield from (style.format(self.style.text(line.strip())) for line in lines)

    def changed_words(self, old: str, new: str) -> str:
        """Mark the words that differ in what a person reads, or else in the markup."""
        if plain(old) != plain(new):
            old, new = plain(old), plain(new)
        parts = self.apart(_TOKEN.findall(old), _TOKEN.findall(new))
        return "".join(self.marked(old, new) for old, new in _segments(parts))

    def apart(self, old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
        """Split two lists into runs that are equal or not; one run where that takes too long."""
        cost = len(old) * len(new)
        if cost > min(self.left, _MOST_AT_ONCE):
            yield old, new
            return
        self.left -= cost
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for _what, i1, i2, j1, j2 in matcher.get_opcodes():
            yield old[i1:i2], new[j1:j2]

    def marked(self, old: str, new: str) -> str:
        if old == new:
            return self.style.text(old)
        gone = self.style.old.format(self.style.text(old)) if old else ""
        come = self.style.new.format(self.style.text(new)) if new else ""
        return gone + come


def _segments(parts: Iterable[tuple[list[str], list[str]]]) -> list[tuple[str, str]]:
    """Join runs of words that are equal or not; a lone space parts no run."""
    found: list[tuple[str, str]] = []
    for before, after in parts:
        gone, come = "".join(before), "".join(after)
        if len(found) > 1 and found[-1][0] == found[-1][1] and found[-1][0].isspace():
            space, (more_gone, more_come) = found.pop()[0], found.pop()
            gone, come = more_gone + space + gone, more_come + space + come
        found.append((gone, come))
    return found
