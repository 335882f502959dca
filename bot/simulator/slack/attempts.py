"""Each try to bring something to the app, in the inspector: one that was not answered is an exchange, too."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.deliveries import Answer, Unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.simulator.slack.deliveries import Delivery
    from bot.simulator.slack.inspector import Inspector

LOST = "connection_lost"
"""The connection went away under it. Slack has no word for that: people hear of a time-out, if of anything."""


class Attempts:
    """Whoever delivers writes each attempt down with its own time, since Slack's limit is for each."""

    def __init__(self, inspector: Inspector) -> None:
        self._inspector = inspector

    @contextmanager
    def one(self, delivery: Delivery) -> Iterator[Callable[[Answer], Answer]]:
        """The block says what was answered, or raises Unanswered."""
        began = time.perf_counter()

        def answered(answer: Answer) -> Answer:
            self._note(delivery, began, answer)
            return answer

        try:
            yield answered
        except Unanswered as trouble:
            self._note(delivery, began, Answer(0, {"error": trouble.code}))
            raise

    def _note(self, delivery: Delivery, began: float, answer: Answer) -> None:
        self._inspector.record(
            "slack→app",
            delivery.label,
            delivery.title,
            ok=answer.ok,
            ms=(time.perf_counter() - began) * 1000,
            request=delivery.payload,
            response={"status": answer.status, "ack": answer.body},
            private=_is_private(delivery.payload),
        )


def _is_private(payload: dict[str, Any]) -> bool:
    """Whether it quotes a direct message."""
    event = payload.get("event") or {}
    channel = (payload.get("channel") or {}).get("id") or event.get("channel") or ""
    return str(channel).startswith("D")
