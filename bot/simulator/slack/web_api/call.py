"""One call of a method, with what it may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.ids import APP_USER
from bot.simulator.slack.refusals import SlackError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.simulator.slack.channels import Channel
    from bot.simulator.slack.people import Persona
    from bot.simulator.slack.simulator import SlackSimulator

Body = dict[str, Any]
MOST = 1000
"""Items on one page."""


@dataclass(frozen=True)
class Call:
    slack: SlackSimulator
    args: Mapping[str, Any]

    def word(self, name: str) -> str:
        """An argument that must be there. Raises SlackError where it is not."""
        value = self.args.get(name)
        if not value:
            message = f"[ERROR] missing required field: {name}"
            raise SlackError("invalid_arguments", response_metadata={"messages": [message]})
        return str(value)

    def need(self, *scopes: str) -> None:
        """Raises SlackError unless the manifest has one of the scopes."""
        provided = self.slack.manifest.scopes
        if scopes and not set(scopes) & set(provided):
            raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(provided))

    def need_of_app(self, scope: str) -> None:
        """Raises SlackError unless the app-level token has the scope."""
        provided = self.slack.app_scopes
        if scope not in provided:
            raise SlackError("missing_scope", needed=scope, provided=",".join(provided))

    def channel(self) -> Channel:
        """The channel that is named, as far as the app can see it. Raises SlackError."""
        found = self.slack.workspace.channels.get(self.word("channel"))
        if found is None or (found.is_private and APP_USER not in found.members):
            raise SlackError("channel_not_found")
        return found

    def person(self, user_id: str, error: str = "user_not_found") -> Persona:
        """Raises SlackError for somebody who is not here."""
        found = self.slack.workspace.people.get(user_id)
        if found is None:
            raise SlackError(error)
        return found

    def page(self, name: str, items: list[Any]) -> Body:
        """The page at `cursor` with `limit` items, and the cursor of the next one."""
        limit = min(int(self.args.get("limit") or MOST), MOST)
        cursor = str(self.args.get("cursor") or "0")
        if not cursor.isdecimal():
            raise SlackError("invalid_cursor")
        start = int(cursor)
        following = str(start + limit) if start + limit < len(items) else ""
        return {name: items[start : start + limit], "response_metadata": {"next_cursor": following}}


@dataclass(frozen=True)
class Method:
    """`scopes`: one of them is needed. `token` is the kind that the method takes; None where it asks for no token."""

    work: Callable[[Call], Body]
    scopes: tuple[str, ...] = ()
    token: str | None = "xoxb"  # noqa: S105 - the beginning of a kind of tokens
