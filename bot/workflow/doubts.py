"""Runs whose end nobody saw: a lease that ran out, an answer that was lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.arize import NotFound
from bot.command import Mark, Told, Traces
from bot.domain.audit import Fact
from bot.domain.errors import Expected, Unavailable
from bot.domain.request import State
from bot.workflow.describe import read_params
from bot.workflow.explain import explained
from bot.workflow.ledger import Newest

if TYPE_CHECKING:
    from datetime import datetime

    from bot.arize import ArizeClient, User
    from bot.command import Command
    from bot.domain.request import Request
    from bot.workflow.endings import Endings
    from bot.workflow.ledger import Ledger, Moved
    from bot.workflow.records import Archive

LAPSED = (
    "The bot stopped in the middle of the run, or could not write down how it ended, so it is not known whether the "
    "change was made."
)
TOO_EARLY = "Arize shows nothing of it yet. Check again in a minute."

NEWEST = 50
"""Rows of the audit about one address among which those of a run are looked for: it has a handful."""


@dataclass(frozen=True)
class Doubts:
    arize: ArizeClient
    archive: Archive
    ledger: Ledger
    endings: Endings

    async def lapse(self, request_id: str) -> None:
        """The lease of a run ended: whoever began it is gone, or hangs."""
        request = await self.ledger.find(request_id)
        if request is not None and request.state is State.RUNNING:
            await self.endings.write(request, State.RUNNING, Told(Mark.UNKNOWN, LAPSED))

    async def reconcile(self, request_id: str) -> None:
        """Look whether a run whose end is not known left a trace. Raises Unavailable where Arize does not tell."""
        request = await self.ledger.find(request_id)
        if request is None or request.state is not State.UNKNOWN:
            return
        told = await self._trace(request)
        if told.mark is Mark.FAILED and not self._is_settled(request):
            raise Unavailable(TOO_EARLY)
        if told.mark is not Mark.UNKNOWN:
            await self.endings.write(request, State.UNKNOWN, told)

    async def settle(self, request: Request, actor_id: str, *, happened: bool, comment: str) -> Moved:
        """A person says what became of a run that left no trace."""
        mark, said = (Mark.DONE, "It was done") if happened else (Mark.FAILED, "It was not done")
        told = Told(mark, f"{said}, as somebody found out: {comment}")
        return await self.endings.write(request, State.UNKNOWN, told, actor_id)

    async def _trace(self, request: Request) -> Told:
        command = self.archive.command(request)
        try:
            with explained(command):
                return await self._reconciled(command, request)
        except Expected as silent:
            raise Unavailable(str(silent)) from silent

    async def _reconciled(self, command: Command[Any], request: Request) -> Told:
        if command.reconcile is None:
            return Told(Mark.UNKNOWN, LAPSED)
        params = read_params(command, request.params)
        return await command.reconcile(self.arize, params, await self._traces(request))

    async def _traces(self, request: Request) -> Traces:
        noted = await noted_of(self.ledger, request.id, request.subject)
        target = None if request.target is None else await found(self.arize, request.target.id)
        return Traces(noted.get(Fact.RUN, request.created_at), target, Fact.PASSWORD_DELIVERED in noted)

    def _is_settled(self, request: Request) -> bool:
        """Whether the run is so long ago that what Arize does not show did not happen."""
        since = request.changed_at
        return since is not None and self.endings.now() - since >= self.endings.timing.doubt


async def noted_of(ledger: Ledger, request_id: str, subject: str) -> dict[Fact, datetime]:
    """What the audit says of one address under a request, with the time at which it was last so."""
    rows = await ledger.recent(Newest(subject=subject, limit=NEWEST))
    return {row.entry.fact: row.entry.at for row in reversed(rows) if row.entry.request_id == request_id}


async def found(arize: ArizeClient, user_id: str) -> User | None:
    """The user as they are now; None where they are gone."""
    try:
        return await arize.get_user(user_id)
    except NotFound:
        return None
