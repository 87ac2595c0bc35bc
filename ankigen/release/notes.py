"""Release notes for readers, in their words: what is new, what changed, how to update."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ankigen.anki.package import PackedNote
from ankigen.cards import Compiled, PackedFact, notetypes
from ankigen.dates import PartialDate
from ankigen.kinds import kind_of
from ankigen.kinds.base.cards import date_words
from ankigen.kinds.base.variants import core_of
from ankigen.languages import messages
from ankigen.markup import markdown, plain
from ankigen.release.changelog import told
from ankigen.release.plan import Changes

_LISTED = 40
"""So many changes of a sort are listed; the rest is counted."""

_PARTS = ("new", "changed", "retired", "wording")
_FIELDS = (
    # In the order in which a reader meets them on a card.
    "Question",
    "Answer",
    "Reverse question",
    "Reverse answer",
    "Subject",
    "Detail",
    "As of",
    "Source",
    "Picture",
    "Extra 1",
)
_SHORT = frozenset({"Question", "Answer", "Reverse question", "Reverse answer", "As of"})


@dataclass(frozen=True, slots=True)
class _Writer:
    compiled: Compiled
    changes: Changes
    before: Mapping[str, PackedNote]
    language: str

    def heading(self, what: str) -> list[str]:
        return [f"## {self.say(what)}", ""]

    def list(self, what: str, mark: str = "{}.") -> list[str]:
        """Write the items of a list; ``{}`` in the mark is their number."""
        items = messages.section("release-notes", self.language)[what]
        return [*(f"{mark.format(n)} {item}" for n, item in enumerate(items, 1)), ""]

    def say(self, what: str, **values: object) -> str:
        return messages.text(f"release-notes.{what}", self.language).format(**values)

    def item(self, variant: str, fact: PackedFact) -> str:
        note = fact.note
        question = _shown(note, "Question")
        translates = self.compiled.deck.variants[variant].translates
        what = f"{question} ({self.say('translation')})" if translates else question
        old = self.before.get(note.guid)
        if fact.retired:
            said = self.retirement(fact)
        elif old is None:
            said = ""
        else:
            said = "; ".join(self.differences(old, note))
        return f"- {what} — {said}" if said else f"- {what}"

    def retirement(self, fact: PackedFact) -> str:
        """Say why a card was retired, and by the title what replaces it: its card has the key."""
        retired = fact.source.retirement(fact.fact)
        if retired is None:
            return _shown(fact.note, "Retired")
        why = markdown(retired.why.shown(self.language))
        titles = (
            kind_of(note).title(note).shown(self.language)
            for note in self.compiled.deck.notes
            if retired.use and note.key == retired.use
        )
        return " ".join([why, *(self.say("replaced", title=markdown(each)) for each in titles)])

    def differences(self, old: PackedNote, new: PackedNote) -> Iterator[str]:
        for name in _FIELDS:
            was, now = _value(old, name), _value(new, name)
            if was == now:
                continue
            label = self.say(f"fields.{name}")
            if name == "Reverse question" and not was:
                yield self.say("reverse-added")
            elif name in _SHORT and was and now and plain(was) != plain(now):
                yield f"{label} “{_shown(old, name)}” → “{_shown(new, name)}”"
            elif not (name == "Reverse answer" and not was):
                yield label

    def first(self) -> Iterator[str]:
        """Say what the deck is, which package to take, and how to import it."""
        everything = self.compiled.everything()
        yield markdown(" ".join(self.compiled.deck.description.shown(self.language).split()))
        yield ""
        yield self.say("first", notes=len(everything.notes), cards=everything.card_count)
        yield ""
        yield from self.heading("packages")
        yield f"| {' | '.join(messages.section('release-notes', self.language)['columns'])} |"
        yield "|---|---|---|---|"
        for name in self.compiled.packages:
            package = self.compiled.package(name)
            decks = ", ".join(self.compiled.deck.holds(name, self.language))
            counts = f"{len(package.notes)} | {package.card_count}"
            yield f"| `{package.name}.apkg` | {markdown(decks)} | {counts} |"
        yield ""
        names = self.compiled.packages
        first = (core_of(self.language), self.language, *names)
        start = next(name for name in first if name in names)
        yield self.say("start", file=f"{self.compiled.deck.key}.{start}.apkg")
        yield ""
        yield from self.heading("import")
        yield from self.list("import-steps")

    def later(self) -> Iterator[str]:
        """Say what changed, how to update, and which card to check."""
        parts = [line for name in _PARTS for line in self.part(name)]
        yield from parts or [self.say("nothing"), ""]
        yield from self.heading("guide")
        yield from self.list("steps")
        yield from self.check()

    def yours(self) -> Iterator[str]:
        """Say what of a reader's own stays, and what this release replaces."""
        yield from self.heading("yours")
        if count := self.changes.overwritten:
            yield self.say("replaces", count=count)
            yield ""
        yield from self.list("yours-list", "-")

    def part(self, name: str) -> Iterator[str]:
        facts: tuple[tuple[str, PackedFact], ...] = getattr(self.changes, name)
        if not facts:
            return
        yield from self.heading(f"headings.{name}")
        yield self.say(f"counts.{name}", count=len(facts))
        yield ""
        for variant, fact in facts[:_LISTED]:
            yield self.item(variant, fact)
        if len(facts) > _LISTED:
            yield f"- … {self.say('more', count=len(facts) - _LISTED)}"
        yield ""

    def check(self) -> Iterator[str]:
        told = [*self.changes.changed, *self.changes.new, *self.changes.retired]
        own = [fact for variant, fact in told if variant == self.language] or [
            fact for _, fact in told
        ]
        if own:
            note = own[0].note
            yield from self.heading("check")
            yield self.say(
                "check-card",
                key=note.fields[0],
                question=_shown(note, "Question"),
                answer=_shown(note, "Answer"),
            )
            yield ""


def release_notes(
    compiled: Compiled,
    version: str,
    changes: Changes,
    before: Mapping[str, PackedNote] | None,
    language: str,
    news: str = "",
) -> str:
    """Write the notes of a release in a language, as Markdown.

    ``before`` are the notes as they were, by guid, as far as they are known; None for a first
    release. ``news`` is what the changelog says.
    """
    variants = compiled.deck.variants.values()
    own = changes.of_variants(*(v.name for v in variants if language in (v.asks, v.answers)))
    writer = _Writer(compiled, own, before or {}, language)
    lines = [
        f"# {markdown(compiled.deck.title.shown(language))} {version}",
        "",
        date_words(_date(compiled.time), language),
        "",
        *(writer.first() if before is None else ()),
        *([*writer.heading("news"), *told(news), ""] if news else ()),
        *(writer.later() if before is not None else ()),
        *writer.yours(),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _date(seconds: int) -> PartialDate:
    moment = time.gmtime(seconds)
    return PartialDate(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _value(note: PackedNote, field: str) -> str:
    return note.fields[notetypes.FIELDS.index(field)]


def _shown(note: PackedNote, field: str) -> str:
    return markdown(plain(_value(note, field)))
