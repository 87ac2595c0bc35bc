"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ankigen.cli import completion

_C = TypeVar("_C", bound=Callable[..., Any])


def out_option(default: str, about: str, *, file: bool = False) -> Callable[[_C], _C]:
    """Add ``--out``, a folder or a file."""
    kind = click.Path(path_type=Path, file_okay=file, dir_okay=not file)
    return click.option(
        "--out", "-o", type=kind, default=Path(default), show_default=True, help=about
    )


def package_option(about: str) -> Callable[[_C], _C]:
    """Add ``--package``, which may be repeated."""
    return click.option(
        "--package", "packages", metavar="PACKAGE", multiple=True,
        shell_complete=completion.packages, help=about,
    )  # fmt: skip


deck_option = click.option(
    "--deck",
    type=click.Path(path_type=Path),
    help="Folder of the deck (default: the only one under decks/).",
)
