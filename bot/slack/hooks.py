"""A response_url: where Slack takes the answer to a command or a click, from whoever has the address."""

from __future__ import annotations

import asyncio
import json
import random
from typing import TYPE_CHECKING, Any

from bot.slack.calls import OK, RESPONSE_URL, RETRIES, TOO_MANY
from bot.slack.web import watcher_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiohttp import ClientSession
    from slack_sdk.web.async_client import AsyncWebClient

JSON = {"Content-Type": "application/json;charset=utf-8"}
PAUSE = 1.0
"""Seconds to wait after a 429 that does not say how long."""
LONGEST = 30.0
"""Seconds that somebody may be kept waiting for a repetition; a direct message is the other way."""


async def respond(web: AsyncWebClient, session: ClientSession, url: str, body: Mapping[str, Any]) -> bool:
    """Whether Slack surely has it; a page for people comes from something between, which swallowed it.

    It goes the way of `web`, is watched as that is, and follows nobody to another address. Raises what `session` does.
    """
    watcher, status = watcher_of(web), "none"
    try:
        code, said = await _sent(web, session, url, json.dumps(body).encode())
        status = "ok" if code == OK else str(code)
    finally:
        watcher.called(RESPONSE_URL, status)
        watcher.delivered(RESPONSE_URL, taken=status == "ok")
    return code == OK and not said.lstrip().startswith(b"<")


async def _sent(web: AsyncWebClient, session: ClientSession, url: str, body: bytes) -> tuple[int, bytes]:
    """The status and what was said; repeated after a 429 alone, since Slack did nothing then."""
    left = RETRIES
    while True:
        async with session.post(url, data=body, headers=JSON, proxy=web.proxy, allow_redirects=False) as answer:
            said = await answer.read()
        if answer.status == TOO_MANY:
            watcher_of(web).limited(RESPONSE_URL)
        if answer.status != TOO_MANY or not left:
            return answer.status, said
        left -= 1
        await asyncio.sleep(_pause(answer.headers.get("Retry-After", "")))


def _pause(asked: str) -> float:
    """Seconds; those that wait for the same moment do not all come back in it."""
    wanted = float(asked) if asked.isdecimal() else PAUSE
    return min(wanted, LONGEST) + random.random()  # noqa: S311 - no secret
