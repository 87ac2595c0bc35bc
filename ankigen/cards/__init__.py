"""(Deck, Stamps) → packages. Pure: the same deck and stamps give the same rows.

One Anki note is one fact of a source note in one variant. No field depends on another
note, on counts, the version or the date, so a change to one note changes no other.

Two steps: ``wording`` makes of source notes all that depends on nothing but them, and a sheet
(``ankigen.anki.sheet``) takes what is worded and gives it ids and times.
"""

from __future__ import annotations

from ankigen.cards.compiled import (
    RETIRED_SUFFIX,
    VARIANT_STEP,
    Compiled,
    DeckInVariant,
    Filling,
    PackedFact,
    compile_deck,
    deck_names,
    worded,
)
from ankigen.cards.wording import FACT_STEP, RETIRED_PLACE

__all__ = [
    "FACT_STEP",
    "RETIRED_PLACE",
    "RETIRED_SUFFIX",
    "VARIANT_STEP",
    "Compiled",
    "DeckInVariant",
    "Filling",
    "PackedFact",
    "compile_deck",
    "deck_names",
    "worded",
]
