"""An office that is opened for one test."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.workflow.life.office import Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def an_office() -> AsyncIterator[Office]:
    """Walks that nobody took are dropped at the end."""
    office = Office()
    await office.opened()
    try:
        yield office
    finally:
        for walk in office.walks:
            walk.close()
        await office.close()
