"""What came back from a sheet, held against what went out and what a deck has now, text by text.

A row carries a digest of what it said when it went out, blind to what spreadsheets do to marks
and spaces: so it tells whether the reader or the deck changed it since, and no more is needed.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ankigen import languages
from ankigen.edit.texts import Said, Spot, Texts
from ankigen.kinds.base.text import clean
from ankigen.source.characters import hidden_in

_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]")
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **{"\u2026": "...", "\u00bd": "1/2", "\u00bc": "1/4", "\u00be": "3/4", "\u2192": ">"},
        **{"\u00a9": "(c)", "\u00ae": "(r)", "\u2122": "(tm)"},
    }
)
"""What a spreadsheet makes of marks as somebody types, and what is taken for the same."""

_SPACES = re.compile(r"[^\S\n]+")
_ERROR = re.compile(r"#(NAME\?|REF!|VALUE!|DIV/0!|N/A|NULL!|NUM!|####*)|Err:\d+")
_VALUES = "sept agt ags e am pm true false benar salah rp idr usd"
_BETWEEN = re.compile(r"[\d\s.,:/%()$€+\u2013-]*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A text as it went out or came back; ``odd`` says why its cell holds none, if so."""

    spot: Spot
    text: str
    base: str
    other: str = ""
    comment: str = ""
    number: int = 0
    odd: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of a row.

    ``how`` is ``unchanged``, ``there`` (the deck says so already), ``marks`` (only marks and
    spaces differ), ``taken``, or else why it is left alone. ``text`` is what the deck is to
    say, for a row that is left what came back.
    """

    row: Row
    how: str
    text: str
    said: Said | None = None

    @property
    def left(self) -> bool:
        """Whether people have to look at it."""
        return self.how not in ("unchanged", "there", "marks", "taken")


def base_of(spot: Spot, text: str) -> str:
    """Return the digest of a text and of where it belongs."""
    return f"r{_digest('|'.join(spot), 8)}-{_digest(_alike(text), 16)}"


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _alike(text: str) -> str:
    """Return a text without what spreadsheets change by themselves."""
    text = text.translate(_SAME).replace("''", '"').replace("--", "-").replace("->", ">")
    return _SPACES.sub(" ", text).strip()


def tidy(text: str) -> str:
    """Return what a cell says, as a deck would have it: NFC, one kind of line end, no blanks."""
    return clean(_UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def merged(texts: Texts, rows: Iterable[Row]) -> list[Merged]:
    """Return what becomes of each row; nothing that the deck changed is overwritten."""
    rows = [replace(row, text=tidy(row.text)) for row in rows]
    done = [_merged(texts, row) for row in rows]
    wanted: dict[Spot, set[str]] = {}
    for each in done:
        if each.said:
            wanted.setdefault(each.said.spot, set()).add(each.text)
    shuffled = set(_shuffled(done))
    return [
        replace(each, how="twice")
        if each.how == "taken" and each.said and len(wanted[each.said.spot]) > 1
        else replace(each, how="shuffled")
        if id(each) in shuffled
        else each
        for each in done
    ]


def _shuffled(done: list[Merged]) -> Iterator[int]:
    """Yield the rows that came back with what another one said before, which lost it, too.

    So it is where a column was sorted alone.
    """
    lost = Counter(_alike(e.said.text) for e in done if e.how == "taken" and e.said)
    for each in done:
        if each.how == "taken" and lost[_alike(each.text)]:
            yield id(each)


def _merged(texts: Texts, row: Row) -> Merged:
    said = texts.find(row.spot)
    place, _, base = row.base.partition("-")
    untouched = base == _digest(_alike(row.text), 16)
    if place and not base_of(row.spot, "").startswith(f"{place}-"):
        return Merged(row, "moved", row.text)
    if said is None:
        return Merged(row, "unchanged" if untouched else "gone", row.text)
    return _decided(row, said, untouched=untouched, same=base == _digest(_alike(said.text), 16))


def _decided(row: Row, said: Said, *, untouched: bool, same: bool) -> Merged:
    """Decide on a row that has a place: ``same`` tells that the deck did not change the text."""
    now = said.text
    if row.text in (now, _lossy(now)):
        return Merged(row, "unchanged" if untouched or row.text != now else "there", now, said)
    came = row.text if len(row.text) > 2 * said.kind.most else restored(now, row.text)
    if untouched or came == now:
        return Merged(row, "marks" if came == now else "unchanged", now, said)
    why = _unfit(row, now, said)
    if not why and not same:
        why = "conflict" if row.base else "baseless"
    return Merged(row, why or "taken", row.text if why else came, said)


def _unfit(row: Row, now: str, said: Said) -> str:
    """Return why what came back cannot be meant or cannot stand there, or ''."""
    text = row.text
    if row.odd or not text:
        return row.odd or "emptied"
    if text.startswith("=") or _ERROR.fullmatch(text):
        return "formula"
    # One number may become another one; what else happens to numbers and dates, nobody typed.
    other = now.isdecimal() and text.isdecimal() and _number(now) != _number(text)
    if is_value(now) and is_value(text) and not other:
        return "converted"
    if text.count("?") > now.count("?") and now != _lossy(now):
        return "lossy"
    if len(text) > said.kind.most:
        return "long"
    return "" if said.kind.fits(text) and not hidden_in(text) else "form"


def _number(text: str) -> str:
    """Return the digits of a number without zeros before them: int() reads only so many."""
    return "".join(str(int(digit)) for digit in text).lstrip("0")


def _lossy(text: str) -> str:
    """Return what is left of a text in the encoding of an older spreadsheet."""
    return text.encode("cp1252", "replace").decode("cp1252")


def is_value(text: str) -> bool:
    """Whether a spreadsheet may take a text for a number, a date or a truth in some language."""
    words = [word.casefold() in _value_words() for word in _WORD.findall(text)]
    return bool(text) and all(words) and _BETWEEN.fullmatch(_WORD.sub("", text)) is not None


@functools.cache
def _value_words() -> frozenset[str]:
    months = [name.casefold() for code in languages.codes() for name in languages.months(code)]
    return frozenset([*months, *(name[:3] for name in months), *_VALUES.split()])


def restored(now: str, came: str) -> str:
    """Return what came back with the marks and spaces that a text has where no word differs."""
    old, new = (re.findall(r"\s+|\S+", text) for text in (now, came))
    pairs = difflib.SequenceMatcher(
        None, [_token(word) for word in old], [_token(word) for word in new], autojunk=False
    )
    return "".join(
        word
        for how, a, b, c, d in pairs.get_opcodes()
        for word in (old[a:b] if how == "equal" else new[c:d])
    )


def _token(word: str) -> str:
    return _alike(word) or (" " if "\n" not in word else "\n")
