"""An office that is opened for one test."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from tests.workflow.life.office import Office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

P = ParamSpec("P")
T = TypeVar("T")


class AtOnce(ThreadPoolExecutor):
    """Does in the same thread what would be done in another: coverage sees one (pyproject.toml says why)."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever waits for it raises it
            done.set_exception(error)
        return done


@asynccontextmanager
async def an_office(office: Office | None = None) -> AsyncIterator[Office]:
    """Walks that nobody took are dropped at the end."""
    asyncio.get_running_loop().set_default_executor(AtOnce())
    office = office or Office()
    await office.opened()
    try:
        yield office
    finally:
        for walk in office.walks:
            walk.close()
        await office.close()
