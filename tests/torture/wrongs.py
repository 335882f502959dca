"""What can go wrong between the bot and what it asks, as data: for Slack's methods, and for Arize's operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.simulator.arize import faults as arize
from bot.simulator.slack import faults as slack
from tests.torture.slack_errors import OF_METHOD, documented

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.arize.faults import Fault as ArizeFault
    from bot.simulator.slack.faults import Fault as SlackFault

MEGABYTE = 1024 * 1024
GONE = frozenset({"message_not_found", "not_found"})
"""What Slack says where there is no such message or view any more, so that there is nobody to tell."""
LONG = 4.0
"""Seconds after which nobody waits any more for an answer, in the worlds of these tests."""
GATEWAY = (500, 502, 503, 504)
REFUSALS = (400, 401, 403, 404, 409, 422)


F = TypeVar("F", "SlackFault", "ArizeFault")


@dataclass(frozen=True)
class Wrong(Generic[F]):
    """One kind of trouble. `make` gives it anew for each call; `deep` is worth trying at every single call.

    `lies` is an answer that says what is not so: nobody can do better than to believe it.
    """

    name: str
    make: Callable[[], F]
    deep: bool = False
    lies: bool = False


def _code(code: str) -> Wrong[SlackFault]:
    return Wrong(code, lambda: slack.Error(code), deep=code in {"internal_error", "ratelimited"}, lies=code in GONE)


ON_THE_WAY_TO_SLACK: tuple[Wrong[SlackFault], ...] = (
    Wrong("429 with Retry-After", lambda: slack.RateLimited(1)),
    Wrong("429 without Retry-After", lambda: slack.RateLimited(None)),
    Wrong("500", lambda: slack.Status(500), deep=True),
    Wrong("503", lambda: slack.Status(503)),
    Wrong("HTML with 502", lambda: slack.Html(502)),
    Wrong("HTML with 200", lambda: slack.Html(200), deep=True),
    Wrong("connection dropped before", lambda: slack.Drop(after=False), deep=True),
    Wrong("connection dropped after", lambda: slack.Drop(after=True), deep=True),
    Wrong("time-out", lambda: slack.Latency(LONG)),
)
NO_METHODS = {
    "response_url": ("expired_url", "used_url", "no_service"),
    "upload": ("upload_failed",),
    "download": ("file_not_found",),
}
"""What is asked of Slack without being a method, by the simulator's name for it, and what it answers."""


def of_slack(method: str) -> tuple[Wrong[SlackFault], ...]:
    """All that can go wrong with one method."""
    codes = documented(method) if method in OF_METHOD else NO_METHODS[method]
    return (*ON_THE_WAY_TO_SLACK, *map(_code, codes))


def _status(code: int) -> Wrong[ArizeFault]:
    return Wrong(str(code), lambda: arize.Status(code), deep=code in {401, 503}, lies=code in {404, 409})


WITH_ARIZE: tuple[Wrong[ArizeFault], ...] = (
    *map(_status, (*REFUSALS, *GATEWAY)),
    Wrong("429 with Retry-After", lambda: arize.Status(429, retry_after=1), deep=True),
    Wrong("429 without Retry-After", lambda: arize.Status(429)),
    Wrong("502 without a body", lambda: arize.Status(502, empty=True)),
    Wrong("HTML with 502", lambda: arize.Html(502)),
    Wrong("HTML with 200", lambda: arize.Html(200), deep=True),
    Wrong("HTML with 404", lambda: arize.Html(404)),
    Wrong("connection dropped before", arize.Drop, deep=True),
    Wrong("answer lost after", arize.LostAnswer, deep=True),
    Wrong("time-out", lambda: arize.Latency(LONG)),
    Wrong("broken JSON", arize.Garbage, deep=True),
    Wrong("slow drip", lambda: arize.SlowDrip(0.05)),
    Wrong("10 MB body", lambda: arize.HugeBody(10 * MEGABYTE)),
    Wrong("members that nobody knows", arize.ExtraMembers),
    Wrong("members that are missing", arize.MissingMembers, deep=True),
    Wrong("words that nobody knows", arize.UnknownVocabulary),
    Wrong("pages that loop", arize.LoopingCursor),
    Wrong("pages that repeat", arize.RepeatedRows),
)


def of_arize(operation: str) -> tuple[Wrong[ArizeFault], ...]:
    """All that can go wrong with one operation; lists have pages besides."""
    is_list = operation.startswith("list_")
    return tuple(wrong for wrong in WITH_ARIZE if is_list or not wrong.name.startswith("pages"))
