"""One row of a batch, carried out once: begun in the database, done in Arize, and its end written down."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import structlog

from bot.arize import AnswerLost, ArizeError, NotSent, RateLimited, ReplacedAnswer, ServerError, Unauthenticated
from bot.command import BatchParams, Mark, Told, Traces
from bot.domain.audit import Fact
from bot.domain.batch import RowEnd, RowState
from bot.domain.errors import Expected, Mistake, Refused, Unavailable
from bot.domain.request import Chore, Job
from bot.workflow.batchbook import Settled
from bot.workflow.describe import news, read_params
from bot.workflow.desk import OUTDATED
from bot.workflow.doubts import found, noted_of
from bot.workflow.endings import DELETE, entry_about
from bot.workflow.explain import explain, explained, note
from bot.workflow.ledger import Extras

if TYPE_CHECKING:
    from datetime import datetime

    from bot.arize import User
    from bot.command import Batch, Call, Command, Params
    from bot.domain.batch import Row
    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.workflow.batchbook import BatchBook
    from bot.workflow.desk import Desk
    from bot.workflow.endings import Endings

log = structlog.get_logger(__name__)

OUTAGES = (NotSent, AnswerLost, RateLimited, ReplacedAnswer, ServerError, Unauthenticated)
"""What has nothing to do with the row: the next one would meet the same. A write with a lost answer is not among it,
nor is an answer of the API that cannot be read: that may be of one user, and would hold all others up."""
ENDS = {Mark.DONE: RowState.DONE, Mark.PARTLY_DONE: RowState.DONE}
"""What a row is that ended so. Every other mark means that it was not done, or that nobody can tell: its words say."""
FACTS = {RowState.DONE: Fact.ROW_DONE, RowState.FAILED: Fact.ROW_NOT_DONE}


@dataclass(frozen=True)
class Errand:
    """A batch's request with its rows, read once for a whole turn. `single` is what each row is one of.

    `sends_messages` says that each row sends something to its person in Slack, which has limits of its own.
    """

    request: Request
    command: Command[Any]
    batch: Batch[Any]
    single: Command[Any]
    rows: tuple[Row, ...]
    sends_messages: bool

    @classmethod
    def of(cls, desk: Desk, request: Request) -> Errand:
        """Raises Mistake where this version cannot read it any more."""
        command = desk.archive.command(request)
        params = read_params(command, request.params)
        if command.batch is None or not isinstance(params, BatchParams):
            raise Mistake(OUTDATED)
        batch = command.batch
        return cls(request, command, batch, desk.command(batch.of), params.rows, batch.colleagues_only(params))

    def params(self, row: Row) -> Params:
        reason = {"reason": self.request.reason} if self.request.reason else {}
        return read_params(self.single, {**row.values, **reason})


@dataclass(frozen=True)
class Carried:
    """What a row came to, to be written down: nothing where it is not known. `troubles` are nothing of the row's."""

    settled: tuple[Settled, ...] = ()
    troubles: tuple[Unavailable, ...] = ()


