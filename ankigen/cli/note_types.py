"""``ankigen note-types``: for whoever releases the tool itself."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ankigen.cli.clock import release_time
from ankigen.cli.output import language_option, show_all
from ankigen.diagnostics import AnkigenError
from ankigen.languages import messages


@click.command(
    "note-types", epilog="\b\nExamples:\n  ankigen note-types\n  ankigen note-types --write"
)
@click.option("--write", is_flag=True, help="Write notetypes.lock: when ankigen is released.")
@language_option
def command(write: bool, language: str) -> None:
    """Check the note types against the last release of ankigen (for its maintainers).

    Count, order and names of fields and templates are frozen. Their text may change; readers
    get it with the next release of a deck, once notetypes.lock has it. Exits with 1 until then.
    """
    from ankigen.cards import notetypes

    found = list(notetypes.check_structure())
    show_all(found, language)
    if found:
        sys.exit(1)
    if write:
        path = _write().as_posix()
        click.echo(messages.said("commands.note-types.written", language, path=path))
        return
    names = ", ".join(notetypes.unreleased())
    what = "changed" if names else "same"
    click.echo(messages.said(f"commands.note-types.{what}", language, names=names))
    sys.exit(1 if names else 0)


def _write() -> Path:
    from ankigen.cards import notetypes
    from ankigen.edit.rewritten import write_text

    tool = Path(notetypes.__file__).parents[1]
    if not (tool.parent / "pyproject.toml").is_file():
        raise AnkigenError("note-types-installed")
    path = tool / notetypes.LOCK_FILE
    write_text(path, notetypes.released(release_time()))
    return path
