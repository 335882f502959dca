"""What the bot can do: one file each, found by discovery."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.command import Command


def discover() -> tuple[Command[Any], ...]:
    """The `COMMAND` of every module in this folder, in the order in which help lists them."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return tuple(sorted((module.COMMAND for module in modules), key=lambda command: command.place))
