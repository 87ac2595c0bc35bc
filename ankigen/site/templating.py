"""Template files + values → HTML; whatever is not ``Html`` is escaped where it is put in.

``parts.html`` has all templates, each below a line ``<!-- part: name -->``. In one,
``[[word:x]]`` is a text of the language's ``site`` section and ``[[x]]`` a value.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Iterable
from importlib import resources

from ankigen.kinds.base.text import Text
from ankigen.languages import messages
from ankigen.markup import Html

_PLACE = re.compile(r"\[\[((?:word:)?[a-z0-9_-]+)\]\]")
_PART = re.compile(r"<!-- part: ([a-z-]+) -->\n")
_BETWEEN = " · "


def safe(text: str) -> Html:
    """Return a text as it may stand in an element or in an attribute in double quotes."""
    return text if isinstance(text, Html) else Html(html.escape(text, quote=True))


def together(parts: Iterable[str], by: str = "") -> Html:
    """Join texts, each escaped unless it is HTML."""
    return Html(by.join(map(safe, parts)))


@functools.cache
def asset(name: str) -> str:
    """Return a file of the templates, with the same line ends on every machine."""
    content = resources.files("ankigen.site").joinpath("templates", name).read_bytes()
    return content.decode("utf-8").replace("\r\n", "\n").strip()


@functools.cache
def _parts() -> dict[str, list[str]]:
    """Return the templates by name, each as literal texts with the names of places between."""
    _, *found = _PART.split(asset("parts.html"))
    pairs = zip(found[::2], found[1::2], strict=True)
    return {name: _PLACE.split(text.rstrip("\n")) for name, text in pairs}


class Speaker:
    """Fills templates for readers of some languages: of one alone, or of several at once."""

    def __init__(self, languages: Iterable[str]) -> None:
        self.languages = tuple(languages)
        self._filled: dict[str, list[str]] = {}

    @property
    def first(self) -> str:
        """The language that a page is in, as far as it is in one."""
        return self.languages[0]

    def each(self, say: Callable[[str], str], by: str = _BETWEEN) -> Html:
        """Say something in every language; once, where it comes out the same."""
        said = {language: text for language in self.languages if (text := say(language))}
        if len(set(said.values())) < 2:
            return safe(next(iter(said.values()), ""))
        spans = (f'<span lang="{code}">{safe(text)}</span>' for code, text in said.items())
        return Html(by.join(spans))

    def word(self, name: str, **params: object) -> Html:
        """Return a text of the ``site`` section, filled in."""
        return self.each(lambda language: messages.said(f"site.{name}", language, **params))

    def text(self, text: Text, by: str = _BETWEEN) -> Html:
        """Return an author's text."""
        return self.each(text.shown, by)

    def plain(self, text: Text) -> str:
        """Return an author's text where no markup may stand, as in a title."""
        return _BETWEEN.join(dict.fromkeys(text.shown(language) for language in self.languages))

    def plain_word(self, name: str) -> str:
        """Return a text of the ``site`` section where no markup may stand."""
        said = (messages.said(f"site.{name}", language) for language in self.languages)
        return _BETWEEN.join(dict.fromkeys(said))

    def part(self, name: str, /, **values: str) -> Html:
        """Fill a template; a newline ends it."""
        return Html(self.inline(name, **values) + "\n")

    def inline(self, name: str, /, **values: str) -> Html:
        """Fill a template within a line."""
        pieces = self._filled.get(name)
        if pieces is None:
            pieces = self._filled[name] = list(map(self._worded, _parts()[name]))
        filled = [
            piece if not at % 2 or isinstance(piece, Html) else safe(values[piece])
            for at, piece in enumerate(pieces)
        ]
        return Html("".join(filled))

    def _worded(self, piece: str) -> str:
        # No literal text starts so: what stands in brackets there is a place.
        return self.word(piece.removeprefix("word:")) if piece.startswith("word:") else piece
