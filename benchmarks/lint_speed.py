"""How long lint takes against loading, on 10,000 notes, as a whole and rule by rule.

``python -m benchmarks.lint_speed [NOTES]``: writes decks of the shipped notes' shape with
other words into a temporary folder, then loads and lints them in one process. The
medians of five runs and their ratios to loading are printed; the aim is at most four
times for all of lint, and no rule longer than loading.
"""

from __future__ import annotations

import datetime
import gc
import itertools
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from ankigen.deck import Loaded, load
from ankigen.lint import DEFAULT, hosts, language, lint
from ankigen.lint.base import View
from ankigen.lint.rules import RULES

SHIPPED = Path(__file__).parents[1] / "decks" / "kerja-sama-internasional"
TODAY = datetime.date(2026, 11, 24)
RUNS = 5
_WORD = re.compile(r"[a-z]{6,}")
_TEXTS = frozenset({"id", "en"})
_UNLIKE = frozenset({"name", "abbreviation", "called", "question", "term", "definition", "example"})
_LEFT_OUT = ("related", "of", "picture")


def generate(folder: Path, count: int) -> None:
    """Write a deck of ``count`` notes in files of 500, shaped like the shipped ones."""
    shipped = [
        (data["kind"], note)
        for path in sorted(SHIPPED.glob("*.yaml"))
        if (data := yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))["kind"] != "deck"
        for note in data["notes"]
    ]
    chosen = random.Random(1)
    vocabulary = {
        language: sorted({w for _, note in shipped for w in _words(note, language)})
        for language in _TEXTS
    }
    notes: dict[str, list[Any]] = {}
    for index in range(count):
        kind, note = shipped[index % len(shipped)]
        made = _other_words(note, vocabulary, chosen)
        made["key"] = f"{note['key']}-{index}"[-64:].lstrip("-")
        made.get("status", {}).pop("successor", None)
        _make_sound(made, index)
        notes.setdefault(kind, []).append(made)
    deck = yaml.load((SHIPPED / "deck.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    deck["files"] = []
    for kind, made_notes in notes.items():
        for start in range(0, len(made_notes), 500):
            name = f"{kind}-{start}.yaml"
            deck["files"].append(name)
            data = {"kind": kind, "notes": made_notes[start : start + 500]}
            _write(folder / name, data)
    _write(folder / "deck.yaml", deck)


def _write(path: Path, data: Any) -> None:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _words(data: Any, language: str) -> set[str]:
    if isinstance(data, dict):
        return {
            word
            for key, value in data.items()
            for word in (
                _WORD.findall(value)
                if key == language and isinstance(value, str)
                else _words(value, language)
            )
        }
    return (
        set().union(*(_words(each, language) for each in data)) if isinstance(data, list) else set()
    )


def _other_words(data: Any, vocabulary: dict[str, list[str]], chosen: random.Random) -> Any:
    if isinstance(data, dict):
        return {
            key: _WORD.sub(lambda _: chosen.choice(vocabulary[key]), value)  # noqa: B023 - used at once
            if key in _TEXTS and isinstance(value, str)
            else _other_words(value, vocabulary, chosen)
            for key, value in data.items()
            if key not in _LEFT_OUT
        }
    if isinstance(data, list):
        return [_other_words(each, vocabulary, chosen) for each in data]
    return data


def _make_sound(data: Any, index: int) -> None:
    """Make names and questions unlike, dates young and addresses secure.

    A sound deck is what lint usually reads; each finding costs a look at its place.
    """
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if key == "as_of":
            data[key] = "2026-06"
        elif key == "url":
            data[key] = value.replace("http:", "https:")
        elif key in _UNLIKE:
            data[key] = _numbered(value, index)
        elif isinstance(value, (dict, list)):
            _make_sound(value, index)


def _numbered(name: dict[str, str], index: int) -> dict[str, str]:
    return {
        language: f"{text.removesuffix('?')} {index}{'?' * text.endswith('?')}"
        for language, text in name.items()
    }


def median(work: Callable[[], Any]) -> float:
    """Return the median seconds of processor time of five runs."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def measure(folder: Path) -> None:
    """Print what loading, the view, each rule and the whole take."""
    loaded: Loaded = load([folder])
    assert not loaded.has_errors, loaded.diagnostics[:3]
    (deck,) = loaded.decks
    loading = median(lambda: tuple(load([folder]).decks[0].notes))
    whole = median(lambda: _cold(lambda: lint(loaded, TODAY)))
    print(f"{len(deck.notes)} notes; load {loading * 1000:.0f} ms")
    print(f"lint {whole * 1000:.0f} ms, {whole / loading:.2f} times loading")
    view = View(deck, TODAY, DEFAULT)
    for name in ("passages", "citations", "cards"):
        start = time.process_time()
        getattr(view, name)
        taken = time.process_time() - start
        print(f"  view: {name:<25} {taken * 1000:7.0f} ms {taken / loading:6.2f}")
    for rule in RULES:
        taken = median(lambda rule=rule: _cold(lambda: list(rule.check(view))))  # type: ignore[misc]
        print(f"  {rule.CODE:<31} {taken * 1000:7.0f} ms {taken / loading:6.2f}")


def _cold(work: Callable[[], Any]) -> Any:
    """Do the work with empty caches: what words were looked at before must not help."""
    kept = (vars(module).values() for module in (language, hosts))
    for cached in itertools.chain(*kept):
        # Word lists have no limit and stay; what was made of the texts goes.
        if hasattr(cached, "cache_parameters") and cached.cache_parameters()["maxsize"]:
            cached.cache_clear()
    return work()


def main() -> None:
    gc.disable()  # as the command line does
    if hasattr(os, "sched_setaffinity"):
        # Lint has one process: so must loading, or its processor time would not count whole.
        os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), count)
        measure(Path(folder))


if __name__ == "__main__":
    main()
