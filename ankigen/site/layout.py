"""What all pages of a site share: where they are, how they lead to each other, their frame."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterator
from dataclasses import dataclass

from ankigen.languages import messages
from ankigen.markup import NOTHING, Html
from ankigen.site.templating import Speaker, together
from ankigen.site.told import DeckTold

_DESCRIPTION = 160
"""The characters of a description that a search engine shows."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``path`` is its folder in the site, '' or with a slash at the end."""

    path: str
    title: str
    description: str
    main: Html
    script: bool = False


@dataclass(frozen=True)
class Site:
    """The decks of a site, its languages, the main one first, and ``base``: its address or ''."""

    decks: tuple[DeckTold, ...]
    languages: tuple[str, ...]
    base: str

    @functools.cached_property
    def speakers(self) -> dict[str, Speaker]:
        """Who fills templates in one language."""
        return {language: Speaker([language]) for language in self.languages}

    @functools.cached_property
    def both(self) -> Speaker:
        """Who fills templates in all languages at once."""
        return Speaker(self.languages)

    def home(self, language: str) -> str:
        """Return the folder of the pages in a language."""
        return "" if language == self.languages[0] else f"{language}/"

    def title(self, speaker: Speaker) -> str:
        """Return what the site is called: like its decks."""
        return ", ".join(speaker.plain(each.edition.deck.title) for each in self.decks)

    def among_decks(self, deck: DeckTold, title: str, language: str) -> str:
        """Return the title of a group of notes, with its deck's where there are several decks."""
        if len(self.decks) == 1:
            return title
        return f"{deck.edition.deck.title.shown(language)}: {title}"

    def framed(self, page: Page, speaker: Speaker, paths: Container[str]) -> str:
        """Return a whole page, for readers of the speaker's languages.

        ``paths`` are those of all pages in one language.
        """
        name = self.title(speaker)
        return speaker.part(
            "layout",
            language=speaker.first,
            root=root(page.path),
            title=f"{page.title} – {name}" if page.path else name,
            description=_short(page.description),
            canonical=speaker.part("canonical", address=self.address(page)) if self.base else "",
            script=speaker.part("script", root=root(page.path)) if page.script else "",
            nav=together(self._nav(page, speaker, paths)),
            main=page.main,
            home=f"{root(page.path)}{self.home(speaker.first)}",
        )

    def address(self, page: Page) -> str:
        """Return where a page is when the site is at its place."""
        return f"{self.base.rstrip('/')}/{page.path}"

    def _nav(self, page: Page, speaker: Speaker, paths: Container[str]) -> Iterator[Html]:
        """Yield the ways to the main pages, a row for each language of a page."""
        for code in speaker.languages:
            alone = len(speaker.languages) == 1
            yield self.speakers[code].part(
                "nav",
                language=code,
                home=f"{root(page.path)}{self.home(code)}",
                switch=together(self._switches(page, code, paths)) if alone else NOTHING,
            )

    def _switches(self, page: Page, language: str, paths: Container[str]) -> Iterator[Html]:
        """Yield the ways to the same page in other languages, or to their front pages."""
        within = page.path.removeprefix(self.home(language))
        for code in self.languages:
            if code != language:
                to = self.home(code) + within
                yield self.speakers[code].part(
                    "switch",
                    language=code,
                    name=messages.said("site.language", code),
                    address=root(page.path) + (to if to in paths else self.home(code)),
                )


def root(path: str) -> str:
    """Return the way from a page to the top of the site."""
    return "../" * path.count("/")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _DESCRIPTION else f"{text[: _DESCRIPTION - 1].rstrip()}…"
