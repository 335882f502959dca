"""The HTTP port under people who are not Slack."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from bot.slack.doorstep import USUAL
from tests.abuse.knocking import CUT, Headers, bytewise, in_chunks, knock, request, signed
from tests.world import BAD_LEVELS, open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.world import World

ROLES = b"command=%2Fax-user&text=roles&user_id=U0ALICE&team_id=T0SIM&trigger_id=1.2"
CHUNKED = b"POST /slack/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
NO_PROOF = "v0=" + "0" * 64
TIMES = ("0", "", "-1", "+1", "tomorrow", "1e9", "\u00b2", "9" * 5000)
PROOFS = (NO_PROOF, "", "v0=", "v1=" + "0" * 64, "v0=\u00e9", "v0=" + "\u00e9" * 64, "a" * 5000)


@pytest.fixture
async def port() -> AsyncIterator[World]:
    """A bot that listens over HTTP; nothing that anybody sends is an error of its own."""
    async with open_world("http") as world:
        yield world
        assert await knock(url(world), request(url(world), ROLES, proven(world))) == 200
        await world.settles()
        assert [record for record in world.records() if record["level"] in BAD_LEVELS] == []


def url(world: World) -> str:
    assert world.bot.request_url
    return world.bot.request_url


def proven(world: World, body: bytes = ROLES, at: str | None = None) -> Headers:
    return signed(world.slack.signing_secret, body, at)


async def arrived(world: World) -> int:
    await world.settles()
    return len(world.events("interaction.arrived"))


async def test_what_is_not_signed_is_not_read(port: World) -> None:
    """Whatever stands where the time and the signature should be."""
    for at in (str(int(time.time())), *TIMES):
        for proof in PROOFS:
            headers = [("X-Slack-Request-Timestamp", at), ("X-Slack-Signature", proof)]
            assert await knock(url(port), request(url(port), ROLES, headers)) == 401, (at, proof)
    assert await knock(url(port), request(url(port), b"{" * 1000)) == 401
    assert await arrived(port) == 0


async def test_a_signature_is_good_for_one_body_one_time_and_five_minutes(port: World) -> None:
    """Another body, another time, another secret and an old time are refused."""
    honest = proven(port)
    now = int(time.time())
    forged = [
        (ROLES + b"&x=1", honest),
        (ROLES, [("X-Slack-Request-Timestamp", str(now - 1)), *honest[1:]]),
        (ROLES, signed("another secret", ROLES)),
        (ROLES, proven(port, at=str(now - 301))),
        (ROLES, proven(port, at=str(now + 305))),
        (b"\xff" + ROLES, proven(port, b"\xff" + ROLES)),
    ]
    assert [await knock(url(port), request(url(port), body, headers)) for body, headers in forged] == [401] * 6
    assert await arrived(port) == 0


async def test_slack_may_look_at_the_certificate(port: World) -> None:
    """With a request that need not be signed; nothing comes of it but an answer, whatever else it says."""
    look = b"ssl_check=1&token=made-up"
    assert await knock(url(port), request(url(port), look)) == 200
    assert await knock(url(port), request(url(port), look + b"&" + ROLES)) == 200
    assert await knock(url(port), request(url(port), b"xssl_check=1&ssl_check=10")) == 401
    assert await knock(url(port), request(url(port), look + b"&x=" + b"a" * 2000)) == 401
    assert await arrived(port) == 0


async def test_what_looks_signed_is_no_look_at_the_certificate(port: World) -> None:
    """Its signature has to fit: else whoever puts those words into something could keep it from being read."""
    look = ROLES + b"&ssl_check=1"
    assert await knock(url(port), request(url(port), look, signed("another secret", look))) == 401
    assert await knock(url(port), request(url(port), look, proven(port, look))) == 200
    assert await arrived(port) == 0


@pytest.mark.parametrize("name", ["X-Slack-Request-Timestamp", "X-Slack-Signature", "Content-Type"])
async def test_a_header_that_counts_stands_once(port: World, name: str) -> None:
    """Two readers could take two different ones, so nobody takes either."""
    headers = proven(port)
    for more in ([(name, "x")], [(name.upper(), dict(headers)[name])]):
        assert await knock(url(port), request(url(port), ROLES, [*headers, *more])) == 400
        assert await knock(url(port), request(url(port), ROLES, [*more, *headers])) == 400


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
async def test_only_posts_are_taken(port: World, method: str) -> None:
    """A signature makes no other method right."""
    assert await knock(url(port), request(url(port), ROLES, proven(port), method=method)) == 405


@pytest.mark.parametrize("method", ["post", "BREW"])
async def test_what_is_no_method_is_no_http(port: World, method: str) -> None:
    """Whatever its signature."""
    assert await knock(url(port), request(url(port), ROLES, proven(port), method=method)) == 400


@pytest.mark.parametrize(
    "path",
    ["/", "//slack/events", "/slack/events/", "/slack/events/..", "/slack", "/SLACK/EVENTS", "/slack/events;x", "*"],
)
async def test_only_one_path_is_served(port: World, path: str) -> None:
    """And there is nothing beside it: no page, no other door."""
    raw = request(url(port), ROLES, proven(port)).replace(b"/slack/events", path.encode(), 1)
    assert await knock(url(port), raw) == 404


async def test_a_socket_is_not_opened(port: World) -> None:
    """Nobody speaks WebSocket to this port."""
    headers = [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")]
    headers += [("Sec-WebSocket-Key", "MDEyMzQ1Njc4OWFiY2RlZg==")]
    raw = request(url(port), b"", [*headers, *proven(port, b"")], method="GET")
    assert await knock(url(port), raw) == 403


async def test_a_body_that_is_too_long_is_not_taken_in(port: World) -> None:
    """Refused by what it says of its length before a byte of it came, and while it comes where it says nothing."""
    head = request(url(port), b"", proven(port))
    announced = head.replace(b"Content-Length: 0", b"Content-Length: %d" % (USUAL.size + 1))
    assert await knock(url(port), announced) == 413
    chunked = head.replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    assert await knock(url(port), chunked + (b"10000\r\n" + b"a" * 0x10000 + b"\r\n") * 16) in (413, CUT)
    assert await knock(url(port), chunked + b"fffffffffff\r\n" + b"a" * (USUAL.size + 1)) in (413, CUT)


async def test_the_longest_body_is_taken_in(port: World) -> None:
    """A limit that nobody reaches would be no limit."""
    body = ROLES + b"&x=" + b"a" * (USUAL.size - len(ROLES) - 3)
    assert await knock(url(port), request(url(port), body, proven(port, body))) == 200


async def test_chunks_are_a_body_like_any_other(port: World) -> None:
    """A proxy may cut it; byte for byte."""
    for length in (b"1", b"00000001", b"1;name=value", b'1;name="a value"'):
        assert await knock(url(port), in_chunks(url(port), bytewise(ROLES, length), proven(port))) == 200
    assert await arrived(port) == 4


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n" * 10,
        b"GARBAGE\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST /slack/events HTTP/9.9\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
        b"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\na",
        b"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\na",
        b"POST /slack/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
        CHUNKED + b"zz\r\n",
        CHUNKED + b"1;" + b"a" * 100_000 + b"\r\nx\r\n0\r\n\r\n",
        CHUNKED + b"1;=\x00\r\nx\r\n0\r\n\r\n",
        CHUNKED + b"1\r\nx\r\n0\r\nA: b\r\n\r\n",
        CHUNKED + b"1\r\nx\r\n0\r\n" + b"A: b\r\n" * 100_000 + b"\r\n",
        CHUNKED + b"1\r\nx\r\n0\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: a\r\nA: " + b"a" * 100_000 + b"\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: a\r\n" + b"A: b\r\n" * 100_000 + b"\r\n",
        b"POST /slack/\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /" + b"%ff" * 100 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /slack/events\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_refused(port: World, raw: bytes) -> None:
    """With a status of the client's own mistake, or with nothing; never with an error of ours."""
    assert await knock(url(port), raw + b"\r\n\r\n") in (CUT, 400, 401, 404, 413, 431, 501)


async def test_strangers_write_one_line_of_the_log(port: World) -> None:
    """However many they are and whatever they send, for a minute: longer than this takes, but on a machine in need."""
    before = len(port.records())
    upgrade = [("Connection", "Upgrade"), ("Upgrade", "h2c")]
    for _ in range(10):
        assert await knock(url(port), request(url(port), method="BREW")) == 400
        assert await knock(url(port), request(url(port), b"", upgrade)) == 401
        assert await knock(url(port), request(url(port), method="GET")) == 405
        assert await knock(url(port), in_chunks(url(port), bytewise(ROLES), end=b"0\r\nA: b\r\n\r\n")) == 400
    told = [record for record in port.records()[before:] if record["level"] != "debug"]
    assert {(record["event"], record["level"]) for record in told} == {("http.refused", "warning")}
    assert len(told) < 5
    assert told[0]["why"] == "Invalid HTTP request received."


async def test_two_lengths_in_one_request(port: World) -> None:
    """A proxy and we could see two different requests, so it is nobody's."""
    head = request(url(port), ROLES, [*proven(port), ("Transfer-Encoding", "chunked")])
    assert await knock(url(port), head + b"0\r\n\r\n") in (400, 401)
    assert await arrived(port) == 0