@dataclass(frozen=True)
class Carrying:
    desk: Desk
    book: BatchBook
    endings: Endings

    async def carry_out(self, errand: Errand, requester: Person, number: int) -> Carried:
        """Do a row that was just begun, once. Where its end is not known it stays begun, for `look_after`.

        Where Arize is out of order the row waits again, since nothing of it happened; so it does for Slack and the
        database, without which nothing is written. Nothing of it goes out once it took what a row may take.
        """
        row = errand.rows[number - 1]
        try:
            async with asyncio.timeout(self.endings.timing.row.total_seconds()):
                told = await self._run(errand.single, await self._call(errand, requester, row))
        except TimeoutError:
            return Carried()
        except ArizeError as error:
            return self._failed(errand, row, error)
        except Unavailable as trouble:
            return _put_back(row, f"For one user: {trouble}")
        except Expected as declined:
            told = Told(Mark.FAILED, str(declined))
        return Carried(self._settled(errand, row, told))

    async def look_after(self, errand: Errand) -> None:
        """Find out what became of rows that were begun in an earlier turn: of a process that died, or of lost answers.

        What Arize does not show after a while did not happen, so such a row waits again: not before a write of it that
        somebody still had under way would have been cut off and seen (`Timing.row_doubt`); see docs/decisions/0033.
        Raises Unavailable where Arize does not tell.
        """
        for number, since in (await self.book.begun(errand.request.id)).items():
            settled = await self._found_out(errand, errand.rows[number - 1], since)
            await self.book.proceed(errand.request.id, settled, self.endings.now(), 0)

    async def _found_out(self, errand: Errand, row: Row, since: datetime) -> tuple[Settled, ...]:
        """Where looking does not tell, no later look will. Nothing is sent twice: the row ends with what is known."""
        told = await self._trace(errand, row, since)
        if told.mark is not Mark.FAILED:
            return self._ended(errand, row, told)
        return (_again(row),) if self.endings.now() - since >= self.endings.timing.row_doubt else ()

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
            told = await single.run(call)
            assert isinstance(told, Told), single.name  # noqa: S101 - whatever changes something tells how that went
        except (ArizeError, Expected, TimeoutError):
            raise
        except Exception:
            log.exception("batch.row_broke")
            return Told(Mark.UNKNOWN, "")
        return told

    def _failed(self, errand: Errand, row: Row, error: ArizeError) -> Carried:
        note(error)
        if error.may_have_happened:
            return Carried()
        sentence = explain(error, errand.single)
        if isinstance(error, OUTAGES):
            return _put_back(row, sentence)
        return Carried(self._settled(errand, row, Told(Mark.FAILED, sentence)))

    async def _trace(self, errand: Errand, row: Row, since: datetime) -> Told:
        """What the API shows of a row: any command that has a batch can tell."""
        reconcile = errand.single.reconcile
        assert reconcile is not None, errand.single.name  # noqa: S101 - tests/test_every_command.py insists on it
        try:
            with explained(errand.single):
                return await reconcile(self.desk.arize, errand.params(row), await self._traces(errand, row, since))
        except Expected as silent:
            raise Unavailable(str(silent)) from silent

    async def _traces(self, errand: Errand, row: Row, since: datetime) -> Traces:
        noted = await noted_of(self.endings.ledger, errand.request.id, row.subject)
        target = await found(self.desk.arize, row.target.id) if row.target else None
        return Traces(since, target, Fact.PASSWORD_DELIVERED in noted)

    def _settled(self, errand: Errand, row: Row, told: Told) -> tuple[Settled, ...]:
        """Its end with its row of the audit; nothing where it is not known."""
        return () if told.mark is Mark.UNKNOWN else self._ended(errand, row, told)

    def _ended(self, errand: Errand, row: Row, told: Told) -> tuple[Settled, ...]:
        state = ENDS.get(told.mark, RowState.FAILED)
        sentence = " ".join(filter(None, (told.sentence, *told.details)))
        entry = replace(
            entry_about(errand.request, FACTS[state], self.endings.now(), why=sentence), subject=row.subject
        )
        jobs = self._jobs(errand, row) if state is RowState.DONE else ()
        return (Settled(RowEnd(row.number, state, told.mark.name, sentence), Extras((entry,), jobs)),)

    def _jobs(self, errand: Errand, row: Row) -> tuple[Job, ...]:
        """Whoever was asked about somebody who left Slack, and is deleted now, need not be asked any more."""
        if errand.single.name != DELETE or row.target is None:
            return ()
        return (Job(Chore.DELETED, row.target.id, self.endings.now()),)


def _put_back(row: Row, why: str) -> Carried:
    return Carried((_again(row),), (Unavailable(why),))


def _again(row: Row) -> Settled:
    """Nothing of it happened, so it waits as if it had not been begun."""
    return Settled(RowEnd(row.number, RowState.WAITING))
