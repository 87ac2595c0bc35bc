"""The command line: arguments → call → print → exit code.

The only room that prints, exits, reads the environment, the clock or the current
folder. Each command's work is imported when it is called, so that
``--help`` stays instant.
"""

from __future__ import annotations

import gc
import importlib
import sys
from typing import Any

import click

from ankigen import __version__
from ankigen.cli.output import fail
from ankigen.diagnostics import AnkigenError

COMMANDS = {
    "build": "Build Anki packages from decks.",
    "validate": "Check decks without building anything.",
    "explain": "Say what a code of a message means.",
    "preview": "Show every card on one HTML page.",
    "lint": "Check decks and what their cards say: validate, and a careful teacher's rules.",
    "fmt": "Lay out deck files without changing what they say.",
    "new": "Start a deck, or add a note to one.",
    "schema": "Write the JSON Schemas of deck files.",
    "pictures": "Draw maps and time lines for a deck's facts.",
    "lock": "Show what was released, and whether the decks keep it.",
    "release": "Release a deck: packages, manifest, notes and lock.",
    "verify": "Rebuild a release and compare it with its lock.",
    "note-types": "Check the note types (for maintainers of ankigen).",
    "stats": "Count notes and cards; show where a deck is thin or old.",
    "links": "List every address in decks, or check them all.",
    "diff": "Show what changed between two packages, folders of packages or git revisions.",
    "upgrade-test": "Prove in real Anki that an update costs a reader nothing.",
}

EPILOG = """\b
Examples:
  ankigen build                          every deck under decks/, every package, into dist/
  ankigen build decks/my-deck --package id
  ankigen validate decks/my-deck
\b
Exit codes: 0 fine, 1 the decks are wrong, 2 wrong usage, 3 the output or the system failed."""


INTERRUPTED = 130
"""The exit code after Ctrl-C: that of a process which SIGINT ended."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an interrupt ends it as shells expect, and says nothing of decks."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nAborted!", err=True)
            ctx.exit(INTERRUPTED)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"ankigen.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="ankigen", message="%(prog)s %(version)s")
def cli() -> None:
    """Compile bilingual flashcard decks from YAML into Anki packages (.apkg)."""


def main() -> None:
    """Run the command line; whatever fails outside the decks ends in exit code 3."""
    # A command lives for seconds and its records make no cycles: walking millions of them
    # in search of some takes half of a large build's time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        # A narrow encoding (a Windows pipe) must never raise.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        cli()
    except AnkigenError as error:
        fail(error)
    except OSError as error:
        if error.filename is not None:
            raise
        # What commands do with files they word themselves: this is a full disk behind a pipe.
        fail(AnkigenError("output", path="stdout", reason=error.strerror or str(error)))
    finally:
        # Nor when Python ends, which would look through all that is left for them.
        gc.freeze()
