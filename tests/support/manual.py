"""The reference of the commands, made from Click, and the list of codes, made from their pages.

``python -m tests.support.derived`` writes them, a test holds that they are as made. They are
laid out here, not by Click, whose layout differs between its versions.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from ankigen import lint
from ankigen.cli import GROUPS, cli
from ankigen.languages import messages
from tests.support.decks import ROOT


def files() -> dict[Path, str]:
    """Return the pages by their places."""
    docs = ROOT / "docs"
    return {
        docs / "commands.md": "\n".join(_commands()) + "\n",
        docs / "codes.md": "\n".join(_codes()) + "\n",
    }


def _commands() -> Iterator[str]:
    yield "# Perintah / Commands"
    yield ""
    yield "<!-- Made from ankigen/cli: python -m tests.support.derived -->"
    yield ""
    yield "Yang dicetak `ankigen help PERINTAH`. — What `ankigen help COMMAND` prints. Besides,"
    yield "every command has `--help`, and most have `--lang id|en` (default: `ANKIGEN_LANG`, else"
    yield "the locale)."
    for title, group in GROUPS.items():
        yield from ("", f"## {title}")
        for name in group:
            command = cli.get_command(click.Context(cli), name)
            assert command is not None
            yield from _page(f"ankigen {name}", command)
            parts = command.commands if isinstance(command, click.Group) else {}
            for part, each in parts.items():
                yield from _page(f"ankigen {name} {part}", each)


def _page(name: str, command: click.Command) -> Iterator[str]:
    words = (_argument(each) for each in command.params if isinstance(each, click.Argument))
    yield from ("", f"### {name}", "")
    yield from (f"`{' '.join([name, '[OPTIONS]', *words])}`", "")
    yield inspect.cleandoc(command.help or "").replace("\b\n", "")
    options = [each for each in command.params if isinstance(each, click.Option)]
    own = [each for each in options if each.name != "language"]
    if own:
        yield from ("", "| option | does |", "|---|---|")
        yield from (_option(each) for each in own)
    shown = (command.epilog or "").replace("\b\n", "").partition("Examples:\n")[2]
    lines = [line.strip() for line in shown.splitlines() if line.startswith("  ")]
    yield from ("", "```sh", *lines, "```")


_KINDS = {
    click.Path: "PATH",
    click.DateTime: "DATE",
    click.IntRange: "NUMBER",
    click.FloatRange: "NUMBER",
}


def _argument(argument: click.Argument) -> str:
    written = argument.metavar or (argument.name or "").upper()
    return written if argument.required or argument.metavar else f"[{written}]"


def _option(option: click.Option) -> str:
    value = ""
    if not option.is_flag:
        choices = isinstance(option.type, click.Choice)
        kind = _KINDS.get(type(option.type), "TEXT")
        value = "|".join(option.type.choices) if choices else option.metavar or kind
    names = ", ".join(sorted(option.opts, key=len))
    written = f"{names} {value}".strip().replace("|", "\\|")
    default = f" Default: `{option.default}`." if option.show_default else ""
    return f"| `{written}` | {(option.help or '').replace('|', chr(92) + '|')}{default} |"


def _codes() -> Iterator[str]:
    yield "# Kode pesan / Codes of messages"
    yield ""
    yield "<!-- Made from the messages: python -m tests.support.derived -->"
    yield ""
    yield "Tiap pesan punya kode dalam kurung siku; `ankigen explain KODE` mencetak halamannya. —"
    yield "*Each message has a code in square brackets; `ankigen explain CODE` prints its page.*"
    yield "Aturan lint — lint rules: [lint.md](lint.md)."
    yield ""
    yield "| kode | Bahasa Indonesia | English |"
    yield "|---|---|---|"
    rules = set(lint.codes())
    for code in sorted(set(messages.codes()) - rules):
        said = (messages.template(code, language) for language in ("id", "en"))
        cells = (f"`{each.replace('`', chr(39)).replace('|', chr(92) + '|')}`" for each in said)
        yield f"| [{code}](codes/{code}.md) | {' | '.join(cells)} |"
