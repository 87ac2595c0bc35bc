"""``ankigen build``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.clock import build_time
from ankigen.cli.decks import load_released
from ankigen.cli.output import language_option, show
from ankigen.diagnostics import AnkigenError

if TYPE_CHECKING:
    from ankigen.compile import Compiled
    from ankigen.lockcheck import Standing
    from ankigen.package import Package

PACKAGES = ("id", "en", "translation", "bilingual")

_LINES = {
    "id": "{path}: {notes} catatan, {cards} kartu",
    "en": "{path}: {notes} notes, {cards} cards",
}
_NOT_REPRODUCIBLE = {
    "id": "peringatan: {deck} memuat perubahan yang belum di-commit (atau tidak di dalam git), "
    "jadi paketnya memakai waktu sekarang dan tidak dapat dibuat ulang sama persis; "
    "setel SOURCE_DATE_EPOCH bila perlu",
    "en": "warning: {deck} has uncommitted changes (or is not in git), so its packages carry "
    "the present time and cannot be rebuilt byte for byte; set SOURCE_DATE_EPOCH if you need that",
}


@click.command(
    "build",
    epilog="\b\nExamples:\n  ankigen build\n  ankigen build decks/my-deck --package id --out /tmp",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dist"),
    show_default=True,
    help="Folder for the packages.",
)
@click.option(
    "--package",
    "packages",
    type=click.Choice(PACKAGES),
    multiple=True,
    help="Build only this package; may be repeated (default: all).",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing where nothing is wrong.")
@language_option
def command(
    decks: tuple[Path, ...], out: Path, packages: tuple[str, ...], quiet: bool, language: str
) -> None:
    """Build Anki packages from decks.

    DECK is a deck's folder or a folder of decks (default: decks/). Packages are
    named <deck>.<package>.apkg; nothing is written if anything is wrong.
    """
    loaded, standings = load_released(decks)
    show(loaded, language, quiet=True)
    if loaded.has_errors:
        sys.exit(1)
    wanted = packages or PACKAGES
    compiled = list(_packages(standings, wanted, language, quiet=quiet))
    for path, package in _written(compiled, out, quiet=quiet):
        if not quiet:
            click.echo(
                _LINES[language].format(
                    path=path.as_posix(), notes=len(package.notes), cards=package.card_count
                )
            )


def _packages(
    standings: list[Standing], wanted: tuple[str, ...], language: str, *, quiet: bool
) -> Iterator[Package]:
    for standing in standings:
        # A deck that equals its lock has all its times from there: no clock is asked.
        compiled = standing.released or _compiled(standing, language, quiet=quiet)
        for name in PACKAGES:
            if name in wanted:
                yield compiled.package(name)


def _compiled(standing: Standing, language: str, *, quiet: bool) -> Compiled:
    from ankigen.compile import compile_deck  # noqa: PLC0415 - imported when needed
    from ankigen.package import Stamps  # noqa: PLC0415 - imported when needed

    deck = standing.deck
    moment = build_time(deck.folder)
    if not moment.reproducible and not quiet:
        click.echo(_NOT_REPRODUCIBLE[language].format(deck=deck.folder.as_posix()), err=True)
    history = standing.lock.history if standing.lock else {}
    return compile_deck(deck, Stamps(moment.seconds, history))


def _written(packages: list[Package], out: Path, *, quiet: bool) -> Iterator[tuple[Path, Package]]:
    from ankigen.formats import apkg  # noqa: PLC0415 - imported when needed
    from ankigen.staging import staged  # noqa: PLC0415 - imported when needed

    writer = apkg.Writer()
    try:
        with (
            staged(out) as stage,
            click.progressbar(
                packages, hidden=quiet or not sys.stderr.isatty(), file=sys.stderr
            ) as waiting,
        ):
            for package in waiting:
                writer.write(package, stage.path(f"{package.name}.apkg"))
    except OSError as error:
        raise AnkigenError(
            "output", path=out.as_posix(), reason=error.strerror or str(error)
        ) from error
    for package in packages:
        yield out / f"{package.name}.apkg", package
