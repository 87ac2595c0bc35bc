"""``ankigen verify``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ankigen.cli.decks import load_released
from ankigen.cli.options import out_option
from ankigen.cli.output import language_option, show, show_all
from ankigen.cli.revisions import at_commit, called, renamed
from ankigen.cli.scratch import scratch
from ankigen.diagnostics import AnkigenError, Diagnostic, Location, Severity
from ankigen.folders import DECKS, LOCK_FILE
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.release.standing import Standing

_TAG = re.compile(r"(?P<deck>[a-z0-9]+(?:-[a-z0-9]+)*)-v(?P<version>[0-9]+\.[0-9]+\.[0-9]+)")


@click.command(
    "verify",
    epilog="\b\nExamples:\n  ankigen verify\n  ankigen verify my-deck-v1.2.0",
)
@click.argument("tag", required=False)
@click.option(
    "--deck",
    "path",
    type=click.Path(path_type=Path),
    help="A deck or a folder of decks, whose repository has TAG (default: decks/).",
)
@out_option("dist", "Also check OUT/<deck>/<version>/, where it is there.")
@click.option(
    "--tool-of-tag",
    is_flag=True,
    help="Rebuild with the ankigen of TAG where it has one: that runs the code in it.",
)
@language_option
def command(
    tag: str | None, path: Path | None, out: Path, tool_of_tag: bool, language: str
) -> None:
    """Rebuild what was released and compare it with the lock, byte for byte.

    With TAG (<deck>-v<version>) the decks as git has them there; without, as they lie here.
    """
    if tag is None:
        sys.exit(_verify(path or Path(DECKS), out, language))
    match = _TAG.fullmatch(tag)
    if match is None:
        raise AnkigenError("tag-form", tag=tag)
    asked = _Asked(tag, match["deck"], match["version"])
    sys.exit(_verify_tag(asked, path or Path(DECKS), out, language, own_tool=tool_of_tag))


class _Asked(NamedTuple):
    """A tag, and the deck and the version that it says."""

    tag: str
    deck: str
    version: str


def _verify_tag(asked: _Asked, path: Path, out: Path, language: str, *, own_tool: bool) -> int:
    from ankigen import git

    home = git.top_of(path.parent if path.is_file() else path)
    commit = git.tag_commit(home, asked.tag)
    if commit is None:
        if git.is_shallow(home):
            raise AnkigenError("git-shallow", name=asked.tag)
        raise AnkigenError("tag-unknown", tag=asked.tag)
    below, version = _found(home, commit, asked)
    name = f"{asked.tag}:{below}"
    if version != asked.version:
        params = {"tag": asked.tag, "version": version}
        place = Location(f"{name}/{LOCK_FILE}")
        show_all([Diagnostic(place, "verify-version", params)], language)
        return 1
    with at_commit(home / below, commit) as folder:
        assert folder is not None, "it has a lock"
        if own_tool:
            return _by_tool(home, asked.tag, folder, out, language)
        return _verify(folder, out, language, name)


def _found(home: Path, commit: str, asked: _Asked) -> tuple[str, str]:
    """Return where a deck lies in a commit, and the version that its lock says it is."""
    from ankigen import git
    from ankigen.release.lock import parse

    for name, entry in sorted(git.files_at(home, commit).items()):
        folder, _, file = name.rpartition("/")
        if file == LOCK_FILE and entry.is_file:
            lock = parse(name, git.file_at(home, commit, name) or b"").lock
            if lock is not None and lock.deck == asked.deck:
                return folder or ".", lock.latest.version
    raise AnkigenError("tag-deck", tag=asked.tag, deck=asked.deck)


def _by_tool(home: Path, tag: str, folder: Path, out: Path, language: str) -> int:
    """Verify a deck by the ankigen of a tag, of which nothing else can be imported."""
    from ankigen import git

    with scratch() as place:
        if not git.export(home / "ankigen", f"refs/tags/{tag}", place / "ankigen"):
            raise AnkigenError("tag-tool", tag=tag)
        arguments = ["--deck", os.fspath(folder), "--out", os.fspath(out.absolute())]
        done = subprocess.run(
            [sys.executable, "-P", "-m", "ankigen", "verify", *arguments, "--lang", language],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.fspath(place)},
            check=False,
        )
    return done.returncode


def _verify(path: Path, out: Path, language: str, name: str = "") -> int:
    """Verify decks; ``name`` is what people are shown for a path that goes away."""
    loaded, standings = load_released((path,))
    show(renamed(loaded, path, name) if name else loaded, language, quiet=True)
    if loaded.has_errors:
        return 1
    wrong = [diagnostic for each in standings for diagnostic in _compare(each, out, language)]
    show_all([called(each, path, name) for each in wrong] if name else wrong, language)
    return 1 if any(each.severity is Severity.ERROR for each in wrong) else 0


def _compare(standing: Standing, out: Path, language: str) -> list[Diagnostic]:
    from ankigen import __version__
    from ankigen.release.verifying import verify

    with scratch() as place:
        found = list(verify(standing, place, out))
    key, latest = standing.deck.key, standing.lock.latest if standing.lock else None
    if latest and not found:
        said = messages.said("commands.verify.equal", language, deck=key, version=latest.version)
        click.echo(said)
    elif latest and latest.tool != __version__:
        names = {"deck": key, "tool": latest.tool, "own": __version__}
        click.echo(messages.said("commands.verify.other-tool", language, **names), err=True)
    return found
