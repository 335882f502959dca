"""Trouble on demand."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.simulator.slack import Drop, Error, Faults, Hold, Html, Latency, RateLimited, Status

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator


def test_faults_are_used_up_in_the_order_they_came() -> None:
    """By the method they wait for; "*" is any method, but neither a response_url nor an ack."""
    faults = Faults()
    faults.next("*", Error("one"))
    faults.next("chat.delete", Error("two"), times=2)
    assert faults.take("response_url") is None
    assert faults.take("ack") is None
    assert faults.take("chat.delete") == Error("one")
    assert faults.take("auth.test") is None
    assert faults.take("chat.delete") == Error("two")
    assert len(faults) == 1
    faults.clear()
    assert faults.take("chat.delete") is None


async def test_an_error_is_answered_and_nothing_is_done(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Once, and then everything is as before."""
    slack.faults.next("chat.postMessage", Error("restricted_action"))
    with pytest.raises(SlackApiError, match="restricted_action"):
        await web.chat_postMessage(channel="C0GENERAL", text="t")
    assert slack.messages.in_channel("C0GENERAL") == []
    await web.chat_postMessage(channel="C0GENERAL", text="t")


@pytest.mark.parametrize(("retry_after", "header"), [(7, "7"), (None, None)])
async def test_a_rate_limit_says_how_long(
    slack: SlackSimulator, web: AsyncWebClient, retry_after: int | None, header: str | None
) -> None:
    """Or does not."""
    slack.faults.next("*", RateLimited(retry_after))
    with pytest.raises(SlackApiError, match="ratelimited") as refused:
        await web.auth_test()
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers.get("Retry-After") == header


@pytest.mark.parametrize(("fault", "status"), [(Status(503), 503), (Html(), 502), (Html(200), 200)])
async def test_answers_that_are_not_slacks(
    slack: SlackSimulator, web: AsyncWebClient, fault: Status | Html, status: int
) -> None:
    """From something between."""
    slack.faults.next("auth.test", fault)
    with pytest.raises(SlackApiError) as refused:
        await web.auth_test()
    assert refused.value.response.status_code == status
    assert slack.inspector.entries()[-1]["ok"] is False


async def test_a_late_answer_is_an_honest_one(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """After a while."""
    slack.faults.next("auth.test", Latency(0.05))
    began = time.monotonic()
    assert (await web.auth_test())["ok"]
    assert time.monotonic() - began >= 0.05


@pytest.mark.parametrize(("fault", "done"), [(Drop(), 0), (Drop(after=True), 1)])
async def test_a_dropped_connection_has_no_answer(
    slack: SlackSimulator, web: AsyncWebClient, fault: Drop, done: int
) -> None:
    """And the work may have been done all the same."""
    slack.faults.next("chat.postMessage", fault)
    web.retry_handlers = []
    with pytest.raises((aiohttp.ClientError, asyncio.TimeoutError)):
        await web.chat_postMessage(channel="C0GENERAL", text="t")
    assert len(slack.messages.in_channel("C0GENERAL")) == done


@pytest.mark.parametrize("after", [False, True])
async def test_a_held_call_hangs_before_its_work_or_after_it(
    slack: SlackSimulator, web: AsyncWebClient, *, after: bool
) -> None:
    """Until it is released; then its client gets no answer, so that a test can decide what happens meanwhile."""
    hold = Hold(after=after)
    slack.faults.next("chat.postMessage", hold)
    web.retry_handlers = []
    asked = asyncio.create_task(web.chat_postMessage(channel="C0GENERAL", text="t"))
    await hold.reached()
    assert len(slack.messages.in_channel("C0GENERAL")) == after
    assert not asked.done()
    hold.release()
    with pytest.raises((aiohttp.ClientError, asyncio.TimeoutError)):
        await asked
