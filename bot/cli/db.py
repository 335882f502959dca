"""The database."""

from __future__ import annotations

import typer

from bot.app.storing import unfit, upgraded
from bot.cli.configured import settings_of
from bot.cli.ending import done, not_so

commands = typer.Typer(name="db", no_args_is_help=True, help="The database that DATABASE_URL names.")


@commands.command()
def upgrade(context: typer.Context) -> None:
    """Bring the schema up to date; safe to run again, and beside others that do."""
    before, after = done(upgraded(settings_of(context)))
    if before is None:
        typer.echo(f"The database was empty; its schema is at {after} now.")
    else:
        typer.echo(f"The schema is at {after}." if before == after else f"The schema went from {before} to {after}.")


@commands.command()
def check(context: typer.Context) -> None:
    """Say whether the schema is this version's; exit status 1 if not."""
    wrong = done(unfit(settings_of(context)))
    if wrong is not None:
        not_so(str(wrong))
    typer.echo("The schema is up to date.")
