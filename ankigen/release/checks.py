"""What must be so before a release: everything that is not, at once."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ankigen.cards import notetypes
from ankigen.diagnostics import Diagnostic, Hint, Location, Word
from ankigen.release.lock import LOCK_FILE, version_key
from ankigen.release.plan import Changes
from ankigen.release.standing import Standing

CHANGELOG = "CHANGELOG.md"
_LISTED = 20
"""So many reworded cards are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the world outside says: git, the clock and the deck's changelog.

    ``dirty`` are the uncommitted files, None outside git; times are in seconds.
    ``rebuildable`` is false where the tool itself is not as committed.
    """

    dirty: tuple[str, ...] | None
    head_time: int
    now: int
    tags: tuple[str, ...]
    changelog: str
    rebuildable: bool = True


def check(standing: Standing, version: str, world: Circumstances) -> Iterator[Diagnostic]:
    """Yield what forbids to release a deck that is sound in itself."""
    known = [each.version for each in standing.lock.releases] if standing.lock else []
    if version in known:
        # Whatever else is not as it should be comes from that release being done.
        hints = (Hint("release-next", {"tag": f"{standing.deck.key}-v{version}"}),)
        yield _at(standing, LOCK_FILE, "release-known", *hints, version=version)
        return
    yield from _check_git(standing, world)
    yield from _check_version(standing, version, known)
    yield from _check_clock(standing, world)
    yield from notetypes.check_structure()
    changed = notetypes.unreleased()
    if names := [name for name in standing.deck.variants if name in changed]:
        place = Location(f"ankigen/{notetypes.LOCK_FILE}")
        hint = Hint("release-note-types")
        yield Diagnostic(place, "release-note-types", {"names": ", ".join(names)}, (hint,))
    if not re.search(rf"^##+ .*(?<![0-9.]){re.escape(version)}(?![0-9.])", world.changelog, re.M):
        hint = Hint("add-heading", {"version": version})
        yield _at(standing, CHANGELOG, "release-changelog", hint, version=version)


def check_wording(changes: Changes) -> Iterator[Diagnostic]:
    """Yield the cards whose authors changed nothing, but which readers would see reworded."""
    hint = Hint("accept-wording")
    for variant, fact in changes.wording[:_LISTED]:
        origin = fact.source.origin.path
        params = {"key": f"{fact.source.key}/{fact.fact}", "variant": variant}
        yield Diagnostic(Location(origin), "release-wording", params, (hint,))
    if len(changes.wording) > _LISTED:
        _, fact = changes.wording[_LISTED]
        params = {"count": str(len(changes.wording) - _LISTED)}
        yield Diagnostic(Location(fact.source.origin.path), "release-wording-more", params, (hint,))


def _check_git(standing: Standing, world: Circumstances) -> Iterator[Diagnostic]:
    if world.dirty is None:
        yield _at(standing, "", "release-no-git", Hint("release-from-clone"))
    for path in world.dirty or ():
        yield Diagnostic(Location(path), "release-dirty", hints=(Hint("commit-first"),))
    if world.dirty == () and not world.rebuildable:
        yield _at(standing, "", "release-tool-dirty", Hint("commit-first"))
    pattern = re.compile(rf"{re.escape(standing.deck.key)}-v[0-9]+(\.[0-9]+)*")
    tags = sorted(tag for tag in world.tags if pattern.fullmatch(tag))
    if tags and standing.lock is None:
        yield _at(standing, LOCK_FILE, "release-unlocked", Hint("lock-restore"), tag=tags[-1])


def _check_version(standing: Standing, version: str, known: list[str]) -> Iterator[Diagnostic]:
    if not known or standing.lock is None:
        return
    latest = standing.lock.latest
    if version_key(version) <= version_key(latest.version):
        hint = Hint("release-higher", {"latest": latest.version})
        params = {"version": version, "latest": latest.version}
        yield _at(standing, LOCK_FILE, "release-order", hint, **params)


def _check_clock(standing: Standing, world: Circumstances) -> Iterator[Diagnostic]:
    times = {"head": world.head_time, "lock": standing.lock.last_time if standing.lock else 0}
    for what, moment in times.items():
        if moment > world.now:
            yield _at(
                standing,
                LOCK_FILE,
                "release-clock",
                Hint("set-clock"),
                what=Word(what),
                now=_moment(world.now),
                time=_moment(moment),
            )


def _moment(seconds: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds))


def _at(standing: Standing, file: str, code: str, *hints: Hint, **params: str) -> Diagnostic:
    path = Path(standing.deck.folder, file).as_posix()
    return Diagnostic(Location(path), code, params, hints)
