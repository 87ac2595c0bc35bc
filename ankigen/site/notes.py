"""A page for every note: what is asked, the answers folded, and all that is known of it."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Mapping

from ankigen.kinds import Asked
from ankigen.kinds.base.cards import date_words, word
from ankigen.kinds.base.records import Cited, Retirement
from ankigen.kinds.base.text import Text
from ankigen.kinds.sources import work_of
from ankigen.markup import NOTHING, Html, capitalised, plain
from ankigen.site.layout import Page, Site, root
from ankigen.site.templating import Speaker, safe, together
from ankigen.site.told import DeckTold, FactTold, NoteTold, Told

_EXAMPLE = '<p class="example">'
"""No text of an author's can say so: it is escaped."""

_QUOTED = 300
"""The characters of a note that go into the address of a form."""

Notes = Mapping[str, NoteTold]
"""Notes by their present keys."""


def note_pages(site: Site, deck: DeckTold) -> Iterator[Page]:
    """Yield the page of every note of a deck, retired ones too."""
    by_key = deck.by_key
    for note in deck.notes:
        yield Page(
            note.path, site.both.plain(note.title), _description(note), _main(site, note, by_key)
        )


def link(speaker: Speaker, note: NoteTold, path: str) -> Html:
    """Return a link to a note's page from the page at a path."""
    title = speaker.text(note.title)
    return speaker.inline("link", address=f"{root(path)}{note.path}index.html", text=title)


def _description(note: NoteTold) -> str:
    asked = (each.asked for fact in note.facts for each in fact.told)
    return next((f"{plain(each.question)} {plain(each.answer)}" for each in asked), "")


def _main(site: Site, note: NoteTold, by_key: Notes) -> Html:
    speaker, gone = site.both, note.note.retired
    return speaker.part(
        "note",
        kind=speaker.each(lambda code: word("looks", note.kind.looks(note.note)[-1], code)),
        title=speaker.each(lambda code: capitalised(note.title.shown(code)), "<br>"),
        retired=_retired(site, note, gone, by_key) if gone else NOTHING,
        facts=together(_fact(site, note, fact, by_key) for fact in note.facts),
        about=together(_about(site, note, by_key)),
        correct=_correct(speaker, note),
    )


def _retired(site: Site, note: NoteTold, gone: Retirement, by_key: Notes) -> Html:
    speaker, instead = site.both, by_key.get(gone.use)
    return speaker.part(
        "retired",
        line=speaker.each(lambda code: word("labels", "retired", code)),
        why=speaker.text(gone.why),
        instead=speaker.part("instead", link=link(speaker, instead, note.path))
        if instead
        else NOTHING,
    )


def _fact(site: Site, note: NoteTold, fact: FactTold, by_key: Notes) -> Html:
    own = fact.retired if fact.retired is not note.note.retired else None
    return site.both.part(
        "fact",
        name=fact.name,
        retired=_retired(site, note, own, by_key) if own else NOTHING,
        sides=together(_side(site, note, each) for each in fact.told),
        sources=_sources(site.both, note, fact.sources) if fact.sources else NOTHING,
        correct=_correct(site.both, note, fact),
    )


def _side(site: Site, note: NoteTold, told: Told) -> Html:
    """Return a fact in one variant: its question, its answer folded, and the way back."""
    asked, variant = told.asked, told.variant
    speaker = site.speakers[variant.labels]
    as_of = date_words(asked.as_of, variant.labels) if asked.as_of else ""
    label = word("labels", "as-of", variant.labels)
    picture = NOTHING
    if told.picture:
        file, shows = told.picture
        picture = speaker.part("picture", address=f"{root(note.path)}{file}", shows=shows)
    after = together(
        (
            detail(asked, variant.labels),
            picture,
            speaker.part("as-of", label=label, date=as_of) if as_of else NOTHING,
        )
    )
    subject = NOTHING
    if asked.subject and plain(asked.subject) != note.title.in_language(variant.asks):
        subject = speaker.part("subject", text=asked.subject)
    sides = [(asked.question, variant.answers, asked.answer, after)]
    if asked.reverse_question:
        sides.append((asked.reverse_question, variant.asks, asked.reverse_answer, NOTHING))
    return speaker.part(
        "side",
        language=variant.asks,
        subject=subject,
        asked=together(
            speaker.part("asked", question=question, language=code, answer=answer, after=more)
            for question, code, answer, more in sides
        ),
    )


