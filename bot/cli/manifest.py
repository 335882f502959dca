"""The Slack app's manifest."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from bot.cli.ending import give_up
from bot.commands import discover
from bot.settings import Settings, of_command

commands = typer.Typer()
COMMAND = str(Settings.model_fields["command"].default)


@commands.command()
def manifest(
    transport: Annotated[Literal["socket", "http"], typer.Option(help="How Slack reaches the bot.")] = "socket",
    url: Annotated[str | None, typer.Option(help="For http: the bot's public address, https://….")] = None,
    command: Annotated[str, typer.Option(help="The slash command; BOT_COMMAND has to be the same.")] = COMMAND,
    layout: Annotated[Literal["yaml", "json"], typer.Option("--format")] = "yaml",
) -> None:
    """Print the manifest of the Slack app, with the scopes and events that this version needs."""
    from bot.slack import manifest as made  # noqa: PLC0415 - YAML is not loaded by a bot that runs

    if wrong := of_command(command):
        give_up(f"--command {wrong}.")
    try:
        to = made.delivery(transport, url)
    except made.NoDelivery as why:
        give_up(str(why))
    tree = made.contents([each.name for each in discover()], command, to)
    typer.echo(made.as_json(tree) if layout == "json" else made.as_yaml(tree, made.HEADING), nl=False)
