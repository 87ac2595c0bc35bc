"""``ankigen release``."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen import languages
from ankigen.cli.clock import now, release_time
from ankigen.cli.committed import files_read, from_git, tool_uncommitted, uncommitted
from ankigen.cli.decks import deck_folders, load_released
from ankigen.cli.options import out_option
from ankigen.cli.output import language_option, show, show_all
from ankigen.cli.past import as_released
from ankigen.cli.scratch import scratch
from ankigen.diagnostics import AnkigenError, Diagnostic, Severity, writing
from ankigen.folders import CHANGELOG, DECK_FILE
from ankigen.languages import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ankigen.anki.package import PackedNote
    from ankigen.release.checks import Circumstances
    from ankigen.release.folder import Release
    from ankigen.release.standing import Standing

_VERSION = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}")


def _version(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not _VERSION.fullmatch(value):
        raise click.BadParameter("a version has three numbers, such as 1.2.0")
    return value


@click.command(
    "release",
    epilog="\b\nExamples:\n  ankigen release decks/my-deck 1.2.0 --dry-run\n"
    "  ankigen release decks/my-deck 1.2.0",
)
@click.argument("deck", type=click.Path(path_type=Path))
@click.argument("version", callback=_version)
@out_option("dist", "The release goes to OUT/<deck>/<version>/.")
@click.option(
    "--dry-run", "-n", is_flag=True, help="Check and build everything, but write nothing."
)
@click.option(
    "--accept",
    "accepted",
    type=click.Choice(["home", "report", "sources", "drawings", "wording"]),
    multiple=True,
    help="Also release notes that only this rewrites; may be repeated.",
)
@language_option
def command(
    deck: Path, version: str, out: Path, dry_run: bool, accepted: tuple[str, ...], language: str
) -> None:
    """Release a deck: packages, manifest, checksums, notes, and the lock.

    Everything is checked first, and nothing is written unless all of it is right. Replacing
    the deck's ankigen.lock is the last step: without it nothing was released, and the same
    command can be run again.
    """
    from ankigen.deck.twins import check_beside

    click.get_current_context().with_resource(_alone(deck))
    standing, read = _sound(deck, language)
    _demand([*check_beside(standing.deck.folder), *_checks(standing, read, version)], language)
    release = _planned(standing, version)
    _show_plan(release, language)
    _demand(_outside(release, accepted), language)
    if dry_run:
        _rehearse(release)
        click.echo(release.notes[language])
        click.echo(messages.said("commands.release.rehearsed", language))
        return
    _write(release, standing, out, language)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let no other release of the same deck begin before this one is over."""
    from ankigen.files import held

    folders, _ = deck_folders((path,))
    with contextlib.ExitStack() as stack:
        for folder in folders:
            if not stack.enter_context(held(folder / DECK_FILE)):
                raise AnkigenError("release-running", path=folder.as_posix())
        yield


def _sound(path: Path, language: str) -> tuple[Standing, list[Path]]:
    loaded, standings = load_released((path,), now())
    show(loaded, language, quiet=True)
    if loaded.has_errors:
        sys.exit(1)
    if len(standings) != 1:
        raise click.UsageError("release one deck at a time")
    return standings[0], files_read(loaded, standings[0])


def _demand(found: list[Diagnostic], language: str) -> None:
    show_all(found, language)
    if any(each.severity is Severity.ERROR for each in found):
        sys.exit(1)


def _checks(standing: Standing, read: list[Path], version: str) -> list[Diagnostic]:
    from ankigen.release.checks import Circumstances, check

    folder = standing.deck.folder
    changelog = folder / CHANGELOG
    read = [*read, changelog]
    world = Circumstances(
        uncommitted=(*uncommitted(folder, read), *tool_uncommitted()),
        now=now(),
        changelog=_text(changelog),
    )
    return list(check(standing, version, _in_git(standing, world)))


