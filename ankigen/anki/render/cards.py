"""Which cards Anki itself would make for a note: exactly those, at least one.

Anki's rule (``rslib/src/template.rs``, ``renders_with_fields``): a card exists if its
front shows at least one non-empty field. genanki's own selection differs wherever a
front has filters, ``{{^F}}`` or alternatives; a differential test against Anki's
backend holds this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ankigen.anki.render.template import Node, Replacement, Section, parse

# These show something on every card; Tags only where the note has tags, FrontSide never.
_ALWAYS_THERE = frozenset({"Card", "CardFlag", "CardID", "Deck", "Subdeck", "Type"})
_EMPTY = re.compile(r"(?:[ \t\n\v\f\r]|</?(?:br|div) ?/?>)*\Z", re.I)
_MAY_BE_EMPTY = " \t\n\v\f\r<"


def is_empty(value: str) -> bool:
    """Whether Anki takes a field for empty: nothing but spaces, ``<br>`` and ``<div>``."""
    return not value or (value[0] in _MAY_BE_EMPTY and bool(_EMPTY.match(value)))


class CardSelector:
    """Selects cards for the notes of one note type; the rule is worked out once per pattern."""

    def __init__(self, fields: Sequence[str], fronts: Iterable[str]) -> None:
        self._trees = [parse(front) for front in fronts]
        self._fields = frozenset(fields)
        mentioned = {name for tree in self._trees for name in _names(tree)}
        # Only fields that a front mentions can decide.
        self._relevant = [(i, name) for i, name in enumerate(fields) if name in mentioned]
        self._known: dict[tuple[bool, ...], tuple[int, ...]] = {}

    def ords(self, values: Sequence[str], *, has_tags: bool = True) -> tuple[int, ...]:
        """Return the ordinals of the cards of a note with these field values."""
        pattern = (*[not is_empty(values[i]) for i, _ in self._relevant], has_tags)
        found = self._known.get(pattern)
        if found is None:
            found = self._known[pattern] = self._work_out(pattern)
        return found

    def _work_out(self, pattern: tuple[bool, ...]) -> tuple[int, ...]:
        there = {name for (_, name), filled in zip(self._relevant, pattern, strict=False) if filled}
        there |= _ALWAYS_THERE - self._fields
        if pattern[-1] and "Tags" not in self._fields:
            there.add("Tags")
        ords = tuple(i for i, tree in enumerate(self._trees) if _shows_something(tree, there))
        return ords or (0,)


def _names(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Replacement):
            yield node.field
        elif isinstance(node, Section):
            yield node.field
            yield from _names(node.children)


def _shows_something(nodes: Iterable[Node], there: set[str]) -> bool:
    for node in nodes:
        if isinstance(node, Replacement):
            if node.field in there:
                return True
        elif isinstance(node, Section):
            active = (node.field in there) != node.negated
            if active and _shows_something(node.children, there):
                return True
    return False


_CLOZE_TOKEN = re.compile(r"\{\{c([\d,]*\d[\d,]*)::|\}\}", re.S)
_CLOZE_DEPTH = 10
_CLOZE_MAX = 499


def cloze_ords(values: Iterable[str]) -> tuple[int, ...]:
    """Return the ordinals of the cards of a cloze note: one per cloze number that closes."""
    found: set[int] = set()
    for value in values:
        if "{{c" in value:
            found |= _cloze_numbers(value)
    return tuple(sorted({min(number - 1, _CLOZE_MAX) for number in found if number})) or (0,)


def _cloze_numbers(value: str) -> set[int]:
    found: set[int] = set()
    open_clozes: list[list[int]] = []
    for match in _CLOZE_TOKEN.finditer(value):
        if match.group(1) is not None:
            if len(open_clozes) < _CLOZE_DEPTH:
                numbers = (int(part) for part in match.group(1).split(",") if part)
                open_clozes.append([number for number in numbers if number < 1 << 16])
        elif open_clozes:
            numbers_closed = open_clozes.pop()
            # An inner cloze counts only once the outermost one closes.
            if open_clozes:
                open_clozes[-1].extend(numbers_closed)
            else:
                found.update(numbers_closed)
    return found
