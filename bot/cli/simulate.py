"""The simulators alone."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations

import typer

from bot.cli.ending import until_stopped
from bot.cli.options import MANIFEST, Port

commands = typer.Typer(
    name="simulate", no_args_is_help=True, help="One of the simulators alone, to try other clients on."
)


@commands.command("arize")
def simulate_arize(port: Port = 8081) -> None:
    """An Arize AX account that lives in memory; prints its URL and keys."""
    from bot.simulator.arize import run_alone  # noqa: PLC0415 - whoever only runs the bot loads no simulator

    until_stopped(run_alone(port, say=typer.echo))


@commands.command("slack")
def simulate_slack(port: Port = 8082, manifest: Path = MANIFEST) -> None:
    """A Slack workspace that lives in memory; prints its URL and tokens."""
    from bot.simulator.slack import run_alone  # noqa: PLC0415 - see arize

    until_stopped(run_alone(port, manifest=manifest, say=typer.echo))
