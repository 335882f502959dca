"""Looking at the set-up before anybody else does."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.app.checkup.finding import Finding, Verdict, worst
from bot.app.checkup.local import unusable
from bot.app.checkup.looks import checkup
from bot.cli.configured import read_settings
from bot.cli.ending import CANNOT_START, NOT_SO, done
from bot.cli.findings import as_json, as_lines
from bot.settings import SettingsError

commands = typer.Typer()


@commands.command()
def check(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,  # noqa: FBT002 - a flag
    offline: Annotated[bool, typer.Option("--offline", help="Only what needs no network.")] = False,  # noqa: FBT002 - a flag
) -> None:
    """Look at the whole set-up, and say of each fact whether it is well and what to do.

    Exit status 0: well, warnings allowed. 1: something is wrong. 2: it could not be looked at.
    """
    findings, status = _found(context, offline=offline)
    coloured = sys.stdout.isatty() and not context.obj.get("NO_COLOR")
    typer.echo(as_json(findings) if json else "\n".join(as_lines(findings, coloured=coloured)))
    raise typer.Exit(status)


def _found(context: typer.Context, *, offline: bool) -> tuple[tuple[Finding, ...], int]:
    """With the exit status."""
    try:
        settings = read_settings(context)
    except SettingsError as error:
        return unusable(error.problems), CANNOT_START
    # What libraries and edges log on the way is in the findings, in words.
    findings = done(checkup(settings, offline=offline), log_level="error")
    return findings, NOT_SO if worst(findings) is Verdict.WRONG else 0
