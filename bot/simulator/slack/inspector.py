"""What went to and fro, for people to look at: without tokens, and without the words of direct messages."""

from __future__ import annotations

import itertools
from collections import deque
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from bot.simulator.slack.changes import Changes
    from bot.simulator.slack.clock import Clock

KEPT = 500
LEFT_OUT = "(left out: this message goes to one person only)"
WORDS = ("text", "blocks", "attachments", "messages", "errors", "body", "initial_comment")
"""Members that hold what a message says, or quote it: Slack's errors do."""

Direction = Literal["app→slack", "slack→app"]


class Inspector:
    """The last 500 exchanges."""

    def __init__(self, clock: Clock, changes: Changes) -> None:
        self._clock = clock
        self._changes = changes
        self._count = itertools.count(1)
        self._kept: deque[dict[str, Any]] = deque(maxlen=KEPT)

    def entries(self) -> list[dict[str, Any]]:
        """Newest last."""
        return list(self._kept)

    def record(  # noqa: PLR0913 - an entry has these members
        self,
        direction: Direction,
        kind: str,
        title: str,
        *,
        ok: bool,
        ms: float,
        request: Any,  # noqa: ANN401 - JSON
        response: Any,  # noqa: ANN401 - JSON
        private: bool = False,
    ) -> None:
        """`private` leaves out the words of every message in it."""
        entry = {"id": next(self._count), "time": stamp(self._clock), "direction": direction, "kind": kind}
        entry |= {"title": title, "ok": ok, "ms": round(ms, 1)}
        shown = {"request": _shown(request, private=private), "response": _shown(response, private=private)}
        self._kept.append(entry | shown)
        self._changes.touch()


def stamp(clock: Clock) -> str:
    return clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")


def _shown(value: Any, *, private: bool) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, list | tuple):
        return [_shown(item, private=private) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {name: item for name, item in value.items() if name != "token"}
    return {name: _member(name, item, private=private) for name, item in kept.items()}


def _member(name: str, value: Any, *, private: bool) -> Any:  # noqa: ANN401 - JSON
    return LEFT_OUT if private and name in WORDS else _shown(value, private=private)
