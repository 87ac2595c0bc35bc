"""The one place where kinds of note and language views are described.

A new kind, fact or variant is a row here (plus the schema, example and docs that a
contract test then names as missing).
"""

from __future__ import annotations

from ankigen.catalogue.base import Asked, FactType, Kind, Variant
from ankigen.catalogue.goals import GOAL
from ankigen.catalogue.organisations import ORGANISATION
from ankigen.catalogue.terms import TERM
from ankigen.catalogue.variants import PACKAGES, VARIANTS

__all__ = ["KINDS", "PACKAGES", "VARIANTS", "Asked", "FactType", "Kind", "Variant", "kind_of"]

KINDS: tuple[Kind, ...] = (TERM, GOAL, ORGANISATION)

_BY_MODEL = {kind.model: kind for kind in KINDS}


def kind_of(note: object) -> Kind:
    """Return the kind of a note of the model."""
    return _BY_MODEL[type(note)]
