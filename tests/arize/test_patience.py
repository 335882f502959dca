"""How long the client waits before it asks again, and when it no longer does."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from bot.arize import AnswerLost, RateLimited, RetryPolicy, Wait
from tests.arize.story import Silent, always, in_turn, page, problem, telling


async def test_retry_after_is_honoured_to_the_second() -> None:
    """The wait is as long as the API asks, and is told before it begins."""
    waits: list[Wait] = []
    async with telling(in_turn(problem(429, {"retry-after": "1"}), page())) as told:
        began = time.monotonic()
        await told.client.watched(waits.append).list_users()
        assert 1.0 <= time.monotonic() - began < 3.0
    assert waits == [Wait("list_users", 1, 1.0, "status 429 Too Many Requests", 429)]


@pytest.mark.parametrize("status", [429, 503])
async def test_a_long_retry_after_is_cut(status: int) -> None:
    """To the longest wait of the policy."""
    waits: list[Wait] = []
    policy = RetryPolicy(longest_wait=0.01)
    async with telling(in_turn(problem(status, {"retry-after": "30"}), page()), retry=policy) as told:
        await told.client.watched(waits.append).list_users()
    assert [wait.seconds for wait in waits] == [0.01]


async def test_a_wait_beyond_the_budget_is_not_begun() -> None:
    """The person hears at once how long it would be."""
    waits: list[Wait] = []
    async with telling(always(problem(429, {"retry-after": "61"}))) as told:
        with pytest.raises(RateLimited) as raised:
            await told.client.watched(waits.append).list_users()
    assert (raised.value.retry_after, len(told.asked), waits) == (61.0, 1, [])


async def test_a_date_is_a_retry_after_too() -> None:
    """By the server's own clock, which its answer tells."""
    soon = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    async with telling(always(problem(429, {"retry-after": soon}))) as told:
        with pytest.raises(RateLimited) as raised:
            await told.client.list_users()
    assert raised.value.retry_after is not None
    assert 3_590 <= raised.value.retry_after <= 3_600


async def test_the_budget_covers_the_attempts_too() -> None:
    """A slow failure leaves less for waits."""
    policy = RetryPolicy(attempts=100, budget=1.5, first_backoff=0.001, longest_backoff=0.001, jitter=0.0)
    async with telling(always(Silent()), retry=policy, timeout=0.5) as told:
        began = time.monotonic()
        with pytest.raises(AnswerLost):
            await told.client.list_users()
        assert time.monotonic() - began < 10.0
    assert 2 <= len(told.asked) <= 4


async def test_without_a_hint_waits_double_up_to_a_limit() -> None:
    """A Retry-After of nothing is no hint: nobody hammers."""
    waits: list[Wait] = []
    policy = RetryPolicy(attempts=5, first_backoff=0.01, longest_backoff=0.04, jitter=0.0)
    async with telling(always(problem(429, {"retry-after": "0"})), retry=policy) as told:
        with pytest.raises(RateLimited):
            await told.client.watched(waits.append).list_users()
    assert [wait.seconds for wait in waits] == [0.01, 0.02, 0.04, 0.04]


def test_jitter_spreads_the_waits() -> None:
    """Within its bound, and no number of attempts is too large."""
    policy = RetryPolicy(first_backoff=1.0, longest_backoff=8.0, jitter=0.5)
    waits = {policy.backoff(1) for _ in range(50)}
    assert all(1.0 <= wait <= 1.5 for wait in waits)
    assert any(first != second for first, second in pairwise(waits))
    assert 8.0 <= policy.backoff(100_000) <= 8.5
