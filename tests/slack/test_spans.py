"""What is told of an interaction, whatever happens to it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from structlog.testing import capture_logs

from bot.slack.background import Background
from bot.slack.spans import Outcome, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


class Ear:
    """Hears what is counted."""

    def __init__(self) -> None:
        self.acks: list[str] = []
        self.ends: list[tuple[str, ...]] = []

    def acked(self, door: str, seconds: float) -> None:
        assert seconds >= 0
        self.acks.append(door)

    def ended(self, door: str, command: str, outcome: str, reason: str, seconds: float) -> None:
        assert seconds >= 0
        self.ends.append((door, command, outcome, reason))


async def broken() -> None:
    raise RuntimeError("broken on purpose")


async def test_the_end_waits_for_everything_that_was_spawned_for_it() -> None:
    """And for what that spawns in turn. The ack counts once, however often it is said, and after it has left."""
    ear, background, goes_on = Ear(), Background(), asyncio.Event()
    span = Span("slash", ear)

    async def first() -> None:
        span.follow(background.spawn(second()))

    async def second() -> None:
        await goes_on.wait()

    span.acked()
    span.acked()
    span.follow(background.spawn(first()))
    assert ear.acks == []
    span.listened()
    await asyncio.sleep(0.01)
    assert (ear.acks, ear.ends) == (["slash"], [])
    goes_on.set()
    await background.idle()
    assert ear.ends == [("slash", "", "ok", "")]


async def test_what_nobody_foresaw_is_a_failure() -> None:
    """It has its traceback in a record of its own."""
    ear, background = Ear(), Background()
    span = Span("action", ear)
    with capture_logs() as logs:
        span.follow(background.spawn(broken()))
        span.returned()
        await background.idle()
    assert [entry["event"] for entry in logs] == ["background.failed", "interaction.done"]
    assert ear.ends == [("action", "", "failed", "unforeseen")]


def _told(*words: Callable[[Span], None]) -> tuple[str, ...]:
    ear = Ear()
    span = Span("form", ear)
    for word in words:
        word(span)
    span.returned()
    return ear.ends[0]


def test_the_worst_that_was_told_counts() -> None:
    """In whatever order, and of two that are as bad the first."""
    words = (
        lambda span: span.tell(Outcome.IGNORED),
        lambda span: span.tell(Outcome.FAILED, "first"),
        lambda span: span.tell(Outcome.FAILED, "second"),
        lambda span: span.tell(Outcome.DECLINED, "fields"),
    )
    assert _told(*words) == _told(*words[1:]) == ("form", "", "failed", "first")


def test_what_it_is_about_is_kept_once_it_is_known() -> None:
    """A request that comes to light does not hide the command."""
    span = Span()
    span.about("delete")
    span.about(request="r1")
    assert (span.command, span.request) == ("delete", "r1")


async def test_somebody_is_named_once(caplog: pytest.LogCaptureFixture) -> None:
    """A listener that breaks after it read the payload does not begin another story."""
    caplog.set_level("DEBUG", "bot.slack.spans")
    span = Span("slash")
    with capture_logs() as logs:
        span.named("U0ALICE", "T0SIM")
        span.named("U0BEN", "T0SIM")
    assert [entry["event"] for entry in logs] == ["interaction.arrived"]
    assert span.user == "U0ALICE"


async def test_what_is_not_known_is_not_told() -> None:
    """No empty members in the line."""
    with capture_logs() as logs:
        Span("home").returned()
    (line,) = logs
    assert set(line) == {"interaction", "door", "outcome", "ms_total", "event", "log_level"}
