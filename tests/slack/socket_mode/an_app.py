"""A Bolt app on our own Socket Mode connections, and a pace at which nobody waits."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
from pydantic import SecretStr
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.slack.socket_mode import Door, SocketPace, kept_open
from tests.simulator.slack.an_app import bolt_app, web_client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_bolt import BoltResponse
    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.simulator.slack import SlackSimulator
    from bot.slack.payloads import Payload
    from bot.slack.socket_mode import SocketMode

BRISK = SocketPace(first_pause=0.02, longest_pause=0.1, greeting=2)


@asynccontextmanager
async def kept(  # noqa: PLR0913, PLR0917 - each is a choice of its own, with a default
    slack: SlackSimulator,
    app: AsyncApp | None = None,
    pace: SocketPace = BRISK,
    reasons: list[str] | None = None,
    token: str | None = None,
    proxy: str | None = None,
) -> AsyncIterator[SocketMode]:
    """`reasons` collects why connections were replaced."""
    told = reasons if reasons is not None else []
    web, bolt = web_client(slack), app or answering(slack)
    web.proxy = proxy
    async with aiohttp.ClientSession() as session:
        door = Door.beside(
            web, SecretStr(token or slack.app_token), session, lambda payload: _heard(bolt, payload), pace
        )
        async with kept_open(door, told.append) as socket_mode:
            yield socket_mode


async def _heard(app: AsyncApp, payload: Payload) -> BoltResponse:
    """As Bolt's own adapter hands an envelope over."""
    return await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=payload))


def answering(slack: SlackSimulator, heard: list[str] | None = None) -> AsyncApp:
    """An app that says what was typed after /try; `heard` collects it."""
    app, texts = bolt_app(slack), heard if heard is not None else []

    @app.command("/try")
    async def _(ack: AsyncAck, body: dict[str, str]) -> None:
        texts.append(body["text"])
        await ack(f"heard {body['text']}")

    return app


async def until_open(slack: SlackSimulator, count: int = 2, within: float = 5) -> None:
    """Return once so many connections are open."""
    found = await slack.changes.until(lambda: len(slack.connections) == count or None, within)
    assert found, f"{len(slack.connections)} connections are open, not {count}"
