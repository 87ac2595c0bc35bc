"""What must be so before a release: everything that is not, at once."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ankigen.cards import notetypes
from ankigen.diagnostics import Diagnostic, Hint, Location, Severity, Word
from ankigen.folders import CHANGELOG, DECK_FILE, SOURCES_FILE, shown
from ankigen.release.changelog import section
from ankigen.release.lock import LOCK_FILE, version_key
from ankigen.release.plan import OUTSIDE, Changes
from ankigen.release.standing import Standing

_LISTED = 20
"""So many reworded cards are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the world outside says: git, the clock and the deck's changelog.

    ``uncommitted`` has what of the deck and the tool is not as committed, or why git cannot
    say so; ``tags`` are the deck's, as far as their names say; times are in seconds.
    """

    now: int
    changelog: str
    uncommitted: tuple[Diagnostic, ...] = ()
    head_time: int = 0
    tags: tuple[str, ...] = ()
    shallow: bool = False
    forgotten: Mapping[str, str] = field(default_factory=dict)
    """Releases in git's history that the lock does not know, each with a commit that has it."""


def check(standing: Standing, version: str, world: Circumstances) -> Iterator[Diagnostic]:
    """Yield what forbids to release a deck that is sound in itself."""
    known = [each.version for each in standing.lock.releases] if standing.lock else []
    if version in known:
        # Whatever else is not as it should be comes from that release being done.
        hints = (Hint("release-next", {"tag": f"{standing.deck.key}-v{version}"}),)
        yield _at(standing, LOCK_FILE, "release-known", *hints, version=version)
        return
    yield from _check_address(standing)
    yield from _check_git(standing, world)
    yield from _check_version(standing, version, known)
    yield from _check_clock(standing, world)
    yield from notetypes.check_structure()
    changed = notetypes.unreleased()
    if names := [name for name in standing.deck.variants if name in changed]:
        place = Location(f"ankigen/{notetypes.LOCK_FILE}")
        hint = Hint("release-note-types")
        yield Diagnostic(place, "release-note-types", {"names": ", ".join(names)}, (hint,))
    if section(world.changelog, version) is None:
        hint = Hint("add-heading", {"version": version})
        yield _at(standing, CHANGELOG, "release-changelog", hint, version=version)


_MADE_IN = {"home": DECK_FILE, "report": DECK_FILE, "sources": SOURCES_FILE, "drawings": "media"}
"""Where a change that rewrites notes was made, by what rewrites them."""


def check_outside(
    folder: Path, changes: Changes, accepted: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield what would rewrite notes whose authors changed nothing, unless it is accepted."""
    for cause in OUTSIDE:
        rewritten = [each for each in changes.outside if each.cause == cause]
        if not rewritten or cause in accepted:
            continue
        hint = Hint("accept", {"what": cause})
        for each in rewritten[:_LISTED] if cause == "wording" else ():
            key = f"{each.fact.source.key}/{each.fact.fact}"
            params = {"key": key, "variant": each.variant}
            place = Location(each.fact.source.origin.path)
            yield Diagnostic(place, "release-wording", params, (hint,))
        params = {"what": Word(f"rewritten-{cause}"), "count": str(len(rewritten))}
        place = Location(shown(folder / _MADE_IN.get(cause, "")))
        yield Diagnostic(place, "release-rewrites", params, (hint,))


def _check_address(standing: Standing) -> Iterator[Diagnostic]:
    """Warn before a first release whose cards link nowhere: to add that later rewrites all."""
    deck = standing.deck
    if standing.lock is None and not deck.home and not deck.report:
        found = _at(standing, DECK_FILE, "release-no-address", Hint("set-home"))
        yield replace(found, severity=Severity.WARNING)


def _check_git(standing: Standing, world: Circumstances) -> Iterator[Diagnostic]:
    yield from world.uncommitted
    if world.shallow:
        yield _at(standing, "", "release-shallow", Hint("fetch-all"))
    pattern = re.compile(rf"{re.escape(standing.deck.key)}-v([0-9]+(?:\.[0-9]+)*)")
    found = {tag: match[1] for tag in world.tags if (match := pattern.fullmatch(tag))}
    tags = sorted(found, key=lambda tag: version_key(found[tag]))
    if world.forgotten:
        version = max(world.forgotten, key=version_key)
        lost = {"version": version, "commit": world.forgotten[version]}
        yield _at(standing, LOCK_FILE, "release-lock-lost", Hint("lock-lines-back", lost), **lost)
    if standing.lock is None:
        if tags and not world.forgotten:
            yield _at(standing, LOCK_FILE, "release-unlocked", Hint("lock-of-tag"), tag=tags[-1])
        return
    known = {*world.forgotten, *(each.version for each in standing.lock.releases)}
    for tag in tags:
        if found[tag] not in known:
            yield _at(standing, LOCK_FILE, "release-tag-unknown", Hint("lock-of-tag"), tag=tag)


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
