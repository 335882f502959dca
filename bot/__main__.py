"""The `ax-user-bot` command. The only place that reads argv and the environment."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from bot import __version__
from bot.app import NotInstalled, running
from bot.logs import configure
from bot.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import Coroutine

MANIFEST = Path("manifest.yml")
CANNOT_START = 2

# typer's own tracebacks print local variables, and those can hold secrets.
cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
simulate = typer.Typer(no_args_is_help=True, help="One of the simulators alone, to try other clients on.")
cli.add_typer(simulate, name="simulate")

Level = Literal["debug", "info", "warning", "error"]
Port = Annotated[int, typer.Option(min=0, max=65535, help="0 lets the system pick one.")]


@cli.callback()
def about() -> None:
    """Manage the users of an Arize AX account from Slack."""


@cli.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


@cli.command()
def run() -> None:
    """Connect to Slack and serve until told to stop."""
    settings = _settings()
    configure(settings.log_level, settings.log_format)
    _until_stopped(_run(settings))


@cli.command()
def demo(port: Port = 8080, log_level: Level = "warning") -> None:
    """Start a simulated workspace and account with the real bot, to try in the browser."""
    from bot.simulator.demo import serve_demo  # noqa: PLC0415 - whoever only runs the bot loads no simulator

    configure(log_level)
    _until_stopped(serve_demo(MANIFEST, port, say=typer.echo))


@simulate.command("arize")
def simulate_arize(port: Port = 8081) -> None:
    """An Arize AX account that lives in memory; prints its URL and keys."""
    from bot.simulator.arize import run_alone  # noqa: PLC0415 - see demo

    _until_stopped(run_alone(port, say=typer.echo))


@simulate.command("slack")
def simulate_slack(port: Port = 8082, manifest: Path = MANIFEST) -> None:
    """A Slack workspace that lives in memory; prints its URL and tokens."""
    from bot.simulator.slack import run_alone  # noqa: PLC0415 - see demo

    _until_stopped(run_alone(port, manifest=manifest, say=typer.echo))


async def _run(settings: Settings) -> None:
    async with running(settings):
        await asyncio.Event().wait()


def _settings() -> Settings:
    try:
        return load_settings(os.environ, Path(".env"))
    except SettingsError as error:
        _give_up("The configuration cannot be used:\n" + "\n".join(f"- {problem}" for problem in error.problems))


def _until_stopped(work: Coroutine[None, None, None]) -> None:
    """Run until SIGINT or SIGTERM; what cannot work is one line on stderr, not a traceback."""
    try:
        asyncio.run(_stoppable(work))
    except (NotInstalled, OSError) as error:
        _give_up(str(error))


async def _stoppable(work: Coroutine[None, None, None]) -> None:
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        if not task.cancelled():
            raise


def _give_up(words: str) -> NoReturn:
    typer.echo(words, err=True)
    sys.exit(CANNOT_START)


def main() -> None:
    """The console script."""
    cli()


if __name__ == "__main__":
    main()
