"""What becomes of a request on its way, on real sockets."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.arize import AnswerLost, ArizeClient, ArizeError, NotFound, NotSent, ReplacedAnswer, RetryPolicy
from bot.arize.transport import AT_ONCE
from tests.arize.story import (
    ADA,
    CHANGES,
    KEY,
    PASSWORD,
    BegunThenSilent,
    CutShort,
    Dripping,
    Dropped,
    Silent,
    always,
    page,
    somebody,
    telling,
    wait_until,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ONCE = RetryPolicy(attempts=1)
NOT_GZIP = {"content-encoding": "gzip"}


@pytest.mark.parametrize(
    "answer",
    [
        Dropped(),
        Silent(),
        BegunThenSilent(),
        Dripping(json.dumps(ADA)),
        CutShort(),
        Response("no gzip", 200, NOT_GZIP),
    ],
)
async def test_an_answer_that_does_not_arrive_is_lost(answer: Response) -> None:
    """Late, never begun, never ended, or not to be unpacked: a change may have been carried out."""
    async with telling(always(answer), retry=ONCE, timeout=0.1) as told:
        with pytest.raises(AnswerLost) as read:
            await told.client.get_user("u1")
        with pytest.raises(AnswerLost) as changed:
            await told.client.create_user(somebody())
    assert (read.value.may_have_happened, changed.value.may_have_happened) == (False, True)


@pytest.mark.parametrize(
    "answer", [CutShort(status_code=404), Response("no gzip", 404, NOT_GZIP), BegunThenSilent("", 404)]
)
async def test_a_code_that_arrived_counts_without_its_body(answer: Response) -> None:
    """The code is known, so nothing is in doubt."""
    async with telling(always(answer), retry=ONCE, timeout=0.1) as told:
        with pytest.raises(NotFound) as raised:
            await told.client.delete_user("u1")
    assert not raised.value.may_have_happened


async def test_a_server_that_does_not_speak_tls_is_never_asked() -> None:
    """The handshake fails before the key is sent."""
    async with telling(always(page()), retry=ONCE) as told:
        secure = told.url.replace("http://", "https://")
        async with ArizeClient(SecretStr(KEY), base_url=secure, retry=ONCE) as client:
            with pytest.raises(NotSent, match="no connection"):
                await client.delete_user("u1")
    assert told.asked == []


async def test_a_name_that_leads_nowhere_is_never_asked() -> None:
    """DNS knows no such host; however long it takes to say so."""
    async with ArizeClient(SecretStr(KEY), base_url="https://api.arize.invalid", retry=ONCE, timeout=2.0) as client:
        with pytest.raises(NotSent, match="no connection"):
            await client.delete_user("u1")


async def test_whoever_comes_when_all_turns_are_taken_waits_for_one() -> None:
    """Without a limit of time, and is not sent before; a turn is free once somebody has an answer, or gives up."""
    async with telling(always(Silent()), timeout=60.0) as told:
        calls: list[asyncio.Task[object]] = [asyncio.create_task(told.client.list_users()) for _ in range(AT_ONCE)]
        await wait_until(lambda: len(told.asked) == AT_ONCE)
        calls.append(asyncio.create_task(told.client.delete_user("u1")))
        await asyncio.sleep(0.05)
        assert len(told.asked) == AT_ONCE
        calls[0].cancel()
        await wait_until(lambda: len(told.asked) == AT_ONCE + 1)
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
    assert [asked.method for asked in told.asked] == ["GET"] * AT_ONCE + ["DELETE"]


async def test_a_call_can_be_cancelled() -> None:
    """It ends at once, and is not taken for an error of the API."""
    async with telling(always(Silent())) as told:
        call = asyncio.create_task(told.client.delete_user("u1"))
        await told.reached()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    assert len(told.asked) == 1


@pytest.mark.parametrize("key", ["", "ak-1 2", "ak-1\n", "ak-ключ"])
def test_a_key_that_no_header_can_carry_is_refused(key: str) -> None:
    """When the client is made, and without repeating it."""
    with pytest.raises(ValueError, match="API key") as raised:
        ArizeClient(SecretStr(key))
    assert not key or key not in str(raised.value)


@pytest.mark.parametrize("name", CHANGES)
async def test_no_change_is_announced_before_its_answer(name: str) -> None:
    """A lost answer is an error for each of them."""
    async with telling(always(Dropped()), retry=ONCE) as told:
        with pytest.raises(ArizeError) as raised:
            await CHANGES[name](told.client)
    assert raised.value.may_have_happened
    assert PASSWORD not in str(raised.value)


async def test_a_page_in_place_of_an_answer_is_no_success() -> None:
    """A proxy's log-in page comes with 200: nobody claims that somebody was deleted because of it."""
    async with telling(always(HTMLResponse("<h1>Log in</h1>"))) as told:
        with pytest.raises(ReplacedAnswer) as changed:
            await told.client.delete_user("u1")
        with pytest.raises(ReplacedAnswer) as read:
            await told.client.get_user("u1")
    assert (changed.value.may_have_happened, read.value.may_have_happened) == (True, False)
    assert len(told.asked) == 2


PAGES: dict[str, Callable[[int], Response]] = {
    "a page": lambda status: HTMLResponse("<h1>Not here</h1>", status),
    "a line": lambda status: PlainTextResponse("404 page not found\n", status),
    "a line that is JSON": lambda status: PlainTextResponse("404", status),
    "a page that breaks off": lambda status: HTMLResponse("<h1>", status, {"content-encoding": "gzip"}),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("status", [307, 400, 401, 403, 404, 409, 422, 499])
async def test_a_page_in_place_of_a_refusal_is_none(status: int, page: str) -> None:
    """A gateway without a way says 404 as well: nobody claims that somebody is gone because of it.

    Nor that the key is refused or the address taken; and what was asked for is not asked for again.
    """
    async with telling(always(PAGES[page](status))) as told:
        with pytest.raises(ReplacedAnswer, match=f"status {status}") as changed:
            await told.client.delete_user("u1")
        with pytest.raises(ReplacedAnswer) as read:
            await told.client.get_user("u1")
    assert (changed.value.may_have_happened, read.value.may_have_happened) == (True, False)
    assert len(told.asked) == 2
