"""``ankigen verify``."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.decks import load_released
from ankigen.cli.git import git, worktree
from ankigen.cli.output import language_option, show, show_all
from ankigen.cli.scratch import scratch
from ankigen.diagnostics import AnkigenError, Diagnostic, Location, Severity
from ankigen.folders import DECKS
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
    help="A deck or a folder of decks (default: decks/).",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dist"),
    show_default=True,
    help="Also check OUT/<deck>/<version>/, where it is there.",
)
@language_option
def command(tag: str | None, path: Path | None, out: Path, language: str) -> None:
    """Rebuild what was released and compare it with the lock, byte for byte.

    With TAG (<deck>-v<version>) that release is rebuilt in a git worktree of its own, by the
    ankigen of that tag where the tag has it; without, the decks as they lie here.
    """
    if tag is None:
        sys.exit(_verify(path or Path(DECKS), out, language))
    match = _TAG.fullmatch(tag)
    if match is None:
        raise AnkigenError("tag-form", tag=tag)
    with _worktree(tag) as tree:
        folder = _deck_folder(tree, match["deck"], tag)
        sys.exit(_verify_tag(tree, folder, out.absolute(), match["version"], tag, language))


@contextlib.contextmanager
def _worktree(tag: str) -> Iterator[Path]:
    here = Path()
    if git(here, "rev-parse", "--verify", "--quiet", f"refs/tags/{tag}^{{commit}}") is None:
        raise AnkigenError("tag-unknown", tag=tag)
    with scratch() as place, worktree(tag, place / "tree"):
        yield place / "tree"


def _deck_folder(tree: Path, key: str, tag: str) -> Path:
    from ankigen.release.lock import LOCK_FILE, parse

    for path in sorted(tree.rglob(LOCK_FILE)):
        found = parse(path.as_posix(), path.read_bytes())
        if found.lock is not None and found.lock.deck == key:
            return path.parent
    raise AnkigenError("tag-deck", tag=tag, deck=key)


def _verify_tag(tree: Path, folder: Path, out: Path, version: str, tag: str, language: str) -> int:
    from ankigen.release.lock import LOCK_FILE, parse

    path = folder / LOCK_FILE
    lock = parse(path.as_posix(), path.read_bytes()).lock
    if lock is None or lock.latest.version != version:
        found = lock.latest.version if lock else ""
        params = {"tag": tag, "version": found}
        show_all([Diagnostic(Location(path.as_posix()), "verify-version", params)], language)
        return 1
    if not (tree / "ankigen" / "__init__.py").is_file():
        return _verify(folder, out, language)
    # The tag has the tool as well: its wording belongs to what was released.
    arguments = ["--deck", os.fspath(folder), "--out", os.fspath(out), "--lang", language]
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", "verify", *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": os.fspath(tree)},
        check=False,
    )
    return done.returncode


def _verify(path: Path, out: Path, language: str) -> int:
    loaded, standings = load_released((path,))
    show(loaded, language, quiet=True)
    if loaded.has_errors:
        return 1
    wrong = [diagnostic for each in standings for diagnostic in _compare(each, out, language)]
    show_all(wrong, language)
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
