"""What stands in a request that Slack signed, and how it is answered."""

from __future__ import annotations

import json
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import httpx
import pytest
from slack_bolt import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.serving.server import serving
from bot.simulator.slack.http_delivery import FORM, signature
from bot.slack.doorstep import Doorstep
from bot.slack.requests import read_payload

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.slack.payloads import Payload

SECRET, PATH = "a" * 32, "/slack/events"


class Door:
    """A door on a real socket, and what came through it."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.heard: list[Payload] = []
        self._http = http

    async def dispatch(self, payload: Payload) -> BoltResponse:
        self.heard.append(payload)
        return BoltResponse(status=200, body={"text": "Zoë"})

    async def knocks(self, body: str) -> httpx.Response:
        moment = str(int(time.time()))
        signed = {"x-slack-request-timestamp": moment, "x-slack-signature": signature(SECRET, moment, body)}
        return await self._http.post(PATH, content=body, headers={**signed, "content-type": FORM})


@asynccontextmanager
async def a_door() -> AsyncIterator[Door]:
    async with httpx.AsyncClient(trust_env=False) as http:
        door = Door(http)
        async with serving(Doorstep(door.dispatch, PATH, SignatureVerifier(SECRET))) as url:
            http.base_url = url
            yield door


async def test_a_signed_request_is_answered() -> None:
    """With what the dispatch says, and its kind."""
    async with a_door() as door:
        answer = await door.knocks(urlencode({"command": "/ax-user", "text": ""}))
    assert (answer.status_code, answer.json()) == (200, {"text": "Zoë"})
    assert answer.headers["content-type"].startswith("application/json")
    assert door.heard == [{"command": "/ax-user", "text": ""}]


async def test_slack_looks_whether_the_url_is_ours() -> None:
    """The challenge comes back, and nobody else hears of it."""
    async with a_door() as door:
        answer = await door.knocks(json.dumps({"type": "url_verification", "challenge": "c"}))
    assert (answer.json(), door.heard) == ({"challenge": "c"}, [])


async def test_slack_may_sign_its_look_at_the_certificate() -> None:
    """It is answered with nothing, and nobody hears of it; what only holds the same words goes its way."""
    async with a_door() as door:
        look = await door.knocks(urlencode({"token": "made-up", "ssl_check": "1"}))
        event = {"type": "event_callback", "event": {"website": "https://example.com/?a=1&ssl_check=1&b=2"}}
        assert (await door.knocks(json.dumps(event))).json() == {"text": "Zoë"}
    assert (look.status_code, look.text, door.heard) == (200, "", [event])


@pytest.mark.parametrize("body", ["{", "payload={", "payload=[]", "[]" * 3 + "&payload=1"])
async def test_what_cannot_be_read_is_told_so(body: str) -> None:
    """Signed, and yet nothing that Slack sends."""
    async with a_door() as door:
        answer = await door.knocks(body)
    assert (answer.status_code, door.heard) == (400, [])


def test_payloads_are_read_in_all_their_forms() -> None:
    """JSON, a form, and JSON in a form; what was left empty is there."""
    assert read_payload(b'{"type": "event_callback"}') == {"type": "event_callback"}
    assert read_payload(b"command=%2Fx&text=") == {"command": "/x", "text": ""}
    assert read_payload(urlencode({"payload": '{"type": "shortcut"}'}).encode()) == {"type": "shortcut"}
