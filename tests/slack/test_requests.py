"""Only what Slack signed is read, and whatever else comes is told so."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
from slack_bolt import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.serving import serving
from bot.simulator.slack.http_delivery import FORM, signature
from bot.slack.doorstep import Doorstep
from bot.slack.requests import read_payload

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from bot.slack.payloads import Payload

SECRET, PATH = "a" * 32, "/slack/events"
NOTHING: Mapping[str, str | bytes] = MappingProxyType({})
BODY = urlencode({"command": "/ax-user", "text": ""})


class Door:
    """A door on a real socket, and what came through it."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.heard: list[Payload] = []
        self._http = http

    async def dispatch(self, payload: Payload) -> BoltResponse:
        self.heard.append(payload)
        return BoltResponse(status=200, body={"text": "Zoë"})

    async def knocks(
        self, body: str = BODY, path: str = PATH, changed: Mapping[str, str | bytes] = NOTHING
    ) -> httpx.Response:
        moment = str(int(time.time()))
        signed: dict[str, Any] = {"timestamp": moment, "signature": signature(SECRET, moment, body), **changed}
        named = {"x-slack-request-timestamp": signed["timestamp"], "x-slack-signature": signed["signature"]}
        return await self._http.post(path, content=body, headers={**named, "content-type": FORM})


@asynccontextmanager
async def a_door() -> AsyncIterator[tuple[Door, str]]:
    async with httpx.AsyncClient(trust_env=False) as http:
        door = Door(http)
        async with serving(Doorstep(door.dispatch, PATH, SignatureVerifier(SECRET))) as url:
            http.base_url = url
            yield door, url


async def test_a_signed_request_is_answered() -> None:
    """With what the dispatch says, and its kind."""
    async with a_door() as (door, _):
        answer = await door.knocks()
    assert (answer.status_code, answer.json()) == (200, {"text": "Zoë"})
    assert answer.headers["content-type"].startswith("application/json")
    assert door.heard == [{"command": "/ax-user", "text": ""}]


@pytest.mark.parametrize(
    "headers",
    [
        {"signature": "v0=" + "0" * 64},
        {"signature": ""},
        {"signature": b"v0=\xff"},
        {"timestamp": ""},
        {"timestamp": "soon"},
        {"timestamp": "-1"},
        {"timestamp": "9" * 5000},
        {"timestamp": str(int(time.time()) - 3600)},
    ],
)
async def test_anything_else_is_refused_unread(headers: dict[str, str | bytes]) -> None:
    """Wrong, missing, old or broken: 401, and nobody hears of it."""
    async with a_door() as (door, _):
        answer = await door.knocks(changed=headers)
    assert (answer.status_code, answer.text, door.heard) == (401, "", [])


async def test_there_is_one_door() -> None:
    """At one path, for POST."""
    async with a_door() as (door, url), httpx.AsyncClient(trust_env=False) as http:
        assert (await door.knocks(path="/")).status_code == 404
        assert (await http.get(url + PATH)).status_code == 405
    assert door.heard == []


async def test_slack_looks_whether_the_url_is_ours() -> None:
    """A challenge comes back; a look at the certificate is greeted."""
    async with a_door() as (door, _):
        answer = await door.knocks(json.dumps({"type": "url_verification", "challenge": "c"}))
        looked = await door.knocks(urlencode({"ssl_check": "1"}))
    assert answer.json() == {"challenge": "c"}
    assert (looked.status_code, looked.text, door.heard) == (200, "", [])


@pytest.mark.parametrize("body", ["{", "payload={", "payload=[]", "[]" * 3 + "&payload=1"])
async def test_what_cannot_be_read_is_told_so(body: str) -> None:
    """Signed, and yet nothing that Slack sends."""
    async with a_door() as (door, _):
        answer = await door.knocks(body)
    assert (answer.status_code, door.heard) == (400, [])


async def test_whoever_hangs_up_early_is_not_heard() -> None:
    """A request that never became whole."""
    async with a_door() as (door, url):
        address = urlsplit(url)
        _, writer = await asyncio.open_connection(address.hostname, address.port)
        writer.write(f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        assert (await door.knocks()).status_code == 200
    assert len(door.heard) == 1


def test_payloads_are_read_in_all_their_forms() -> None:
    """JSON, a form, and JSON in a form; what was left empty is there."""
    assert read_payload(b'{"type": "event_callback"}') == {"type": "event_callback"}
    assert read_payload(b"command=%2Fx&text=") == {"command": "/x", "text": ""}
    assert read_payload(urlencode({"payload": '{"type": "shortcut"}'}).encode()) == {"type": "shortcut"}
