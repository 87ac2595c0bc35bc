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
                yield from (f"{name}: {self.shown(value)}" for name, value in fields)
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
        lines = difflib.ndiff(change.old.splitlines(), change.new.splitlines())
        styles = {"-": self.style.old, "+": self.style.new}
        for line in lines:
            if line[0] in styles:
                yield styles[line[0]].format(self.style.text(line[2:].strip()))

    def changed_words(self, old: str, new: str) -> str:
        """Mark the words that differ in what a person reads, or else in the markup."""
        if plain(old) != plain(new):
            old, new = plain(old), plain(new)
        return "".join(self.marked(old, new) for old, new in _segments(old, new))

    def marked(self, old: str, new: str) -> str:
        if old == new:
            return self.style.text(old)
        gone = self.style.old.format(self.style.text(old)) if old else ""
        come = self.style.new.format(self.style.text(new)) if new else ""
        return gone + come


def _segments(old: str, new: str) -> list[tuple[str, str]]:
    """Split two texts into runs of words that are equal or not; a lone space parts no run."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    found: list[tuple[str, str]] = []
    for _what, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        if len(found) > 1 and found[-1][0] == found[-1][1] and found[-1][0].isspace():
            space, (more_gone, more_come) = found.pop()[0], found.pop()
            gone, come = more_gone + space + gone, more_come + space + come
        found.append((gone, come))
    return found
