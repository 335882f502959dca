"""How a batch ended, and whom one is about: every row, as a file in somebody's direct messages."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.command import Sheet
from bot.domain.batch import RowState, people
from bot.domain.errors import Mistake, Refused, Unavailable
from bot.workflow.batches.carrying import Errand
from bot.workflow.batches.drafting import batch_of
from bot.workflow.ports import Unreachable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from bot.command import Sent
    from bot.domain.batch import Row, RowEnd
    from bot.domain.request import Request
    from bot.workflow.announcements import Announcements
    from bot.workflow.batchbook import BatchBook
    from bot.workflow.batches.board import Board
    from bot.workflow.batches.drafting import Drafting, Preview
    from bot.workflow.desk import Desk
    from bot.workflow.gate import Asker

log = structlog.get_logger(__name__)

WHOM = ("row", "line", "email", "id", "name", "role")
PLANNED = ("line", "email", "id", "name", "role", "what will happen")
ENDED = (*WHOM, "outcome", "what happened")
SLOW = "Slack took too long to take the results of a list."


@dataclass(frozen=True)
class Reports:
    """`told` are those of whose end this process told by a message of its own, while their files are not sent yet."""

    desk: Desk
    book: BatchBook
    board: Board
    announcements: Announcements
    drafting: Drafting
    told: set[str] = field(default_factory=set)

    async def tell(self, request_id: str) -> None:
        """Tell whoever asked how a request ended: a batch by its message and a file, any other by a message.

        Raises Unavailable where Slack did not take it, and before somebody else would do it as well.
        """
        request = await self.announcements.ledger.find(request_id)
        if request is None or not request.rows or not await self.book.ends(request.id):
            await self.announcements.tell(request_id)
            return
        try:
            async with asyncio.timeout(self.announcements.timing.work.total_seconds()):
                await self._show(request.id)
                await self._send_ends(request)
                self.told.discard(request.id)
        except TimeoutError as slow:
            raise Unavailable(SLOW) from slow

    async def _show(self, request_id: str) -> None:
        """By another message where the one that showed how far it was can be neither drawn nor replaced.

        Once, however often the file is tried: nobody takes back what was posted.
        """
        if request_id in self.told:
            return
        try:
            await self.board.insist(request_id)
        except Unreachable:
            await self.announcements.tell(request_id)
            self.told.add(request_id)

    async def whom(self, asker: Asker, request_id: str) -> Sent | None:
        """All rows of a batch for whoever may see it. Raises Refused, Mistake and Unavailable."""
        gate, archive = self.desk.gate, self.desk.archive
        person = await gate.admit(asker, "request", fresh=True)
        request = await archive.find(person, request_id)
        errand = Errand.of(self.desk, request)
        about = f"{errand.command.label}: the {people(len(errand.rows))} of request {request.id[:8]}"
        ends = {end.number: end for end in await self.book.ends(request.id)}
        columns = ENDED if ends else WHOM
        sheet = Sheet(request.operation, request.operation, about, columns, _lines(errand.rows, ends))
        return await self.desk.exports.send(person, sheet)

    async def plan(self, asker: Asker, command_name: str, draft_id: str) -> Sent | None:
        """All rows of a preview for whoever drew it up: those that will be done, and what is wrong with the others."""
        command = self.desk.command(command_name)
        preview = await self.drafting.opened(self.desk, asker, command, draft_id)
        person = await self.desk.gate.admit(asker, command.name)
        will = f"will be {batch_of(command).past}"
        about = f"{command.label}: a list that was checked, and nothing done yet"
        sheet = Sheet(command.name, f"{command.name}-checked", about, PLANNED, _planned(preview, will))
        return await self.desk.exports.send(person, sheet)

    async def _send_ends(self, request: Request) -> None:
        """Whoever is no full member any more gets no list of colleagues; nor is there one that nobody can read."""
        try:
            person = await self.desk.gate.member(request.requester_id)
            errand = Errand.of(self.desk, request)
        except (Refused, Mistake):
            log.info("batch.no_report", request=request.id)
            return
        ends = {end.number: end for end in await self.book.ends(request.id)}
        said = request.ending.sentence if request.ending else ""
        about = f"{errand.command.label}: {said} Request {request.id[:8]}"
        name = f"{request.operation}-results"
        await self.desk.exports.send(person, Sheet(request.operation, name, about, ENDED, _lines(errand.rows, ends)))


async def _planned(preview: Preview, will: str) -> AsyncIterator[tuple[object, ...]]:
    """In the order of the lines, as they were handed in."""
    told = [(row.line, _whom(row)[2:], will) for row in preview.rows]
    told += [(problem.line, (problem.subject, "", "", ""), problem.why) for problem in preview.problems]
    for line, whom, what in sorted(told, key=lambda each: each[0]):
        yield (line, *whom, what)


async def _lines(rows: tuple[Row, ...], ends: Mapping[int, RowEnd]) -> AsyncIterator[tuple[object, ...]]:
    for row in rows:
        whom = _whom(row)
        yield (*whom, *_ended(ends[row.number])) if ends else whom


def _whom(row: Row) -> tuple[object, ...]:
    target = row.target
    name = target.name if target else row.values.get("name", "")
    role = target.role if target else row.role or ""
    return row.number, row.line or "", row.subject, target.id if target else "", name, role


def _ended(end: RowEnd) -> tuple[object, ...]:
    return _outcome(end), end.sentence


def _outcome(end: RowEnd) -> str:
    return "under way" if end.state in (RowState.BEGUN, RowState.WAITING) else end.state.value
