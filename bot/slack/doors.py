"""How a payload comes in: its span begins, and whatever its listener does or raises, it is acknowledged and told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from slack_bolt import BoltResponse

from bot.slack.spans import Outcome, Span

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.slack.payloads import Interaction, Payload
    from bot.slack.spans import Watcher

UNKNOWN = "unknown"
"""The door of what no listener takes, or what this version does not know."""


class Hall(Protocol):
    """Where doors are."""

    @property
    def watcher(self) -> Watcher: ...

    def failed(self, error: Exception, body: Payload, span: Span) -> None:
        """A listener raised before its ack."""
        ...


H = TypeVar("H", bound=Hall)
if TYPE_CHECKING:
    Hears = Callable[[H, AsyncAck, Payload], Awaitable[None]]
    Listens = Callable[[H, "Ack", Payload, Span], Awaitable[None]]


@dataclass(frozen=True)
class Ack:
    """Bolt's ack, which tells the span."""

    ack: AsyncAck
    span: Span

    async def __call__(self, **answer: Any) -> None:  # noqa: ANN401 - as Bolt has it
        await self.ack(**answer)
        self.span.acked()

    def told(self, message: str) -> None:
        """With an answer, which is JSON already."""
        self.ack.response = BoltResponse(status=200, body=message)
        self.span.acked()

    async def wrong(self, errors: Mapping[str, str]) -> bool:
        """Whether there are any; they are told at their fields, and nothing else is done."""
        if errors:
            await self(response_action="errors", errors=dict(errors))
            self.span.tell(Outcome.DECLINED, "fields")
        return bool(errors)


def door(name: str) -> Callable[[Listens[H]], Hears[H]]:
    """A listener that opens a span at its beginning; what it raises before its ack is answered too."""

    def opened(listens: Listens[H]) -> Hears[H]:
        async def hears(self: H, ack: AsyncAck, body: Payload) -> None:
            span = Span(name, self.watcher)
            acking = Ack(ack, span)
            try:
                await listens(self, acking, body, span)
            except Exception as error:  # noqa: BLE001 - it is told to the log and to the person
                self.failed(error, body, span)
                await acking()
            finally:
                loop = asyncio.get_running_loop()
                loop.call_soon(span.listened)  # the ack leaves first

        return hears

    return opened


def bound(interaction: Interaction, response_url: str | None = None) -> Interaction:
    """Name the interaction, in the log as well. Forms bring the response_url of the click that opened them."""
    interaction.span.named(interaction.user_id, interaction.team_id)
    return replace(interaction, response_url=interaction.response_url or response_url) if response_url else interaction
