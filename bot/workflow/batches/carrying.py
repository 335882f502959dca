"""One row of a batch, carried out once: begun in the database, done in Arize, and its end written down."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import structlog

from bot.arize import ArizeError, NotSent, RateLimited, ServerError, Unauthenticated
from bot.command import BatchParams, Mark, Told
from bot.domain.audit import Fact
from bot.domain.batch import RowEnd, RowState
from bot.domain.errors import Expected, Mistake, Refused, Unavailable
from bot.domain.request import Chore, Job
from bot.workflow.describe import news, read_params
from bot.workflow.desk import OUTDATED
from bot.workflow.doubts import found
from bot.workflow.endings import DELETE, entry_about
from bot.workflow.explain import explain, explained, note
from bot.workflow.ledger import Extras

if TYPE_CHECKING:
    from bot.arize import User
    from bot.command import Batch, Call, Command, Params
    from bot.domain.batch import Row
    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.workflow.batchbook import BatchBook
    from bot.workflow.desk import Desk
    from bot.workflow.endings import Endings

log = structlog.get_logger(__name__)

OUTAGES = (NotSent, RateLimited, ServerError, Unauthenticated)
"""What has nothing to do with the row: the next one would meet the same."""
ENDS = {Mark.DONE: RowState.DONE, Mark.PARTLY_DONE: RowState.DONE}
"""What a row is that ended so; every other mark but UNKNOWN means that it was not done."""
FACTS = {RowState.DONE: Fact.ROW_DONE, RowState.FAILED: Fact.ROW_NOT_DONE}


@dataclass(frozen=True)
class Errand:
    """A batch's request with its rows, read once for a whole turn. `single` is what each row is one of."""

    request: Request
    command: Command[Any]
    batch: Batch[Any]
    single: Command[Any]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, desk: Desk, request: Request) -> Errand:
        """Raises Mistake where this version cannot read it any more."""
        command = desk.command(request.operation)
        params = read_params(command, request.params)
        if command.batch is None or not isinstance(params, BatchParams):
            raise Mistake(OUTDATED)
        return cls(request, command, command.batch, desk.command(command.batch.of), params.rows)

    def params(self, row: Row) -> Params:
        reason = {"reason": self.request.reason} if self.request.reason else {}
        return read_params(self.single, {**row.values, **reason})


@dataclass(frozen=True)
class Carrying:
    desk: Desk
    book: BatchBook
    endings: Endings

    async def carry_out(self, errand: Errand, requester: Person, number: int) -> None:
        """Do a row that was just begun. Where its end is not known it stays begun, for `look_after`.

        Raises Unavailable where Arize is out of order; then the row waits again, since nothing of it happened.
        """
        row = errand.rows[number - 1]
        try:
            told = await self._run(errand.single, await self._call(errand, requester, row))
        except ArizeError as error:
            told = await self._failed(errand, number, error)
        except Expected as declined:
            told = Told(Mark.FAILED, str(declined))
        await self._end(errand, row, told)

    async def look_after(self, errand: Errand) -> None:
        """Find out what became of rows that were begun in an earlier turn: of a process that died, or of lost answers.

        What Arize does not show after a while did not happen, so such a row waits again; see docs/decisions/0033.
        Raises Unavailable where Arize does not tell.
        """
        for number, since in (await self.book.begun(errand.request.id)).items():
            row = errand.rows[number - 1]
            told = await self._trace(errand, row)
            if told.mark is not Mark.FAILED:
                await self._end(errand, row, told)
            elif self.endings.now() - since >= self.endings.timing.doubt:
                await self.book.put_back(errand.request.id, number)

    async def _call(self, errand: Errand, requester: Person, row: Row) -> Call[Any]:
        """The target as it was approved, and the policy asked about this row."""
        params, user = errand.params(row), await self._same_target(row)
        concerns = errand.single.concerned(params, user)
        decision = self.desk.gate.ask(requester, errand.command, *concerns, is_complete=True)
        if not decision.allows:
            raise Refused(decision.why)
        return self.desk.call(requester, params, user, errand.request.id)

    async def _same_target(self, row: Row) -> User | None:
        if row.target is None:
            return None
        user = await found(self.desk.arize, row.target.id)
        changed = news(row.target, user)
        if changed:
            raise Mistake(" ".join(changed))
        return user

    async def _run(self, single: Command[Any], call: Call[Any]) -> Told:
        """What nobody foresaw may have happened after the write, so only looking tells."""
        try:
            async with asyncio.timeout(self.endings.timing.row.total_seconds()):
                told = await single.run(call)
            assert isinstance(told, Told), single.name  # noqa: S101 - whatever changes something tells how that went
        except (ArizeError, Expected):
            raise
        except TimeoutError:
            return Told(Mark.UNKNOWN, "")
        except Exception:
            log.exception("batch.row_broke")
            return Told(Mark.UNKNOWN, "")
        return told

    async def _failed(self, errand: Errand, number: int, error: ArizeError) -> Told:
        note(error)
        if error.may_have_happened:
            return Told(Mark.UNKNOWN, "")
        if isinstance(error, OUTAGES):
            await self.book.put_back(errand.request.id, number)
            raise Unavailable(explain(error, errand.single)) from error
        return Told(Mark.FAILED, explain(error, errand.single))

    async def _trace(self, errand: Errand, row: Row) -> Told:
        """What the API shows of a row: any command that has a batch can tell."""
        reconcile = errand.single.reconcile
        assert reconcile is not None, errand.single.name  # noqa: S101 - tests/test_every_command.py insists on it
        try:
            with explained(errand.single):
                user = await found(self.desk.arize, row.target.id) if row.target else None
                return await reconcile(self.desk.arize, errand.params(row), user)
        except Expected as silent:
            raise Unavailable(str(silent)) from silent

    async def _end(self, errand: Errand, row: Row, told: Told) -> None:
        if told.mark is Mark.UNKNOWN:
            return
        state = ENDS.get(told.mark, RowState.FAILED)
        sentence = " ".join(filter(None, (told.sentence, *told.details)))
        entry = replace(
            entry_about(errand.request, FACTS[state], self.endings.now(), why=sentence), subject=row.subject
        )
        jobs = self._jobs(errand, row) if state is RowState.DONE else ()
        ended = RowEnd(row.number, state, told.mark.name, sentence)
        await self.book.end(errand.request.id, ended, Extras((entry,), jobs))

    def _jobs(self, errand: Errand, row: Row) -> tuple[Job, ...]:
        """Whoever was asked about somebody who left Slack, and is deleted now, need not be asked any more."""
        if errand.single.name != DELETE or row.target is None:
            return ()
        return (Job(Chore.DELETED, row.target.id, self.endings.now()),)
