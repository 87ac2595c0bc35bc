"""Decks of any size in the real format, the same for the same arguments.

Each note has the texts, sources and gaps that real notes have: a tenth has no example,
a third no hint, a fifth no abbreviation. ``python -m benchmarks.generate 10000 OUT``.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

WORDS = {
    "id": (
        "kerja sama negara anggota perjanjian perdagangan keamanan kawasan organisasi tujuan "
        "bersama ekonomi budaya pendidikan hukum internasional perdamaian piagam sidang usaha "
        "pemerintah rakyat pembangunan bantuan sumber daya alam teknologi pertukaran pelajar"
    ).split(),
    "en": (
        "cooperation state member treaty trade security region organisation aim shared economy "
        "culture education law international peace charter session effort government people "
        "development aid natural resources technology exchange students conference council"
    ).split(),
}
SOURCES = ["https://example.org/treaty", "https://example.org/charter", "https://example.org/law"]


def text(generator: random.Random, language: str, low: int, high: int) -> str:
    words = generator.choices(WORDS[language], k=generator.randint(low, high))
    return " ".join(words)


def both(generator: random.Random, indent: int, low: int, high: int) -> list[str]:
    pad = " " * indent
    return [f"{pad}{side}: {text(generator, side, low, high)}" for side in ("id", "en")]


def sources(generator: random.Random, indent: int) -> list[str]:
    pad = " " * indent
    return [
        f"{pad}sources:",
        f"{pad}  - title: {text(generator, 'en', 3, 6)}",
        f"{pad}    url: {generator.choice(SOURCES)}",
        f'{pad}    read: "2026-11-24"',
    ]


def term(number: int, generator: random.Random) -> list[str]:
    lines = [f"  - key: term-{number}", "    term:"]
    lines += [f"      {side}: {text(generator, side, 1, 3)} {number}" for side in ("id", "en")]
    if generator.random() < 0.2:
        lines += ["    abbreviation:", f"      id: T{number}", f"      en: E{number}"]
    lines += ["    definition:", *both(generator, 6, 8, 18)]
    lines += ["    explanation:", *both(generator, 6, 10, 25)]
    if generator.random() < 0.9:
        lines += ["    example:", *both(generator, 6, 8, 16)]
    lines += ["    level: 1", "    topic: treaties", "    subjects:", "      - ppkn"]
    if generator.random() < 0.66:
        lines += ["    hint:", *both(generator, 6, 2, 4)]
    return lines + sources(generator, 4)


def goal(number: int, generator: random.Random) -> list[str]:
    lines = [f"  - key: goal-{number}", "    category: goal", "    field: economy"]
    lines += ["    question:"]
    lines += [f"      {side}: {text(generator, side, 6, 12)} {number}?" for side in ("id", "en")]
    lines += ["    answer:", *both(generator, 6, 3, 10)]
    lines += ["    explanation:", *both(generator, 6, 10, 25)]
    if generator.random() < 0.5:
        lines += ["    example:", *both(generator, 6, 8, 16)]
    return [*lines, "    level: 2", *sources(generator, 4)]


def organisation(number: int, generator: random.Random) -> list[str]:
    year = generator.randint(1945, 2020)
    lines = [f"  - key: body-{number}", "    type: organisation", "    name:"]
    lines += [f"      {side}: {text(generator, side, 3, 5)} {number}" for side in ("id", "en")]
    if generator.random() < 0.8:
        lines += ["    abbreviation:", f"      id: B{number}", f"      en: C{number}"]
    lines += ["    purpose:", "      answer:"]
    lines += [f"        id: memajukan {text(generator, 'id', 6, 12)}"]
    lines += [f"        en: to advance {text(generator, 'en', 6, 12)}", *sources(generator, 6)]
    lines += ["    founded:", f'      date: "{year}-08-08"', "      event: founded"]
    lines += sources(generator, 6)
    if generator.random() < 0.7:
        lines += ["    headquarters:", "      city:", *both(generator, 8, 1, 1)]
        lines += ["      country:", *both(generator, 8, 1, 2), *sources(generator, 6)]
    return [*lines, "    level: 1"]


KINDS: list[tuple[str, int, Callable[[int, random.Random], list[str]]]] = [
    ("term", 5, term),
    ("goal", 3, goal),
    ("organisation", 2, organisation),
]


def generate(notes: int, folder: Path, per_file: int = 500, *, one_kind: bool = False) -> Path:
    """Write a deck of so many notes into ``folder``, in files of one kind each.

    ``one_kind`` makes terms only, so that a single file can hold them all.
    """
    folder.mkdir(parents=True)
    generator = random.Random(notes)
    names: list[str] = []
    kinds = KINDS[:1] if one_kind else KINDS
    shares = sum(share for _, share, _ in kinds)
    for kind, share, write in kinds:
        count = notes * share // shares
        for start in range(0, count, per_file):
            name = f"{kind}-{start // per_file:03}.yaml"
            names.append(name)
            lines = [f"kind: {kind}", "notes:"]
            for number in range(start, min(start + per_file, count)):
                lines += [*write(number, generator), ""]
            (folder / name).write_text("\n".join(lines), encoding="utf-8")
    deck = [
        "kind: deck", f"key: generated-{notes}", "uid: benchmarkbenchma",
        f"anki_name: Generated {notes}", "title:", "  id: Buatan", "  en: Generated",
        "description:", "  id: Dek buatan.", "  en: A generated deck.",
        "licence: CC0-1.0",
        "subjects: {ppkn: {id: PPKn, en: Civics}}",
        "topics: {treaties: {id: Perjanjian, en: Treaties}}",
        "levels: [{id: Satu, en: One}, {id: Dua, en: Two}]", "files:",
    ]  # fmt: skip
    deck += [f"  - {name}" for name in names]
    (folder / "deck.yaml").write_text("\n".join([*deck, ""]), encoding="utf-8")
    return folder


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 500)
