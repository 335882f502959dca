"""A workspace, the SDK's client, and a Bolt app over both transports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.slack import slack_simulator
from tests.simulator.slack.an_app import TRANSPORTS, a_manifest, bolt_app, connected, web_client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator


@pytest.fixture
async def slack() -> AsyncIterator[SlackSimulator]:
    async with slack_simulator(manifest=a_manifest()) as simulator:
        yield simulator


@pytest.fixture
def web(slack: SlackSimulator) -> AsyncWebClient:
    return web_client(slack)


@pytest.fixture(params=TRANSPORTS)
async def app(request: pytest.FixtureRequest, slack: SlackSimulator) -> AsyncIterator[AsyncApp]:
    """Connected in either transport; tests add their listeners."""
    judge = bolt_app(slack)
    async with connected(slack, judge, request.param):
        yield judge


@pytest.fixture
async def socket_app(slack: SlackSimulator) -> AsyncIterator[AsyncApp]:
    judge = bolt_app(slack)
    async with connected(slack, judge, "socket"):
        yield judge
