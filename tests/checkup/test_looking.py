"""One look that fails, or takes for ever, hides none of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.app.checkup.clocks import clock
from bot.app.checkup.finding import Finding, Verdict, ok, worst
from bot.app.checkup.looking import Look, look
from bot.simulator.arize.faults import Latency as ArizeLatency
from bot.simulator.slack import Latency
from tests.checkup.setup import set_up

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SHORT = 0.6
LONG = 30.0


async def breaks() -> AsyncIterator[Finding]:
    yield ok("first", "It was well.")
    raise RuntimeError("xoxb-secret")


async def test_a_look_that_breaks_is_a_finding_of_its_own() -> None:
    """What it found before is kept, and what the error says is not told: nobody knows what is in it."""
    found = await look([Look("first", breaks)])
    assert [(each.verdict.value, each.words) for each in found] == [
        ("ok", "It was well."),
        ("wrong", "It could not be looked at (RuntimeError)."),
    ]
    assert "report it" in found[1].remedy


async def test_who_does_not_answer_is_not_waited_for() -> None:
    """Each has the same patience, at the same time; those that wait for one answer all give up."""
    async with set_up() as here:
        here.slack.faults.next("auth.test", Latency(LONG))
        here.arize.faults.next("list_users", ArizeLatency(LONG))
        found = {each.name: each for each in await here.looked_at(patience=SHORT)}
    late = {name for name, each in found.items() if each.words == "There was no answer within 0.6 seconds."}
    assert late == {"slack.token", "slack.channel", "policy.people", "arize.key"}
    assert found["slack.socket_mode"].verdict.value == "ok"


@pytest.mark.parametrize("worst_of_them", ["ok", "unseen", "warning", "wrong"])
def test_the_worst_of_them_counts(worst_of_them: str) -> None:
    """Where nothing was looked at, nothing is wrong."""
    order = ("ok", "unseen", "warning", "wrong")
    upto = order[: order.index(worst_of_them) + 1]
    assert worst(tuple(Finding(word, Verdict(word), "") for word in reversed(upto))).value == worst_of_them
    assert worst(()) is Verdict.OK


def test_a_server_without_a_date_is_not_called_wrong() -> None:
    """Nor is its clock guessed."""
    assert clock("clock", "Slack", "yesterday").verdict is Verdict.UNSEEN
