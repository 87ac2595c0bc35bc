"""The finished fields of a deck's packages, for programs that do not word questions.

``python -m benchmarks.rows DECK OUT`` writes a file for each package, so that nobody need hold
more than one — in a process of its own: the memory that a parent
holds counts as its children's.
"""

from __future__ import annotations

import marshal
import sys
from pathlib import Path

from ankigen.anki.package import Package, Stamps
from ankigen.cards import compile_deck
from ankigen.deck import load

EPOCH = 1_700_000_000


def main(deck: Path, out: Path) -> None:
    (loaded,) = load([deck]).decks
    compiled = compile_deck(loaded, Stamps(EPOCH))
    out.mkdir()
    for name in loaded.packages:
        package = compiled.package(name)
        (out / package.name).write_bytes(marshal.dumps(content(package)))


def content(package: Package) -> dict[str, object]:
    return {
        "note types": [
            (
                each.id,
                each.name,
                [{"name": field.name} for field in each.fields],
                [{"name": t.name, "qfmt": t.front, "afmt": t.back} for t in each.templates],
                each.css,
            )
            for each in package.note_types
        ],
        "decks": [(entry.id, entry.name) for entry in package.decks],
        "notes": [
            (n.note_type_id, n.cards[0].deck_id, n.guid, list(n.fields), list(n.tags))
            for n in package.notes
        ],
        "cards": [len(n.cards) for n in package.notes],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
