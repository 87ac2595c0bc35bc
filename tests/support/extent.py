"""How much is done of what takes long: a part, or with ``ANKIGEN_TESTS=whole`` all of it.

The suite that everybody runs stays under ten minutes; once a week the whole is run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

_T = TypeVar("_T")

WHOLE = os.environ.get("ANKIGEN_TESTS") == "whole"


def rounds(whole: int, part: int) -> int:
    """Return how many random trials are made."""
    return whole if WHOLE else part


def some(cases: Iterable[_T], every: int) -> list[_T]:
    """Return all cases, or one in every so many."""
    return list(cases)[:: 1 if WHOLE else every]
