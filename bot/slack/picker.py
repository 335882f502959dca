"""The list behind a user picker."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command.glossary import status_word
from bot.domain.errors import Mistake
from bot.slack.blockkit import length, limits, option
from bot.slack.payloads import read_form_state
from bot.slack.spans import Outcome
from bot.slack.troubles import Trouble, attempt
from bot.slack.views.presses import NOBODY
from bot.workflow.desk import OUTDATED

if TYPE_CHECKING:
    from bot.arize import User
    from bot.slack.blockkit import Option, View
    from bot.slack.payloads import Interaction
    from bot.workflow.desk import Desk

IN_TIME = 2.5
"""Seconds; Slack waits for three."""
LONGEST_QUERY = 255
"""Characters that the API's `email` filter takes."""

NO_USER = "There is no user you can pick"
NO_MATCH = "No user you can pick has that in their address; names are not searched"
"""At most 75 characters, which an option shows."""


@dataclass(frozen=True)
class Picker:
    desk: Desk

    async def options(self, interaction: Interaction, view: View, query: str) -> list[Option]:
        """Users whose address contains `query`; never empty, because an empty list leaves the modal stuck."""
        found = await attempt(interaction, self._in_time(interaction, view, query))
        if isinstance(found, Trouble):
            return [option(found.words, NOBODY)]
        return found or [option(NO_MATCH if query.strip() else NO_USER, NOBODY)]

    async def _in_time(self, interaction: Interaction, view: View, query: str) -> list[Option]:
        try:
            async with asyncio.timeout(IN_TIME):
                return await self._users(interaction, view, query)
        except TimeoutError:
            interaction.span.tell(Outcome.DECLINED, "late")
            return [option("Arize is slow to answer; type on to try again", NOBODY)]

    async def _users(self, interaction: Interaction, view: View, query: str) -> list[Option]:
        command = self.desk.command(_command(view))
        interaction.span.about(command.name)
        users = await self.desk.candidates(interaction.asker, command, query.strip()[:LONGEST_QUERY])
        return [_option(user) for user in users if length(user.id) <= limits.OPTION_VALUE]


def _command(view: View) -> str:
    try:
        return read_form_state(view["private_metadata"]).command
    except (ValueError, KeyError) as error:
        raise Mistake(OUTDATED) from error


def _option(user: User) -> Option:
    return option(user.email, user.id, f"{user.name} · {status_word(user.status)}")
