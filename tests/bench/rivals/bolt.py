"""Bolt as its documentation shows it, with a handler that only acks."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.bench.payloads import COMMAND
from tests.bench.traffic import SECRET

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck


def acking(peers: str, *, first: bool = False) -> AsyncApp:
    """`first` answers once the handler has ended, and waits for no ack of it meanwhile."""
    logging.basicConfig(level=logging.WARNING)
    web = AsyncWebClient(token="xoxb-bench", base_url=f"{peers}/api/")
    web.proxy = None
    app = AsyncApp(signing_secret=SECRET, client=web, process_before_response=first)

    @app.command(COMMAND)
    async def only_acks(ack: AsyncAck) -> None:
        await ack()

    return app
