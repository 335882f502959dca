"""The message that shows how far a batch is. Only whoever holds the batch's job draws it, so none is ever older."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Expected
from bot.workflow.ports import Gone, Unreachable

if TYPE_CHECKING:
    from bot.command import RequestFacts
    from bot.workflow.batchbook import BatchBook, BatchRun
    from bot.workflow.ledger import Ledger
    from bot.workflow.ports import ProgressMessages
    from bot.workflow.records import Archive
    from bot.workflow.timing import Timing

log = structlog.get_logger(__name__)

SLOW = "Slack took too long."


@dataclass(frozen=True)
class Board:
    messages: ProgressMessages
    archive: Archive
    ledger: Ledger
    book: BatchBook
    timing: Timing

    async def show(self, request_id: str) -> None:
        """Post the message where there is none, and draw it. It raises nothing: the work matters more.

        Nor does the work wait for as long as Slack may ask us to.
        """
        try:
            async with asyncio.timeout(self.timing.showing.total_seconds()):
                await self.insist(request_id)
        except (Expected, Unreachable, TimeoutError) as trouble:
            log.warning("batch.not_shown", request=request_id, why=str(trouble) or SLOW)

    async def insist(self, request_id: str) -> None:
        """The same; raises what Slack's trouble makes of it."""
        request, run = await self.ledger.find(request_id), await self.book.run(request_id)
        if request is not None and run is not None:
            await self._draw(await self.archive.facts(request), run)

    async def _draw(self, facts: RequestFacts, run: BatchRun) -> None:
        """In a new message where the one that there was is gone."""
        try:
            await self.messages.draw(facts, await self._posted(facts, run))
        except Gone:
            log.info("batch.message_gone", request=run.request_id)
            await self.messages.draw(facts, await self._posted(facts, replace(run, ts="")))

    async def _posted(self, facts: RequestFacts, run: BatchRun) -> BatchRun:
        """Written down before it says anything: what is lost between the two says nothing untrue."""
        if run.ts:
            return run
        channel, ts = await self.messages.post(facts.request.requester_id, facts)
        await self.book.keep_message(run.request_id, channel, ts)
        return replace(run, channel=channel, ts=ts)
