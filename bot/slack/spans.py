"""One interaction from its arrival to the end of all that was done for it: what the log and the metrics tell of it."""

from __future__ import annotations

import logging
import secrets
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

import structlog

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Mapping

log = structlog.get_logger(__name__)
is_read = logging.getLogger(__name__).isEnabledFor
"""Asked before a record is made that stands on the way of an ack: to make it takes longer than much of the rest."""

_arrived: ContextVar[float | None] = ContextVar("arrived", default=None)


class Outcome(IntEnum):
    """How an interaction ended; of several words the last in this list is told."""

    OK = 0
    IGNORED = 1
    """An event that asks for nothing, as most that Slack sends."""
    DECLINED = 2
    """What was asked was not done, or not surely; the person was told why."""
    REFUSED = 3
    """The policy said no."""
    FAILED = 4
    """A bug; or nobody could be told."""
    CUT = 5
    """The bot stopped in the middle of it."""


LEVELS = {Outcome.IGNORED: "debug", Outcome.CUT: "warning"}
"""Everything else is told at info: the traceback of a bug has a line of its own."""


class Watcher(Protocol):
    """Who counts; times are in seconds."""

    def acked(self, door: str, seconds: float) -> None: ...

    def ended(self, door: str, command: str, outcome: str, reason: str, seconds: float) -> None: ...


class Nobody:
    """Watches nothing."""

    def acked(self, door: str, seconds: float) -> None: ...

    def ended(self, door: str, command: str, outcome: str, reason: str, seconds: float) -> None: ...


def arrives() -> None:
    """A payload is here: said by the transport, in the task that it is dealt with in."""
    _arrived.set(time.perf_counter())


@dataclass
class Span:
    """It ends with its listener and with every task that it follows, whichever is last.

    `command`, `action` and `request` say what it was about, as soon as that is known; `reason` what its outcome comes
    from.
    """

    door: str = ""
    watcher: Watcher = field(default_factory=Nobody)
    id: str = field(default_factory=lambda: secrets.token_hex(4))
    user: str = ""
    team: str = ""
    command: str = ""
    action: str = ""
    request: str = ""
    outcome: Outcome = Outcome.OK
    reason: str = ""
    _began: float = field(default_factory=lambda: _arrived.get() or time.perf_counter())
    _ack: float | None = None
    _parts: int = 1

    def named(self, user: str, team: str) -> None:
        """Whose it is, said once; every record from here on says so, and which interaction it belongs to."""
        if self.team:
            return
        self.user, self.team = user, team
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(interaction=self.id, user=user, team=team, door=self.door)
        if is_read(logging.DEBUG):
            log.debug("interaction.arrived")

    def acked(self) -> None:
        """The first time counts."""
        if self._ack is None:
            self._ack = self._age()

    def about(self, command: str = "", request: str = "", action: str = "") -> None:
        self.command, self.request = command or self.command, request or self.request
        self.action = action or self.action

    def tell(self, outcome: Outcome, reason: str = "") -> None:
        """The worst that was told counts, and where two are as bad the first."""
        if outcome > self.outcome:
            self.outcome, self.reason = outcome, reason

    def follow(self, task: asyncio.Task[bool]) -> None:
        """`task` is one of Background's."""
        self._parts += 1
        task.add_done_callback(self._followed)

    def listened(self) -> None:
        """Its listener is over, and its ack has left: only now is it counted."""
        if self._ack is not None:
            self.watcher.acked(self.door, self._ack)
        self.returned()

    def returned(self) -> None:
        """One part of it is over."""
        self._parts -= 1
        if not self._parts:
            self._end()

    def _followed(self, task: asyncio.Task[bool]) -> None:
        if task.cancelled():
            self.tell(Outcome.CUT, "stopping")
        elif not task.result():
            self.tell(Outcome.FAILED, "unforeseen")
        self.returned()

    def _end(self) -> None:
        seconds, outcome = self._age(), self.outcome.name.lower()
        self.watcher.ended(self.door, self.command, outcome, self.reason, seconds)
        tell = getattr(log, LEVELS.get(self.outcome, "info"))
        tell("interaction.done", **_said(self.line(seconds)))

    def line(self, seconds: float) -> Mapping[str, object]:
        """The members of the log's line; docs/operations.md explains them."""
        return {
            "interaction": self.id,
            "user": self.user,
            "team": self.team,
            "door": self.door,
            "command": self.command,
            "action": self.action,
            "outcome": self.outcome.name.lower(),
            "reason": self.reason,
            "request": self.request,
            "ms_ack": None if self._ack is None else _milliseconds(self._ack),
            "ms_total": _milliseconds(seconds),
        }

    def _age(self) -> float:
        return time.perf_counter() - self._began


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1_000, 1)


def _said(members: Mapping[str, object]) -> dict[str, object]:
    """Without those of which nothing is known."""
    return {name: value for name, value in members.items() if value not in {"", None}}
