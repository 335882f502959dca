"""How fast a list asks: at what the API takes, found out by its refusals, and never in the way of people."""

from __future__ import annotations

import asyncio

import pytest

from bot.arize import RateLimited
from bot.arize.allowance import SLOWEST
from tests.arize.rationed import LANES, Rationed
from tests.virtual_time import in_virtual_time


@pytest.mark.parametrize("says", [True, False])
@pytest.mark.parametrize("rate", [5, 20, 50, 200])
def test_a_long_list_goes_at_what_the_api_takes(rate: int, says: bool) -> None:  # noqa: FBT001 - a parameter
    """At least 95 of a hundred, whether the API says how long to wait or not, and few are refused for it."""

    async def story() -> None:
        api, count = Rationed(rate, says=says), rate * 60
        seconds = await api.list_of(count)
        assert (count - rate) / seconds >= 0.95 * rate
        assert len(api.refused) < LANES + 0.03 * count

    in_virtual_time(story())


def test_without_a_limit_nothing_is_held_back() -> None:
    """What was never refused is not slowed down."""

    async def story() -> None:
        api = Rationed(1_000_000)
        assert await api.list_of(1600) < 1600 / LANES * 0.06
        assert api.refused == []

    in_virtual_time(story())


def test_a_limit_that_changes_is_followed() -> None:
    """Down at once, and up within a minute."""

    async def story() -> None:
        api = Rationed(50)
        await api.list_of(1000)
        api.takes(10)
        assert await api.list_of(600) < 1.1 * 60
        assert len(api.refused) < 4 * LANES
        api.takes(50)
        await api.list_of(1500)
        assert await api.list_of(1000) < 1.2 * 20

    in_virtual_time(story())


def test_fewer_than_one_a_second_is_a_rate_too() -> None:
    """The list goes on, row by row."""

    async def story() -> None:
        api = Rationed(0.5)
        assert await api.list_of(50) < 1.3 * 100
        assert api.limiter.room(LANES) == 1

    in_virtual_time(story())


def test_a_person_does_not_wait_behind_a_list() -> None:
    """Not for its queue and not for its hold; the list leaves them what they take."""

    async def story() -> None:
        api, loop = Rationed(20), asyncio.get_running_loop()
        long = asyncio.create_task(api.list_of(1200))
        waits, refused = [], 0
        for _ in range(100):
            await asyncio.sleep(0.31)
            began = loop.time()
            try:
                await api.limiter.at_once(api.answers)
            except RateLimited:
                refused += 1
            waits.append(loop.time() - began)
        assert max(waits) < 0.1
        assert refused < 10
        await long

    in_virtual_time(story())


def test_two_lists_share_what_there_is() -> None:
    """In the order in which they come."""

    async def story() -> None:
        api = Rationed(20)
        seconds = await asyncio.gather(api.list_of(300), api.list_of(300))
        assert max(seconds) < 1.05 * 30
        assert min(seconds) > 0.9 * max(seconds)

    in_virtual_time(story())


def test_what_people_are_refused_slows_no_list_that_comes_later() -> None:
    """Where nobody asks as fast as it goes, a refusal says nothing of how fast that is."""

    async def story() -> None:
        api = Rationed(0.01)
        await api.limiter.at_once(api.answers)
        for _ in range(3):
            with pytest.raises(RateLimited):
                await api.limiter.at_once(api.answers)
        api.takes(20)
        assert await api.list_of(100) < 6

    in_virtual_time(story())


def test_an_api_that_refuses_everything_is_asked_again_all_the_same() -> None:
    """More and more slowly, but no more slowly than that."""

    async def story() -> None:
        api, loop = Rationed(0.0001), asyncio.get_running_loop()
        await api.limiter.in_turn(api.answers)
        for _ in range(20):
            began = loop.time()
            with pytest.raises(RateLimited):
                await api.limiter.in_turn(api.answers)
            assert loop.time() - began < 1 / SLOWEST + 30

    in_virtual_time(story())


@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.5, 3.0])
@pytest.mark.parametrize("asked", [3, 10, 19])
def test_what_was_asked_just_before_a_list_does_not_slow_it(asked: int, seconds: float) -> None:
    """The calls by which it was checked took of what the API saves up: fewer pass until the first refusal."""

    async def story() -> None:
        api = Rationed(20)
        await asyncio.gather(*(api.limiter.at_once(api.answers) for _ in range(asked)))
        await asyncio.sleep(seconds)
        assert (600 - 20) / await api.list_of(600) > 0.95 * 20

    in_virtual_time(story())


def test_a_list_after_a_pause_is_measured_anew() -> None:
    """The time in which nobody asked does not count as a time in which little passed."""

    async def story() -> None:
        api = Rationed(20)
        await api.list_of(200)
        await asyncio.sleep(3600)
        assert (400 - 20) / await api.list_of(400) > 0.95 * 20

    in_virtual_time(story())
