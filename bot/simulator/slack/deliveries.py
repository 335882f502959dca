"""What Slack sends to the app, and what the app answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Kind = Literal["slash_commands", "interactive", "events_api"]
OK = 200


@dataclass(frozen=True)
class Retry:
    """`number` counts from 1."""

    number: int
    reason: str


@dataclass(frozen=True)
class Delivery:
    kind: Kind
    payload: dict[str, Any] = field(repr=False)

    @property
    def label(self) -> str:
        """The kind in the inspector's words."""
        if self.kind == "slash_commands":
            return "slash_command"
        return "event" if self.kind == "events_api" else str(self.payload.get("type", "interactive"))

    @property
    def title(self) -> str:
        payload = self.payload
        event = payload.get("event") or {}
        actions = payload.get("actions") or [{}]
        view = payload.get("view") or {}
        named = payload.get("command"), event.get("type"), actions[0].get("action_id"), payload.get("action_id")
        return str(next(filter(None, (*named, view.get("callback_id"), payload.get("callback_id"))), self.label))


@dataclass(frozen=True)
class Answer:
    """`body` is parsed JSON or text; None where there is none."""

    status: int
    body: Any = field(default=None, repr=False)

    @property
    def ok(self) -> bool:
        return self.status == OK


class Unanswered(Exception):  # noqa: N818 - Slack's words for it are in the notice
    """No answer that counts came within the limit. `code` is Slack's: operation_timeout or dispatch_failed."""

    def __init__(self, code: str, status: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class Transport(Protocol):
    async def send(self, delivery: Delivery, retry: Retry | None) -> Answer:
        """Raises Unanswered."""
        ...
