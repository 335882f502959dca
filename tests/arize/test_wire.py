"""What goes over the wire, byte for byte: each request once, and whatever comes back."""

from __future__ import annotations

from itertools import product

import pytest

from bot.arize import AnswerLost, ArizeError, BadRequest, RetryPolicy
from tests.arize.story import CALLS, CHANGES, FAST, ONCE_ONLY
from tests.arize.wire import CLOSED, NOBODY, RESET, Said, answer, speaking

ONCE = RetryPolicy(attempts=1)
ADA = answer(body=b'{"id": "u1", "name": "Ada", "email": "ada@example.com"}')


@pytest.mark.parametrize(("name", "end"), [*product(CALLS, ["closed", "reset"])])
async def test_nothing_is_sent_again_behind_our_back(name: str, end: str) -> None:
    """A connection that was kept breaks once the next request was read: it was sent once, and is in doubt."""
    async with speaking(answer(), CLOSED if end == "closed" else RESET, retry=ONCE) as wire:
        await wire.client.probe()
        with pytest.raises(AnswerLost) as raised:
            await CALLS[name](wire.client)
    assert (len(wire.asked), wire.connections) == (2, 1)
    assert raised.value.may_have_happened is (name in CHANGES)


@pytest.mark.parametrize("name", CALLS)
async def test_only_our_own_loop_sends_it_again(name: str) -> None:
    """As often as it counts, each time on a connection of its own, since the last one broke."""
    async with speaking(answer(), CLOSED, retry=FAST) as wire:
        await wire.client.probe()
        with pytest.raises(AnswerLost):
            await CALLS[name](wire.client)
    times = 1 if name in ONCE_ONLY else FAST.attempts
    assert (len(wire.asked), wire.connections) == (1 + times, times)


async def test_a_deletion_that_was_sent_again_says_that_there_was_a_doubt() -> None:
    """The first may have been carried out; so a user who is gone by then is no surprise."""
    async with speaking(answer(), CLOSED, answer(status=b"404 Not Found"), retry=FAST) as wire:
        await wire.client.probe()
        with pytest.raises(ArizeError) as raised:
            await wire.client.delete_user("u1")
    assert wire.asked[1:] == [b"DELETE /v2/users/u1 HTTP/1.1"] * 2
    assert raised.value.may_have_happened


async def test_a_connection_is_used_again() -> None:
    """Also after an answer that is no success."""
    async with speaking(answer(), answer(status=b"404 Not Found"), ADA, retry=ONCE) as wire:
        await wire.client.probe()
        with pytest.raises(ArizeError):
            await wire.client.delete_user("u1")
        assert (await wire.client.get_user("u1")).name == "Ada"
    assert wire.connections == 1


NO_ANSWERS = {
    "another protocol": Said(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "no text": Said(b"\x16\x03\x01\x02\x00"),
    "half a head": Said(b"HTTP/1.1 200 OK\r\nContent-Ty", ends=True),
    "a length that is none": Said(b"HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n"),
    "two lengths": Said(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
    "a code that is none": Said(answer(status=b"000 Nothing")),
    "another protocol from here on": Said(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
    ),
    "an answer that is still to come": Said(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", ends=True),
    "a head without an end": Said(answer(b"X-Long: " + b"x" * 200_000)),
}


@pytest.mark.parametrize("what", NO_ANSWERS)
async def test_what_is_no_answer_is_a_lost_one(what: str) -> None:
    """Whatever it is: the request was sent, and what became of it is not known."""
    async with speaking(NO_ANSWERS[what], retry=ONCE, timeout=1.0) as wire:
        for call in ("get_user", "delete_user", "reset_user_password"):
            with pytest.raises(AnswerLost) as raised:
                await CALLS[call](wire.client)
            assert raised.value.may_have_happened is (call in CHANGES)
            assert (raised.value.__cause__, raised.value.__context__) == (None, None)
    assert len(wire.asked) == 3


ODD_ANSWERS = {
    "of HTTP/1.0, until the connection ends": Said(b"HTTP/1.0 200 OK\r\n\r\n" + NOBODY, ends=True),
    "after hints": Said(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer()),
    "in chunks": Said(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(NOBODY), NOBODY)
    ),
    "with a long header": Said(answer(b"Content-Security-Policy: " + b"x" * 60_000)),
    "with many headers": Said(answer(*(b"X-%d: 1" % n for n in range(500)))),
    "with cookies": Said(answer(b"Set-Cookie: a=b; Path=/", b"Set-Cookie: \xff;;=")),
    "with more than was asked for": Said(answer() + answer(status=b"500 Smuggled")),
    "in an encoding that nobody knows": Said(answer(b"Content-Encoding: plain")),
}


@pytest.mark.parametrize("what", ODD_ANSWERS)
async def test_an_odd_answer_is_one(what: str) -> None:
    """And the next one is that of the next request."""
    async with speaking(ODD_ANSWERS[what], retry=ONCE) as wire:
        for _ in range(3):
            assert (await wire.client.list_users()).users == ()
    assert len(wire.asked) == 3


async def test_a_header_may_be_in_any_encoding() -> None:
    """What is not UTF-8 becomes a question mark, and may be written anywhere; what is no date is none."""
    headers = (b"X-Request-Id: r-\xe9", b"Date: \xff", b"Retry-After: \xfe", b"Content-Type: \xfd")
    async with speaking(answer(*headers, status=b"400 Bad"), retry=ONCE) as wire:
        with pytest.raises(BadRequest) as raised:
            await wire.client.list_users()
    assert (raised.value.request_id, raised.value.retry_after) == ("r-?", None)


async def test_a_head_that_drips_is_given_up() -> None:
    """Each byte begins the wait for the next one anew, so the whole of it has a limit too."""
    async with speaking(Said(b"HTTP/1.1 200 OK\r\n", drips=True), retry=ONCE, timeout=0.2) as wire:
        with pytest.raises(AnswerLost, match="TimeoutError") as raised:
            await wire.client.delete_user("u1")
    assert raised.value.may_have_happened


async def test_a_body_is_written_as_short_as_json_can_be() -> None:
    """In UTF-8, with nothing escaped that need not be."""
    async with speaking(ADA, retry=ONCE) as wire:
        await wire.client.update_user("u1", name='Ada "É" Byron', is_developer=True)
    assert wire.sent == ['{"name":"Ada \\"É\\" Byron","is_developer":true}'.encode()]


async def test_half_a_character_is_not_sent() -> None:
    """No JSON can carry it."""
    async with speaking(ADA, retry=ONCE) as wire:
        with pytest.raises(ValueError, match="surrogates not allowed"):
            await wire.client.update_user("u1", name="Ada \ud800")
    assert wire.asked == []
