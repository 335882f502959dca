"""The audit."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from bot.app.histories import export, verify
from bot.cli.configured import settings_of
from bot.cli.ending import done, not_so

commands = typer.Typer(name="audit", no_args_is_help=True, help="Who did what, when and why.")


@commands.command("export")
def audit_export(
    context: typer.Context,
    layout: Annotated[Literal["csv", "jsonl"], typer.Option("--format")] = "jsonl",
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="In UTC.")] = None,
) -> None:
    """Print every row, oldest first; without --since with all that `audit verify` looks at."""
    moment = since.replace(tzinfo=UTC) if since else None
    count = done(export(settings_of(context), layout, moment, sys.stdout.write))
    typer.echo(f"{count} rows.", err=True)


@commands.command("verify")
def audit_verify(context: typer.Context) -> None:
    """Say whether the chain of rows holds, and which row breaks it first; exit status 1 then."""
    count, broken = done(verify(settings_of(context)))
    if broken is not None:
        not_so(f"Row {broken.number} breaks the chain: {broken.why}. The {count} rows before it hold.")
    typer.echo(f"The chain holds: {count} rows.")
