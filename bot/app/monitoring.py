"""What the monitor is told of a bot, and how it asks the database."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot import __version__
from bot.app.storing import utc_now
from bot.commands import discover
from bot.domain.errors import Unavailable
from bot.domain.request import State
from bot.monitor import Backlog, Monitor, Store, monitored
from bot.store import Ahead, Behind, SqlHomes, insist_on_schema, requests_by_state
from bot.workflow.home import LATE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.arize import Ended
    from bot.settings import Settings
    from bot.workflow.health import Pulse


@asynccontextmanager
async def monitoring(settings: Settings) -> AsyncIterator[tuple[Monitor, str]]:
    """A monitor that answers while the block lasts, and its base URL. Raises OSError for a taken port."""
    monitor = Monitor(__version__, settings.transport, (command.name for command in discover()))
    async with monitored(monitor, settings.monitor_host, settings.monitor_port) as url:
        yield monitor, url


def watch_database(monitor: Monitor, engine: AsyncEngine) -> None:
    """Ask `engine` from now on, until the monitor hears that the bot stops."""

    async def store() -> Store:
        try:
            await insist_on_schema(engine)
        except Unavailable:
            return Store(reachable=False, fits=False, trouble="The database does not answer.")
        except (Ahead, Behind) as unfit:
            return Store(reachable=True, fits=False, trouble=str(unfit))
        return Store(reachable=True, fits=True)

    async def backlog() -> Backlog | None:
        try:
            return await _counted(engine)
        except Unavailable:
            return None

    monitor.looks_at(store, backlog)


def watched_pulse(monitor: Monitor, pulse: Pulse) -> Callable[[Ended], None]:
    """Whoever keeps an eye on Arize: the App Home, and the metrics."""

    def ended(call: Ended) -> None:
        monitor.arize.ended(call.operation, call.status, call.seconds, call.retries)
        if call.is_known:
            pulse.heard(call.error)

    return ended


async def _counted(engine: AsyncEngine) -> Backlog:
    now = utc_now()
    found = await requests_by_state(engine)
    work = await SqlHomes(engine).backlog(now, now - LATE)
    return Backlog(
        requests={state.value: found[state][0] if state in found else 0 for state in State},
        ages={
            state.value: max(0.0, (now - found[state][1]).total_seconds()) if state in found else 0.0
            for state in State
            if not state.is_over
        },
        jobs={"due": work.due, "overdue": work.overdue, "failing": work.failing},
    )