def detail(asked: Asked, language: str) -> Html:
    """Return what stands below an answer; on cards it is their style that calls an example so."""
    label = safe(word("labels", "example", language))
    named = f'{_EXAMPLE}<span class="quiet">{label}</span> '
    return Html(asked.detail.replace(_EXAMPLE, named))


def _sources(speaker: Speaker, note: NoteTold, cited: Cited) -> Html:
    """Return the works that are cited: those of the bibliography have a page."""
    deck, items = note.edition.deck, []
    for each in cited:
        work, at = work_of(each, deck.sources)
        key = each if isinstance(each, str) else each.work
        address = f"{root(note.path)}s/{deck.key}/{key}/index.html" if key else work.url
        title = speaker.text(work.title)
        publisher = speaker.plain(work.publisher)
        items.append(
            speaker.part(
                "source",
                work=speaker.inline("link", address=address, text=title) if address else title,
                at=together((", ", speaker.text(at))) if at else NOTHING,
                publisher=f" ({publisher})" if publisher else "",
            )
        )
    label = speaker.each(lambda code: word("labels", "source", code))
    return speaker.part("sources", label=label, sources=together(items))


def _about(site: Site, note: NoteTold, by_key: Notes) -> Iterator[Html]:
    """Yield the rows on what is known of a note: where it belongs, since when, where it is."""
    speaker, said, deck = site.both, note.note, note.edition.deck
    if note.is_asked:  # Else no list has it.
        yield from _belongs(site, note)
    if said.tags:
        yield _row(speaker, "tags", safe(", ".join(said.tags)))
    related = [link(speaker, by_key[key], note.path) for key in said.related if key in by_key]
    if related:
        yield _row(speaker, "related", together(related, "<br>"))
    if past := note.edition.past.get((said.identity, "")):
        which = "since-only" if past.since == past.changed else "since-changed"
        versions = speaker.word(which, since=past.since, changed=past.changed)
        yield _row(speaker, "versions", versions)
    yield _row(speaker, "key", safe(f"{deck.key}/{said.key}"))
    if said.was:
        yield _row(speaker, "was", safe(", ".join(said.was)))
    place, address = note.edition.lines.get(said.key, ("", ""))
    if place:
        shown = speaker.inline("link", address=address, text=place) if address else safe(place)
        yield _row(speaker, "written-at", shown)


def _row(speaker: Speaker, name: str, value: Html) -> Html:
    return speaker.part("row", name=speaker.word(name), value=value)


def _belongs(site: Site, note: NoteTold) -> Iterator[Html]:
    """Yield the rows that lead to the lists which have a note."""
    speaker, said, deck = site.both, note.note, note.edition.deck

    def listed(page: str, key: str, title: Text) -> Html:
        ways = (
            site.speakers[code].inline(
                "browsed",
                language=code,
                address=f"{root(note.path)}{site.home(code)}{page}index.html#{deck.key}.{key}",
                text=title.shown(code),
            )
            for code in site.languages
        )
        return together(ways, " · ")

    if said.topic:
        yield _row(speaker, "topic", listed("browse/", said.topic, deck.topics[said.topic]))
    if said.level:
        level = deck.levels[said.level - 1]
        yield _row(speaker, "level", listed("browse/level/", str(said.level), level))
    if said.subjects:
        found = (listed("browse/subject/", key, deck.subjects[key]) for key in said.subjects)
        yield _row(speaker, "subjects", together(found, "<br>"))


def _correct(speaker: Speaker, note: NoteTold, fact: FactTold | None = None) -> Html:
    """Return the link to a form for a mistake in a fact, or in a note."""
    report = note.edition.report or note.edition.deck.report
    if not report:
        return NOTHING
    key, says = note.note.identity, speaker.plain(note.title)
    if fact and fact.told:
        asked = fact.told[0].asked
        key, says = f"{key}/{fact.name}", f"{plain(asked.question)} {plain(asked.answer)}"
    for name, value in (("{key}", key), ("{says}", says[:_QUOTED])):
        report = report.replace(name, urllib.parse.quote(value, safe=""))
    return speaker.part("correct", address=report)
