"""A deck's files → what is to be written so that every fact has its picture."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ankigen import kinds, schema
from ankigen.deck.pictures.atlas import Atlas
from ankigen.deck.pictures.entries import with_entries
from ankigen.deck.pictures.plan import Artist, Wanted
from ankigen.diagnostics import Diagnostic, Hint
from ankigen.source import SourceFile


@dataclass(frozen=True, slots=True)
class Survey:
    """What a deck's pictures should be.

    ``faults`` are facts that cannot be drawn; ``findings`` say what ``pictures`` and
    ``texts`` (whole files by the path that people are shown) would mend.
    """

    count: int
    faults: tuple[Diagnostic, ...]
    findings: tuple[Diagnostic, ...]
    pictures: dict[str, str]
    texts: dict[str, str]


def survey(sources: Iterable[SourceFile], media: pathlib.Path, atlas: Atlas) -> Survey:
    """Compare the pictures that the facts call for with those that are there.

    The files must fit their schemas; the folder of media need not be there.
    """
    deck_files, sources = _parted(sources)
    codes = schema.languages_of(deck_files[0].data if deck_files else None)
    artist = Artist(atlas)
    faults: list[Diagnostic] = []
    findings: list[Diagnostic] = []
    pictures: dict[str, str] = {}
    texts: dict[str, str] = {}
    files: set[str] = set()
    for source in sources:
        found = list(artist.wanted(source))
        faults += [each for each in found if isinstance(each, Diagnostic)]
        wanted = [each for each in found if isinstance(each, Wanted)]
        files |= {each.file for each in wanted}
        findings += _findings(source, wanted, media)
        pictures |= {each.file: each.content for each in wanted if _stale(media, each)}
        if not all(each.named for each in wanted):
            texts[source.path] = with_entries(source, wanted, codes)
    return Survey(len(files), tuple(faults), tuple(findings), pictures, texts)


def _parted(sources: Iterable[SourceFile]) -> tuple[list[SourceFile], list[SourceFile]]:
    """Part ``deck.yaml`` from the files of notes."""
    parted: tuple[list[SourceFile], list[SourceFile]] = ([], [])
    for source in sources:
        parted[schema.kind_of(source.data) != kinds.DECK].append(source)
    return parted


def _findings(
    source: SourceFile, wanted: list[Wanted], media: pathlib.Path
) -> Iterator[Diagnostic]:
    for each in wanted:
        if not each.named or not (media / each.file).is_file():
            code = "picture-missing"
        elif _stale(media, each):
            code = "picture-outdated"
        else:
            continue
        params = {"file": each.file}
        yield Diagnostic(source.value_at(each.path), code, params, (Hint("draw-pictures"),))


def _stale(media: pathlib.Path, picture: Wanted) -> bool:
    file = media / picture.file
    return not file.is_file() or file.read_bytes() != picture.content.encode("utf-8")
