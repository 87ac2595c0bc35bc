"""Release notes for readers, in their words: what is new, what changed, how to update."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ankigen.anki.package import PackedNote
from ankigen.cards import Compiled, PackedFact, notetypes
from ankigen.dates import PartialDate
from ankigen.kinds.base.cards import date_words
from ankigen.languages import messages
from ankigen.markup import markdown, plain
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

    def say(self, what: str, **values: object) -> str:
        return messages.text(f"release-notes.{what}", self.language).format(**values)

    def item(self, variant: str, fact: PackedFact) -> str:
        note = fact.note
        question = _shown(note, "Question")
        translates = self.compiled.deck.variants[variant].translates
        what = f"{question} ({self.say('translation')})" if translates else question
        old = self.before.get(note.guid)
        if fact.retired:
            said = _shown(note, "Retired")
        elif old is None:
            said = ""
        else:
            said = "; ".join(self.differences(old, note))
        return f"- {what} — {said}" if said else f"- {what}"

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

    def part(self, name: str) -> Iterator[str]:
        facts: tuple[tuple[str, PackedFact], ...] = getattr(self.changes, name)
        if not facts:
            return
        yield f"## {self.say(f'headings.{name}')}"
        yield ""
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
            yield f"## {self.say('check')}"
            yield ""
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
    before: Mapping[str, PackedNote],
    language: str,
    *,
    first: bool = False,
) -> str:
    """Write the notes of a release in a language, as Markdown.

    ``before`` are the notes as they were, by guid, as far as they are known.
    """
    variants = compiled.deck.variants.values()
    own = changes.of_variants(*(v.name for v in variants if language in (v.asks, v.answers)))
    writer = _Writer(compiled, own, before, language)
    lines = [
        f"# {markdown(compiled.deck.title.shown(language))} {version}",
        "",
        date_words(_date(compiled.time), language),
        "",
    ]
    if first:
        package = compiled.everything()
        counts = {"notes": len(package.notes), "cards": package.card_count}
        lines += [writer.say("first", **counts), ""]
    else:
        parts = [line for name in _PARTS for line in writer.part(name)]
        lines += parts or [writer.say("nothing"), ""]
        steps = messages.section("release-notes", language)["steps"]
        lines += [f"## {writer.say('guide')}", ""]
        lines += [f"{number}. {step}" for number, step in enumerate(steps, 1)]
        lines += ["", *writer.check()]
    return "\n".join(lines).rstrip("\n") + "\n"


def _date(seconds: int) -> PartialDate:
    moment = time.gmtime(seconds)
    return PartialDate(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _value(note: PackedNote, field: str) -> str:
    return note.fields[notetypes.FIELDS.index(field)]


def _shown(note: PackedNote, field: str) -> str:
    return markdown(plain(_value(note, field)))
