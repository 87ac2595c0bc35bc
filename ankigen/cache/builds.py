"""Finished builds: the packages of decks that are as they were."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ankigen.cache.inputs import Inputs, deck_inputs
from ankigen.cache.store import Store, key_of

Moment = Callable[[Path, Iterable[Path]], int | None]
"""A deck's folder and files → the time of a build in seconds; None where it is never the same."""

_AS_RELEASED = 0
"""Stands for the time of a deck that equals its lock: all its times are from there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished package: the name of its file, what is in it, and the digest of its bytes."""

    file: str
    notes: int
    cards: int
    digest: str


class Builds:
    """The builds of some decks together, in order: two decks can be wrong only together."""

    def __init__(self, store: Store, tool: str, folders: Iterable[Path]) -> None:
        self._store = store
        self._tool = tool
        self._folders = tuple(folders)
        self._inputs = self._read()

    def _read(self) -> tuple[Inputs, ...]:
        """Return the inputs of every deck, or nothing where one cannot be cached."""
        inputs = [deck_inputs(folder) for folder in self._folders]
        known = tuple(each for each in inputs if each is not None)
        return known if len(known) == len(inputs) else ()

    def recall(self, packages: Iterable[str], moment: Moment) -> list[Kept] | None:
        """Return these packages (none: all) of every deck; None unless all are kept.

        ``moment`` is asked only for decks that are not as released.
        """
        verdict = self._store.get(self._verdict_key()) if self._inputs else None
        if verdict is None:
            return None
        found: list[Kept] = []
        wanted = tuple(packages)
        known = {name for _, offered in json.loads(verdict) for name in offered}
        if not known.issuperset(wanted):
            return None
        for inputs, (released, offered) in zip(self._inputs, json.loads(verdict), strict=True):
            time = _AS_RELEASED if released else moment(inputs.folder, inputs.paths)
            content = None if time is None else self._store.get(self._key(inputs, time))
            kept = json.loads(content) if content else {}
            for name in offered:
                if wanted and name not in wanted:
                    continue
                if name not in kept:
                    return None
                found.append(Kept(**kept[name]))
        return found

    def fetch(self, kept: Kept, target: Path) -> bool:
        """Copy a package; False where it is not whole. Raises OSError for ``target``."""
        return self._store.fetch(kept.digest, target)

    def add(self, file: Path) -> str:
        """Keep a finished package for ``keep``; return its digest."""
        return self._store.add(file)

    def keep(
        self,
        sources: Iterable[str],
        built: Iterable[tuple[int | None, tuple[str, ...], dict[str, Kept]]],
    ) -> None:
        """Remember builds of decks without a single diagnostic.

        ``sources`` are the files that were read, as people are shown them; ``built`` has for
        each deck the time of its build (None: as released), the names of all its packages and
        those that were built.
        """
        # Whoever edits while we build must not get the old packages for the new text.
        if not self._inputs or self._read() != self._inputs:
            return
        if not _cover(self._inputs, sources):
            return
        builds = list(built)
        for inputs, (time, _, packages) in zip(self._inputs, builds, strict=True):
            key = self._key(inputs, _AS_RELEASED if time is None else time)
            # A build of some packages must not forget the others.
            others = json.loads(self._store.get(key) or b"{}")
            entries = {name: dataclasses.asdict(kept) for name, kept in packages.items()}
            self._store.put(key, json.dumps({**others, **entries}).encode())
        verdict = json.dumps([(time is None, names) for time, names, _ in builds])
        self._store.put(self._verdict_key(), verdict.encode())
        self._store.tidy()

    def _verdict_key(self) -> str:
        return key_of("verdict", self._tool, *(each.digest for each in self._inputs))

    def _key(self, inputs: Inputs, time: int) -> str:
        return key_of("packages", self._tool, inputs.digest, str(time))


def _cover(inputs: Iterable[Inputs], sources: Iterable[str]) -> bool:
    left = set(sources)
    return all(any(each.cover([path]) for each in inputs) for path in left)
