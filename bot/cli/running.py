"""The bot, and the bot between simulators."""

from __future__ import annotations

import typer

from bot.app.starting import serve
from bot.cli.configured import settings_of
from bot.cli.ending import until_stopped
from bot.cli.options import MANIFEST, Level, Port
from bot.logs import configure

commands = typer.Typer()


@commands.command()
def run(context: typer.Context) -> None:
    """Connect to Slack and serve until told to stop."""
    settings = settings_of(context)
    configure(settings.log_level, settings.log_format)
    until_stopped(serve(settings))


@commands.command()
def demo(port: Port = 8080, log_level: Level = "warning") -> None:
    """Start a simulated workspace and account with the real bot, to try in the browser."""
    from bot.simulator.demo import serve_demo  # noqa: PLC0415 - whoever only runs the bot loads no simulator

    configure(log_level)
    until_stopped(serve_demo(MANIFEST, port, say=typer.echo))
