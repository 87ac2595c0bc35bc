"""What a wrong value was surely meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ankigen.diagnostics import Location
from ankigen.source import Path
from ankigen.source.scalars import quoted

_KEY_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*"
_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")
_BARE = re.compile(r"(https?://)?[A-Za-z][A-Za-z0-9._/-]*")
_COMMENT = re.compile(r":[ \t]+(#[^\s#].*?)\s*$")


def fits(value: str, pattern: str) -> bool:
    """Whether a text has the form of a schema's pattern, as jsonschema judges."""
    return re.search(pattern, value) is not None


def to_form(value: str, pattern: str) -> str:
    """Return the text of that form which was surely meant, or ''."""
    guesses = _guesses(value, is_key=pattern.startswith(_KEY_PATTERN))
    return next((each for each in guesses if each != value and fits(each, pattern)), "")


def _guesses(value: str, *, is_key: bool) -> Iterator[str]:
    date = _DATE.fullmatch(value.strip())
    if date:
        yield "-".join(part.zfill(2) for part in date.groups() if part)
        return
    yield " ".join(value.split())
    if "." in value and "/" not in value.split(".", 1)[0]:
        yield f"https://{value.strip()}"
    if is_key:
        yield re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")


def like(raw: str, value: str) -> str:
    """Write a value as the author wrote the wrong one: in quotes, or bare where that is safe."""
    mark = raw[:1]
    if mark in "\"'" and mark not in value and "\\" not in value:
        return f"{mark}{value}{mark}"
    return value if _BARE.fullmatch(value) else quoted(value)


def translated(value: str, choices: list[str], schema: dict[str, Any]) -> str:
    """Return the choice that a description explains by this very word: ``goal (tujuan)``."""
    description = str(schema.get("description", "")).casefold()
    word = re.escape(value.strip().casefold())
    found = re.search(rf"([\w-]+) \({word}\)", description) if word else None
    return found[1] if found and found[1] in choices else ""


def comment_at(path: str, row: int, line: str, key_end: int) -> Location | None:
    """Return the place of ``#words`` right after a key that ends at that column, if any."""
    match = _COMMENT.match(line, key_end - 1)
    return Location(path, row, match.start(1) + 1, row, match.end(1) + 1) if match else None


def description(schema: Any, path: Path, key: str) -> str:
    """Return the description of a key in the mapping at a path, by the schema of the whole.

    It answers where an error comes from a condition, whose own schema describes nothing.
    """
    for step in (*path, key):
        if isinstance(step, int):
            schema = schema.get("items", {})
        else:
            schema = schema.get("properties", {}).get(step, {})
    return str(schema.get("description", "")) if isinstance(schema, dict) else ""
