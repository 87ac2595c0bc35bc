"""A mutation fuzzer for the loader and the validator.

``python -m tests.fuzz 100000 [--seed N]`` mutates the good decks so many times. Whatever a mutant
says: no exception, each place inside the file, and what is accepted means the same to PyYAML, is
valid to jsonschema and is built; nothing else is. The suite runs a small part of it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from ankigen import kinds, report, schema
from ankigen.deck.checks import impossible_dates, survey
from ankigen.diagnostics import Diagnostic, Location, Severity
from ankigen.edit.told import tell
from ankigen.schema.faults import check
from ankigen.source import SourceFile, parse
from tests.support.schemas import is_valid

GOOD = Path(__file__).parent / "decks" / "good"

TOKENS = (
    ": ", "- ", " #", "#", "'", '"', "{", "}", "[", "]", "{{", "&a ", "*a", "!t ", "!!int ", "%",
    "@", "`", ">", "|", ">-", "|-", "? ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "\t", "\n",
    "\r\n", "\r", "\x00", "\x1f", "\x85", "\u2028", "\u200b", "\u00ad", "\u202e", "\ufeff",
    "e\u0301", "東", "\\", '"\\x1f"', "no", "~", "010", "12:30", "1945-10-24", "2024-13-45", ".inf",
    ".nan", "=", "null", "1e3", "0x1F", "9" * 400, "  ", "id:", "kind: ", "notes:", "key:", ",",
)  # fmt: skip

Mutation = Callable[[random.Random, str], str]


def _delete(generator: random.Random, text: str) -> str:
    start = generator.randrange(len(text))
    return text[:start] + text[start + generator.randint(1, 8) :]


def _insert(generator: random.Random, text: str) -> str:
    at = generator.randint(0, len(text))
    return text[:at] + generator.choice(TOKENS) + text[at:]


def _replace(generator: random.Random, text: str) -> str:
    at = generator.randrange(len(text))
    return text[:at] + generator.choice(TOKENS) + text[at + 1 :]


def _lines(change: Callable[[random.Random, list[str]], None]) -> Mutation:
    def mutate(generator: random.Random, text: str) -> str:
        lines = text.split("\n")
        change(generator, lines)
        return "\n".join(lines)

    return mutate


def _drop_line(generator: random.Random, lines: list[str]) -> None:
    del lines[generator.randrange(len(lines))]


def _double_line(generator: random.Random, lines: list[str]) -> None:
    at = generator.randrange(len(lines))
    lines.insert(at, lines[at])


def _swap_lines(generator: random.Random, lines: list[str]) -> None:
    one, other = generator.randrange(len(lines)), generator.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _indent_line(generator: random.Random, lines: list[str]) -> None:
    at = generator.randrange(len(lines))
    lines[at] = generator.choice(["", " ", "  ", "\t", "        "]) + lines[at].lstrip()


def _spoil_value(generator: random.Random, lines: list[str]) -> None:
    at = generator.randrange(len(lines))
    key, colon, _ = lines[at].partition(": ")
    if colon:
        lines[at] = key + colon + generator.choice(TOKENS) + generator.choice(["", " x", "x: y"])


MUTATIONS: tuple[Mutation, ...] = (
    _delete,
    _insert,
    _replace,
    _lines(_drop_line),
    _lines(_double_line),
    _lines(_swap_lines),
    _lines(_indent_line),
    _lines(_spoil_value),
)


def originals() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(GOOD.rglob("*.yaml"))]


def mutants(count: int, seed: int) -> Iterator[bytes]:
    """Yield mutated files."""
    texts = originals()
    for number in range(count):
        generator = random.Random(f"{seed}/{number}")
        text = generator.choice(texts)
        for _ in range(generator.choice([1, 1, 1, 2, 3])):
            text = generator.choice(MUTATIONS)(generator, text) or " "
        content = text.encode("utf-8", "surrogatepass")
        if generator.random() < 0.05:
            at = generator.randrange(len(content))
            content = content[:at] + bytes([generator.randrange(256)]) + content[at + 1 :]
        yield content


def judge(content: bytes) -> bool:
    """Check one file; return whether it is accepted. Raises AssertionError for what must not be."""
    source = parse("x.yaml", content)
    found = [*source.diagnostics, *(check(source, codes_of(source)) if source.readable else ())]
    for diagnostic in found:
        check_places(source, diagnostic)
    for form in ("full", "github"):
        report.render(form, found, {"x.yaml": source}, "id")
    kind = schema.kind_of(source.data)
    codes = codes_of(source)
    built = is_built(source, kind)
    assert not built or is_valid(kind, source.data, codes)
    if any(d.severity is Severity.ERROR for d in found):
        return False
    meant = yaml.load(content, yaml.CSafeLoader)
    assert repr(source.data) == repr(meant)
    assert is_valid(kind, meant, codes)
    assert built or has_bad_dates(kind, meant)
    return True


def codes_of(source: SourceFile) -> tuple[str, ...]:
    is_deck = schema.kind_of(source.data) == "deck"
    return schema.languages_of(source.data) if is_deck else ("id", "en")


def judge_told(content: bytes) -> None:
    """Check what is told of one file in the end: each place is one of the author's text."""
    source = parse("x.yaml", content)
    for diagnostic in tell(source, ("id", "en"))[1]:
        check_places(source, diagnostic)


def is_built(source: SourceFile, kind: str) -> bool:
    """Whether a file is taken for what it says it is without asking jsonschema."""
    if kind == "deck":
        return schema.build_deck(source) is not None
    if kind in kinds.companions():
        return schema.build_companion(source, kind, ("id", "en")) is not None
    return schema.build_notes(source, ("id", "en")) is not None


def has_bad_dates(kind: str, data: Any) -> bool:
    """Whether a file has dates that no calendar has: no schema sees them, another check does."""
    source = SourceFile("x.yaml")
    if kind in kinds.file_records():
        return any(impossible_dates(source, data))
    found = survey(source, data, kind, "notes", None).dates
    return any(each.code == "bad-date" for each in found)


def check_places(source: SourceFile, diagnostic: Diagnostic) -> None:
    for place in (diagnostic.location, *(edit.location for edit in diagnostic.edits)):
        check_place(source, place)


def check_place(source: SourceFile, place: Location) -> None:
    lines = source.text.split("\n")
    assert 1 <= place.line <= len(lines), place
    assert place.line == place.end_line, place
    width = len(lines[place.line - 1])
    assert 1 <= place.column <= width + 1, place
    assert place.column <= place.end_column <= max(width + 1, place.column + 1), place


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    accepted = 0
    for number, content in enumerate(mutants(given.count, given.seed)):
        try:
            accepted += judge(content)
            judge_told(content)
        except Exception:
            print(f"mutant {number} of seed {given.seed}:\n{content!r}")
            raise
    print(f"{given.count} mutants, {accepted} accepted, none misjudged")


if __name__ == "__main__":
    main()
