"""The page for editors: which notes lack a source, an example or a translation, and old facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ankigen.kinds.sources import work_of
from ankigen.lint.hosts import is_sound
from ankigen.markup import Html
from ankigen.site.browse import entry
from ankigen.site.layout import Page, Site, root
from ankigen.site.templating import Speaker, together
from ankigen.site.told import DeckTold, NoteTold

_OLDEST = 20


def editors_page(site: Site, language: str) -> Page:
    """Return the page in a language."""
    speaker = site.speakers[language]
    path = f"{site.home(language)}editors/"
    main = speaker.part(
        "editors",
        lacking=together(_lacking(site, speaker, name, lacks, path) for name, lacks in _LACKS),
        oldest=together(_oldest(site, speaker, path)),
    )
    return Page(path, speaker.plain_word("editors"), speaker.plain_word("editors-about"), main)


def _lacks_source(_: DeckTold, told: NoteTold) -> bool:
    return any(not fact.sources for fact in told.facts if fact.told)


def _lacks_good_source(deck: DeckTold, told: NoteTold) -> bool:
    """Whether none of a note's works is sound, in decks that tell what sorts theirs are."""
    known = deck.edition.deck.sources
    if all(work.type == "other" for work in known.values()):
        return False
    works = (work_of(each, known)[0] for fact in told.facts for each in fact.sources)
    return not any(map(is_sound, works))


def _lacks_example(_: DeckTold, told: NoteTold) -> bool:
    return not getattr(told.note, "example", True)


def _lacks_translation(deck: DeckTold, told: NoteTold) -> bool:
    translating = {name for name, each in deck.edition.deck.variants.items() if each.translates}
    asked = {each.variant.name for fact in told.facts for each in fact.told}
    return any(fact.translation for fact in told.kind.facts) and not translating <= asked


_LACKS: tuple[tuple[str, Callable[[DeckTold, NoteTold], bool]], ...] = (
    ("no-source", _lacks_source),
    ("no-good-source", _lacks_good_source),
    ("no-example", _lacks_example),
    ("no-translation", _lacks_translation),
)


def _lacking(
    site: Site,
    speaker: Speaker,
    name: str,
    lacks: Callable[[DeckTold, NoteTold], bool],
    path: str,
) -> Html:
    asked = [(deck, told) for deck in site.decks for told in deck.notes if told.is_asked]
    found = [told for deck, told in asked if lacks(deck, told)]
    return speaker.part(
        "lacking",
        title=speaker.word(name),
        count=f"{len(found)} / {len(asked)}",
        notes=together(entry(site, speaker, told, path) for told in found),
    )


def _oldest(site: Site, speaker: Speaker, path: str) -> Iterator[Html]:
    found = [
        (asked.as_of, told.title.shown(speaker.first), told, fact)
        for deck in site.decks
        for told in deck.notes
        for fact, asked in told.facts_in(speaker.first)
        if asked.as_of
    ]
    for date, title, told, fact in sorted(found, key=lambda each: each[:2])[:_OLDEST]:
        address = f"{root(path)}{told.path}index.html#{fact.name}"
        yield speaker.part("aged", date=str(date), address=address, title=title)
