"""``validate --fix``: the edits that are certain, and the proof that they did only that."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ankigen.diagnostics import Diagnostic, Edit
from ankigen.edit.replace import apply, from_edits
from ankigen.source.tree import Branch, Leaf, Tree, UnreadableTextError, parse_tree

CERTAIN = frozenset({"unquoted", "unknown-key", "text-hidden-char", "text-not-nfc"})
"""The faults whose edit leaves nothing to choose: other edits are only proposed."""

_OF_CHARACTERS = frozenset({"text-hidden-char", "text-not-nfc"})

_LINE_ENDS = frozenset({"U+000D", "U+0085", "U+2028", "U+2029"})
"""Hidden characters that part words: whether a space or a line end is meant, only people know."""

_MAX_ROUNDS = 10

Diagnose = Callable[[str], Iterable[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A mended text and what was mended; ``refused`` is the code of why nothing was, or ''."""

    text: str
    fixed: tuple[Diagnostic, ...] = ()
    refused: str = ""


def fix(text: str, diagnose: Diagnose) -> Fixed:
    """Mend a text until no certain edit is left.

    ``diagnose`` says what is wrong with a text. Each round must make its faults
    disappear and change nothing else; where it does not, the text stays as it was.
    """
    fixed: list[Diagnostic] = []
    current = text
    found = list(diagnose(current))
    for _ in range(_MAX_ROUNDS):
        wanted = _certain(found)
        if not wanted:
            break
        mended = apply(current, from_edits(current, (e for d in wanted for e in d.edits)))
        after = list(diagnose(mended))
        if not _gone(wanted, found, after):
            return Fixed(text, refused="fix-remains")
        if not _only(wanted, current, mended, _nothing_new(found, after)):
            return Fixed(text, refused="fix-data")
        fixed += wanted
        current, found = mended, after
    return Fixed(current, tuple(fixed))


def _certain(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the faults to mend in this round: none of them touches another's place.

    Faults of single characters come first, alone: they can hide what else is wrong.
    """
    certain = [diagnostic for diagnostic in found if _is_certain(diagnostic)]
    characters = [diagnostic for diagnostic in certain if diagnostic.code in _OF_CHARACTERS]
    wanted: list[Diagnostic] = []
    taken: defaultdict[int, list[Edit]] = defaultdict(list)
    for diagnostic in characters or certain:
        if any(_touch(a, b) for a in diagnostic.edits for b in taken[a.location.line]):
            continue
        wanted.append(diagnostic)
        for edit in diagnostic.edits:
            taken[edit.location.line].append(edit)
    return wanted


def _is_certain(diagnostic: Diagnostic) -> bool:
    return (
        diagnostic.code in CERTAIN
        and bool(diagnostic.edits)
        and diagnostic.params.get("char") not in _LINE_ENDS
        and all(e.location.line == e.location.end_line for e in diagnostic.edits)
        and not _is_escape(diagnostic)
    )


def _is_escape(diagnostic: Diagnostic) -> bool:
    """Tell whether a hidden character is written as an escape: then perhaps it is meant."""
    place = diagnostic.location
    return diagnostic.code == "text-hidden-char" and place.end_column - place.column > 1


def _touch(one: Edit, other: Edit) -> bool:
    """Tell whether two edits of one line overlap."""
    a, b = one.location, other.location
    return a.column < b.end_column and b.column < a.end_column


def _identity(diagnostic: Diagnostic) -> tuple[object, ...]:
    return (diagnostic.code, tuple(sorted(diagnostic.params.items())))


def _gone(wanted: list[Diagnostic], before: list[Diagnostic], after: list[Diagnostic]) -> bool:
    """Tell whether each mended fault is one fewer than before."""
    mended = Counter(map(_identity, wanted))
    earlier, left = Counter(map(_identity, before)), Counter(map(_identity, after))
    return all(left[each] <= earlier[each] - count for each, count in mended.items())


def _nothing_new(before: list[Diagnostic], after: list[Diagnostic]) -> bool:
    return not Counter(map(_identity, after)) - Counter(map(_identity, before))


def _only(wanted: list[Diagnostic], before: str, after: str, nothing_new: bool) -> bool:
    """Tell whether the texts differ in nothing but what was to be mended."""
    if wanted[0].code in _OF_CHARACTERS:
        cut = {int(d.params["char"][2:], 16): None for d in wanted if "char" in d.params}
        return _composed(before.translate(cut)) == _composed(after.translate(cut))
    old, new = _tree(before), _tree(after)
    if old is None:
        # Other faults hide the words: at least no new fault may have come.
        return nothing_new
    if new is None:
        return False
    renamed = {(d.params["key"], d.edits[0].text) for d in wanted if d.code == "unknown-key"}
    return _same(old.root, new.root, renamed)


def _tree(text: str) -> Tree | None:
    try:
        return parse_tree(text)
    except UnreadableTextError:
        return None


_Renamed = set[tuple[str, str]]
"""Keys as they were and as they are now."""


def _same(one: Leaf | Branch | None, other: Leaf | Branch | None, renamed: _Renamed) -> bool:
    """Tell whether two trees have the same words, but for quotes and renamed keys."""
    if isinstance(one, Leaf) and isinstance(other, Leaf):
        return one.raw == other.raw
    if isinstance(one, Branch) and isinstance(other, Branch):
        return len(one.entries) == len(other.entries) and all(
            _same_key(a.key, b.key, renamed) and _same(a.value, b.value, renamed)
            for a, b in zip(one.entries, other.entries, strict=True)
        )
    return one is None and other is None


def _same_key(one: Leaf | None, other: Leaf | None, renamed: _Renamed) -> bool:
    if one is None or other is None:
        return one is other
    return one.raw == other.raw or (one.raw, other.raw) in renamed


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
