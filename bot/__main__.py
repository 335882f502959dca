"""The `ax-user-bot` command. The only place that reads argv and the environment."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn, TypeVar

import typer

from bot import __version__
from bot.app import (
    NotInstalled,
    PolicyError,
    UnfitSchema,
    asked,
    export,
    running,
    unfit,
    upgraded,
    verify,
    why,
)
from bot.domain.errors import Expected, Unavailable
from bot.logs import configure
from bot.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import Coroutine

MANIFEST = Path("manifest.yml")
CANNOT_START = 2
NOT_SO = 1
CANNOT_WORK = (NotInstalled, PolicyError, UnfitSchema, Unavailable, OSError)

# typer's own tracebacks print local variables, and those can hold secrets.
cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
simulate = typer.Typer(no_args_is_help=True, help="One of the simulators alone, to try other clients on.")
db = typer.Typer(no_args_is_help=True, help="The database that DATABASE_URL names.")
policy = typer.Typer(no_args_is_help=True, help="Who may do what.")
audit = typer.Typer(no_args_is_help=True, help="Who did what, when and why.")
cli.add_typer(simulate, name="simulate")
cli.add_typer(db, name="db")
cli.add_typer(policy, name="policy")
cli.add_typer(audit, name="audit")

T = TypeVar("T")
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
def health(
    *,
    ready: Annotated[bool, typer.Option("--ready", help="Ask whether it can work, not only whether it lives.")] = False,
) -> None:
    """Ask the bot that runs on this machine how it is, at BOT_MONITOR_PORT; exit status 1 if it is not well."""
    try:
        answer = _done(asked(_settings(), ready=ready))
    except Expected as mistake:
        _give_up(str(mistake))
    typer.echo(answer.words, err=not answer.is_well)
    raise typer.Exit(0 if answer.is_well else NOT_SO)


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


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the schema up to date; safe to run again, and beside others that do."""
    before, after = _done(upgraded(_settings()))
    typer.echo(f"The schema is at {after}." if before == after else f"The schema went from {before} to {after}.")


@db.command("check")
def db_check() -> None:
    """Say whether the schema is this version's; exit status 1 if not."""
    wrong = _done(unfit(_settings()))
    if wrong is not None:
        typer.echo(wrong, err=True)
        raise typer.Exit(NOT_SO)
    typer.echo("The schema is up to date.")


@policy.command("explain")
def policy_explain(
    user: Annotated[str, typer.Option(help="A Slack id, such as U0123456789.")],
    operation: Annotated[str, typer.Option(help="A command, such as delete.")],
    target: Annotated[str | None, typer.Option(help="The e-mail address of the person it is about.")] = None,
    role: Annotated[str | None, typer.Option(help="The role that is granted, such as ADMIN.")] = None,
) -> None:
    """Print what the policy says to somebody, and why. Exit status 1 where it refuses."""
    try:
        answer = _done(why(_settings(), user, operation, target, role))
    except Expected as mistake:
        _give_up(str(mistake))
    for line in answer.lines():
        typer.echo(line)
    raise typer.Exit(0 if answer.decision.allows else NOT_SO)


@audit.command("export")
def audit_export(
    layout: Annotated[Literal["csv", "jsonl"], typer.Option("--format")] = "jsonl",
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="In UTC.")] = None,
) -> None:
    """Print every row, oldest first; without --since with all that `audit verify` looks at."""
    moment = since.replace(tzinfo=UTC) if since else None
    count = _done(export(_settings(), layout, moment, sys.stdout.write))
    typer.echo(f"{count} rows.", err=True)


@audit.command("verify")
def audit_verify() -> None:
    """Say whether the chain of rows holds, and which row breaks it first; exit status 1 then."""
    count, broken = _done(verify(_settings()))
    if broken is not None:
        typer.echo(f"Row {broken.number} breaks the chain: {broken.why}. The {count} rows before it hold.", err=True)
        raise typer.Exit(NOT_SO)
    typer.echo(f"The chain holds: {count} rows.")


async def _run(settings: Settings) -> None:
    async with running(settings):
        await asyncio.Event().wait()


def _done(work: Coroutine[None, None, T]) -> T:
    """What `work` gives; what cannot work is one line on stderr, not a traceback."""
    configure("warning")
    try:
        return asyncio.run(work)
    except CANNOT_WORK as error:
        _give_up(str(error))


def _settings() -> Settings:
    try:
        return load_settings(os.environ, Path(".env"))
    except SettingsError as error:
        _give_up("The configuration cannot be used:\n" + "\n".join(f"- {problem}" for problem in error.problems))


def _until_stopped(work: Coroutine[None, None, None]) -> None:
    """Run until SIGINT or SIGTERM; what cannot work is one line on stderr, not a traceback."""
    try:
        asyncio.run(_stoppable(work))
    except CANNOT_WORK as error:
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
