"""``ankigen import``."""

from __future__ import annotations

import itertools
import secrets
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.clock import date, now
from ankigen.cli.output import language_option, show_all
from ankigen.cli.scratch import scratch
from ankigen.diagnostics import MisuseError
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.bring.maps import Map
    from ankigen.bring.notes import Brought
    from ankigen.bring.tables import Found, Loss
    from ankigen.bring.writing import Into

MAP = Path("map.yaml")
_SHOWN = 10
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    "import",
    epilog="\b\nExamples:\n"
    "  ankigen import vocabulary.csv --into animals\n"
    "  ankigen import vocabulary.csv --into animals --map map.yaml",
)
@click.argument("file", type=_FILE)
@click.option(
    "--into",
    "where",
    required=True,
    metavar="DECK",
    type=click.Path(path_type=Path),
    help="The deck: its folder, or the key of a new one under decks/.",
)
@click.option(
    "--map", "map_file", type=_FILE, help="What becomes of its columns (without it: propose one)."
)
@click.option(
    "--report", type=click.Path(path_type=Path), help="Write all that is not kept into a CSV file."
)
@language_option
def command(
    file: Path, where: Path, map_file: Path | None, report: Path | None, language: str
) -> None:
    """Bring notes of another maker: an .apkg, .csv, .tsv, .txt or .xlsx file.

    First without --map: map.yaml is proposed, and ten notes are shown as they would be. Then
    with it: the notes are written into the deck, which is made if need be. Whatever cannot be
    kept is counted.
    """
    from ankigen.bring import maps, notes, writing
    from ankigen.identity import uid_of

    deck = writing.into(where, uid_of(secrets.token_bytes(10)), date(now()))
    there = writing.there(deck)
    if map_file is None and MAP.exists():
        raise MisuseError("import-map-there", path=MAP.as_posix())
    with scratch() as place:
        mapped = maps.read_map(map_file) if map_file else None
        found = _read(file, mapped, place)
        if mapped and map_file:
            maps.demand_fit(mapped, found, map_file)
        used = mapped or maps.propose(found, there.codes, maps.file_for(file))
        brought = notes.bring(found, used, there, file.name)
        if report:
            _write_losses(report, brought)
        if mapped is None:
            _propose(used, found, brought, language)
        else:
            _write(deck, brought, place, language)


def _read(file: Path, mapped: Map | None, place: Path) -> Found:
    from ankigen.bring import packages, tables
    from ankigen.given import read_given

    if file.suffix.lower() == ".apkg":
        folder = place / "package"
        folder.mkdir()
        return packages.read_package(file, folder)
    read = tables.read_workbook if file.suffix.lower() == ".xlsx" else tables.read_text
    return read(read_given(file), mapped.reading if mapped else None)


def _propose(used: Map, found: Found, brought: Brought, language: str) -> None:
    """Write a map that was guessed, and show what would come of it."""
    from ankigen.bring.maps import map_text
    from ankigen.edit.rewritten import write_text
    from ankigen.edit.skeletons import notes_text

    every = itertools.chain.from_iterable(brought.notes.values())
    for line in notes_text(itertools.islice(every, _SHOWN)).splitlines():
        click.echo(messages.visible(line, 2000))
    _tell(brought, language)
    head = messages.text("commands.import.head", language).splitlines()
    write_text(MAP, map_text(used, found, head))
    click.echo(messages.said("commands.import.proposed", language, path=MAP.as_posix()))


def _write(deck: Into, brought: Brought, place: Path, language: str) -> None:
    from ankigen.bring.writing import write

    if not brought.count:
        _tell(brought, language)
        sys.exit(1)
    made, faults = write(deck, brought, place)
    if faults:
        show_all(faults, language)
        sys.exit(1)
    for code, params in made.notices:
        click.echo(messages.notice(code, params, language))
    _tell(brought, language)


def _tell(brought: Brought, language: str) -> None:
    """Print how much comes, and how much of what does not."""
    counts = {"notes": brought.count, "media": len(brought.media)}
    click.echo(messages.said("commands.import.kept", language, **counts))
    for (why, what), count in _counted(brought.lost).items():
        said = messages.said(f"commands.import.lost.{why}", language, what=what)
        click.echo(f"{count:7}  {said}")


def _counted(lost: dict[Loss, None]) -> Counter[tuple[str, str]]:
    """Count losses by why, and by what people look for: a tag of HTML, else a table's column."""
    return Counter(
        (
            each.why,
            each.value if each.why == "formatting" else " / ".join(filter(None, each[1:4:2])),
        )
        for each in lost
    )


def _write_losses(report: Path, brought: Brought) -> None:
    from ankigen.cells import csv_text
    from ankigen.edit.rewritten import write_text

    head = ("why", "table", "row", "column", "value")
    write_text(report, csv_text([head, *(tuple(map(str, each)) for each in brought.lost)]))
