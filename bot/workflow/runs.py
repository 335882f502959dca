"""Carrying an approved request out, once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import structlog

from bot.arize import ArizeError
from bot.command import Mark, Told
from bot.domain.errors import Expected, Mistake, Unavailable
from bot.domain.request import State
from bot.workflow.endings import state_after
from bot.workflow.explain import UNKNOWN, explain, note

if TYPE_CHECKING:
    from bot.command import Call, Command
    from bot.domain.request import Job, Request
    from bot.workflow.checks import Checks
    from bot.workflow.endings import Ended, Endings
    from bot.workflow.ledger import Ledger

log = structlog.get_logger(__name__)

TOO_LONG = f"The run took too long and was given up. {UNKNOWN}"
BROKEN = f"Something went wrong in this app during the run. {UNKNOWN}"
UNWRITTEN = (
    "The bot's database does not answer, so this end could not be written down: the request is shown as running at "
    "first, and then as unknown until it was looked up."
)
TAKEN = "Another process of this app carries this out already; you will hear how it ends."


@dataclass(frozen=True)
class Ran:
    """How a run ended. `tell` is the job that tells whoever asked of it; None where another ending is the last one."""

    told: Told
    tell: Job | None


@dataclass(frozen=True)
class Runs:
    ledger: Ledger
    checks: Checks
    endings: Endings

    async def start(self, request: Request, command: Command[Any], call: Call[Any]) -> Ran:
        """Carry out what was checked a moment ago. Raises Mistake where another process was first."""
        begun = await self.endings.begin(request)
        if not begun.happened:
            raise Mistake(TAKEN)
        told = await self._run(request, command, call)
        ended = await self._finish(request, told)
        return Ran(told, ended.tell) if ended else Ran(_unwritten(told), None)

    async def resume(self, request_id: str) -> None:
        """Carry out an approved request that waits for it, after everything was checked once more; a batch is begun.

        Raises Unavailable where the checks could not be made: it stays approved, and is tried again.
        """
        request = await self.ledger.find(request_id)
        if request is None or request.state is not State.APPROVED:
            return
        try:
            command, call = await self.checks.afresh().passed(request)
            if request.rows:
                await self.endings.begin(request)
            else:
                await self.start(request, command, call)
        except Unavailable:
            raise
        except Expected as stopped:
            await self._stop(request, stopped)

    async def _stop(self, request: Request, why: Expected) -> None:
        """Approved, and yet not run: what was approved is not what would be done now, or by whom."""
        await self.endings.write(request, State.APPROVED, Told(Mark.FAILED, f"Nothing was done. {why}"))

    async def _run(self, request: Request, command: Command[Any], call: Call[Any]) -> Told:
        try:
            async with asyncio.timeout(self.endings.timing.work.total_seconds()):
                outcome = await command.run(call)
        except ArizeError as error:
            note(error)
            return _failed(error, command)
        except TimeoutError:
            return Told(Mark.UNKNOWN, TOO_LONG)
        except Expected as declined:
            return Told(Mark.FAILED, str(declined))
        except Exception:
            await self.endings.insist(request, State.RUNNING, Told(Mark.UNKNOWN, BROKEN))
            raise
        return outcome if isinstance(outcome, Told) else Told(Mark.DONE, f"{command.label}: done.")

    async def _finish(self, request: Request, told: Told) -> Ended | None:
        """Whoever took the run for dead meanwhile could only say that its end is not known; here it is.

        An end that is not known contradicts none that was written meanwhile, be it by others or by us. None where the
        database did not take it: then the lease ends, and it is looked up.
        """
        ended = await self.endings.insist(request, State.RUNNING, told)
        if ended is None or ended.happened or told.mark is Mark.UNKNOWN:
            return ended
        if ended.request.state is State.UNKNOWN:
            ended = await self.endings.insist(request, State.UNKNOWN, told)
        if ended is not None and not ended.happened:
            stands = ended.request.state.value
            log.error("run.overtaken", request=request.id, ended=state_after(told).value, stands=stands)
        return ended


def _unwritten(told: Told) -> Told:
    """It is as it was said, and yet the request will be told as unknown first."""
    return replace(told, details=(*told.details, UNWRITTEN))


def _failed(error: ArizeError, command: Command[Any]) -> Told:
    return Told(Mark.UNKNOWN if error.may_have_happened else Mark.FAILED, explain(error, command))
