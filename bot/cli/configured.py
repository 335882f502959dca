"""The settings of a command, from the environment that `__main__` handed to the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.ending import give_up
from bot.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    import typer


def settings_of(context: typer.Context) -> Settings:
    """Ends the process, with all mistakes listed, where they cannot be used."""
    try:
        return read_settings(context)
    except SettingsError as error:
        give_up("The configuration cannot be used:\n" + "\n".join(f"- {problem}" for problem in error.problems))


def read_settings(context: typer.Context) -> Settings:
    """Raises SettingsError."""
    return load_settings(context.obj, Path(".env"))
