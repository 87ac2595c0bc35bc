"""Plain text → HTML, once: whatever is ``Html`` is escaped already."""

from __future__ import annotations

import functools
import html
import re
import string
import unicodedata
import urllib.parse

from ankigen.diagnostics import AnkigenError


class Html(str):
    """A text that is finished HTML."""

    __slots__ = ()


NOTHING = Html("")
_BRACKET = "&#91;"
# Small Latin letters; their capitals are one letter each, so not ß at the start.
_PLAIN_WORD = re.compile("[a-zà-öø-ňŋ-ž][a-zß-öø-ž]*(?:['’-][a-zß-öø-ž]+)*[,;:.!?)'’\"”]*")
_STOPS = ",;:.!?)'’\"”"
_SYLLABLE = re.compile("[aeiouyß-öø-ž].|.[aeiouyß-öø-ž]")
_UNITS = frozenset({"atm", "bar", "gal", "ha", "in", "mi", "min", "mol", "oz", "rad"})
_PARTICLES = frozenset({"van", "von", "de", "da", "del", "den", "der", "du", "bin", "binti", "ibn"})
_FORMATTER = string.Formatter()
_BLOCK = re.compile(r"<(?:br|/?p|/?div|hr|/?[uo]l|/?li|/?t[dr]|/?h\d)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
# Control characters, and those that turn the direction of what follows.
_STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_MARK = re.compile(r"[\\`*{}\[\]#|~]|(?<![^\W_])_|_(?![^\W_])|^[-+](?=\s|$)|(?<=\d)[.)](?=\s|$)")
_ENDS = re.compile("[\\s\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069<>|\\\\`]")
_MENTION = re.compile(r"(?<!\w)@(?=\w)")


def escape(text: str) -> Html:
    """Escape a plain text; line breaks of the author become ``<br>``. Html passes unchanged."""
    if text.__class__ is Html:
        return text
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "&" in text or "<" in text or ">" in text:
        text = html.escape(text, quote=False)
    if "\x1f" in text or "\x00" in text:
        raise ValueError("a field must not contain Anki's separators")
    if "\n" in text:
        text = text.replace("\n", "<br>")
    if "[" in text or "\\" in text:
        text = _inert(text)
    return Html(text)


def attribute(text: str) -> Html:
    """Escape a plain text for an attribute in double quotes."""
    escaped = html.escape(unicodedata.normalize("NFC", text), quote=True)
    return Html(escaped.replace("[", _BRACKET))


def _inert(text: str) -> str:
    """Keep Anki from running what looks like its own syntax: sound, speech, LaTeX, MathJax.

    Anki looks for ``[sound:`` and its like before it reads entities, MathJax for ``\\(`` and
    ``\\[`` after that, but never across elements.
    """
    for mark in "([":
        text = text.replace(f"\\{mark}", f"\\<span></span>{mark}")
    return text.replace("[", _BRACKET)


def fill(template: str, **values: str) -> Html:
    """Put values into a plain-text template with ``{name}`` places; all of it is escaped.

    Raises AnkigenError ``language-place`` for a place that there is no value for: templates are
    written in the files of languages.
    """
    pattern, names = _parsed(template)
    try:
        if len(names) == 1:  # as in most templates
            return Html(pattern % escape(values[names[0]]))
        return Html(pattern % tuple([escape(values[name]) for name in names]))
    except KeyError as missing:
        places = ", ".join(f"{{{name}}}" for name in values)
        place = f"{{{missing.args[0]}}}"
        raise AnkigenError("language-place", text=template, place=place, places=places) from None


@functools.cache
def _parsed(template: str) -> tuple[str, tuple[str, ...]]:
    """Return a template with ``%s`` in its places, and the names of the values in order."""
    # Templates are the rows of the phrasing table: few, and each used for many notes.
    parts = [(escape(literal), name) for literal, name, *_ in _FORMATTER.parse(template)]
    pattern = (
        literal.replace("%", "%%") + ("" if name is None else "%s") for literal, name in parts
    )
    return "".join(pattern), tuple(name for _, name in parts if name is not None)


def join(*parts: str, by: str = "") -> Html:
    """Join texts, leaving out empty ones."""
    there = [escape(part) for part in parts if part]
    if not there:
        return NOTHING
    return there[0] if len(there) == 1 else Html(escape(by).join(there))


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


def markdown(text: str) -> str:
    """Write a plain text so that it says in Markdown what it says: no mark, no HTML, no mention.

    White space stays, but is no line's end.
    """
    text = html.escape(_STEERS.sub(" ", text), quote=False)
    # Nobody called @name is told of it, and nobody sees the space of no width.
    return _MENTION.sub("@&#8203;", _MARK.sub(r"\\\g<0>", text))


def markdown_address(url: str) -> str:
    """Write an address as a link of Markdown's: nothing in it ends the link or a table's cell."""
    return f"<{_ENDS.sub(lambda found: urllib.parse.quote(found[0], safe=''), url)}>"


def capitalised(text: str) -> str:
    """Begin a sentence: a plain word of small Latin letters gets a capital, all else stays.

    What is written small on purpose stays so: iPhone, pH, mRNA, km, std::variant, van Gogh.
    """
    word, _, rest = text.partition(" ")
    if not _PLAIN_WORD.fullmatch(word) or not word.islower():
        return text
    word = word.rstrip(_STOPS)
    if (word in _UNITS and not rest) or (word in _PARTICLES and rest[:1].isupper()):
        return text
    # An article is a word; another single letter, and letters without a vowel, are a symbol.
    if word != "a" and not all(map(_SYLLABLE.search, word.split("-"))):
        return text
    return text[0].upper() + text[1:]


def plain(markup: str) -> str:
    """Return the text that a person reads in HTML, on one line and without control characters."""
    if "<" in markup:
        markup = _without(_TAG, ">", _without(_BLOCK, ">", _without(_COMMENT, "-->", markup), " "))
    text = html.unescape(markup) if "&" in markup else markup
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _without(pattern: re.Pattern[str], end: str, text: str, instead: str = "") -> str:
    """Replace what a pattern finds, which ends so: no search begins where it can find no end.

    One that runs to the end of a text in vain, again and again, takes hours.
    """
    last = text.rfind(end) + len(end)
    return pattern.sub(instead, text[:last]) + text[last:] if last >= len(end) else text
