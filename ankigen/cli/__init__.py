"""The command line: arguments → call → print → exit code.

The only room that prints, exits, reads the environment, the clock or the current
folder. Each command's work is imported when it is called, so that
``--help`` stays instant.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from ankigen import __version__
from ankigen.cli.output import fail, wished
from ankigen.diagnostics import AnkigenError, nearest

GROUPS = {
    "Write": {
        "new": "Start a deck, or add a note to one.",
        "import": "Bring notes from an .apkg, CSV or xlsx file of another maker.",
        "rename": "Give a note or a work another key, wherever it is named.",
        "review": "Send texts out as a sheet, and take back what others mended.",
        "fmt": "Lay out deck files without changing what they say.",
        "pictures": "Draw maps and time lines for a deck's facts.",
        "schema": "Write the JSON Schemas of deck files, for editors.",
    },
    "Check": {
        "validate": "Check decks without building anything.",
        "lint": "Check decks and what their cards say: validate, and a careful teacher's rules.",
        "explain": "Say what a code of a message means.",
        "stats": "Count notes and cards; show where a deck is thin or old.",
        "links": "List every address in decks, or check them all.",
    },
    "Build": {
        "build": "Build Anki packages from decks.",
        "preview": "Show every card on one HTML page.",
    },
    "Release": {
        "release": "Release a deck: packages, manifest, notes and lock.",
        "lock": "Show what was released, and whether the decks keep it.",
        "verify": "Rebuild a release and compare it with its lock.",
        "diff": "Show what changed between two packages, folders of packages or git revisions.",
        "upgrade-test": "Prove in real Anki that an update costs a reader nothing.",
        "note-types": "Check the note types (for maintainers of ankigen).",
    },
    "Share": {
        "site": "Make a web site of decks: a page for every note.",
        "export": "Write a deck's cards as CSV, JSON or for Quizlet.",
        "listing": "Write the texts of a deck's page among AnkiWeb's shared decks.",
    },
    "Help": {
        "help": "Show this help, or that of a command.",
    },
}
"""Every command under what it is for, in the order in which somebody meets it."""

COMMANDS = {name: about for group in GROUPS.values() for name, about in group.items()}

_CALLED = {"import": "bring"}
"""The modules of commands whose names Python keeps to itself."""

EPILOG = """\b
Examples:
  ankigen new deck my-deck               start a deck
  ankigen validate                       check every deck under decks/
  ankigen build decks/my-deck            build its packages into dist/
  ankigen help build                     the help of a command
\b
Exit codes: 0 fine, 1 the decks are wrong, 2 wrong usage, 3 the output or the system failed."""


INTERRUPTED = 130
"""The exit code after Ctrl-C: that of a process which SIGINT ended."""

UNHEARD = 3
"""The exit code where nobody reads what is printed any more: the output failed."""

_NO_LIBYAML = {
    # No file of words can be read without it.
    "id": "PyYAML di sini dibuat tanpa libyaml; pasang libyaml, lalu jalankan",
    "en": "PyYAML was built without libyaml here; install libyaml, then run",
}
_BUILD_AGAIN = "pip install --force-reinstall --no-cache-dir --no-binary pyyaml pyyaml"


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
        except BrokenPipeError:
            # Whoever read it has enough, as `head` has: nothing is wrong, and nobody listens.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(UNHEARD)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; of an unknown one, name the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if near := nearest(args[0], COMMANDS):
                said = f"{error.message} Did you mean '{near}'?"
                raise click.UsageError(said, ctx) from None
            raise

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        name = _CALLED.get(cmd_name, cmd_name.replace("-", "_"))
        module = importlib.import_module(f"ankigen.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by their groups, without importing any."""
        widest = max(map(len, COMMANDS))
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), about) for name, about in group.items()])


@click.group(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, "-V", "--version", prog_name="ankigen", message="%(prog)s %(version)s"
)
def cli() -> None:
    """Compile bilingual flashcard decks from YAML into Anki packages (.apkg)."""


def main() -> None:
    """Run the command line; whatever fails outside the decks ends in exit code 3."""
    # A command lives for seconds and its records make no cycles: walking millions of them
    # in search of some takes half of a large build's time.
    gc.disable()
    _settle_streams()
    try:
        cli()
    except AnkigenError as error:
        fail(error)
    except OSError as error:
        reason = error.strerror or str(error)
        if error.filename is None:
            # What commands do with files has a name: this is a full disk behind a pipe.
            fail(AnkigenError("output", path="stdout", reason=reason))
        fail(AnkigenError("system", path=os.fsdecode(error.filename), reason=reason))
    except ModuleNotFoundError as error:
        if error.name != "yaml._yaml":
            raise
        said = _NO_LIBYAML["id" if wished()[:1] == ["id"] else "en"]
        click.echo(f"ankigen: {said}: {_BUILD_AGAIN}", err=True)
        sys.exit(3)
    finally:
        # Nor when Python ends, which would look through all that is left for them.
        gc.freeze()


def _settle_streams() -> None:
    """Make standard output and errors take whatever is written, there or not."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # It was closed before we were called.
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until the end
            setattr(sys, name, nowhere)
        elif hasattr(stream, "reconfigure"):
            # A narrow encoding (a Windows pipe) or a file name of other bytes must never raise.
            stream.reconfigure(errors="replace")
