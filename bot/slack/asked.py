"""What somebody wants, whichever way they said it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.domain.references import ById
from bot.slack.parse import parse
from bot.slack.previews import SOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command
    from bot.domain.references import Reference
    from bot.workflow.desk import Desk


@dataclass(frozen=True)
class Asked:
    """A command, about whom, and with what.

    `author` is the Slack id of somebody who is no user yet; None where there is none, nothing where Slack named nobody.
    `title` is what a modal is called that is not called after the command.
    """

    command: Command[Any]
    reference: Reference | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    author: str | None = None
    title: str = ""

    @classmethod
    def typed(cls, text: str, desk: Desk) -> Asked:
        """After the slash command: help, where that begins with no command. Raises Mistake for wrong arguments."""
        typed = parse(text, desk.commands)
        if typed.command is None:
            return cls(desk.command("help"), None, {"unknown": typed.unknown, "suggestions": typed.suggestions})
        return cls(desk.command(typed.command), typed.reference, typed.values)

    @classmethod
    def again(cls, command: Command[Any], user_id: str | None, values: Mapping[str, Any]) -> Asked:
        """As a button carries it, or a request that failed."""
        return cls(command, ById(user_id) if user_id else None, values)

    @property
    def needs_a_form(self) -> bool:
        return self.command.changes or (self.command.on_user and self.reference is None)

    @property
    def is_mistyped(self) -> bool:
        """Whether help is shown in the place of a command that there is not."""
        return bool(self.values.get("unknown"))

    @property
    def names_a_list(self) -> bool:
        """Whether what the form would ask for is known already."""
        return self.command.batch is not None and not SOURCES.isdisjoint(self.values)

    @property
    def heading(self) -> str:
        return self.title or self.command.label
