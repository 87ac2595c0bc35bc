"""``ankigen site``."""

from __future__ import annotations

import dataclasses
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.building import Speech, timed_deck
from ankigen.cli.committed import files_read
from ankigen.cli.decks import load_released
from ankigen.cli.options import out_option
from ankigen.cli.output import language_option, show
from ankigen.diagnostics import writing
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.cards import Compiled
    from ankigen.deck import Loaded
    from ankigen.kinds.deck import Deck
    from ankigen.release.lock import Lock
    from ankigen.release.standing import Standing
    from ankigen.site import Download, Edition, Linker, Past

_OURS = b'<meta name="generator" content="ankigen">'
"""Stands near the top of every page of a site."""


def _address(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not re.match("https?://[^/]", value):
        raise click.BadParameter("an address starts with https:// and the name of the site")
    return value


@click.command(
    "site",
    epilog="\b\nExamples:\n"
    "  ankigen site\n"
    "  ankigen site decks/my-deck --base-url https://example.org/decks --packages dist\n"
    "  python -m http.server --directory site",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--base-url",
    metavar="URL",
    default="",
    callback=_address,
    help="Where the site will be, for sitemap.xml and search engines (default: the decks' home).",
)
@click.option(
    "--packages",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Offer the packages that `build` or `release` wrote there (default: build them).",
)
@click.option(
    "--link",
    default="",
    help="Address of a line of a file, with {path} and {line} (default: none).",
)
@click.option(
    "--report",
    default="",
    help="Address of a form for mistakes, with {key} and {says} (default: the decks' report).",
)
@out_option("site", "Folder for the site; an older site there is replaced.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing where nothing is wrong.")
@language_option
def command(
    decks: tuple[Path, ...],
    base_url: str,
    packages: Path | None,
    link: str,
    report: str,
    out: Path,
    quiet: bool,
    language: str,
) -> None:
    """Make a web site of decks: static files that need no server and load nothing else.

    Every note has a page, whose address never changes, and so has every work that is cited.
    DECK is a deck's folder or a folder of decks (default: decks/).
    """
    from ankigen import site
    from ankigen.files import fresh_folder, write_all

    _refuse_foreign(out)
    loaded, standings = load_released(decks)
    show(loaded, language, quiet=True)
    if loaded.has_errors:
        sys.exit(1)
    with writing(out), fresh_folder(out) as folder:
        offers = _offers(loaded, standings, packages, folder, Speech(language, quiet))
        linker = site.Linker(Path.cwd(), out, link) if link else None
        editions = [
            _edition(standing, offered) for standing, offered in zip(standings, offers, strict=True)
        ]
        told = [
            dataclasses.replace(each, lines=dict(_places(each.deck, loaded, linker)), report=report)
            for each in editions
        ]
        written = write_all(site.site(told, base_url or _home(standings)), folder)
    if not quiet:
        count = written + sum(map(len, offers))
        said = {"path": f"{out.as_posix()}/", "files": str(count)}
        click.echo(messages.notice("site-written", said, language))


def _refuse_foreign(out: Path) -> None:
    """Refuse to replace a folder that is no site of ours."""
    if not out.is_dir() or not any(out.iterdir()):
        return
    index = out / "index.html"
    if not index.is_file() or _OURS not in index.read_bytes()[:2000]:
        said = f"{out.as_posix()}/ is there, and no site that ankigen made: name another folder."
        raise click.BadParameter(said, param_hint="'--out'")


def _home(standings: list[Standing]) -> str:
    """Return where the decks say that the site is, '' where they do not say the same."""
    homes = {standing.deck.home for standing in standings}
    return homes.pop() if len(homes) == 1 else ""


def _offers(
    loaded: Loaded, standings: list[Standing], given: Path | None, out: Path, speech: Speech
) -> list[list[Download]]:
    """Put the packages of each deck into the site; return what there is to take."""
    from ankigen.anki import apkg
    from ankigen.site import Download

    compiled: list[Compiled] = []
    (out / "p").mkdir()
    for standing in standings:
        if given is None:
            made = timed_deck(standing, files_read(loaded, standing), speech).compiled
        else:
            made = standing.released or standing.at(0)
            _copy(made, standing, given, out / "p")
        compiled.append(made)
    packages = [[(name, each.package(name)) for name in each.packages] for each in compiled]
    if given is None:
        wanted = ((p, out / "p" / f"{p.name}.apkg") for deck in packages for _, p in deck)
        for _ in apkg.Writer().write_all(wanted):
            pass
    return [
        [
            Download(
                name,
                f"p/{package.name}.apkg",
                (out / "p" / f"{package.name}.apkg").stat().st_size,
                len(package.notes),
                package.card_count,
            )
            for name, package in deck
        ]
        for deck in packages
    ]


def _copy(compiled: Compiled, standing: Standing, given: Path, out: Path) -> None:
    """Copy the packages that were built before, from where ``build`` or ``release`` puts them."""
    deck = standing.deck.key
    folders = [given]
    if standing.lock:
        folders.append(given / deck / standing.lock.latest.version)
    for name in compiled.packages:
        file = f"{deck}.{name}.apkg"
        found = next((each / file for each in folders if (each / file).is_file()), None)
        if found is None:
            said = f"{given.as_posix()}/ has no {file}."
            raise click.BadParameter(said, param_hint="'--packages'")
        shutil.copyfile(found, out / file)


def _edition(standing: Standing, downloads: list[Download]) -> Edition:
    from ankigen.site import Edition

    # Where anything changed since, it is not that release.
    return Edition(
        standing.deck,
        standing.lock.latest.version if standing.lock and standing.released else "",
        dict(_past(standing.lock)) if standing.lock else {},
        downloads,
    )


def _past(lock: Lock) -> Iterator[tuple[tuple[str, str], Past]]:
    """Yield when each fact, and each note as a whole, came and last changed."""
    from ankigen.release.lock import version_key
    from ankigen.site import Past

    since: dict[tuple[str, str], list[str]] = {}
    changed: dict[tuple[str, str], list[str]] = {}
    for note in lock.notes.values():
        for of in ((note.key, note.fact), (note.key, "")):
            since.setdefault(of, []).append(note.since)
            changed.setdefault(of, []).append(note.changed)
    for of, versions in since.items():
        yield of, Past(min(versions, key=version_key), max(changed[of], key=version_key))


def _places(
    deck: Deck, loaded: Loaded, linker: Linker | None
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield for each note the place where it is written, and its address."""
    from ankigen.site import lines

    found = lines(deck.notes, loaded.sources)
    for note in deck.notes:
        path = note.origin.path
        line = found[path][note.origin.index]
        yield note.key, (f"{path}:{line}", linker.link(path, line) if linker else "")
