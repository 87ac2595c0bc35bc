"""What a wrong value was surely meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ankigen.diagnostics import Location
from ankigen.kinds.base.fields import DATE
from ankigen.schema.days import readings
from ankigen.source import Path
from ankigen.source.scalars import quoted

_KEY_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*"
_ADDRESS = re.compile(r"http(s?)[:;]*/+(\S.*)", re.I)
_BARE = re.compile(r"(https?://)?[A-Za-z][A-Za-z0-9._/-]*")
_NUMBER = re.compile(
    r"([0-9]+|[0-9]{1,3}(?:[.][0-9]{3}){2,}|[0-9]{1,3}(?:,[0-9]{3}){2,}"
    r"|[0-9]{1,3}(?:[ \u00a0_][0-9]{3})+)"
    r"(?:\s+[^\W\d].*)?"
)
_COMMENT = re.compile(r":[ \t]+(#[^\s#].*?)\s*$")


def fits(value: str, pattern: str) -> bool:
    """Whether a text has the form of a schema's pattern, as jsonschema judges."""
    return re.search(pattern, value) is not None


def to_form(value: str, pattern: str) -> str:
    """Return the text of that form which was surely meant, or ''."""
    return next(iter(forms(value, pattern)), "") if len(forms(value, pattern)) == 1 else ""


def forms(value: str, pattern: str) -> list[str]:
    """Return the texts of that form which can have been meant: several only for a date."""
    if pattern == DATE:
        return [date for date in readings(value) if date != value]
    guesses = _guesses(value, is_key=pattern.startswith(_KEY_PATTERN))
    return [each for each in guesses if each != value and fits(each, pattern)][:1]


def _guesses(value: str, *, is_key: bool) -> Iterator[str]:
    value = value.strip()
    yield " ".join(value.split())
    address = _ADDRESS.fullmatch(value)
    if address:
        yield f"http{address[1].lower()}://" + re.sub(r"\s+", "%20", address[2])
    if "." in value and "/" not in value.split(".", 1)[0] and " " not in value:
        yield f"https://{value}"
    if re.search(r"[.]ya?ml$", value):
        yield re.sub(r"^([.]?/)+", "", value.replace("\\", "/"))
    yield f"{value}.yaml"
    if is_key:
        yield re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")


def whole_number(text: str) -> str:
    """Return the digits of a whole number that has a unit or separators of thousands, or ''.

    One dot or comma is none: ``1.500`` can be a fraction.
    """
    match = _NUMBER.fullmatch(text.strip())
    return re.sub(r"\D", "", match[1]).lstrip("0") if match else ""


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
