"""What readers write in the issue forms of ``.github/ISSUE_TEMPLATE``, and the edits they mean.

Anybody can write an issue: its text is only ever compared and shown, and says nothing but words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankigen.edit.merging import tidy
from ankigen.edit.replace import Replacement, apply
from ankigen.edit.texts import Said, Spot, Texts

CORRECTION = {
    "key": "Kunci catatan / Key of the note",
    "says": "Tertulis / What it says",
    "right": "Seharusnya / What is right",
    "source": "Sumber / Source",
    "name": "Nama Anda / Your name",
}
PROPOSAL = {
    "term_id": "Istilah / Term in Indonesian",
    "term_en": "Istilah bahasa Inggris / Term in English",
    "definition_id": "Artinya / Meaning in Indonesian",
    "definition_en": "Artinya dalam bahasa Inggris / Meaning in English",
    "source": "Sumber / Source",
    "name": "Nama Anda / Your name",
}
"""The fields of the two forms by their ids, as GitHub writes them above what was filled in."""

MOST_LETTERS = 65_536
"""GitHub's own limit for the text of an issue."""

_MOST_COMPARED = 4000
"""Letters: to compare texts takes quadratic time."""

_NOTHING = "_No response_"
_HEADING = re.compile(r"###[ \t]+(.*\S)[ \t]*")
_SAFE_ADDRESS = re.compile(r"[\w.+\[\]-]+@users\.noreply\.github\.com(?![\w.-])", re.ASCII)


def fields(text: str) -> dict[str, str]:
    """Return what stands under each heading of a form, by the ids of its fields.

    It is {} for a text that is none of our forms, or has one of their headings twice.
    """
    text = "\n".join(text[: MOST_LETTERS + 1].splitlines())
    for form in (CORRECTION, PROPOSAL):
        ids = {label: name for name, label in form.items()}
        found: dict[str, list[str]] = {}
        here: list[str] = []
        for line in text.split("\n"):
            heading = _HEADING.fullmatch(line)
            name = ids.get(heading[1]) if heading else None
            if name in found:
                return {}
            if name:
                here = found[name] = []
            else:
                here.append(line)
        if found.keys() == form.keys() and len(text) <= MOST_LETTERS:
            said = {name: tidy("\n".join(lines)) for name, lines in found.items()}
            return {name: "" if each == _NOTHING else each for name, each in said.items()}
    return {}


@dataclass(frozen=True, slots=True)
class Meant:
    """The texts that a correction means, as they should be, and the changes without a place."""

    wanted: dict[Spot, str]
    unplaced: tuple[tuple[str, str], ...] = ()


def corrected(texts: Texts, key: str, says: str, right: str) -> Meant:
    """Find the words that differ between two sayings in the texts of a note.

    ``key`` is the note's, perhaps with the deck's before and the fact's behind. As many words
    around a change are looked for as it takes to find one place; none found is no place.
    """
    note, fact = _note(texts, key)
    here = [said for said in texts.said.values() if said.spot.key == note]
    old, new = says.split(), right.split()
    edits: dict[Spot, list[Replacement]] = {}
    unplaced = []
    if len(says) + len(right) > _MOST_COMPARED:
        return Meant({}, ((says, right),))
    pairs = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for how, a, b, c, d in pairs.get_opcodes():
        if how == "equal":
            continue
        place = _place(here, fact, old, (a, b))
        if place is None:
            unplaced.append((" ".join(old[a:b]), " ".join(new[c:d])))
            continue
        said, start, end = place
        edits.setdefault(said.spot, []).append(_edit(said.text, start, end, old[a:b], new[c:d]))
    wanted = {spot: tidy(apply(texts.said[spot].text, found)) for spot, found in edits.items()}
    return Meant(wanted, tuple(unplaced))


def _note(texts: Texts, key: str) -> tuple[str, str]:
    parts = [part.strip() for part in key.split("/")]
    known = [n for n, part in enumerate(parts) if part in texts.topics or part in texts.former]
    if not known:
        return "", ""
    note = parts[known[0]]
    return texts.former.get(note, note), "".join(parts[known[0] + 1 : known[0] + 2])


def _place(
    here: Sequence[Said], fact: str, words: list[str], changed: tuple[int, int]
) -> tuple[Said, int, int] | None:
    """Return the one text that has the changed words, and from where to where."""
    start, end = changed
    for around in range(start == end, len(words) + 1):
        before, after = words[max(start - around, 0) : start], words[end : end + around]
        found = list(_matches(here, before, words[start:end], after))
        if len(found) > 1:
            # Of a fact's own texts rather than of another's that says the same.
            own = [each for each in found if each[0].spot.path.split(".")[0] == fact]
            found = own if len(own) == 1 else found
        if len(found) < 2:
            return found[0] if found else None
    return None


def _matches(
    here: Sequence[Said], before: list[str], words: list[str], after: list[str]
) -> Iterator[tuple[Said, int, int]]:
    first, it, last = (r"\s+".join(map(re.escape, part)) for part in (before, words, after))
    gap = r"(?:\s+|$)" if before else ""
    behind = r"\s+" if words and after else ""
    for said in here:
        # Cards begin with a capital, whatever the text does.
        pattern = rf"(?<!\w){first}{gap}(?P<it>{it}){behind}{last}(?!\w)"
        for match in re.finditer(pattern, said.text, re.IGNORECASE):
            yield said, *match.span("it")


def _edit(text: str, start: int, end: int, old: list[str], new: list[str]) -> Replacement:
    said = " ".join(new)
    if not old:
        return Replacement(start, end, f" {said}" if start == len(text) else f"{said} ")
    if text[start].islower() and old[0][0].isupper():
        said = said[:1].lower() + said[1:]
    # A word goes with the space behind it.
    return Replacement(start, end + (not said and text[end : end + 1].isspace()), said)


def signed(name: str) -> str:
    """Return a contributor's name as a line of a commit message, or ''.

    An address stands there only where it is one of GitHub's that gives nothing away.
    """
    shown = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    address = _SAFE_ADDRESS.search(shown)
    plain = re.sub(r"[<(]?\S*@\S*", "", re.sub(r"<[^>]*>", "", shown)).strip(" <>,;")[:80]
    if not plain:
        return ""
    return f"Co-authored-by: {plain} <{address[0]}>" if address else f"Proposed by {plain}."
