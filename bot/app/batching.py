"""The parts that many at once takes, put together."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.app.storing import utc_now
from bot.slack.progress import ProgressMessages
from bot.workflow.batches.board import Board
from bot.workflow.batches.carrying import Carrying
from bot.workflow.batches.lanes import Lanes
from bot.workflow.batches.reports import Reports
from bot.workflow.batches.steering import Steering
from bot.workflow.batches.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.workflow.announcements import Announcements
    from bot.workflow.batchbook import BatchBook
    from bot.workflow.batches.drafting import Drafting
    from bot.workflow.desk import Desk
    from bot.workflow.runs import Runs


@dataclass(frozen=True)
class Batches:
    turns: Turns
    reports: Reports
    steering: Steering


def batches(  # noqa: PLR0913, PLR0917 - what they are made of
    web: AsyncWebClient,
    desk: Desk,
    book: BatchBook,
    runs: Runs,
    announcements: Announcements,
    drafting: Drafting,
    ring: Callable[[], None],
) -> Batches:
    timing = runs.endings.timing
    board = Board(ProgressMessages(web, timing.row_doubt), desk.archive, runs.ledger, book, timing)
    lanes = Lanes(book, Carrying(desk.for_lists(), book, runs.endings))
    turns = Turns(runs.ledger, book, runs.checks, lanes, board, runs.endings, time.monotonic)
    steering = Steering(desk, book, timing, utc_now, ring)
    return Batches(turns, Reports(desk, book, board, announcements, drafting), steering)
