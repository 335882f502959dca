"""Answers that ride on the ack: where it is known who asks, and nobody has to be asked for what they want to know."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.slack.asked import Asked
from bot.slack.sendable import sendable_message
from bot.slack.spans import Outcome
from bot.slack.troubles import MISTAKE
from bot.slack.views import show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command
    from bot.domain.people import Person
    from bot.slack.payloads import Interaction
    from bot.workflow.desk import Desk

MOST = 1_000
"""Drawn answers that are kept, of some kilobytes each."""


class Instant:
    """What is drawn depends on the command, the policy, and the person as Slack describes them, and on nothing else.

    So it is kept for each, as long as the process knows one policy; whether they may see it is asked each time.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept = lru_cache(maxsize=MOST)(self._drawn)
        self._later = frozenset(command.name for command in desk.commands if command.tell is None)

    def answer(self, interaction: Interaction, text: str) -> str | None:
        """The JSON of an ephemeral message; None where the answer takes longer than an ack may, or is none.

        Nothing is done or written down then: whoever answers later finds the same trouble again, and tells it.
        """
        if self._later.intersection(text.split(maxsplit=1)[:1]):
            return None  # as most do, and then the ack waits for nothing else that was typed
        with suppress(Exception):
            return self._answer(interaction, Asked.typed(text, self._desk))
        return None

    def _answer(self, interaction: Interaction, asked: Asked) -> str | None:
        if asked.command.tell is None:
            return None
        person = self._desk.known(interaction.asker, asked.command)
        if person is None:
            return None
        interaction.span.about(asked.command.name)
        if asked.values:  # what somebody mistyped is not kept
            if asked.is_mistyped:
                interaction.span.tell(Outcome.DECLINED, MISTAKE)
            return self._draw(person, asked.command, asked.values)
        return self._kept(person, asked.command.name)

    def _drawn(self, person: Person, name: str) -> str:
        return self._draw(person, self._desk.command(name), {})

    def _draw(self, person: Person, command: Command[Any], values: Mapping[str, object]) -> str:
        shown = sendable_message(show(self._desk.tell(person, command, values)))
        return json.dumps({**shown, "response_type": "ephemeral"})