def _in_git(standing: Standing, world: Circumstances) -> Circumstances:
    """Add what git's history says."""
    from ankigen import git

    folder, key = standing.deck.folder, standing.deck.key
    try:
        return dataclasses.replace(
            world,
            head_time=git.time_of(folder),
            tags=git.tags(folder, f"{key}-v"),
            shallow=git.is_shallow(folder),
            forgotten=_forgotten(standing),
        )
    except git.GitError as error:
        # A reason that is known already is not told twice.
        told = {found.code for found in world.uncommitted}
        found = () if error.code in told else (from_git(folder, error),)
        return dataclasses.replace(world, uncommitted=(*world.uncommitted, *found))


def _forgotten(standing: Standing) -> Mapping[str, str]:
    """Return the releases that the lock does not know, each with a commit whose lock does."""
    from ankigen import git
    from ankigen.release.lock import LOCK_FILE, parse

    folder = standing.deck.folder
    known = {each.version for each in standing.lock.releases} if standing.lock else set()
    found: dict[str, str] = {}
    for commit in git.changes_of(folder, LOCK_FILE):
        lock = parse(LOCK_FILE, git.file_at(folder, commit, LOCK_FILE) or b"").lock
        # A fork, which has another uid, starts without.
        if lock is not None and lock.uid == standing.deck.uid:
            for each in lock.releases:
                if each.version not in known:
                    found.setdefault(each.version, commit[:12])
    return found


def _text(path: Path) -> str:
    from ankigen.given import UnfitError, read_given

    try:
        return read_given(path).decode("utf-8", "replace")
    except UnfitError:
        return ""


def _outside(release: Release, accepted: tuple[str, ...]) -> list[Diagnostic]:
    from ankigen.release.checks import check_outside

    return list(check_outside(release.compiled.deck.folder, release.changes, accepted))


def _planned(standing: Standing, version: str) -> Release:
    from ankigen.anki.package import Stamps
    from ankigen.cards import compile_deck
    from ankigen.kinds.deck import Edition
    from ankigen.release.changelog import section
    from ankigen.release.folder import Release
    from ankigen.release.notes import release_notes
    from ankigen.release.plan import changes

    deck, before = standing.deck, standing.lock
    moment = release_time()
    if before:
        moment = max(moment, before.latest.time + 1)
    stamps = Stamps(moment, before.history if before else {})
    compiled = compile_deck(deck, stamps, Edition.at(version, moment))
    told = changes(compiled, before)
    past = _past(standing) if before else None
    news = section(_text(deck.folder / CHANGELOG), version) or ""
    notes = {
        language: release_notes(compiled, version, told, past, language, news)
        for language in languages.codes()
    }
    return Release(compiled, version, before, told, notes)


def _past(standing: Standing) -> Mapping[str, PackedNote]:
    if standing.lock is None:
        return {}
    from ankigen.anki.package import Stamps
    from ankigen.cards import compile_deck

    stamps = Stamps(standing.lock.latest.time, standing.lock.history)
    with as_released(standing.deck.folder) as deck:
        past = compile_deck(deck, stamps) if deck else None
    return {fact.note.guid: fact.note for _, fact in past.facts} if past else {}


def _show_plan(release: Release, language: str) -> None:
    """Print how much a release changes."""
    told = release.changes
    click.echo(
        messages.said(
            "commands.release.planned",
            language,
            deck=release.compiled.deck.key,
            version=release.version,
            new=len(told.new),
            changed=len(told.changed),
            retired=len(told.retired),
            outside=len(told.outside),
            overwritten=told.overwritten,
        )
    )


def _rehearse(release: Release) -> None:
    from ankigen.release.folder import package_digests

    with scratch() as folder:
        package_digests(release.compiled, folder)


def _write(release: Release, standing: Standing, out: Path, language: str) -> None:
    from ankigen.files import remove_leftovers
    from ankigen.release.folder import write_lock, write_release
    from ankigen.release.lock import LOCK_FILE

    deck = standing.deck
    folder, lock = out / deck.key / release.version, deck.folder / LOCK_FILE
    with writing(folder):
        after = write_release(release, folder)
    with writing(lock):
        # What killed releases left: no other one is being made now.
        remove_leftovers(lock)
        write_lock(after, lock)
    tag = f"{deck.key}-v{release.version}"
    paths = {"out": folder.as_posix() + "/", "lock": lock.as_posix()}
    click.echo(messages.said("commands.release.written", language, tag=tag, **paths))
