"""(Deck, Stamps) → packages. Pure: the same deck and stamps give the same rows.

One Anki note is one fact of a source note in one variant. No field depends on another
note, on counts, the version or the date, so a change to one note changes no other.

Two steps: ``wording`` makes of source notes all that depends on nothing but them, and
``stored`` gives it ids, times and places. Between them lie plain texts and numbers, packed
by ``marshal``: a large deck takes a fraction of the memory that objects would.
"""

from __future__ import annotations

from ankigen.cards.compiled import (
    RETIRED_SUFFIX,
    Compiled,
    View,
    compile_deck,
    deck_names,
)
from ankigen.cards.stored import FACT_STEP, RETIRED_PLACE, VARIANT_STEP, PackedFact
from ankigen.cards.wording import Words

__all__ = [
    "FACT_STEP",
    "RETIRED_PLACE",
    "RETIRED_SUFFIX",
    "VARIANT_STEP",
    "Compiled",
    "PackedFact",
    "View",
    "Words",
    "compile_deck",
    "deck_names",
]
