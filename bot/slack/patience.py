"""A word to whoever waits for Arize, said once while they wait."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Self

    from bot.arize import Wait
    from bot.slack.background import Background
    from bot.slack.payloads import Interaction

WORTH_TELLING = 2.0
"""Seconds; people are told of longer waits only."""


@dataclass
class Patience:
    """Told of every wait, it says the first that is worth it; a response_url takes no more than five answers.

    Where what it says stands in the place of what is waited for, that has to come later: it is entered, and at its end
    Slack has taken the word, or never will.
    """

    interaction: Interaction
    background: Background
    say: Callable[[str], Coroutine[Any, Any, object]]
    _saying: asyncio.Task[bool] | None = field(default=None, init=False)

    def __call__(self, wait: Wait) -> None:
        if wait.seconds >= WORTH_TELLING and self._saying is None:
            self._saying = self.background.spawn(self.say(_words(wait)))
            self.interaction.span.follow(self._saying)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._saying is not None:
            await asyncio.wait({self._saying})


def _words(wait: Wait) -> str:
    """Arize asks for it only where it was asked too often."""
    if wait.status == HTTPStatus.TOO_MANY_REQUESTS:
        return f"Arize asks for patience: trying again in {wait.seconds:.0f} s."
    what = "did not answer" if wait.status is None else f"failed (status {wait.status})"
    return f"Arize {what}. Trying again in {wait.seconds:.0f} s."
