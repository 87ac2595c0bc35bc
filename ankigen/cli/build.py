"""``ankigen build``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ankigen.cli.building import Speech, timed_deck
from ankigen.cli.caching import builds_of, cache_options, recalled
from ankigen.cli.committed import files_read
from ankigen.cli.decks import deck_folders, load_released, refuse_unknown
from ankigen.cli.options import out_option, package_option
from ankigen.cli.output import language_option, show
from ankigen.cli.progress import watched
from ankigen.diagnostics import writing
from ankigen.folders import LOCK_FILE, shown
from ankigen.kinds.base.variants import is_core
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.anki.package import Package
    from ankigen.cache import Builds, Kept
    from ankigen.cards import Compiled


@click.command(
    "build",
    epilog="\b\nExamples:\n  ankigen build\n  ankigen build decks/my-deck --package id --out /tmp",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
@out_option("dist", "Folder for the packages.")
@package_option("Build only this package (id.core, id, translation, bilingual …); may be repeated.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing where nothing is wrong.")
@cache_options
@language_option
def command(
    decks: tuple[Path, ...],
    out: Path,
    packages: tuple[str, ...],
    quiet: bool,
    cache_dir: Path | None,
    no_cache: bool,
    language: str,
) -> None:
    """Build Anki packages from decks.

    DECK is a deck's folder or a folder of decks (default: decks/). Packages are
    named <deck>.<package>.apkg; nothing is written if anything is wrong.
    """
    folders, wrong = deck_folders(decks)
    builds = builds_of(folders, cache_dir, use=not no_cache and not wrong)
    with writing(out):
        made = recalled(builds, packages, out)
    if made is None:
        made = _built(decks, packages, out, builds, Speech(language, quiet))
    for folder in [] if quiet else folders:
        if not (folder / LOCK_FILE).exists():
            said = messages.said("commands.build.unreleased", language, deck=shown(folder))
            click.echo(said, err=True)
    for each in [] if quiet else made:
        path = (out / each.file).as_posix()
        counts = {"notes": each.notes, "cards": each.cards}
        click.echo(messages.said("commands.build.written", language, path=path, **counts))


def _built(
    decks: tuple[Path, ...],
    wanted: tuple[str, ...],
    out: Path,
    builds: Builds | None,
    speech: Speech,
) -> list[Kept]:
    loaded, standings = load_released(decks, worded=True, told=not speech.quiet)
    show(loaded, speech.language, quiet=True)
    if loaded.has_errors:
        sys.exit(1)
    sources = tuple(loaded.sources)
    sound = not loaded.diagnostics
    refuse_unknown(wanted, [standing.deck for standing in standings])
    timed = [timed_deck(standing, files_read(loaded, standing), speech) for standing in standings]
    # The texts as they were read are as large as all that is made of them.
    del loaded
    if not sound or not all(each.repeatable for each in timed):
        # What was said, and what is never the same again, is not for a cache.
        builds = None
    packages = [
        [
            (name, each.compiled.package(name))
            for name in each.compiled.packages
            if not wanted or name in wanted
        ]
        for each in timed
    ]
    for each in [] if speech.quiet else timed:
        _tell_empty(each.compiled, wanted, speech.language)
    times = [None if each.released else each.compiled.time for each in timed]
    offered = [each.compiled.packages for each in timed]
    # Packages need nothing of the notes that they were compiled from.
    del standings, timed
    with writing(out):
        made = _written(packages, out, builds, speech)
    if builds is not None:
        builds.keep(sources, zip(times, offered, made, strict=True))
    return [kept for each in made for kept in each.values()]


def _tell_empty(compiled: Compiled, wanted: tuple[str, ...], language: str) -> None:
    for name in compiled.deck.packages:
        # A core that nobody asked for by name is nothing to miss.
        if name not in compiled.packages and (name in wanted or not (wanted or is_core(name))):
            file = f"{compiled.deck.key}.{name}.apkg"
            what = "no-core" if is_core(name) else "empty"
            click.echo(messages.said(f"commands.build.{what}", language, file=file), err=True)


def _written(
    decks: list[list[tuple[str, Package]]], out: Path, builds: Builds | None, speech: Speech
) -> list[dict[str, Kept]]:
    """Write the packages of every deck; return what they hold, by their names."""
    from ankigen.anki import apkg
    from ankigen.cache import Kept
    from ankigen.files import staged

    made: list[dict[str, Kept]] = [{} for _ in decks]
    with staged(out) as stage:
        packages = [
            (kept, name, package, stage.path(f"{package.name}.apkg"))
            for kept, deck in zip(made, decks, strict=True)
            for name, package in deck
        ]
        # The one that takes longest is not to be waited for alone at the end.
        packages.sort(key=lambda each: -len(each[2].note_types))
        coming_out = apkg.Writer().write_all((package, path) for _, _, package, path in packages)
        finished: Iterable[Any] = zip(packages, coming_out, strict=True)
        if not speech.quiet:
            finished = watched(finished, len(packages), "writing")
        for (kept, name, package, path), _ in finished:
            digest = builds.add(path) if builds else ""
            kept[name] = Kept(path.name, len(package.notes), package.card_count, digest)
    return [{name: kept[name] for name, _ in deck} for kept, deck in zip(made, decks, strict=True)]
