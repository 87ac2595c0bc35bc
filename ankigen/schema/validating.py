"""The validator that decides on a file's shape: jsonschema, with YAML's own types told apart."""

from __future__ import annotations

import datetime
import functools
from typing import Any

import jsonschema


@functools.cache
def validator() -> Any:
    """Return a validator that knows dates, and to which 1.0 is no whole number.

    A card would show such a number as it is.
    """
    types = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "integer": lambda _, value: isinstance(value, int) and not isinstance(value, bool),
            "date": lambda _, value: value.__class__ is datetime.date,
        }
    )
    extend: Any = jsonschema.validators.extend
    return extend(jsonschema.Draft202012Validator, type_checker=types)
