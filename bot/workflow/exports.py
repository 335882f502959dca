"""A table's way into one direct message: written down before, sent whole, written down after.

There is no temporary file, because the disk may be read-only; what is too much to hold in memory is refused.
"""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.command import Sent
from bot.domain.audit import Entry, Fact
from bot.domain.errors import Mistake, Unavailable
from bot.spreadsheet import BOM, line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.command import Sheet
    from bot.domain.people import Person
    from bot.workflow.ledger import Ledger
    from bot.workflow.ports import Files

log = structlog.get_logger(__name__)

LARGEST = 32 * 1024 * 1024
"""Bytes: 50,000 users of 640 bytes each, while an ordinary one takes about 120."""
AT_ONCE = 4
"""Files of one process that are written and sent at the same time; whoever comes later waits a little."""
TOO_MUCH = (
    "This is more than one file takes (32 MB), so nothing was sent. Ask for less: part of an address, or a status."
)


@dataclass(frozen=True)
class ExportDesk:
    files: Files
    ledger: Ledger
    now: Callable[[], datetime]
    largest: int = LARGEST
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def send(self, asker: Person, sheet: Sheet) -> Sent | None:
        """Nobody takes a list along without a row in the audit: where that cannot be written, nothing is read."""
        await self._note(Fact.ASKED, asker, sheet, f"An export: {sheet.about}.")
        async with self.places:
            return await self._send(asker, sheet)

    async def _send(self, asker: Person, sheet: Sheet) -> Sent | None:
        content = io.BytesIO()
        rows = await self._fill(content, sheet)
        if not rows:
            return None
        size = content.tell()
        sent = Sent(f"{sheet.name}-{self.now():%Y-%m-%d}.csv", rows)
        await self.files.send(asker, sent.name, content, f"{sheet.about}.")
        log.info("export.sent", operation=sheet.operation, rows=rows, size=size)
        await self._note_sent(asker, sheet, sent)
        return sent

    async def _fill(self, content: io.BytesIO, sheet: Sheet) -> int:
        """How many rows were written, below the names of the columns."""
        rows = 0
        content.write(f"{BOM}{line(sheet.columns)}".encode())
        async for row in sheet.rows:
            content.write(line(row).encode(errors="replace"))
            rows += 1
            if content.tell() > self.largest:
                raise Mistake(TOO_MUCH)
        return rows

    async def _note(self, fact: Fact, asker: Person, sheet: Sheet, why: str) -> None:
        await self.ledger.note(Entry(fact=fact, at=self.now(), actor_id=asker.id, operation=sheet.operation, why=why))

    async def _note_sent(self, asker: Person, sheet: Sheet, sent: Sent) -> None:
        """The file is there, whatever becomes of this row; the one before says who asked for it."""
        try:
            await self._note(Fact.EXPORTED, asker, sheet, f"{sheet.about}: {sent.rows} rows in {sent.name}.")
        except Unavailable:
            log.error("export.unnoted", operation=sheet.operation, rows=sent.rows)  # noqa: TRY400 - it is named
