"""What is written together with a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import audit, jobs

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.workflow.ledger import Extras


async def also(connection: AsyncConnection, *extras: Extras) -> None:
    """Jobs first: the head of the audit is the lock that everybody wants, so it is taken last."""
    await jobs.put(connection, [job for each in extras for job in each.jobs])
    await audit.append(connection, [entry for each in extras for entry in each.entries])
