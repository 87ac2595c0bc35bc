"""Files that are made of the kinds and languages: ``python -m tests.support.derived`` writes them.

They are committed for those who read them without running anything; a test holds that they
are as made. ``--kinds`` leaves out the pages of commands and codes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ankigen import kinds, schema
from ankigen.kinds.base.records import RetiredFacts, Retirement
from ankigen.kinds.base.shape import fields_of
from ankigen.kinds.base.variants import DEFAULT_LANGUAGES
from ankigen.schema.reference import record_of, records_in, reference
from tests.support.decks import ROOT

GOOD = ROOT / "tests" / "decks" / "good"
SHOWN = ("capitals", "law", "sample")
"""The good decks whose files have the examples of the reference, the best first."""

RETIRED = "{id: Badan ini berganti nama., en: The body has a new name.}"
UNRELEASED: dict[tuple[Any, str], str] = {
    (Retirement, "why"): RETIRED,
    **{
        (kind.record, "retired_facts"): f"{{{kind.fact_keys[-1]}: {{why: {RETIRED}}}}}"
        for kind in kinds.kinds().values()
    },
}
"""Examples of what only a deck that was released has."""

GUIDE = Path(__file__).with_name("format.md")
"""What the reference of the format begins with."""


def files() -> dict[Path, str]:
    """Return what is derived, by its place."""
    made = {ROOT / "schema" / name: text for name, text in schema.texts(DEFAULT_LANGUAGES).items()}
    made[ROOT / "docs" / "format.md"] = GUIDE.read_text(encoding="utf-8") + reference(examples())
    made[ROOT / "tests" / "golden" / "fact_names.txt"] = fact_names()
    return made


def examples() -> dict[tuple[Any, str], str]:
    """Return how keys are written in decks, by the record and its bases: the first handy way."""
    found = dict(UNRELEASED)
    for path in (path for name in SHOWN for path in sorted((GOOD / name).glob("*.yaml"))):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for item in data.get("notes", [data]):
            for record, key, value in _written(record_of(data["kind"]), item):
                told = yaml.safe_dump(value, **_FLOW).removesuffix("\n").removesuffix("\n...")
                told = re.sub(r"^'([0-9-]+)'$", r"\1", told)  # a date needs no quotes
                for has in record.__mro__:
                    found[has, key] = min(found.get((has, key), told), told, key=_awkward)
    return found


_FLOW: Any = {
    "default_flow_style": True, "allow_unicode": True, "width": 9999, "sort_keys": False,
}  # fmt: skip


def _awkward(example: str) -> int:
    return max(len(example), 90)


def _written(record: Any, data: dict[str, Any]) -> Iterator[tuple[Any, str, Any]]:
    """Yield what stands in a record and in those inside it, but for what are records themselves."""
    for field in fields_of(record):
        if field.name not in data:
            continue
        value = data[field.name]
        records = [Retirement] if field.bare is RetiredFacts else list(records_in(field.bare))
        alone = isinstance(value, dict) and records == [field.bare]
        items = value if isinstance(value, list) else [value]
        if isinstance(value, dict) and not alone:
            items = list(value.values())
        inside = [item for item in items if isinstance(item, dict)] if records else []
        if not inside:
            yield record, field.name, value
        for item in inside:
            yield from _written(records[0], item)


def fact_names() -> str:
    """Return the names of all facts: they are part of every guid, so they never change."""
    return "".join(
        f"{kind.name}/{fact.name}{'/translation' if fact.translation else ''}\n"
        for kind in kinds.kinds().values()
        for fact in kind.facts
    )


if __name__ == "__main__":
    made = files()
    if "--kinds" not in sys.argv:
        from tests.support import manual

        made |= manual.files()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
