"""Command lines that people are shown: whether ankigen would take them."""

from __future__ import annotations

import shlex

import click

from ankigen.cli import cli


def complaint(line: str) -> str:
    """Return what is wrong with the usage of a line ``ankigen …``, '' for nothing."""
    program, *words = shlex.split(line.partition(" > ")[0], comments=True)
    assert program == "ankigen", line
    context = click.Context(cli)
    try:
        name, command, rest = cli.resolve_command(context, words)
        assert command is not None
        found = click.Context(command, context, name, resilient_parsing=False)
        if isinstance(command, click.Group) and rest:
            name, command, rest = command.resolve_command(found, rest)
            assert command is not None
            found = click.Context(command, found, name, resilient_parsing=False)
        options, left, _ = command.make_parser(found).parse_args(rest)
        for parameter in command.params:
            given = options.get(parameter.name or "")
            if isinstance(parameter.type, click.Choice) and isinstance(given, (str, list)):
                parameter.type_cast_value(found, given)
    except click.UsageError as error:
        return error.format_message()
    return f"too many words: {left}" if left else ""
