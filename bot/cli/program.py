"""All commands, as one program. Its context object is the environment, so that nobody else reads that."""

from __future__ import annotations

import typer

from bot import __version__
from bot.cli import audit, check, db, health, manifest, policy, running, simulate

# typer's own tracebacks print local variables, and those can hold secrets.
program = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
program.add_typer(running.commands)
program.add_typer(check.commands)
program.add_typer(health.commands)
program.add_typer(manifest.commands)
program.add_typer(simulate.commands, name="simulate")
program.add_typer(db.commands, name="db")
program.add_typer(policy.commands, name="policy")
program.add_typer(audit.commands, name="audit")


@program.callback()
def about() -> None:
    """Manage the users of an Arize AX account from Slack."""


@program.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)
