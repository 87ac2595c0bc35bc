"""Facts → small pictures: where a seat is, and when in time something was founded.

A contributor's tool: what it draws is committed as media of the deck like any other
picture, so that building a deck never needs it.
"""

from __future__ import annotations

from ankigen.deck.pictures.atlas import FILE, NPM_PACKAGE, Atlas, read_atlas
from ankigen.deck.pictures.survey import Survey, drawn, findings, holds, survey

__all__ = [
    "FILE",
    "NPM_PACKAGE",
    "Atlas",
    "Survey",
    "drawn",
    "findings",
    "holds",
    "read_atlas",
    "survey",
]
