"""The ways out that `app` opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.app.pace import Pace
    from bot.arize import ArizeClient
    from bot.domain.rules import Policy
    from bot.monitor import Monitor
    from bot.slack.background import Background
    from bot.slack.identity import AppIdentity
    from bot.workflow.batchbook import BatchBook
    from bot.workflow.health import Pulse
    from bot.workflow.homebook import HomeBook
    from bot.workflow.leaverbook import LeaverBook
    from bot.workflow.ledger import Ledger
    from bot.workflow.rollbook import RollBook


@dataclass(frozen=True)
class Edges:
    """The ways to Slack, Arize and the database, and who the bot is."""

    web: AsyncWebClient
    session: ClientSession
    arize: ArizeClient
    ledger: Ledger
    identity: AppIdentity
    background: Background
    policy: Policy
    book: HomeBook
    batch_book: BatchBook
    leavers: LeaverBook
    reviews: RollBook
    pulse: Pulse
    pace: Pace
    monitor: Monitor
