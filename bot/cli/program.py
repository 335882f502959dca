"""All commands, as one program. Its context object is the environment, so that nobody else reads that."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

import typer
from typer.core import TyperGroup
from typer.main import get_group

from bot.cli.keeping import kept

if TYPE_CHECKING:
    from typer.core import TyperCommand

WHERE = {
    "run": "running",
    "demo": "running",
    "check": "check",
    "health": "health",
    "manifest": "manifest",
    "simulate": "simulate",
    "db": "db",
    "policy": "policy",
    "audit": "audit",
    "version": "version",
}
"""Each command, or group of them, and the file that it is in."""


class _Commands(TyperGroup):
    """A file is imported when one of its commands is asked for: none needs all that the others do."""

    def list_commands(self, ctx: object) -> list[str]:
        del ctx
        return list(WHERE)

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | TyperGroup | None:
        del ctx
        return _command(cmd_name) if cmd_name in WHERE else None


def _command(name: str) -> TyperCommand | TyperGroup:
    with kept():
        asked = import_module(f"bot.cli.{WHERE[name]}").commands
    plain = typer.Typer(rich_markup_mode=None)
    plain.add_typer(asked)
    return cast("TyperCommand | TyperGroup", get_group(plain).commands[name])


# Plain help, since rich is left out; and typer's own tracebacks print local variables, which can hold secrets.
program = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@program.callback()
def about() -> None:
    """Manage the users of an Arize AX account from Slack."""
