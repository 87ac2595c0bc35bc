"""What commands that build packages share: the time of a deck's build, and how to tell of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.clock import build_time
from ankigen.cli.output import show_all
from ankigen.diagnostics import Severity
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.cards import Compiled
    from ankigen.release.standing import Standing

_DOUBTS = 5
"""So many files that are not as committed are named."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How to talk: in which language, and whether only of trouble."""

    language: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class Timed:
    """A compiled deck: whether its times are all of its last release, or can be had again."""

    compiled: Compiled
    released: bool
    repeatable: bool = True


def timed_deck(standing: Standing, read: list[Path], speech: Speech) -> Timed:
    """Compile a deck at the time that its build has, and say what makes that doubtful."""
    # A deck that equals its lock has all its times from there: no clock is asked.
    released = standing.released
    if released is not None:
        return Timed(released, released=True)
    folder = standing.deck.folder
    moment = build_time(folder, read)
    if moment.doubts and not speech.quiet:
        doubts = moment.doubts[:_DOUBTS]
        show_all((replace(d, hints=(), severity=Severity.WARNING) for d in doubts), speech.language)
        what = "commands.build.not-reproducible"
        click.echo(messages.said(what, speech.language, deck=folder.as_posix()), err=True)
    return Timed(standing.at(moment.seconds), released=False, repeatable=not moment.doubts)
