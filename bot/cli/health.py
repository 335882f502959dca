"""How a bot on this machine is doing."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.app.health import asked
from bot.cli.configured import settings_of
from bot.cli.ending import done, give_up, not_so
from bot.domain.errors import Expected

commands = typer.Typer()


@commands.command()
def health(
    context: typer.Context,
    *,
    ready: Annotated[bool, typer.Option("--ready", help="Ask whether it can work, not only whether it lives.")] = False,
) -> None:
    """Ask the bot that runs on this machine how it is, at BOT_MONITOR_PORT; exit status 1 if it is not well."""
    try:
        answer = done(asked(settings_of(context), ready=ready))
    except Expected as mistake:
        give_up(str(mistake))
    if not answer.is_well:
        not_so(answer.words)
    typer.echo(answer.words)
