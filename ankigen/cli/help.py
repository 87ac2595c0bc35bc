"""``ankigen help [COMMAND]``: what ``--help`` shows."""

from __future__ import annotations

import click


@click.command("help", epilog="\b\nExamples:\n  ankigen help\n  ankigen help build")
@click.argument("words", metavar="[COMMAND]", nargs=-1)
@click.pass_context
def command(context: click.Context, words: tuple[str, ...]) -> None:
    """Show the help of ankigen, or that of a command."""
    above = context.parent
    assert above is not None
    for word in words:
        group = above.command
        assert isinstance(group, click.Group)
        name, found, _ = group.resolve_command(above, [word])
        assert found is not None
        above = click.Context(found, info_name=name, parent=above)
        if not isinstance(found, click.Group):
            break
    click.echo(above.get_help())
