"""Plain text → HTML, once: whatever is ``Html`` is escaped already."""

from __future__ import annotations

import functools
import html
import re
import string
import unicodedata


class Html(str):
    """A text that is finished HTML."""

    __slots__ = ()


NOTHING = Html("")
_FORMATTER = string.Formatter()
_BLOCK = re.compile(r"<(?:br|/?p|/?div|hr|/?[uo]l|/?li|/?t[dr]|/?h\d)\b[^>]*>", re.I)
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)


def escape(text: str) -> Html:
    """Escape a plain text; line breaks of the author become ``<br>``. Html passes unchanged."""
    if isinstance(text, Html):
        return text
    if not text.isprintable():
        # Most texts are plain: only the others may hold what a field must not.
        if "\x1f" in text or "\x00" in text:
            raise ValueError("a field must not contain Anki's separators")
        return Html(_escaped(text).replace("\n", "<br>"))
    return Html(_escaped(text))


def _escaped(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "&" in text or "<" in text or ">" in text:
        return html.escape(text, quote=False)
    return text


def attribute(text: str) -> Html:
    """Escape a plain text for an attribute in double quotes."""
    return Html(html.escape(unicodedata.normalize("NFC", text), quote=True))


def fill(template: str, **values: str) -> Html:
    """Put values into a plain-text template with ``{name}`` places; all of it is escaped."""
    return Html(
        "".join(
            [
                literal if name is None else literal + escape(values[name])
                for literal, name in _parsed(template)
            ]
        )
    )


@functools.cache
def _parsed(template: str) -> tuple[tuple[Html, str | None], ...]:
    # Templates are the rows of the phrasing table: few, and each used for many notes.
    return tuple((escape(literal), name) for literal, name, *_ in _FORMATTER.parse(template))


def join(*parts: str, by: str = "") -> Html:
    """Join texts, leaving out empty ones."""
    return Html(escape(by).join(escape(part) for part in parts if part))


def strong(text: str) -> Html:
    """Mark what a question is about."""
    return Html(f"<strong>{escape(text)}</strong>")


def spoken(text: str, language: str) -> Html:
    """Mark a text (not nothing) as being in ``id`` or ``en`` where the text around it is not."""
    if not text:
        return NOTHING
    return Html(f'<span lang="{language}">{escape(text)}</span>')


def paragraph(text: str, css_class: str = "") -> Html:
    """Make a paragraph, or nothing of nothing."""
    if not text:
        return NOTHING
    attr = f' class="{css_class}"' if css_class else ""
    return Html(f"<p{attr}>{escape(text)}</p>")


def capitalised(text: str) -> str:
    """Begin a sentence: the first letter as a capital, if it is a letter."""
    return text[:1].upper() + text[1:]


def plain(markup: str) -> str:
    """Return the text that a person reads in HTML, on one line and without control characters."""
    if "<" in markup:
        markup = _TAG.sub("", _BLOCK.sub(" ", markup))
    text = html.unescape(markup) if "&" in markup else markup
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
