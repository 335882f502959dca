"""The policy."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.app.asking import why
from bot.cli.configured import settings_of
from bot.cli.ending import NOT_SO, done, give_up
from bot.domain.errors import Expected

commands = typer.Typer(name="policy", no_args_is_help=True, help="Who may do what.")


@commands.command()
def explain(
    context: typer.Context,
    user: Annotated[str, typer.Option(help="A Slack id, such as U0123456789.")],
    operation: Annotated[str, typer.Option(help="A command, such as delete.")],
    target: Annotated[str | None, typer.Option(help="The e-mail address of the person it is about.")] = None,
    role: Annotated[str | None, typer.Option(help="The role that is granted, such as ADMIN.")] = None,
) -> None:
    """Print what the policy says to somebody, and why. Exit status 1 where it refuses."""
    try:
        answer = done(why(settings_of(context), user, operation, target, role))
    except Expected as mistake:
        give_up(str(mistake))
    for line in answer.lines():
        typer.echo(line)
    raise typer.Exit(0 if answer.decision.allows else NOT_SO)
